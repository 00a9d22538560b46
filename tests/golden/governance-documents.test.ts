import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { documentProblems, type LibraryDocument } from "../../src/domain/governance/documents.ts";
import {
  type Confirmation,
  type DocumentVersion,
  nextVersion,
  publicationProblems,
} from "../../src/domain/governance/publication.ts";
import { amendmentProblems, textInForce } from "../../src/domain/governance/text-in-force.ts";
import { plainDate } from "../../src/domain/values/plain-date.ts";
import { days, libraryDocument, reasons } from "./governance-facts.ts";

/** A regulation of 2015 changed four times, with a consolidated text after the second change, and gone in 2026. */
const REGULATION: readonly LibraryDocument[] = [
  regulation(1, "2015-03-01", { validity: days("2015-03-01", "2026-01-01"), status: "repealed" }),
  change(2, "2016-05-01", [1]),
  change(3, "2018-07-01", [1]),
  regulation(4, "2018-07-01", { consolidates: 1 }),
  change(5, "2020-01-01", [1]),
  // Changes the change that came before it, for a while.
  change(6, "2021-01-01", [5], { validity: days("2021-01-01", "2022-01-01") }),
  change(7, "2023-01-01", [1], { status: "draft" }),
  regulation(8, "2026-01-01"),
];

function regulation(id: number, day: string, facts: Partial<LibraryDocument> = {}): LibraryDocument {
  const dates = { date: plainDate(day), validity: days(day), year: Number(day.slice(0, 4)) };
  return libraryDocument({ id, kind: "regulation", title: `Regulamin ${id}`, ...dates, ...facts });
}

function change(id: number, day: string, amends: readonly number[], facts: Partial<LibraryDocument> = {}) {
  return regulation(id, day, { kind: "resolution", amends, ...facts });
}

function read(day: string, of = 1, documents = REGULATION): string {
  const found = textInForce(documents, of, plainDate(day));
  if (!found.ok) return reasons(found.refusals).join();
  return [found.value.text, ...found.value.furtherAmendments].map(({ id }) => id).join("+");
}

describe("the text of a regulation on a day", () => {
  it.each([
    ["2015-02-28", "regulation-not-yet-in-force"],
    ["2015-03-01", "1"],
    ["2016-04-30", "1"],
    ["2016-05-01", "1+2"],
    ["2018-06-30", "1+2"],
    ["2018-07-01", "4"],
    ["2020-01-01", "4+5"],
    ["2021-12-31", "4+5+6"],
    ["2022-01-01", "4+5"],
    ["2025-12-31", "4+5"],
    ["2026-01-01", "regulation-repealed"],
  ])("of %s is %s", (day, expected) => {
    expect(read(day)).toBe(expected);
  });

  it("does not depend on the order in which documents come", () => {
    fc.assert(
      fc.property(fc.shuffledSubarray([...REGULATION], { minLength: REGULATION.length }), (documents) => {
        expect(read("2021-06-01", 1, documents)).toBe("4+5+6");
      }),
    );
  });

  it("is not that of another regulation, a resolution or nothing", () => {
    expect(read("2026-02-01", 8)).toBe("8");
    expect(read("2021-06-01", 5)).toBe("regulation-unknown");
    expect(read("2021-06-01", 99)).toBe("regulation-unknown");
    expect(read("2021-06-01", 1, [{ ...REGULATION[0]!, status: "draft" }])).toBe("regulation-unknown");
  });
});

describe("amendments", () => {
  it.each([
    ["what is there", change(9, "2024-01-01", [1, 5]), []],
    ["what nobody knows", change(9, "2024-01-01", [77]), ["amended-document-unknown"]],
    ["what came later", change(9, "2017-01-01", [5]), ["amended-document-later"]],
    ["itself", change(9, "2024-01-01", [9]), ["amends-itself"]],
    [
      "a text of nothing",
      regulation(9, "2024-01-01", { consolidates: 77 }),
      ["consolidated-document-unknown"],
    ],
  ] as const)("of %s", (_case, document, expected) => {
    expect(reasons(amendmentProblems(document, REGULATION))).toEqual(expected);
  });

  it("of one another go in a circle", () => {
    const [a, b] = [change(1, "2024-01-01", [2]), change(2, "2024-01-01", [1])];
    expect(reasons(amendmentProblems(a, [a, b]))).toEqual(["amends-itself"]);
  });
});

