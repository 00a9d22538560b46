import type { RefusalSentence } from "../refusal-sentence.ts";

/** What an area of the records is called, as the subject of a sentence. */
const AREAS: Readonly<Record<string, string>> = {
  register: "Kartotekę lokali, praw i osób",
  fees: "Opłaty i naliczenia",
  accounts: "Konta, dowody i wpłaty",
  "virtual-accounts": "Indywidualne numery rachunków",
  metering: "Liczniki i odczyty",
  settlements: "Rozliczenia mediów",
  library: "Bibliotekę dokumentów",
};

/** Why something cannot be done where another program keeps the records, or not by a mirror. */
export const mirrorRefusals = {
  "area-mirrored": ({ area, program }) =>
    `${AREAS[String(area)] ?? area} tej spółdzielni prowadzi ${program === null ? "inny program" : `program ${program}`}; zmiany wprowadza się tam, a tutaj są tylko pokazywane.`,
} satisfies Readonly<Record<string, RefusalSentence>>;
