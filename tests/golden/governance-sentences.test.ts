import { describe, expect, it } from "vitest";
import { boardTermProblems } from "../../src/domain/governance/board-term.ts";
import { documentProblems, type LibraryDocument } from "../../src/domain/governance/documents.ts";
import { mayRead, type Reader } from "../../src/domain/governance/may-read.ts";
import { meetingProblems, submissionProblems } from "../../src/domain/governance/meeting-problems.ts";
import { nextVersion, publicationProblems } from "../../src/domain/governance/publication.ts";
import {
  answerFileProblems,
  answerProblems,
  type DocumentRequest,
  requestProblems,
} from "../../src/domain/governance/requests.ts";
import { amendmentProblems, textInForce } from "../../src/domain/governance/text-in-force.ts";
import { wideningProblems } from "../../src/domain/governance/visibility.ts";
import { grosze } from "../../src/domain/values/money.ts";
import { plainDate } from "../../src/domain/values/plain-date.ts";
import type { Refusal, Result } from "../../src/domain/values/result.ts";
import { readDocumentIndex } from "../../src/formats/document-index/read-index.ts";
import { governanceRefusals } from "../../src/web/messages/pl/governance.ts";
import { sentenceOf } from "../../src/web/messages/refusals.pl.ts";
import { days, generalMeeting, libraryDocument } from "./governance-facts.ts";

const TODAY = plainDate("2026-06-10");
const refusalsOf = (result: Result<unknown>) => (result.ok ? [] : result.refusals);

function reading(): Refusal[] {
  const holding = { propertyId: 1, buildingId: 10, during: days("2020-01-01", "2026-01-01") };
  const stranger = {
    as: "person",
    cooperativeId: 1,
    personId: 2,
    memberships: [],
    holdings: [],
    groups: [],
  } as const;
  const former = { ...stranger, memberships: [days("2020-01-01", "2026-01-01")], holdings: [holding] };
  const readers: Reader[] = [{ as: "public" }, { as: "starter" }, stranger, former];
  const documents = [{}, { kind: "announcement" }, { publication: null }] as const;
  return documents.flatMap((facts) =>
    readers.flatMap((reader) => refusalsOf(mayRead(libraryDocument(facts), reader, TODAY, new Map()))),
  );
}

function documents(): Refusal[] {
  const wrong = libraryDocument({
    id: 5,
    number: null,
    status: "repealed",
    year: 2030,
    amends: [1, 5, 99],
    consolidates: 99,
  });
  const later = libraryDocument({ id: 1, date: plainDate("2026-01-01") });
  const regulation = libraryDocument({ kind: "regulation", validity: days("2024-01-01", "2025-01-01") });
  const text = (id: number, day: string) => refusalsOf(textInForce([regulation], id, plainDate(day)));
  return [
    ...documentProblems(wrong),
    ...documentProblems(libraryDocument({ validity: days("2024-01-01", "2023-01-01") })),
    ...amendmentProblems(wrong, [later]),
    ...text(2, "2024-01-01"),
    ...text(1, "2023-01-01"),
    ...text(1, "2025-01-01"),
    ...wideningProblems("statute", "property-holders"),
    ...publication(regulation),
  ];
}

function publication(document: LibraryDocument): Refusal[] {
  const copy = { number: 2, role: "publication-copy", digest: "aa", findings: 3 } as const;
  const original = { ...copy, number: 1, role: "original" } as const;
  const confirmed = {
    copyDigest: "aa",
    confirmedBy: "sekretarz",
    carriesNoPersonalData: true,
    findingsShown: 0,
    originalNeedsNoRedaction: false,
  };
  const scan = { ...copy, findings: null };
  return [
    ...publicationProblems({ ...document, concernsPersonsDebt: true }, [], null, null),
    ...publicationProblems(document, [original], copy, null),
    ...publicationProblems(document, [], copy, confirmed),
    ...publicationProblems(document, [], scan, confirmed),
    ...publicationProblems(document, [], copy, { ...confirmed, findingsShown: null }),
    ...publicationProblems(document, [], copy, { ...confirmed, copyDigest: "bb" }),
    ...refusalsOf(nextVersion([copy], copy)),
  ];
}

