/** What a resident account is for; an account is right × purpose, held jointly by all holders of the right. */
export const PURPOSES = [
  "fees",
  "repair-fund",
  "media",
  "interest",
  "contribution",
  "share",
  "deposit",
  "court-claim",
  "invoice",
] as const;
export type Purpose = (typeof PURPOSES)[number];

/**
 * receivable: counts in "do zapłaty" and in automatic crediting; fund: a liability of the cooperative, never an overpayment;
 * court and invoice: in the ledger, not on the portal.
 */
export type Nature = "receivable" | "fund" | "court" | "invoice";

export const NATURE_OF_PURPOSE: Readonly<Record<Purpose, Nature>> = {
  fees: "receivable",
  "repair-fund": "receivable",
  media: "receivable",
  interest: "receivable",
  contribution: "fund",
  share: "fund",
  deposit: "fund",
  "court-claim": "court",
  invoice: "invoice",
};

/** What a ledger account does in the posting table (docs/guides/posting-table.md). */
export const LEDGER_ROLES = [
  "bank",
  "clearing-credits",
  "clearing-debits",
  "inter-property",
  "opening-balance",
  "operating-revenue",
  "repair-fund",
  "advances",
  "media-cost",
  "output-vat",
  "financial-income",
  "write-off",
  "other",
] as const;
export type LedgerRole = (typeof LEDGER_ROLES)[number];

export const MEDIA = ["cold-water", "hot-water", "heat", "gas", "electricity", "waste"] as const;
export type Medium = (typeof MEDIA)[number];

/** The property of what belongs to none: bank, clearing. */
export const COOPERATIVE_AS_A_WHOLE = 0;
