import { dayInMonth, type Month } from "../domain/values/month.ts";
import { addDays, dayOfWeek, type PlainDate } from "../domain/values/plain-date.ts";
import { polishAccount } from "../formats/bank/written.ts";
import { accountCode, bankOfProperty } from "./books.ts";
import type { DemoBank } from "./cooperative.ts";
import { FORMER_HOLDER, JOINT_HOLDER, MEMBER, NON_MEMBER } from "./demo-people.ts";
import type { DemoFacts } from "./facts.ts";
import type { DemoRight } from "./households.ts";
import { drawByShare, drawOne, drawWhole, happens } from "./random.ts";

/** Money that comes or goes on a bank account of the cooperative. */
export interface Transfer {
  readonly bank: DemoBank;
  readonly bookedOn: PlainDate;
  readonly side: "credit" | "debit";
  readonly isReversal: boolean;
  readonly amountGrosze: number;
  /** Null where the bank gives none, as in genuine twins. */
  readonly reference: string | null;
  readonly name: string;
  readonly account: string;
  readonly title: string;
  /** The virtual account, 26 digits; null where the payer used the cooperative's own account. */
  readonly addressedTo: string | null;
}

/** What every right was told to pay, by month from 0; in grosze. */
export type ToldAmounts = (right: string, monthIndex: number) => number;

type Habit = "punctual" | "late" | "in-parts" | "old-order" | "rounds-up" | "forgetful" | "silent" | "ahead";

const HABITS: Readonly<Record<Habit, number>> = {
  punctual: 71,
  late: 7,
  "in-parts": 4,
  "old-order": 4,
  "rounds-up": 6,
  forgetful: 4.5,
  silent: 1.5,
  ahead: 2,
};

/** Habits of people whose story is told on purpose. */
const HABITS_OF_NAMED: Readonly<Record<string, Habit>> = {
  [MEMBER.code]: "punctual",
  [NON_MEMBER.code]: "silent",
  [JOINT_HOLDER.code]: "rounds-up",
  [FORMER_HOLDER.code]: "late",
};
const MEMBER_PAYS_ON = 9;
const LAST_MONTH_OF_NON_MEMBER = 22;

/** The payments that residents make in a month: most pay what they were told, around the due day. */
export function residentTransfers(facts: DemoFacts, monthIndex: number, told: ToldAmounts): Transfer[] {
  const month = facts.months[monthIndex]!;
  const names = new Map(facts.people.map((person) => [person.code, person]));
  const numbers = new Map(facts.virtualAccounts.map((account) => [account.right, account.number]));
  const owed = openingDebts(facts);
  return facts.rights.flatMap((right) => {
    const payments = paymentsOf(right, monthIndex, month, told);
    const debt = owed.get(right.code) ?? 0;
    if (
      monthIndex === drawWhole(`${right.code}/settles`, 0, 4) &&
      debt > 0 &&
      happens(`${right.code}/settles`, 70)
    )
      payments.push({ day: 15, amountGrosze: debt, about: "zaległość" });
    return payments.map(({ day, amountGrosze, about }) => {
      const payer = names.get(right.holders[0]!.person)!;
      const key = `${right.code}/${month}/${day}`;
      return {
        bank: bankOfProperty(right.unit.property),
        bookedOn: bookingDay(dayInMonth(month, day)),
        side: "credit" as const,
        isReversal: false,
        amountGrosze,
        reference: `${month.slice(2).replace("-", "")}${drawWhole(`${key}/reference`, 100_000_000, 999_999_999)}`,
        name: payerName(right, `${payer.lastName} ${payer.firstName}`.trim()),
        account: payerAccount(right.holders[0]!.person),
        title: titleOf(right, month, about),
        addressedTo: numbers.get(right.code)!,
      };
    });
  });
}

interface Payment {
  readonly day: number;
  readonly amountGrosze: number;
  readonly about: string | null;
}

function paymentsOf(right: DemoRight, index: number, month: Month, told: ToldAmounts): Payment[] {
  const amount = told(right.code, index);
  if (amount <= 0) return [];
  const key = `${right.code}/${month}`;
  const usualDay = drawWhole(`${right.code}/pay-day`, 3, 11);
  const day =
    right.holders[0]!.person === MEMBER.code ? MEMBER_PAYS_ON : usualDay + drawWhole(`${key}/pay-day`, -1, 1);
  const whole = (on: number, amountGrosze: number, about: string | null = null): Payment[] => [
    { day: on, amountGrosze, about },
  ];
  switch (habitOf(right)) {
    case "punctual":
      return whole(day, amount);
    case "late":
      return whole(drawWhole(`${key}/late`, 15, 27), amount);
    case "in-parts": {
      const first = Math.round((amount * 0.6) / 100) * 100;
      return [...whole(6, first, "część 1"), ...whole(21, amount - first, "część 2")];
    }
    case "old-order":
      return whole(day, told(right.code, index < 8 ? 0 : index < 20 ? 8 : 20) || amount, "zlecenie stałe");
    case "rounds-up":
      return whole(day, Math.ceil(amount / 1000) * 1000);
    case "forgetful":
      return forgetful(right, index, told, day);
    case "silent":
      return index < lastPaidMonth(right) ? whole(day, amount) : [];
    case "ahead":
      return index % 3 === 0 ? whole(day, amount * 3, "za trzy miesiące") : [];
  }
}