describe("facts of a document that contradict each other", () => {
  it.each([
    [{}, []],
    [{ number: null }, ["resolution-without-number"]],
    [{ number: null, kind: "minutes" }, []],
    [{ validity: days("2024-06-01", "2024-06-01") }, ["validity-reversed"]],
    [{ status: "repealed" }, ["repealed-without-day"]],
    [{ year: 2025 }, ["year-after-date"]],
    [{ year: 2023 }, []],
  ] as const)("%j", (facts, expected) => {
    expect(reasons(documentProblems(libraryDocument(facts)))).toEqual(expected);
  });
});

const ORIGINAL: DocumentVersion = { number: 1, role: "original", digest: "aa", findings: 4 };
const COPY: DocumentVersion = { number: 2, role: "publication-copy", digest: "bb", findings: 1 };
const CONFIRMED: Confirmation = {
  copyDigest: "bb",
  confirmedBy: "sekretarz zarządu",
  carriesNoPersonalData: true,
  findingsShown: 1,
  originalNeedsNoRedaction: false,
};

function publish(facts: {
  copy?: DocumentVersion | null;
  confirmation?: Partial<Confirmation> | null;
  debt?: boolean;
}) {
  const copy = facts.copy === undefined ? COPY : facts.copy;
  const confirmation = facts.confirmation === null ? null : { ...CONFIRMED, ...facts.confirmation };
  const document = libraryDocument({ concernsPersonsDebt: facts.debt ?? false });
  return reasons(publicationProblems(document, [ORIGINAL, COPY], copy, confirmation));
}

describe("publishing", () => {
  const sameBytes = { ...COPY, digest: "aa", findings: 4 };
  it.each([
    ["a copy that was read and confirmed", {}, []],
    ["without a copy", { copy: null }, ["publication-copy-missing"]],
    ["the original", { copy: ORIGINAL }, ["publication-copy-missing"]],
    ["without a confirmation", { confirmation: null }, ["publication-unconfirmed"]],
    ["by nobody", { confirmation: { confirmedBy: " " } }, ["publication-unconfirmed"]],
    [
      "with personal data in it",
      { confirmation: { carriesNoPersonalData: false } },
      ["publication-unconfirmed"],
    ],
    [
      "after reading another file",
      { confirmation: { copyDigest: "cc" } },
      ["publication-confirmed-other-copy"],
    ],
    [
      "without having seen what was found",
      { confirmation: { findingsShown: 0 } },
      ["publication-findings-not-shown"],
    ],
    [
      "a scan that nobody said was one",
      { copy: { ...COPY, findings: null } },
      ["publication-findings-not-shown"],
    ],
    ["a scan", { copy: { ...COPY, findings: null }, confirmation: { findingsShown: null } }, []],
    [
      "the original's bytes as a copy",
      { copy: sameBytes, confirmation: { copyDigest: "aa", findingsShown: 4 } },
      ["publication-copy-is-original"],
    ],
    [
      "an original with nothing to take out",
      {
        copy: sameBytes,
        confirmation: { copyDigest: "aa", findingsShown: 4, originalNeedsNoRedaction: true },
      },
      [],
    ],
    ["a decision on a person's debt, redacted or not", { debt: true }, ["publication-persons-debt"]],
    [
      "everything wrong at once",
      { debt: true, copy: sameBytes, confirmation: null },
      ["publication-persons-debt", "publication-copy-is-original", "publication-unconfirmed"],
    ],
  ] as const)("%s", (_case, facts, expected) => {
    expect(publish(facts)).toEqual(expected);
  });
});

describe("versions", () => {
  it("only grow, and the same file in the same role is known", () => {
    expect(nextVersion([], ORIGINAL)).toEqual({ ok: true, value: 1 });
    expect(nextVersion([COPY, ORIGINAL], { digest: "cc", role: "original" })).toEqual({ ok: true, value: 3 });
    expect(nextVersion([ORIGINAL], { digest: "aa", role: "publication-copy" })).toEqual({
      ok: true,
      value: 2,
    });
    expect(nextVersion([ORIGINAL, COPY], { digest: "bb", role: "publication-copy" })).toMatchObject({
      ok: false,
      refusals: [{ reason: "version-known", data: { version: 2 } }],
    });
  });
});
