import type { Refusal } from "../../domain/values/result.ts";
import { accessRefusals } from "./pl/access.ts";
import { consumptionRefusals } from "./pl/consumption.ts";
import { feesRefusals } from "./pl/fees.ts";
import { governanceRefusals } from "./pl/governance.ts";
import { ledgerRefusals } from "./pl/ledger.ts";
import { libraryRefusals } from "./pl/library.ts";
import { mirrorRefusals } from "./pl/mirror.ts";
import { mirrorPackageRefusals } from "./pl/mirror-package.ts";
import { mirrorSourceRefusals } from "./pl/mirror-source.ts";
import { packageRefusals } from "./pl/package.ts";
import { paymentsRefusals } from "./pl/payments.ts";
import { pdfRefusals } from "./pl/pdf.ts";
import { readingsRefusals } from "./pl/readings.ts";
import { receivablesRefusals } from "./pl/receivables.ts";
import { requestsRefusals } from "./pl/requests.ts";
import { settlementRefusals } from "./pl/settlement.ts";
import { settlementOrderRefusals } from "./pl/settlement-orders.ts";
import { settlementPostingRefusals } from "./pl/settlement-posting.ts";
import { statementsRefusals } from "./pl/statements.ts";
import type { RefusalSentence } from "./refusal-sentence.ts";

/** Every reason of every noun; a noun adds its own record from `pl/<noun>.ts`. */
const sentences = {
  ...accessRefusals,
  ...consumptionRefusals,
  ...readingsRefusals,
  ...receivablesRefusals,
  ...feesRefusals,
  ...ledgerRefusals,
  ...mirrorSourceRefusals,
  ...paymentsRefusals,
  ...packageRefusals,
  ...pdfRefusals,
  ...requestsRefusals,
  ...settlementRefusals,
  ...settlementOrderRefusals,
  ...settlementPostingRefusals,
  ...statementsRefusals,
  ...governanceRefusals,
  ...libraryRefusals,
  ...mirrorRefusals,
  ...mirrorPackageRefusals,
} satisfies Readonly<Record<string, RefusalSentence>>;

/** A reason that has its sentence: a page that takes only these does not compile while one is missing. */
export type RefusalReason = keyof typeof sentences;

export interface SpokenRefusal extends Refusal {
  readonly reason: RefusalReason;
}

/** The Polish sentence of a refusal; a reason without one shows its name and data rather than nothing. */
export function sentenceOf(refusal: Refusal): string {
  const sentence: RefusalSentence | undefined = Object.hasOwn(sentences, refusal.reason)
    ? sentences[refusal.reason as RefusalReason]
    : undefined;
  if (sentence) return sentence(refusal.data);
  const data = Object.entries(refusal.data).map(([name, value]) => `${name}: ${value}`);
  return data.length > 0 ? `${refusal.reason} (${data.join(", ")})` : refusal.reason;
}