function habitOf(right: DemoRight): Habit {
  const named = HABITS_OF_NAMED[right.holders[0]!.person];
  if (named !== undefined) return named;
  if (right.unit.kind === "commercial") return happens(`${right.code}/ahead`, 60) ? "ahead" : "punctual";
  return drawByShare(`${right.code}/habit`, HABITS);
}

/** A month in five is skipped; after that half of them pay two at once. */
function forgetful(right: DemoRight, index: number, told: ToldAmounts, day: number): Payment[] {
  const skips = (at: number) => happens(`${right.code}/skips/${at}`, 22);
  if (skips(index)) return [];
  const amount = told(right.code, index);
  const missed = index > 0 && skips(index - 1) && happens(`${right.code}/makes-up/${index}`, 50);
  return missed
    ? [{ day, amountGrosze: amount + told(right.code, index - 1), about: "za dwa miesiące" }]
    : [{ day, amountGrosze: amount, about: null }];
}

function lastPaidMonth(right: DemoRight): number {
  return right.holders[0]!.person === NON_MEMBER.code
    ? LAST_MONTH_OF_NON_MEMBER
    : drawWhole(`${right.code}/silent-since`, 13, 22);
}

/** Debts of the opening balance by right, as far as people pay them without a court. */
function openingDebts({ openingItems, rights }: DemoFacts): Map<string, number> {
  const rightOf = new Map(
    rights.flatMap((right) =>
      (["fees", "repair-fund", "interest"] as const).map(
        (purpose) => [accountCode(right, purpose), right.code] as const,
      ),
    ),
  );
  const debts = new Map<string, number>();
  for (const { account, side, remainingGrosze } of openingItems) {
    const right = rightOf.get(account);
    if (right === undefined || side === "credit") continue;
    debts.set(right, (debts.get(right) ?? 0) + remainingGrosze);
  }
  return debts;
}

const MONTH_NAMES =
  "styczeń luty marzec kwiecień maj czerwiec lipiec sierpień wrzesień październik listopad grudzień".split(
    " ",
  );

/** What payers write: no two alike. */
function titleOf({ code, unit }: DemoRight, month: Month, about: string | null): string {
  const [year, number] = month.split("-") as [string, string];
  const address = `${unit.building.street} ${unit.building.houseNumber}${unit.kind === "dwelling" ? ` m. ${unit.number}` : ` ${unit.number}`}`;
  const titles = [
    `czynsz ${number}/${year} ${address}`,
    `CZYNSZ ZA ${MONTH_NAMES[Number(number) - 1]!.toUpperCase()} ${year}`,
    `opłata za mieszkanie ${MONTH_NAMES[Number(number) - 1]} ${year}, ${address}`,
    `Opłaty ${address}`,
    `${address} za ${number}.${year}`,
  ];
  return unit.kind === "commercial"
    ? `Faktura ${number}/${year}, lokal ${unit.number}`
    : about === null
      ? drawOne(`${code}/title`, titles)
      : `${drawOne(`${code}/title`, titles)}, ${about}`;
}

function payerName({ unit }: DemoRight, name: string): string {
  const { street, houseNumber } = unit.building;
  return `${name.toUpperCase()} ${street.toUpperCase()} ${houseNumber}/${unit.number}`.slice(0, 54).trim();
}

/** Sort codes of banks that do not exist, with the right checksum. */
const OTHER_SORT_CODES = ["99995050", "99996060", "99997070"] as const;

/** An account that belongs to nobody; always the same for one payer. */
export function payerAccount(key: string): string {
  const tail = `${drawWhole(`${key}/account-1`, 10_000_000, 99_999_999)}${drawWhole(`${key}/account-2`, 10_000_000, 99_999_999)}`;
  return polishAccount(drawOne(`${key}/bank`, OTHER_SORT_CODES), tail);
}

/** Banks book on working days. */
export function bookingDay(day: PlainDate): PlainDate {
  const weekday = dayOfWeek(day);
  return weekday <= 5 ? day : addDays(day, 8 - weekday);
}
