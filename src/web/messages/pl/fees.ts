import type { FeeStep } from "../../../domain/fees/working.ts";
import { grosze, zlotyForPeople } from "../../../domain/values/money.ts";
import type { WorkingStep } from "../../../domain/values/working.ts";
import type { RefusalSentence } from "../refusal-sentence.ts";

/** Why fees cannot be assessed, closed, posted or corrected. */
export const feesRefusals = {
  "rate-notice-missing": ({ rate, component, startsOn, article }) =>
    `Stawka ${rate} składnika ${component} od ${startsOn}: brak daty zawiadomienia mieszkańców o zmianie opłaty (${article}).`,
  "rate-before-notice": ({ rate, component, startsOn, announcedOn, earliestStart, article }) =>
    `Stawka ${rate} składnika ${component} zaczyna się ${startsOn}, zbyt wcześnie po zawiadomieniu z ${announcedOn}: najwcześniej ${earliestStart} (${article}).`,
  "rate-ambiguous": ({ component, rate, rival, unit }) =>
    `Składnik ${component}: stawki ${rate} i ${rival} pasują do lokalu ${unit} tak samo dokładnie; nie wiadomo, którą wybrać.`,
  "percent-of-itself": ({ component }) =>
    `Składnik ${component}: procenty składników liczą się w kółko jeden od drugiego.`,
  "account-missing": ({ purpose, right, unit }) =>
    `Lokal ${unit}, prawo ${right}: brak konta ${ACCOUNTS[String(purpose)] ?? purpose}.`,
  "ledger-account-missing": ({ role, medium }) =>
    `Brak konta księgowego „${ROLES[String(role)] ?? role}”${medium === null ? "" : ` (${MEDIA[String(medium)] ?? medium})`}.`,
  "further-refusals": ({ of, count }) => `…i jeszcze ${count} takich przyczyn (${of}).`,
  "books-not-kept": () => "Ta sesja nie prowadzi ksiąg żadnej spółdzielni.",
  "month-before-first": ({ month, firstMonth }) =>
    `Miesiąca ${month} nie można naliczyć: księgi zaczynają się od ${firstMonth}.`,
  "period-closed": ({ month, postedOn }) =>
    `Nie można księgować z dniem ${postedOn}: miesiąc ${month} jest zamknięty.`,
  "assessment-not-drafted": ({ month }) => `Miesiąca ${month} nikt jeszcze nie naliczył wstępnie.`,
  "assessment-not-closed": ({ month }) => `Naliczenie za ${month} jest wstępne; najpierw trzeba je zamknąć.`,
  "assessment-already-posted": ({ month }) =>
    `Naliczenie za ${month} jest już zadekretowane; zmiany wprowadza korekta.`,
  "assessment-not-posted": ({ month }) =>
    `Miesiąca ${month} nie można korygować: nie ma zadekretowanego naliczenia.`,
  "draft-differs": ({ month }) => `Naliczenie wstępne za ${month} jest już inne niż to, które obejrzano.`,
  "facts-changed-since-close": ({ month, component, agreedGrosze, nowGrosze }) =>
    component === null
      ? `Od zamknięcia naliczenia za ${month} zmieniły się dane lokali, choć sumy składników są te same; trzeba naliczyć wstępnie jeszcze raz.`
      : `Od zamknięcia naliczenia za ${month} zmieniły się dane: ${component} było ${amount(agreedGrosze)}, jest ${amount(nowGrosze)}.`,
  "unit-unknown": ({ unit }) => `Nie ma lokalu o kodzie ${unit}.`,
  "change-not-readable": ({ written }) => `„${written}” to nie procent; np. 20.`,
  "months-not-readable": ({ written }) =>
    `Nie rozumiem miesięcy „${written}”; np. 2026-11 albo 2026-09..2026-11.`,
} satisfies Readonly<Record<string, RefusalSentence>>;

const ACCOUNTS: Readonly<Record<string, string>> = {
  fees: "opłat",
  "repair-fund": "funduszu remontowego",
  media: "rozliczeń mediów",
  invoice: "faktur",
};

const ROLES: Readonly<Record<string, string>> = {
  "operating-revenue": "przychody z opłat",
  "repair-fund": "fundusz remontowy",
  advances: "zaliczki na media",
  "media-cost": "koszty mediów",
  "output-vat": "VAT należny",
};

const MEDIA: Readonly<Record<string, string>> = {
  "cold-water": "zimna woda",
  "hot-water": "ciepła woda",
  heat: "ciepło",
  gas: "gaz",
  electricity: "energia elektryczna",
  waste: "odpady",
};

function amount(value: string | number | null | undefined): string {
  return zlotyForPeople(grosze(Number(value)));
}

