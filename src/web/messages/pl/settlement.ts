import { grosze, zlotyForPeople } from "../../../domain/values/money.ts";
import type { WorkingStep } from "../../../domain/values/working.ts";
import type { RefusalSentence } from "../refusal-sentence.ts";

/** Why a settlement is refused; the facts are named as in the case file. */
export const settlementRefusals = {
  "case-file-not-readable": ({ file, cause }) => `Nie można odczytać pliku „${file}” (${cause}).`,
  "case-not-json": () => "Plik nie jest poprawnym zapisem JSON.",
  "case-field-missing": ({ field }) => `Brakuje pola „${field}”.`,
  "case-field-unreadable": ({ field, written }) => `Nie można odczytać pola „${field}”: ${written}.`,
  "case-field-unknown": ({ field }) => `Nieznane pole „${field}”; sprawdź, czy nie ma w nim pomyłki.`,
  "case-period-reversed": ({ from, to }) => `Okres zaczyna się ${from}, a kończy wcześniej, ${to}.`,
  "cost-key-unknown": ({ cost, key }) => `Koszt „${cost}”: nieznany klucz podziału „${key}”.`,
  "settlement-without-participants": () => "Rozliczenie nie ma żadnego uczestnika.",
  "settlement-without-costs": () => "Rozliczenie nie ma żadnego kosztu.",
  "settlement-amounts-too-large": () => "Suma kosztów albo zaliczek jest za duża, aby liczyć ją dokładnie.",
  "participant-repeated": ({ participant }) => `Uczestnik „${participant}” występuje więcej niż raz.`,
  "cost-repeated": ({ cost }) => `Koszt „${cost}” występuje więcej niż raz.`,
  "cost-percent-negative": ({ cost, key, percent }) =>
    `Koszt „${cost}”: udział klucza „${key}” jest ujemny (${comma(percent)}%).`,
  "cost-percents-not-hundred": ({ cost, sum }) =>
    `Koszt „${cost}”: udziały kluczy sumują się do ${comma(sum)}%, a muszą do 100%.`,
  "settlement-fact-missing": ({ cost, participant, fact }) =>
    `Koszt „${cost}”: uczestnik „${participant}” nie ma danej „${fact}”.`,
  "settlement-fact-negative": ({ participant, fact, value }) =>
    `Uczestnik „${participant}”: dana „${fact}” jest ujemna (${comma(value)}).`,
  "device-missing": ({ cost, participant }) =>
    `Koszt „${cost}”: uczestnik „${participant}” nie ma urządzenia, a nie podano zasady zastępczej.`,
  "weights-all-zero": ({ cost, key }) =>
    `Koszt „${cost}”: suma podstaw klucza „${key}” wynosi zero, nie ma według czego dzielić.`,
  "bounds-cost-unknown": ({ cost }) => `Granice dotyczą kosztu „${cost}”, którego nie ma w rozliczeniu.`,
  "bound-negative": ({ cost, bound }) => `Granica kosztu „${cost}” na m² jest ujemna (${comma(bound)} gr).`,
  "bounds-reversed": ({ cost, min, max }) =>
    `Koszt „${cost}”: najniższy koszt na m² (${comma(min)} gr) jest wyższy od najwyższego (${comma(max)} gr).`,
  "bounds-unreachable": ({ cost, amountGrosze, lowestGrosze, highestGrosze }) =>
    `Koszt „${cost}” (${zlotyOfFraction(String(amountGrosze))}) nie mieści się w granicach na m²: najmniej ${zlotyOfFraction(String(lowestGrosze))}, ` +
    `najwięcej ${highestGrosze === null ? "bez ograniczenia" : zlotyOfFraction(String(highestGrosze))}.`,
  "variance-finer-than-resolution": ({ decimals }) =>
    `Różnicy wodomierzowej nie da się podzielić z dokładnością do ${decimals} miejsc po przecinku.`,
} satisfies Readonly<Record<string, RefusalSentence>>;

const UNITS_OF_KEYS: Readonly<Record<string, string>> = {
  area: "m²",
  "heated-area": "m²",
  volume: "m³",
  persons: "osobę",
  "person-days": "osobodzień",
  equal: "uczestnika",
  units: "lokal",
  meter: "urządzenie",
  share: "jednostkę udziału",
  "allocator-units": "jednostkę podzielnika",
  "degree-area": "stopień × m²",
};

type StepSentence = (inputs: WorkingStep["inputs"], outcome: WorkingStep["outcome"]) => string;

