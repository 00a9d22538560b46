import { describe, expect, it } from "vitest";
import {
  DOCUMENT_KINDS,
  type DocumentKind,
  type LibraryDocument,
  VISIBILITIES,
  type Visibility,
} from "../../src/domain/governance/documents.ts";
import { mayRead, type Reader, type SignedInReader } from "../../src/domain/governance/may-read.ts";
import {
  audiences,
  defaultVisibility,
  WIDER_AUDIENCES,
  type Widening,
  wideningProblems,
} from "../../src/domain/governance/visibility.ts";
import { plainDate } from "../../src/domain/values/plain-date.ts";
import { sentenceOf } from "../../src/web/messages/refusals.pl.ts";
import { days, libraryDocument, reasons } from "./governance-facts.ts";

const TODAY = plainDate("2026-11-25");
const ON_PROPERTY_1 = { propertyId: 1, buildingId: 10 };
const ELSEWHERE = { propertyId: 2, buildingId: 20 };

function person(personId: number, facts: Partial<SignedInReader> = {}): SignedInReader {
  return { as: "person", cooperativeId: 1, personId, memberships: [], holdings: [], groups: [], ...facts };
}

/** The columns of the table. A joint holder has facts like anybody's own; the spouse who is the member is somebody else. */
const READERS: readonly (readonly [string, Reader])[] = [
  ["public", { as: "public" }],
  ["starter session", { as: "starter" }],
  ["holder", person(2, { holdings: [{ ...ON_PROPERTY_1, during: days("2020-01-01") }] })],
  ["joint holder", person(3, { holdings: [{ ...ON_PROPERTY_1, during: days("2021-05-01", "2030-01-01") }] })],
  [
    "member",
    person(4, {
      memberships: [days("2010-01-01", "2012-01-01"), days("2020-01-01")],
      holdings: [{ ...ON_PROPERTY_1, during: days("2020-01-01") }],
      groups: [{ groupId: 5, during: days("2024-01-01") }],
    }),
  ],
  [
    "member elsewhere",
    person(5, {
      memberships: [days("2020-01-01")],
      holdings: [{ ...ELSEWHERE, during: days("2020-01-01") }],
      groups: [{ groupId: 5, during: days("2024-01-01", "2026-11-25") }],
    }),
  ],
  [
    "former member",
    person(6, {
      memberships: [days("2010-01-01", "2026-11-25")],
      holdings: [{ ...ON_PROPERTY_1, during: days("2010-01-01", "2026-11-25") }],
    }),
  ],
  [
    "other cooperative",
    person(3, {
      cooperativeId: 2,
      memberships: [days("2020-01-01")],
      holdings: [{ ...ON_PROPERTY_1, during: days("2020-01-01") }],
      groups: [{ groupId: 5, during: days("2024-01-01") }],
    }),
  ],
];

/** What a cell of the table stands for; "reads" or the reason that is given. */
const CELLS: Readonly<Record<string, string>> = {
  R: "reads",
  s: "document-needs-sign-in",
  p: "document-needs-own-password",
  m: "document-for-members",
  f: "document-for-members-former",
  h: "document-for-holders",
  g: "document-for-holders-former",
  "-": "document-not-found",
};

/** Rows by visibility, columns as in READERS; the document concerns property 1. */
const TABLE: Readonly<Record<(typeof VISIBILITIES)[number], string>> = {
  public: "RRRRRRRR",
  members: "spmmRRf-",
  "property-holders": "spRRRhg-",
  group: "----R---",
  person: "---R----",
};

const BY_KIND: Readonly<Record<DocumentKind, "public" | "members" | "property-holders">> = {
  statute: "public",
  regulation: "public",
  notice: "members",
  agenda: "members",
  "draft-resolution": "members",
  resolution: "members",
  minutes: "members",
  "financial-statement": "members",
  "cooperative-audit": "members",
  "fee-calculation": "property-holders",
  "fee-justification": "property-holders",
  announcement: "property-holders",
};

