import type { RefusalSentence } from "../refusals.pl.ts";

/** Why fees cannot be assessed, closed, posted or corrected. */
export const feesRefusals = {
  "rate-notice-missing": ({ rate, component, startsOn, article }) =>
    `Stawka ${rate} składnika ${component} od ${startsOn}: brak daty zawiadomienia mieszkańców o zmianie opłaty (${article}).`,
  "rate-before-notice": ({ rate, component, startsOn, announcedOn, earliestStart, article }) =>
    `Stawka ${rate} składnika ${component} zaczyna się ${startsOn}, zbyt wcześnie po zawiadomieniu z ${announcedOn}: najwcześniej ${earliestStart} (${article}).`,
} satisfies Readonly<Record<string, RefusalSentence>>;
