import type { Month } from "../values/month.ts";

const TEXTS = {
  assessment: "Naliczenie opłat za",
  correction: "Korekta opłat za",
  "set-off": "Zaliczenie nadpłaty na opłaty za",
} as const;

/** What a fee document says it is, as the resident reads it: "Naliczenie opłat za 11.2026". */
export function feeDocumentText(kind: keyof typeof TEXTS, month: Month): string {
  return `${TEXTS[kind]} ${month.slice(5)}.${month.slice(0, 4)}`;
}
