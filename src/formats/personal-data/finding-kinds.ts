/** What is looked for in a text, in the order in which it is: what one kind has taken is no other's. */
export const FINDING_KINDS = [
  "debt-decision",
  "email",
  "account-number",
  "pesel",
  "tax-number",
  "amount",
  "identity-number",
  "telephone",
  "unit-number",
  "name",
] as const;
export type FindingKind = (typeof FINDING_KINDS)[number];