/** What each base is called, with the unit its quantity is read in. */
const BASES: Readonly<Record<string, string>> = {
  "usable-area": "powierzchnia użytkowa (m²)",
  "heated-area": "powierzchnia ogrzewana (m²)",
  volume: "kubatura (m³)",
  persons: "liczba osób",
  meters: "liczba liczników",
  unit: "lokal",
  share: "udział w nieruchomości",
  property: "powierzchnia użytkowa (m²), według której dzieli się koszt nieruchomości",
  fixed: "kwota stała",
  "norm-persons": "norma zużycia (m³ na wszystkie osoby)",
  percent: "kwota, od której liczy się procent (zł)",
  equipment: "wyposażenie (szt.)",
};

/** Sentences of the steps of `chargeWorking`. */
export const feeWorkingSentences: Readonly<Record<FeeStep, (inputs: WorkingStep["inputs"]) => string>> = {
  "fee-base": ({ base, equipment, norm, ofComponent }) =>
    [
      `Podstawa: ${BASES[String(base)] ?? base}`,
      equipment === null ? "" : `, ${equipment}`,
      norm === null ? "" : `, norma ${norm} m³ na osobę`,
      ofComponent === null ? "" : `, składnik ${ofComponent}`,
    ].join(""),
  "fee-rate": ({ base, from }) =>
    `${base === "percent" ? "Procent obowiązujący" : "Stawka obowiązująca"} od ${from}`,
  "fee-rate-disputed": ({ courtCase }) =>
    `Stawka dotychczasowa, bo nowa jest zaskarżona w sądzie${courtCase === null ? "" : ` (${courtCase})`}`,
  "fee-product": ({ rate, base }) => `${rate} zł × ${base}, zaokrąglone do grosza`,
  "fee-percentage": ({ rate, base }) => `${rate}% × ${base} zł, zaokrąglone do grosza`,
  "property-share": ({ days, ofDays }) =>
    `Część kosztu nieruchomości przypadająca na lokal${days === null ? "" : `, za ${days} z ${ofDays} dni`}`,
  "days-of-month": ({ days, ofDays }) => `Za ${days} z ${ofDays} dni miesiąca`,
  "vat-of-net": ({ percent, netGrosze }) => `VAT ${percent}% od ${amount(netGrosze)} netto`,
  "correction-difference": () => "Różnica wobec tego, co naliczono wcześniej",
  "component-removed": () => "Składnik nie należy się za ten miesiąc; to, co naliczono, jest cofnięte",
  "charge-reversed": () => "Cofnięcie naliczenia (storno)",
};

interface NamedUnits {
  readonly count: number;
  readonly units: readonly string[];
}

const STATES: Readonly<Record<string, string>> = {
  draft: "wstępne",
  closed: "zamknięte",
  posted: "zadekretowane",
};

/** What the operator's command says of assessments. */
export const feesWords = {
  posting: "Dekretowanie",
  correcting: "Korygowanie",
  together: "razem",
  drafted: (month: string) => `Naliczenie wstępne za ${month}:`,
  closed: (month: string) => `Naliczenie za ${month} jest zamknięte:`,
  totalLine: (code: string, name: string, count: number, total: string) =>
    `  ${code.padEnd(10)} ${name.padEnd(36)} ${String(count).padStart(7)} poz. ${total.padStart(18)}`,
  vacant: (count: number) => `Lokale bez praw (nienaliczone): ${count}.`,
  withoutState: ({ count, units }: NamedUnits) =>
    `Lokale bez danych o powierzchni i osobach na pierwszy dzień: ${count} (${units.join(", ")}).`,
  withoutCharges: ({ count, units }: NamedUnits) =>
    `Lokale bez żadnej stawki: ${count} (${units.join(", ")}).`,
  largeChanges: (count: number) => `Duże zmiany wobec poprzedniego miesiąca: ${count}.`,
  largeChange: (unit: string, before: string, now: string) => `  ${unit}: było ${before}, jest ${now}`,
  digest: (digest: string) => `Skrót: ${digest}`,
  posted: (month: string, documents: readonly string[], count: number, total: string, isRepeated: boolean) =>
    `Naliczenie za ${month} ${isRepeated ? "było już zadekretowane" : "zadekretowano"}: ${documents.join(", ")}; ${count} poz., ${total}.`,
  corrected: (month: string, documents: readonly string[], increase: string, decrease: string) =>
    `Korekta za ${month}: ${documents.join(", ")}; zwiększenia ${increase}, zmniejszenia ${decrease}.`,
  nothingToCorrect: (month: string) => `Za ${month} nie ma czego korygować.`,
  state: (month: string, state: string | null) =>
    state === null ? `Za ${month} nic nie naliczono.` : `Naliczenie za ${month}: ${STATES[state] ?? state}.`,
  unit: (code: string) => `Lokal ${code}:`,
};
