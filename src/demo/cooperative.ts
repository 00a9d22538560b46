import { addToMonth, type Month, monthOf, monthsBetween } from "../domain/values/month.ts";
import type { PlainDate } from "../domain/values/plain-date.ts";
import type { Mt940Dialect } from "../formats/bank/write-mt940.ts";
import { polishAccount } from "../formats/bank/written.ts";

/** The demo tells this many months; the last one is the month in which it is made. */
export const DEMO_MONTHS = 26;

/** A cooperative that does not exist, in a town that does not exist; numbers are of a form that nobody issues. */
export const DEMO_COOPERATIVE = {
  slug: "pod-lipami",
  name: "Spółdzielnia Mieszkaniowa „Pod Lipami”",
  shortName: "SM Pod Lipami",
  street: "ul. Lipowa 1",
  postalCode: "99-990",
  city: "Brzozogród",
  telephone: "00 000 01 00",
  email: "biuro@podlipami.example",
  nip: "0000012345",
  accentColour: "#1d6b4f",
  loginDepartment: "Dział Czynszów i Opłat",
  loginRoom: "pokój 4, parter",
  loginHours: "poniedziałek 9.00–17.00, wtorek–piątek 7.30–14.30",
  feeDueDay: 10,
} as const;

export interface DemoBank {
  readonly dialect: Mt940Dialect;
  readonly code: string;
  readonly name: string;
  /** No bank has a number that begins with 999; the checksum is right. */
  readonly sortCode: string;
  readonly clientPrefix: string;
  /** The sixteen digits of the cooperative's own account. */
  readonly ownTail: string;
  /** Days of the month on which a statement is made, or the working day after; 31 is the last day. */
  readonly statementDays: readonly number[];
  readonly openingGrosze: number;
}

/** Residents of a property pay to numbers of its bank; everything else goes through the main account. */
export const DEMO_BANKS: readonly DemoBank[] = [
  {
    dialect: "pko-bp",
    code: "131-1",
    name: "Rachunek bieżący, nieruchomość Lipowa",
    sortCode: "99990000",
    clientPrefix: "4101",
    ownTail: "0000100100010001",
    statementDays: [9, 17, 31],
    openingGrosze: 318_402_17,
  },
  {
    dialect: "mbank",
    code: "131-2",
    name: "Rachunek bieżący, nieruchomość Klonowa",
    sortCode: "99991010",
    clientPrefix: "4202",
    ownTail: "0000100100020002",
    statementDays: [13, 31],
    openingGrosze: 402_118_64,
  },
  {
    dialect: "ing",
    code: "131-3",
    name: "Rachunek bieżący, nieruchomość Bukowa",
    sortCode: "99992020",
    clientPrefix: "4303",
    ownTail: "0000100100030003",
    statementDays: [15, 31],
    openingGrosze: 187_930_05,
  },
  {
    dialect: "pekao",
    code: "131-4",
    name: "Rachunek podstawowy spółdzielni",
    sortCode: "99993030",
    clientPrefix: "4404",
    ownTail: "0000100100040004",
    statementDays: [18, 31],
    openingGrosze: 96_450_88,
  },
];

export const MAIN_BANK = DEMO_BANKS[3]!;

export interface DemoProperty {
  readonly code: string;
  readonly name: string;
  readonly bank: DemoBank;
}

export const DEMO_PROPERTIES: readonly DemoProperty[] = [
  { code: "LIPOWA", name: "Nieruchomość Lipowa", bank: DEMO_BANKS[0]! },
  { code: "KLONOWA", name: "Nieruchomość Klonowa", bank: DEMO_BANKS[1]! },
  { code: "BUKOWA", name: "Nieruchomość Bukowa", bank: DEMO_BANKS[2]! },
];

/** The months of a demo made on the day. */
export function demoMonthsUntil(today: PlainDate): readonly Month[] {
  const last = monthOf(today);
  return monthsBetween(addToMonth(last, 1 - DEMO_MONTHS), last);
}

/** The months of a demo that began with the month. */
export function demoMonthsFrom(first: Month): readonly Month[] {
  return monthsBetween(first, addToMonth(first, DEMO_MONTHS - 1));
}

/** The cooperative's own account at a bank, 26 digits. */
export function ownAccount(bank: DemoBank): string {
  return polishAccount(bank.sortCode, bank.ownTail).slice(2);
}
