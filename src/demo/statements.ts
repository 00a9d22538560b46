import { dayInMonth, lastDay, monthOf, monthsBetween } from "../domain/values/month.ts";
import { addDays, type PlainDate } from "../domain/values/plain-date.ts";
import { type Mt940Dialect, type StatementToWrite, writeMt940 } from "../formats/bank/write-mt940.ts";
import { DEMO_BANKS, type DemoBank, ownAccount } from "./cooperative.ts";
import type { WrittenFile } from "./package-rows.ts";
import { bookingDay, type Transfer } from "./transfers.ts";

/** The banks' side: what was booked and not yet told in a statement, and each account's balance. */
export class StatementDesk {
  readonly #booked = new Map<DemoBank, Transfer[]>(DEMO_BANKS.map((bank) => [bank, []]));
  readonly #balances = new Map<DemoBank, number>(DEMO_BANKS.map((bank) => [bank, bank.openingGrosze]));
  #toldUntil: PlainDate;

  /** @param first the day on which the accounts have their opening balances. */
  constructor(first: PlainDate) {
    this.#toldUntil = addDays(first, -1);
  }

  book(transfers: readonly Transfer[]): void {
    for (const transfer of transfers) this.#booked.get(transfer.bank)!.push(transfer);
  }

  /** One file a bank, in its dialect, with the statements made up to the day. */
  filesUntil(day: PlainDate, label: string): WrittenFile[] {
    const files: WrittenFile[] = [];
    for (const bank of DEMO_BANKS) {
      const statements: StatementToWrite[] = [];
      for (const { on, number } of statementDays(bank, this.#toldUntil, day)) {
        const statement = this.#statement(bank, on, number);
        if (statement !== null) statements.push(statement);
      }
      if (statements.length === 0) continue;
      files.push({
        name: `${bank.dialect}-${label}${EXTENSIONS[bank.dialect]}`,
        bytes: writeMt940(bank.dialect, statements),
      });
    }
    this.#toldUntil = day;
    return files;
  }

  #statement(bank: DemoBank, on: PlainDate, number: number): StatementToWrite | null {
    const booked = this.#booked.get(bank)!;
    const told = booked.filter((transfer) => transfer.bookedOn <= on);
    if (told.length === 0) return null;
    this.#booked.set(
      bank,
      booked.filter((transfer) => transfer.bookedOn > on),
    );
    const opening = this.#balances.get(bank)!;
    const closing = told.reduce(
      (balance, { side, amountGrosze }) => balance + (side === "credit" ? amountGrosze : -amountGrosze),
      opening,
    );
    this.#balances.set(bank, closing);
    told.sort((a, b) => (a.bookedOn < b.bookedOn ? -1 : a.bookedOn > b.bookedOn ? 1 : 0));
    return {
      account: `PL${ownAccount(bank)}`,
      number: String(number),
      currency: "PLN",
      opening: balanceOf(told[0]!.bookedOn, opening),
      closing: balanceOf(on, closing),
      entries: told.map((transfer) => ({
        bookingDate: transfer.bookedOn,
        valueDate: transfer.bookedOn,
        side: transfer.side,
        isReversal: transfer.isReversal,
        amountMinor: transfer.amountGrosze,
        bankReference: transfer.reference,
        customerReference: null,
        counterpartyName: transfer.name,
        counterpartyAccount: transfer.account,
        title: transfer.title,
        addressedTo: transfer.addressedTo === null ? null : `PL${transfer.addressedTo}`,
      })),
    };
  }
}

const EXTENSIONS: Readonly<Record<Mt940Dialect, string>> = {
  "pko-bp": ".mt940",
  mbank: ".sta",
  ing: ".sta",
  pekao: ".txt",
};

/** The days after `after`, up to `until`, on which the bank makes its statements, each with its number in the year. */
function statementDays(
  bank: DemoBank,
  after: PlainDate,
  until: PlainDate,
): { on: PlainDate; number: number }[] {
  return monthsBetween(monthOf(after), monthOf(until))
    .flatMap((month) =>
      bank.statementDays.map((day, index) => ({
        on: day === LAST_DAY ? lastDay(month) : bookingDay(dayInMonth(month, day)),
        number: (Number(month.slice(5)) - 1) * bank.statementDays.length + index + 1,
      })),
    )
    .filter(({ on }) => after < on && on <= until);
}

const LAST_DAY = 31;

function balanceOf(date: PlainDate, grosze: number) {
  return { date, amountMinor: Math.abs(grosze), side: grosze < 0 ? ("debit" as const) : ("credit" as const) };
}
