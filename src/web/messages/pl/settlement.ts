import { grosze, zlotyForPeople } from "../../../domain/values/money.ts";
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
    `Koszt „${cost}”: udział klucza „${key}” jest ujemny (${percent}%).`,
  "cost-percents-not-hundred": ({ cost, sum }) =>
    `Koszt „${cost}”: udziały kluczy sumują się do ${sum}%, a muszą do 100%.`,
  "settlement-fact-missing": ({ cost, participant, fact }) =>
    `Koszt „${cost}”: uczestnik „${participant}” nie ma danej „${fact}”.`,
  "settlement-fact-negative": ({ participant, fact, value }) =>
    `Uczestnik „${participant}”: dana „${fact}” jest ujemna (${value}).`,
  "device-missing": ({ cost, participant }) =>
    `Koszt „${cost}”: uczestnik „${participant}” nie ma urządzenia, a nie podano zasady zastępczej.`,
  "weights-all-zero": ({ cost, key }) =>
    `Koszt „${cost}”: suma podstaw klucza „${key}” wynosi zero, nie ma według czego dzielić.`,
  "bounds-cost-unknown": ({ cost }) => `Granice dotyczą kosztu „${cost}”, którego nie ma w rozliczeniu.`,
  "bound-negative": ({ cost, bound }) => `Granica kosztu „${cost}” na m² jest ujemna (${bound} gr).`,
  "bounds-reversed": ({ cost, min, max }) =>
    `Koszt „${cost}”: najniższy koszt na m² (${min} gr) jest wyższy od najwyższego (${max} gr).`,
  "bounds-unreachable": ({ cost, amountGrosze, lowestGrosze, highestGrosze }) =>
    `Koszt „${cost}” (${amountGrosze} gr) nie mieści się w granicach na m²: najmniej ${lowestGrosze} gr, ` +
    `najwięcej ${highestGrosze ?? "bez ograniczenia"}${highestGrosze === null ? "" : " gr"}.`,
  "variance-finer-than-resolution": ({ decimals }) =>
    `Różnicy wodomierzowej nie da się podzielić z dokładnością do ${decimals} miejsc po przecinku.`,
} satisfies Readonly<Record<string, RefusalSentence>>;

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
  sum: (amount: number) => `Razem koszty: ${zloty(amount)}`,
} as const;

function result(amount: number): string {
  if (amount === 0) return "rozliczone co do grosza";
  return amount > 0 ? `niedopłata ${zloty(amount)}` : `nadpłata ${zloty(-amount)}`;
}
