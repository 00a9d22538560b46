import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { foundFragments } from "./found-fragments.ts";

const marked = (text: string, words: readonly string[]) =>
  foundFragments(text, words).map(({ pieces }) =>
    pieces.map(({ text: piece, isFound }) => (isFound ? `[${piece}]` : piece)).join(""),
  );

const filler = (count: number) => Array.from({ length: count }, (_, index) => `słowo${index}`).join(" ");

describe("the places where a search was found", () => {
  it("are marked with the accents of the text", () => {
    expect(marked("Rada przyjęła trzy uchwały.\nUchwała nr 7.", ["uchwaly", "uchwala"])).toEqual([
      "Rada przyjęła trzy [uchwały]. [Uchwała] nr 7",
    ]);
  });

  it("are two at most, of about 24 words, with what stands before", () => {
    const text = `${filler(40)} łąka ${filler(40)} Łąki ${filler(40)} łąka`;
    const [first, second, ...more] = foundFragments(text, ["laka", "laki"]);
    expect(more).toEqual([]);
    expect(first).toMatchObject({ isCutBefore: true, isCutAfter: true });
    expect(first!.pieces.map(({ text: piece }) => piece).join("")).toMatch(/^słowo32 .* łąka /u);
    expect(
      first!.pieces
        .map(({ text: piece }) => piece)
        .join("")
        .split(" "),
    ).toHaveLength(24);
    expect(second!.pieces.filter(({ isFound }) => isFound)).toEqual([{ text: "Łąki", isFound: true }]);
  });

  it("are the beginning where only the title was found, and nothing of a scan", () => {
    expect(marked("Tekst bez tego słowa", ["uchwala"])).toEqual(["Tekst bez tego słowa"]);
    expect(foundFragments(" \f ", ["uchwala"])).toEqual([]);
  });

  it("mark the parts of a number", () => {
    expect(marked("Uchwała nr 7/2024.", ["7/2024"])).toEqual(["Uchwała nr [7]/[2024]"]);
  });

  it("never change a letter, whatever is asked for", () => {
    fc.assert(
      fc.property(fc.string({ unit: "grapheme" }), fc.array(fc.string()), (text, words) => {
        for (const { pieces } of foundFragments(text, words)) {
          const shown = pieces.map((piece) => piece.text).join("");
          expect(text.replace(/[\s\f]+/gu, " ")).toContain(shown);
        }
      }),
    );
  });
});