const VISIBILITY: Readonly<Record<(typeof VISIBILITIES)[number], Visibility>> = {
  public: { to: "public" },
  members: { to: "members" },
  "property-holders": { to: "property-holders" },
  group: { to: "group", groupId: 5 },
  person: { to: "person", personId: 3 },
};

type Rule = typeof mayRead;
const NOT_WIDENED: Widening = new Map();

function answer(rule: Rule, document: LibraryDocument, reader: Reader, widening = NOT_WIDENED): string {
  const answered = rule(document, reader, TODAY, widening);
  return answered.ok ? "reads" : answered.refusals.map(({ reason }) => reason).join("+");
}

/** Every cell in which a rule answers otherwise than the table. */
function faults(rule: Rule, facts: Partial<LibraryDocument> = {}, table = TABLE): string[] {
  const concern = { of: "property", propertyId: 1 } as const;
  return DOCUMENT_KINDS.flatMap((kind) =>
    [null, ...VISIBILITIES].flatMap((visibility) => {
      const row = table[visibility ?? BY_KIND[kind]];
      const own = visibility === null ? null : VISIBILITY[visibility];
      const document = libraryDocument({ kind, concern, visibility: own, ...facts });
      return READERS.flatMap(([name, reader], column) => {
        const found = answer(rule, document, reader);
        return found === CELLS[row[column]!]
          ? []
          : [`${kind}, ${visibility ?? "by kind"}, ${name}: ${found}`];
      });
    }),
  );
}

describe("the access matrix", () => {
  it("holds in all 576 cells", () => {
    expect(DOCUMENT_KINDS.length * (VISIBILITIES.length + 1) * READERS.length).toBe(576);
    expect(faults(mayRead)).toEqual([]);
  });

  it("is empty for a document without a copy, one that is withdrawn, one not yet published, and a person's debt", () => {
    const nobody = Object.fromEntries(VISIBILITIES.map((to) => [to, "--------"])) as typeof TABLE;
    const hidden: Partial<LibraryDocument>[] = [
      { publication: null },
      { publication: { copyId: 900, during: days("2024-06-01", "2026-11-25") } },
      { publication: { copyId: 900, during: days("2026-11-26") } },
      { concernsPersonsDebt: true },
    ];
    for (const facts of hidden) expect(faults(mayRead, facts, nobody)).toEqual([]);
  });

  it("would name a rule with a fault in it", () => {
    const always = { ...person(0), memberships: [days("2000-01-01")] };
    const planted: readonly (readonly [string, Rule])[] = [
      ["forgets that a membership is over", (d, r, _day, w) => mayRead(d, r, plainDate("2026-11-24"), w)],
      [
        "takes a starter session for a member",
        (d, r, day, w) => mayRead(d, r.as === "starter" ? always : r, day, w),
      ],
      [
        "forgets the cooperative",
        (d, r, day, w) => mayRead(d, r.as === "person" ? { ...r, cooperativeId: 1 } : r, day, w),
      ],
      [
        "forgets the property",
        (d, r, day, w) => mayRead({ ...d, concern: { of: "cooperative" } }, r, day, w),
      ],
      [
        "shows members' documents to the public",
        (d, r, day) => mayRead(d, r, day, new Map([["minutes", "public"]])),
      ],
      [
        "asks members for group documents",
        (d, r, day, w) =>
          mayRead(
            { ...d, visibility: d.visibility?.to === "group" ? { to: "members" } : d.visibility },
            r,
            day,
            w,
          ),
      ],
    ];
    for (const [fault, rule] of planted) expect(faults(rule), fault).not.toEqual([]);
  });

  it("gives the publication copy and nothing that leads to the original", () => {
    const read = mayRead(libraryDocument(), READERS[4]![1], TODAY, NOT_WIDENED);
    expect(read).toEqual({ ok: true, value: { copyId: 900 } });
  });
});

