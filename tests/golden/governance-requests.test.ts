import { describe, expect, it } from "vitest";
import {
  answerProblems,
  type DocumentRequest,
  REFUSAL_GROUNDS,
  REQUEST_SUBJECTS,
  type RequestAnswer,
  registryCourtTerm,
  requestProblems,
  requestState,
} from "../../src/domain/governance/requests.ts";
import { grosze } from "../../src/domain/values/money.ts";
import { plainDate } from "../../src/domain/values/plain-date.ts";
import { days, reasons } from "./governance-facts.ts";

const REQUEST: DocumentRequest = {
  subject: "contract",
  wording: "umowa o ocieplenie budynku przy ul. Lipowej 4",
  askedOn: plainDate("2026-04-20"),
  memberships: [days("2020-01-01")],
  answer: null,
};

const COPY: RequestAnswer = {
  state: "answered",
  answeredOn: plainDate("2026-04-28"),
  fileDigest: "aa",
  isHandedOver: false,
  feeGrosze: grosze(0),
};

const WITHHELD: RequestAnswer = {
  state: "refused",
  answeredOn: plainDate("2026-04-28"),
  ground: REFUSAL_GROUNDS[0],
  reasons: "Wykonawca zastrzegł ceny jednostkowe.",
  namesRegistryCourt: true,
};

const asked = (facts: Partial<DocumentRequest>) => reasons(requestProblems({ ...REQUEST, ...facts }));
const answered = (answer: RequestAnswer, facts: Partial<DocumentRequest> = {}) =>
  reasons(answerProblems({ ...REQUEST, ...facts }, answer));

describe("asking for a copy", () => {
  it.each([
    [{}, []],
    [{ memberships: [] }, ["request-not-a-member"]],
    [{ memberships: [days("2020-01-01", "2026-04-20")] }, ["request-not-a-member"]],
    [{ memberships: [days("2020-01-01", "2026-04-21")] }, []],
    [{ memberships: [], wording: " " }, ["request-not-a-member", "request-empty"]],
  ])("%j", (facts, expected) => {
    expect(asked(facts)).toEqual(expected);
  });
});

describe("answering", () => {
  it("takes a copy of anything, with a fee except for statute and regulations", () => {
    for (const subject of REQUEST_SUBJECTS) {
      expect(answered(COPY, { subject })).toEqual([]);
      const isFree = subject === "statute" || subject === "regulation";
      expect(answered({ ...COPY, feeGrosze: grosze(1) }, { subject }), subject).toEqual(
        isFree ? ["copy-fee-not-allowed"] : [],
      );
    }
  });

  it("refuses nothing but a contract, and that only in writing with a ground, reasons and the way to court", () => {
    for (const subject of REQUEST_SUBJECTS)
      expect(answered(WITHHELD, { subject }), subject).toEqual(
        subject === "contract" ? [] : ["refusal-not-allowed"],
      );
    const bare = { ...WITHHELD, ground: null, reasons: "\n", namesRegistryCourt: false };
    expect(answered(bare)).toEqual([
      "refusal-without-ground",
      "refusal-without-reasons",
      "refusal-without-court",
    ]);
  });

  it.each([
    ["nothing sent, nothing handed over", { ...COPY, fileDigest: null }, ["answer-without-copy"]],
    ["a copy on paper", { ...COPY, fileDigest: null, isHandedOver: true }, []],
    ["a fee below zero", { ...COPY, feeGrosze: grosze(-1) }, ["copy-fee-negative"]],
    ["before the request", { ...COPY, answeredOn: plainDate("2026-04-19") }, ["answer-before-request"]],
  ] as const)("%s", (_case, answer, expected) => {
    expect(answered(answer)).toEqual(expected);
  });

  it("happens once", () => {
    expect(answered(WITHHELD, { answer: COPY })).toEqual(["request-already-answered"]);
  });
});

describe("terms of a request", () => {
  it("end on the next working day: 14 days from 20 April are Monday the 4th, from 17 April Friday the 1st of May", () => {
    const state = (askedOn: string, today: string, answer: RequestAnswer | null = null) =>
      requestState({ ...REQUEST, askedOn: plainDate(askedOn), answer }, 14, plainDate(today));
    expect(state("2026-04-20", "2026-05-04")).toEqual({
      state: "asked",
      dueOn: "2026-05-04",
      isOverdue: false,
    });
    // 1 May is a holiday, the 2nd a Saturday, the 3rd a Sunday.
    expect(state("2026-04-17", "2026-05-05")).toEqual({
      state: "asked",
      dueOn: "2026-05-04",
      isOverdue: true,
    });
    expect(state("2026-04-17", "2026-12-01", COPY)).toMatchObject({ state: "answered", isOverdue: false });
    expect(state("2026-04-10", "2026-12-01", WITHHELD)).toMatchObject({ state: "refused", isOverdue: true });
  });

  it.each([
    ["2026-04-20", "2026-04-27"],
    ["2026-12-18", "2026-12-28"],
    ["2024-02-23", "2024-03-01"],
  ])("of the registry court after a refusal delivered on %s: %s", (deliveredOn, lastDay) => {
    expect(registryCourtTerm(plainDate(deliveredOn))).toEqual({
      ok: true,
      value: { lastDay, article: "art. 18 § 3 Prawa spółdzielczego" },
    });
  });

  it("is unknown before the law that was compared", () => {
    expect(registryCourtTerm(plainDate("2007-07-30")).ok).toBe(false);
  });
});
