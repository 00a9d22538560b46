import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { readablePages } from "./readable-text.ts";

const paragraphs = (text: string) => readablePages(text)[0]?.paragraphs;

describe("a document's text", () => {
  it("joins the lines that the paper broke", () => {
    expect(
      paragraphs(
        "Walne Zgromadzenie postanawia o dociepleniu\nścian szczytowych budynków przy ulicy Lipowej.",
      ),
    ).toEqual(["Walne Zgromadzenie postanawia o dociepleniu ścian szczytowych budynków przy ulicy Lipowej."]);
  });

  it("begins anew after an empty line and at what is numbered", () => {
    expect(
      paragraphs(
        "UCHWAŁA NR 7/2024\n\nna podstawie statutu uchwala się,\nco następuje:\n§ 1. Pierwsza rzecz,\nkiedy trwa.\n1) punkt;\n2) drugi punkt.",
      ),
    ).toEqual([
      "UCHWAŁA NR 7/2024",
      "na podstawie statutu uchwala się, co następuje:",
      "§ 1. Pierwsza rzecz, kiedy trwa.",
      "1) punkt;",
      "2) drugi punkt.",
    ]);
  });

  it("keeps pages apart, empty ones too", () => {
    expect(readablePages("jeden\f\ftrzy")).toEqual([
      { number: 1, paragraphs: ["jeden"] },
      { number: 2, paragraphs: [] },
      { number: 3, paragraphs: ["trzy"] },
    ]);
  });

  it("loses no letter of any text", () => {
    fc.assert(
      fc.property(fc.array(fc.string({ unit: "grapheme" })), (lines) => {
        const text = lines.join("\n");
        const shown = readablePages(text).flatMap((page) => page.paragraphs);
        expect(shown.join("").replace(/\s/gu, "")).toBe(text.replace(/[\s\f]/gu, ""));
      }),
    );
  });
});
