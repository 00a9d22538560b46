import { grosze, zlotyForPeople } from "../../../domain/values/money.ts";
import type { RefusalSentence } from "../refusal-sentence.ts";
import { settlementCheckName } from "./settlement-checks.ts";

const PARTS: Readonly<Record<string, string>> = {
  rules: "regulamin albo zlecenie",
  participants: "uczestnicy, odczyty albo ich dane",
  shares: "podział kosztów",
  results: "zaliczki albo wyniki",
};

/** Why a settlement cannot be computed from the books, posted or corrected. */
export const settlementPostingRefusals = {
  "settlement-definition-unknown": ({ definition, version }) =>
    `Nie ma regulaminu rozliczenia o kodzie „${definition}”${version == null ? "" : ` w wersji ${version}`}; zapisuje go „osiedle settlement define”.`,
  "settlement-preset-unknown": ({ preset }) =>
    `Nie ma wzoru regulaminu „${preset}”; wymienia je „osiedle settlement presets”.`,
  "already-settled": ({ settlement, unit, count }) =>
    `To medium za te dni rozliczyło już rozliczenie ${settlement} (lokali: ${count}, na przykład ${unit}); zmienia je korekta.`,
  "advances-already-settled": ({ settlement, unit, count }) =>
    `Zaliczki za te miesiące odjęło już rozliczenie ${settlement} (lokali: ${count}, na przykład ${unit}); drugi raz odjąć ich nie można.`,
  "settlement-code-taken": ({ settlement }) =>
    `Rozliczenie ${settlement} jest już zadekretowane; zmienia je „osiedle settlement correct”, a nowe musi nazywać się inaczej.`,
  "settlement-differs": ({ settlement, part }) =>
    `Rozliczenie ${settlement} jest już inne niż to, które obejrzano: zmieniło się ${PARTS[String(part)] ?? part}. Nic nie zaksięgowano.`,
  "settlement-unknown": ({ settlement }) => `Nie ma rozliczenia o kodzie „${settlement}”.`,
  "settlement-not-posted": ({ settlement }) => `Rozliczenie ${settlement} jest wystornowane.`,
  "unit-not-settled": ({ settlement, unit }) => `Lokal ${unit} nie brał udziału w rozliczeniu ${settlement}.`,
  "advance-component-missing": ({ medium }) =>
    `Żaden składnik opłat nie jest zaliczką na to medium (${medium}).`,
  "advances-not-proposed": ({ settlement }) =>
    `Rozliczenie ${settlement} nie proponuje nowych zaliczek: regulamin ich nie przewiduje.`,
} satisfies Readonly<Record<string, RefusalSentence>>;

const signed = (whole: number) => `${whole > 0 ? "+" : whole < 0 ? "−" : ""}${Math.abs(whole)}`;
const comma = (decimal: string) => decimal.replace(".", ",");
const zloty = (amount: number) => zlotyForPeople(grosze(amount));

interface ResultTexts {
  readonly unit: string | null;
  readonly from: string;
  readonly to: string;
  readonly costGrosze: number;
  readonly advancesGrosze: number;
  readonly resultGrosze: number;
}