function meetings(): Refusal[] {
  const parts = ["2026-06-22", "2026-07-22"];
  const meeting = generalMeeting(parts, { yearEnd: plainDate("2025-12-31") });
  const late = { noticeGivenOn: TODAY, draftsLaidOutOn: TODAY, place: "", agenda: [] };
  const submittedOn = plainDate("2026-06-21");
  return [
    ...meetingProblems(generalMeeting([]), TODAY),
    ...meetingProblems(meeting, plainDate("2026-06-09")),
    ...meetingProblems(meeting, TODAY),
    ...meetingProblems({ ...meeting, ...late }, TODAY),
    ...submissionProblems(meeting, { of: "draft-resolution", submittedOn, supporters: 3 }),
    ...submissionProblems(meeting, { of: "amendment", submittedOn }),
    ...submissionProblems(meeting, { of: "proxy", submittedOn }),
    ...boardTermProblems(days("2026-01-01")),
  ];
}

function requests(): Refusal[] {
  const request: DocumentRequest = {
    subject: "statute",
    wording: "",
    askedOn: TODAY,
    memberships: [],
    answer: null,
  };
  const answeredOn = plainDate("2026-06-09");
  const copy = { state: "answered", answeredOn, fileDigest: null, isHandedOver: false } as const;
  const refused = {
    state: "refused",
    answeredOn,
    ground: null,
    reasons: "",
    namesRegistryCourt: false,
  } as const;
  const answered = { ...request, answer: { ...copy, feeGrosze: grosze(0) } };
  return [
    ...requestProblems(request),
    ...answerProblems(answered, { ...copy, feeGrosze: grosze(500) }),
    ...answerProblems(request, { ...copy, feeGrosze: grosze(-1) }),
    ...answerProblems(request, refused),
    ...answerFileProblems([{ code: "U1", role: "original", concernsPersonsDebt: true }]),
    ...answerFileProblems([{ code: "U1", role: "original", concernsPersonsDebt: false }]),
    ...answerProblems({ ...request, subject: "contract" }, refused),
  ];
}

function early(): Refusal[] {
  const meeting = generalMeeting(["2026-12-20"], { yearEnd: plainDate("2026-12-31") });
  return meetingProblems(meeting, TODAY);
}

function index(): Refusal[] {
  const heading = "code;file;kind;organ;date;title;status;property;building;visibility;audience;amends";
  const rows = [
    "a;../a.pdf;minutes;other;2026-01-01;T;draft;;;;;",
    "b;b.doc;minutes;other;2026-01-01;T;draft;;;;;",
    "c;c.pdf;minutes;other;2026-01-01;T;draft;N2;B1;group;;z",
    "d;c.pdf;minutes;other;2026-01-01;T;draft;;;;x;",
  ];
  const none = new Map<string, number>();
  const read = readDocumentIndex(new TextEncoder().encode([heading, ...rows].join("\n")), {
    properties: new Map([["N2", 2]]),
    buildings: new Map([["B1", { id: 1, propertyId: 1 }]]),
    groups: none,
    people: none,
    meetings: none,
    feeResolutions: none,
    documents: new Set(),
  });
  return [...read.problems];
}

const REFUSALS = [reading, documents, meetings, early, requests, index].flatMap((provoked) => provoked());

describe("the sentences of the library", () => {
  it("are all provoked here, and no reason is without one", () => {
    const provoked = new Set(REFUSALS.map(({ reason }) => reason));
    expect([...provoked].sort()).toEqual(Object.keys(governanceRefusals).sort());
  });

  it.each(REFUSALS)("$reason is a whole sentence with its facts", (refused) => {
    const sentence = sentenceOf(refused);
    expect(sentence).toMatch(/^[\p{Lu}„].*[.)]$/u);
    expect(sentence).not.toMatch(/undefined|null|NaN|\b[a-z]+-[a-z]+-[a-z]+\b/);
  });

  it("would be found wanting where a fact is missing", () => {
    expect(sentenceOf({ reason: "amendment-late", data: { day: "2026-06-19" } })).toContain("undefined");
  });
});