describe("what a document concerns", () => {
  const holder = person(2, { holdings: [{ ...ON_PROPERTY_1, during: days("2020-01-01") }] });
  const visibility = { to: "property-holders" } as const;
  it.each([
    [{ of: "cooperative" }, "reads"],
    [{ of: "property", propertyId: 1 }, "reads"],
    [{ of: "property", propertyId: 2 }, "document-for-holders"],
    [{ of: "building", propertyId: 1, buildingId: 10 }, "reads"],
    [{ of: "building", propertyId: 1, buildingId: 11 }, "document-for-holders"],
  ] as const)("%j: %s", (concern, expected) => {
    expect(answer(mayRead, libraryDocument({ concern, visibility }), holder)).toBe(expected);
  });

  it("begins and ends with the day of the right", () => {
    const document = libraryDocument({ visibility });
    const from = (day: string, until: string | null) =>
      answer(mayRead, document, person(2, { holdings: [{ ...ON_PROPERTY_1, during: days(day, until) }] }));
    expect(from("2026-11-25", null)).toBe("reads");
    expect(from("2026-11-26", null)).toBe("document-for-holders");
    expect(from("2020-01-01", "2026-11-26")).toBe("reads");
    expect(from("2020-01-01", "2026-11-25")).toBe("document-for-holders-former");
  });
});

describe("showing a kind more widely", () => {
  const widened: Widening = new Map([
    ["minutes", "property-holders"],
    ["resolution", "public"],
  ]);
  const row = (facts: Partial<LibraryDocument>) =>
    READERS.map(([, reader]) => {
      const found = answer(
        mayRead,
        libraryDocument({ concern: { of: "property", propertyId: 1 }, ...facts }),
        reader,
        widened,
      );
      return Object.keys(CELLS).find((cell) => CELLS[cell] === found);
    }).join("");

  it("adds readers and takes none away: members elsewhere keep the minutes", () => {
    expect(row({ kind: "minutes" })).toBe("spRRRRg-");
    expect(row({ kind: "resolution" })).toBe("RRRRRRRR");
  });

  it("leaves drafts and what has a visibility of its own", () => {
    expect(row({ kind: "resolution", status: "draft" })).toBe(TABLE.members);
    expect(row({ kind: "resolution", visibility: { to: "group", groupId: 5 } })).toBe(TABLE.group);
    expect(audiences(libraryDocument({ kind: "statute", status: "draft" }), widened)).toEqual([
      { to: "members" },
    ]);
    expect(defaultVisibility("statute", "repealed")).toEqual({ to: "public" });
  });

  it("cannot narrow", () => {
    const allowed = DOCUMENT_KINDS.map(
      (kind) => WIDER_AUDIENCES.filter((audience) => wideningProblems(kind, audience).length === 0).length,
    );
    // Statute and regulation are public already; three kinds reach all holders; seven only members.
    expect(allowed).toEqual([0, 0, 2, 2, 2, 2, 2, 2, 2, 1, 1, 1]);
    expect(reasons(wideningProblems("statute", "property-holders"))).toEqual(["widening-narrows"]);
  });
});

describe("why the entry is not theirs", () => {
  const said = (reader: Reader, facts: Partial<LibraryDocument> = {}) => {
    const read = mayRead(libraryDocument(facts), reader, TODAY, NOT_WIDENED);
    return read.ok ? "" : sentenceOf(read.refusals[0]!);
  };

  it("is said in Polish", () => {
    const [, holder] = READERS[2]!;
    const [, former] = READERS[6]!;
    expect(said(holder)).toContain("Uchwały są dla członków spółdzielni (art. 8¹ ust. 1 usm)");
    expect(said(former, { kind: "minutes" })).toContain("Twoje członkostwo ustało 2026-11-25");
    expect(
      said(holder, { kind: "announcement", concern: { of: "building", propertyId: 2, buildingId: 20 } }),
    ).toBe("Ogłoszenia są dla osób, które mają prawo do lokalu w budynku, którego dokument dotyczy.");
  });
});