/** How a settlement was computed, step by step, for a person with a pocket calculator. */
const steps: Readonly<Record<string, StepSentence>> = {
  "settlement-period": ({ from, to }, rounding) =>
    `Okres ${from ?? "niepodany"} – ${to ?? "niepodany"}; ${
      rounding === "largest-share"
        ? "zaokrąglenie w górę od połowy grosza, różnicę niesie największy udział"
        : "zaokrąglenie metodą największych reszt"
    }`,
  "cost-part": ({ cost, key, costGrosze, percent }, outcome) =>
    `${cost}, ${key}: ${comma(percent)}% z ${zloty(Number(costGrosze))} → ${zloty(Number(outcome))}`,
  "unit-price": ({ cost, key, partGrosze, total }, outcome) =>
    `${cost}, ${key}: ${zloty(Number(partGrosze))} ÷ ${comma(total)} → ${price(key, outcome)}`,
  "unit-price-with-devices": ({ cost, key, partGrosze, total, meteredAreaCm2, totalAreaCm2 }, outcome) =>
    `${cost}, ${key}: lokale z urządzeniami, ${zloty(Number(partGrosze))} × ${comma(meteredAreaCm2)} ÷ ${comma(totalAreaCm2)} cm² ` +
    `÷ ${comma(total)} → ${price(key, outcome)}`,
  "substitute-area": ({ cost, participant, areaCm2, totalAreaCm2, partGrosze }, outcome) =>
    `${cost}: ${participant} bez urządzenia, ${zloty(Number(partGrosze))} × ${comma(areaCm2)} ÷ ${comma(totalAreaCm2)} cm² → ${zloty(Number(outcome))}`,
  "substitute-previous": ({ cost, participant, previousUnits }, outcome) =>
    `${cost}: ${participant} bez urządzenia, jednostki poprzedniego okresu ${comma(previousUnits)} → ${zloty(Number(outcome))}`,
  remainder: ({ cost, key, participants }, outcome) =>
    `${cost}${key === null ? "" : `, ${key}`}: reszta z zaokrągleń ${outcome} gr, uczestników: ${participants}`,
  "bounds-factor": ({ cost, minGroszePerM2, maxGroszePerM2 }, outcome) =>
    `${cost}: od ${comma(minGroszePerM2 ?? 0)} gr/m² do ${maxGroszePerM2 === null ? "bez granicy" : `${comma(maxGroszePerM2)} gr/m²`}, pozostałe udziały × ${comma(outcome)}`,
  "held-at-minimum": ({ cost, participant, plainGrosze }, outcome) =>
    `${cost}: ${participant} podniesiony do najniższego kosztu, ${zloty(Number(plainGrosze))} → ${zloty(Number(outcome))}`,
  "held-at-maximum": ({ cost, participant, plainGrosze }, outcome) =>
    `${cost}: ${participant} obniżony do najwyższego kosztu, ${zloty(Number(plainGrosze))} → ${zloty(Number(outcome))}`,
};

/** The Polish sentence of one step of the working; a step without one shows its name and outcome. */
export function settlementStepSentence({ step, inputs, outcome }: WorkingStep): string {
  return steps[step]?.(inputs, outcome) ?? `${step}: ${outcome}`;
}

/** "6,96055684 zł za m²" */
function price(key: string | number | null | undefined, groszeText: string | number): string {
  return `${zlotyOfFraction(String(groszeText))} za ${UNITS_OF_KEYS[String(key)] ?? "jednostkę zużycia"}`;
}

function comma(decimal: string | number | null | undefined): string {
  return String(decimal).replace(".", ",");
}

/** "696.055684" grosze as "6,96055684 zł": a price is finer than a grosz. */
function zlotyOfFraction(groszeText: string): string {
  const [whole = "0", fraction = ""] = groszeText.replace("-", "").split(".");
  const digits = whole.padStart(3, "0");
  const sign = groszeText.startsWith("-") ? "−" : "";
  const thousands = digits.slice(0, -2).replace(/\B(?=(\d{3})+$)/g, "\u00a0");
  return `${sign}${thousands},${digits.slice(-2)}${fraction}\u00a0zł`;
}

const zloty = (amount: number) => zlotyForPeople(grosze(amount));

interface TotalTexts {
  readonly participant: string;
  readonly costGrosze: number;
  readonly advancesGrosze: number;
  readonly resultGrosze: number;
}

/** What `osiedle settlement compute` prints for people. */
export const settlementTexts = {
  total: ({ participant, costGrosze, advancesGrosze, resultGrosze }: TotalTexts) =>
    `${participant}: koszty ${zloty(costGrosze)}, zaliczki ${zloty(advancesGrosze)}, ${result(resultGrosze)}`,
  estimated: (participant: string, cost: string) => `${participant}: ${cost} rozliczono zastępczo`,
  remainder: (cost: string, participant: string, amount: number) =>
    `${cost}: reszta z zaokrągleń ${amount} gr, uczestnik ${participant}`,
  working: "Jak to policzono:",
  sum: (amount: number) => `Razem koszty: ${zloty(amount)}`,
} as const;

function result(amount: number): string {
  if (amount === 0) return "rozliczone co do grosza";
  return amount > 0 ? `niedopłata ${zloty(amount)}` : `nadpłata ${zloty(-amount)}`;
}