/** What the operator's command says of settlements in the books. */
export const settlementPostingWords = {
  defined: (code: string, version: number, isNew: boolean) =>
    isNew
      ? `Zapisano regulamin ${code}, wersja ${version}.`
      : `Regulamin ${code} jest już zapisany tak samo, wersja ${version}.`,
  totals: (cost: number, advances: number, borne: number) =>
    `Koszty ${zloty(cost)}, zaliczki ${zloty(advances)}, z tego spółdzielnia ponosi ${zloty(borne)}.`,
  previewed: (shortfall: number, surplus: number, dueOn: string) =>
    `Niedopłaty ${zloty(shortfall)} (termin, gdyby księgować dziś: ${dueOn}), nadpłaty ${zloty(surplus)}.`,
  digest: (digest: string) => `Skrót do dekretacji: ${digest}`,
  yearBefore: (cost: number, changePercent: number | null) =>
    `Rok wcześniej te same lokale kosztowały ${zloty(cost)}${changePercent === null ? "" : ` (zmiana ${signed(changePercent)}%)`}.`,
  /** "Odmowa dostępu (10 z 57):" where not all are shown. */
  shownOf: (title: string, shown: number, all: number) =>
    shown === all ? `${title}:` : `${title} (${shown} z ${all}):`,
  accessRefused: "Odmowa dostępu",
  estimated: "Rozliczone szacunkowo albo zastępczo",
  changed: "Największe zmiany wobec poprzedniego roku:",
  unusualPerM2: "Najdalej od średniego kosztu na m²:",
  legalChecks: "Progi i obowiązki ustawowe:",
  legalCheck: (
    check: string,
    isExceeded: boolean,
    measured: string | null,
    limit: string | null,
    act: string,
  ) =>
    `  ${settlementCheckName(check)}: ${isExceeded ? (limit === null ? "niespełnione" : "przekroczone") : "w porządku"}${measured === null ? "" : `, jest ${comma(measured)}`}${
      limit === null ? "" : `, próg ${comma(limit)}`
    } [${act}]`,
  result: ({ unit, from, to, costGrosze, advancesGrosze, resultGrosze }: ResultTexts) =>
    `  ${unit ?? "części wspólne"} (${from}–${to}): koszty ${zloty(costGrosze)}, zaliczki ${zloty(advancesGrosze)}, ${
      resultGrosze > 0
        ? `niedopłata ${zloty(resultGrosze)}`
        : resultGrosze < 0
          ? `nadpłata ${zloty(-resultGrosze)}`
          : "rozliczone co do grosza"
    }`,
  change: (percent: number, before: number) =>
    `    wobec roku poprzedniego (${zloty(before)}): ${signed(percent)}%`,
  perM2: (own: number, mean: number) => `    ${zloty(own)} za m², średnio ${zloty(mean)}`,
  posting: "Rozliczenie",
  posted: (code: string, documents: readonly string[], dueOn: string, isRepeated: boolean) =>
    `Rozliczenie ${code} ${isRepeated ? "było już zadekretowane" : "zadekretowane"}: ${documents.join(", ")}. Termin niedopłat: ${dueOn}.`,
  nothingToCorrect: (code: string) => `Rozliczenie ${code} wychodzi tak samo; niczego nie zaksięgowano.`,
  corrected: (
    code: string,
    settlement: string,
    reversals: readonly string[],
    documents: readonly string[],
    isRepeated: boolean,
  ) =>
    `Rozliczenie ${code} ${isRepeated ? "było już wystornowane" : "wystornowano"} (${reversals.join(", ")}); zastępuje je ${settlement}: ${documents.join(", ")}.`,
  borne: (cost: number, borne: number) =>
    `Koszty ${zloty(cost)}, z tego spółdzielnia ponosi ${zloty(borne)}.`,
  none: "Nie ma jeszcze żadnego rozliczenia.",
  head: (code: string, name: string, from: string, to: string, state: string) =>
    `${code}: ${name}, ${from}–${to}, ${state === "posted" ? "zadekretowane" : "wystornowane"}`,
  corrects: (code: string) => `Zastępuje rozliczenie ${code}.`,
  documents: (documents: readonly string[]) => `Dokumenty: ${documents.join(", ")}`,
  due: (postedOn: string, dueOn: string, interestFreeUntil: string | null) =>
    `Zaksięgowane ${postedOn}, termin niedopłat ${dueOn}${
      interestFreeUntil === null ? "" : `, bez odsetek do ${interestFreeUntil}`
    }.`,
  share: (cost: string, key: string, quantity: string, unit: string, price: string, amount: number) =>
    `    ${cost}, ${key}: ${comma(quantity)} ${unit} × ${comma(price)} zł = ${zloty(amount)}`,
  vat: (amount: number) => `    VAT: ${zloty(amount)}`,
  proposedAdvance: (amount: number) => `    nowa zaliczka miesięczna: ${zloty(amount)}`,
  working: "    Jak to policzono:",
} as const;
