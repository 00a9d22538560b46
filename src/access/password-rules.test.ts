import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { passwordRefusals } from "./password-rules.ts";

const CONTEXT = [
  "Spółdzielnia Mieszkaniowa „Pod Lipami”",
  "ul. Lipowa 4 Modrzewno",
  "Anna Kowalska",
  "1000428",
];

const reasonsOf = (password: string) => passwordRefusals(password, CONTEXT).map(({ reason }) => reason);

describe("a password is refused with the reason", () => {
  it.each([
    ["krótkie", "password-too-short"],
    ["", "password-too-short"],
    ["Ż".repeat(129), "password-too-long"],
    ["haslohaslohaslo", "password-common"],
    ["haslo haslo haslo", "password-repeats"],
    ["HasłoHasłoHasło1!", "password-repeats"],
    ["qwertyuiopasdfgh", "password-keyboard-row"],
    ["1qaz2wsx3edc4rfv", "password-keyboard-row"],
    ["zaq12wsxcde34rfv", "password-keyboard-row"],
    ["spoldzielnia2026!", "password-of-own-names"],
    ["Spółdzielni@2026!", "password-of-own-names"],
    ["P@ssw0rdP@ssw0rd", "password-common"],
    ["passwordpassword", "password-common"],
    ["123456789012345", "password-repeats"],
    ["abcdefghijklmnop", "password-sequence"],
    ["987654321098765", "password-repeats"],
    ["aaaaaaaaaaaaaaa", "password-repeats"],
    ["ąąąąąąąąąąąąąąą", "password-repeats"],
    ["abababababababab", "password-repeats"],
    ["AnnaKowalska1985", "password-of-own-names"],
    ["kowalskaanna1985", "password-of-own-names"],
    ["Lipowa4Modrzewno", "password-of-own-names"],
    ["Lipowej4Lipowej4", "password-of-own-names"],
    ["1000428 1000428", "password-of-own-names"],
    ["alamakotaakotmaale", "password-common"],
    ["Jezu ufam Tobie 1", "password-common"],
    ["LegiaWarszawa1916", "password-common"],
    ["ZimaLatoWiosnaJesien", "password-common"],
    ["!!!!!!!!!!!!!!!!!!", "password-common"],
    [". , ! - ? _ . , - !", "password-common"],
    ["marzena1marzena2", "password-repeats"],
    ["xkvbwq7xkvbwq7xkvbwq7", "password-repeats"],
    ["K7MW-3HPX-9TQA-R5ZN", "password-like-starter"],
    ["K7MW3HPX9TQAR5ZN", "password-like-starter"],
  ])("%s: %s", (password, reason) => {
    expect(reasonsOf(password)).toContain(reason);
  });
});

describe("a password is taken", () => {
  it.each([
    "krowa pije mleko w czwartki",
    "poprawny-kon-bateria-zszywka",
    "zielony kot pije mleko",
    "Moja babcia ma 3 psy",
    "wnuczka Zosia lubi lody",
    "Na Lipowej rosną 4 kasztany",
    "583920175638201",
    "xK9#mQ2$vL7!nR4z",
    "🐱🐶🐭🐹🐰🦊🐻🐼🐨🐯🦁🐮🐷🐸🐵",
    "слива росте біля паркану",
    "K7MW-3HPX-9TQA-R5ZN i jeszcze coś",
    "   spacje też są dobre   ",
  ])("%s", (password) => {
    expect(reasonsOf(password)).toEqual([]);
  });

  it("whatever random letters it has, and no rule asks for capitals, digits or signs", () => {
    const letters = fc.constantFrom(..."abcdefghijklmnoprstuwyz");
    const password = fc
      .array(letters, { minLength: 18, maxLength: 128 })
      .map((picked) => picked.join(""))
      .filter((text) => new Set(text).size >= 12);
    fc.assert(fc.property(password, (text) => reasonsOf(text).length === 0));
  });

  it("counts characters, not bytes or code units", () => {
    expect(passwordRefusals("🐱🐶🐭🐹🐰🦊🐻🐼🐨🐯🦁🐮🐷🐸", [])[0]?.data).toEqual({
      characters: 14,
      shortest: 15,
    });
  });

  it("decides on anything at all", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary", maxLength: 200 }), fc.array(fc.string()), (text, context) =>
        Array.isArray(passwordRefusals(text, context)),
      ),
    );
  });
});
