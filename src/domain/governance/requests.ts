import { REGISTRY_COURT_DAYS } from "../law/document-request-terms.ts";
import { valueOn } from "../law/legal-table.ts";
import { termOfDays } from "../law/term-counting.ts";
import type { Grosze } from "../values/money.ts";
import { type DateRange, type PlainDate, rangeContains } from "../values/plain-date.ts";
import { accept, type Refusal, type Result, refusal } from "../values/result.ts";

/**
 * What a member may have a copy of.
 * @law usm art. 8¹ ust. 1
 */
export const REQUEST_SUBJECTS = [
  "statute",
  "regulation",
  "resolution",
  "minutes",
  "cooperative-audit",
  "financial-statement",
  "invoice",
  "contract",
] as const;
export type RequestSubject = (typeof REQUEST_SUBJECTS)[number];

/**
 * Copies that cost nothing; for the others the member pays the cost of making them.
 * @law usm art. 8¹ ust. 2
 */
const FREE_SUBJECTS: readonly RequestSubject[] = ["statute", "regulation"];

/**
 * The two grounds on which a contract with a third party may be withheld.
 * @law Prawo spółdzielcze art. 18 § 3
 */
export const REFUSAL_GROUNDS = ["rights-of-third-party", "harm-to-cooperative"] as const;
export type RefusalGround = (typeof REFUSAL_GROUNDS)[number];

const RIGHT_TO_COPIES = "art. 8¹ ust. 1 usm";
const COST_OF_COPIES = "art. 8¹ ust. 2 usm";

/** A member's request for a copy. The record stays, answered or not. */
export interface DocumentRequest {
  readonly subject: RequestSubject;
  /** What the member asks for, in their own words. */
  readonly wording: string;
  readonly askedOn: PlainDate;
  /** The asking person's membership. */
  readonly memberships: readonly DateRange[];
  readonly answer: RequestAnswer | null;
}

export type RequestAnswer =
  | {
      readonly state: "answered";
      readonly answeredOn: PlainDate;
      /** The file that was sent, by its digest; null: handed over on paper. */
      readonly fileDigest: string | null;
      readonly isHandedOver: boolean;
      readonly feeGrosze: Grosze;
    }
  | {
      readonly state: "refused";
      readonly answeredOn: PlainDate;
      readonly ground: RefusalGround | null;
      /** Why, in writing, for this contract. */
      readonly reasons: string;
      /** The letter tells the member how to go to the registry court, and by when. */
      readonly namesRegistryCourt: boolean;
    };

/**
 * Why a request cannot be taken: `request-not-a-member` on the day of asking, `request-empty`.
 * @law usm art. 8¹ ust. 1
 */
export function requestProblems({ wording, askedOn, memberships }: DocumentRequest): Refusal[] {
  const problems: Refusal[] = [];
  if (!memberships.some((during) => rangeContains(during, askedOn)))
    problems.push(refusal("request-not-a-member", { askedOn, article: RIGHT_TO_COPIES }));
  if (wording.trim() === "") problems.push(refusal("request-empty"));
  return problems;
}

/**
 * Why a request cannot be answered so, all reasons at once: `request-already-answered`, `answer-before-request`; for a copy
 * `answer-without-copy`, `copy-fee-not-allowed`, `copy-fee-negative`; for a refusal `refusal-not-allowed` (only contracts with
 * third parties may be withheld), `refusal-without-ground`, `refusal-without-reasons`, `refusal-without-court`.
 * @law usm art. 8¹; Prawo spółdzielcze art. 18 § 3
 */
export function answerProblems(request: DocumentRequest, answer: RequestAnswer): Refusal[] {
  const { askedOn, subject } = request;
  const problems: Refusal[] = [];
  if (request.answer !== null)
    problems.push(refusal("request-already-answered", { answeredOn: request.answer.answeredOn }));
  if (answer.answeredOn < askedOn)
    problems.push(refusal("answer-before-request", { askedOn, answeredOn: answer.answeredOn }));
  return [
    ...problems,
    ...(answer.state === "answered" ? copyProblems(subject, answer) : withheldProblems(subject, answer)),
  ];
}

/**
 * Why a file that is in the library is no answer: `answer-is-persons-debt`, and `answer-is-original` where it is no copy for
 * publication too. `known` are the documents that the file is kept for.
 */
export function answerFileProblems(
  known: readonly {
    readonly code: string;
    readonly role: "original" | "publication";
    readonly concernsPersonsDebt: boolean;
  }[],
): Refusal[] {
  const debt = known.find(({ concernsPersonsDebt }) => concernsPersonsDebt);
  if (debt !== undefined) return [refusal("answer-is-persons-debt", { code: debt.code })];
  const [first] = known;
  const isOriginal = first !== undefined && known.every(({ role }) => role === "original");
  return isOriginal ? [refusal("answer-is-original", { code: first.code })] : [];
}

/** Where a request stands on a day. `dueOn` follows the cooperative's own term in days: the law sets none. */
export function requestState(
  { askedOn, answer }: DocumentRequest,
  answerDays: number,
  today: PlainDate,
): {
  readonly state: "asked" | "answered" | "refused";
  readonly dueOn: PlainDate;
  readonly isOverdue: boolean;
} {
  const dueOn = termOfDays(askedOn, answerDays);
  return { state: answer?.state ?? "asked", dueOn, isOverdue: (answer?.answeredOn ?? today) > dueOn };
}

/** The last day on which the member may go to the registry court, and what says so. Refuses `rate-unknown`. */
export function registryCourtTerm(
  deliveredOn: PlainDate,
): Result<{ readonly lastDay: PlainDate; readonly article: string }> {
  const days = valueOn(REGISTRY_COURT_DAYS, deliveredOn);
  if (!days.ok) return days;
  const lastDay = termOfDays(deliveredOn, days.value.value);
  return accept({ lastDay, article: REGISTRY_COURT_DAYS.provision });
}

function copyProblems(
  subject: RequestSubject,
  { fileDigest, isHandedOver, feeGrosze }: RequestAnswer & { state: "answered" },
): Refusal[] {
  const problems: Refusal[] = [];
  if (fileDigest === null && !isHandedOver) problems.push(refusal("answer-without-copy"));
  if (feeGrosze < 0) problems.push(refusal("copy-fee-negative", { feeGrosze }));
  if (feeGrosze > 0 && FREE_SUBJECTS.includes(subject))
    problems.push(refusal("copy-fee-not-allowed", { subject, feeGrosze, article: COST_OF_COPIES }));
  return problems;
}

function withheldProblems(
  subject: RequestSubject,
  { ground, reasons, namesRegistryCourt }: RequestAnswer & { state: "refused" },
): Refusal[] {
  if (subject !== "contract") return [refusal("refusal-not-allowed", { subject, article: RIGHT_TO_COPIES })];
  const article = REGISTRY_COURT_DAYS.provision;
  const problems: Refusal[] = [];
  if (ground === null) problems.push(refusal("refusal-without-ground", { article }));
  if (reasons.trim() === "") problems.push(refusal("refusal-without-reasons", { article }));
  if (!namesRegistryCourt) problems.push(refusal("refusal-without-court", { article }));
  return problems;
}
