import { dayInMonth, type Month } from "../domain/values/month.ts";
import { bankOfProperty, numberAt } from "./books.ts";
import { DEMO_BANKS, type DemoBank, MAIN_BANK } from "./cooperative.ts";
import { FORMER_UNIT } from "./demo-people.ts";
import type { DemoFacts } from "./facts.ts";
import type { DemoRight } from "./households.ts";
import { drawWhole, happens } from "./random.ts";
import { bookingDay, payerAccount, type ToldAmounts, type Transfer } from "./transfers.ts";

/** What the municipality pays for a household in a month's one transfer. */
export interface Benefit {
  readonly right: string;
  readonly amountGrosze: number;
}

const BENEFIT_TITLE = "Dodatki mieszkaniowe";
export const HEAT_INVOICE_TITLE = "Faktura za ciepło";

/** Everything on the statements of a month that is not simply a resident's payment. */
export function otherTransfers(facts: DemoFacts, monthIndex: number, told: ToldAmounts): Transfer[] {
  const month = facts.months[monthIndex]!;
  const events = EVENTS.filter((event) => event.months.includes(monthIndex)).flatMap((event, place) =>
    event.make({ facts, month, monthIndex, told, key: `${month}/${place}` }),
  );
  return [...everyMonth(facts, month, monthIndex), ...events];
}

/** The municipality's list of a month: who gets how much. */
export function housingBenefits({ rights }: DemoFacts, month: Month): Benefit[] {
  return rights
    .filter(
      ({ code, unit, until, kind }) =>
        until === null &&
        kind !== "expectancy" &&
        unit.kind === "dwelling" &&
        happens(`${code}/benefit`, 1.4),
    )
    .filter(({ from }) => from < `${month}-01`)
    .map(({ code }) => ({ right: code, amountGrosze: drawWhole(`${code}/benefit-amount`, 140_00, 430_00) }));
}

/** Whether a bank entry is the municipality's transfer, by its title. */
export function isBenefitTitle(title: string, month: Month): boolean {
  return title.startsWith(`${BENEFIT_TITLE} ${written(month)}`);
}

interface Scene {
  readonly facts: DemoFacts;
  readonly month: Month;
  readonly monthIndex: number;
  readonly told: ToldAmounts;
  readonly key: string;
}

interface Event {
  readonly months: readonly number[];
  readonly make: (scene: Scene) => Transfer[];
}

const EVENTS: readonly Event[] = [
  { months: [1, 6, 11, 17, 23, 24], make: wrongNumber },
  { months: [3, 9, 18, 24], make: withoutNumber },
  { months: [4, 12, 21], make: returnedPayment },
  { months: [7, 20], make: twins },
  { months: [17], make: latePaymentOfFormerHolder },
  { months: [16, 24], make: hostileTitle },
];

/** Payers that appear once and hold nothing. */
function stranger(key: string): { name: string; account: string } {
  const names = ["DĘBSKA ALEKSANDRA", "ŁUKASIK ROMAN", "ŚWIĄTEK OLGA", "ŻAK FRANCISZEK", "GOŁĄB BEATA"];
  return { name: names[drawWhole(`${key}/stranger`, 0, names.length - 1)]!, account: payerAccount(key) };
}

function incoming({ month, key }: Scene, day: number, transfer: Partial<Transfer>): Transfer {
  return {
    bank: MAIN_BANK,
    bookedOn: bookingDay(dayInMonth(month, day)),
    side: "credit",
    isReversal: false,
    amountGrosze: drawWhole(`${key}/amount`, 310_00, 890_00),
    reference: `${month.slice(2).replace("-", "")}${drawWhole(`${key}/${day}/reference`, 100_000_000, 999_999_999)}`,
    ...stranger(key),
    title: `czynsz ${written(month)}`,
    addressedTo: null,
    ...transfer,
  };
}

/** The number has the right check digits, but no right has it. */
function wrongNumber(scene: Scene): Transfer[] {
  const bank = DEMO_BANKS[scene.monthIndex % 3]!;
  return [incoming(scene, 8, { bank, addressedTo: numberAt(bank, 900_000 + scene.monthIndex) })];
}

function withoutNumber(scene: Scene): Transfer[] {
  return [incoming(scene, 11, { title: "Opłata za mieszkanie, proszę zaksięgować jak zwykle" })];
}

/** The bank takes a payment back three days after it came: the payer's account had been closed. */
function returnedPayment(scene: Scene): Transfer[] {
  const right = payerAmong(scene, 1);
  const amountGrosze = scene.told(right.code, scene.monthIndex);
  const payment = incoming(scene, 12, {
    ...paidFor(scene, right),
    amountGrosze,
    title: `dopłata ${written(scene.month)} ${right.unit.building.street} ${right.unit.number}`,
  });
  const back = bookingDay(dayInMonth(scene.month, 18));
  return [payment, { ...payment, bookedOn: back, side: "debit", isReversal: true }];
}

/** Two equal transfers on one day, told apart by nothing: both count. */
function twins(scene: Scene): Transfer[] {
  const right = payerAmong(scene, 2);
  const one = incoming(scene, 14, {
    ...paidFor(scene, right),
    amountGrosze: 250_00,
    reference: null,
    title: `na poczet opłat ${right.unit.building.street} ${right.unit.building.houseNumber} m. ${right.unit.number}`,
  });
  return [one, { ...one }];
}

/** After the sale the former holder still pays to the old number: the new holder's debt stays as it is. */
function latePaymentOfFormerHolder(scene: Scene): Transfer[] {
  const right = scene.facts.rights.find(({ unit, until }) => unit.code === FORMER_UNIT && until !== null)!;
  return [
    incoming(scene, 10, {
      ...paidFor(scene, right),
      amountGrosze: 85_40,
      title: "dopłata po sprzedaży mieszkania, Jesionowa 3/7",
    }),
  ];
}

/** Titles are written by strangers. */
function hostileTitle(scene: Scene): Transfer[] {
  const right = payerAmong(scene, 3);
  return [
    incoming(scene, 13, {
      ...paidFor(scene, right),
      amountGrosze: 1_00,
      title: `<script>alert('czynsz')</script> =HYPERLINK("http://zly.example") 'or 1=1 ćma & "żółw"`,
    }),
  ];
}

function paidFor({ facts }: Scene, right: DemoRight) {
  const payer = facts.people.find((person) => person.code === right.holders[0]!.person)!;
  return {
    bank: bankOfProperty(right.unit.property),
    name: `${payer.lastName} ${payer.firstName}`.toUpperCase(),
    account: payerAccount(payer.code),
    addressedTo: facts.virtualAccounts.find((account) => account.right === right.code)!.number,
  };
}

/** Somebody who lives here all the time; another one in every scene. */
function payerAmong({ facts, key }: Scene, which: number): DemoRight {
  const steady = facts.rights.filter(({ unit, until }) => unit.kind === "dwelling" && until === null);
  return steady[drawWhole(`${key}/${which}/payer`, 20, steady.length - 1)]!;
}

/** The municipality's benefits in one transfer, and what the bank and the heat supplier take. */
function everyMonth(facts: DemoFacts, month: Month, monthIndex: number): Transfer[] {
  const scene: Scene = { facts, month, monthIndex, told: () => 0, key: `${month}/every-month` };
  const benefits = housingBenefits(facts, month).reduce((sum, benefit) => sum + benefit.amountGrosze, 0);
  const outgoing = (bank: DemoBank, day: number, amountGrosze: number, name: string, title: string) =>
    incoming(scene, day, { bank, side: "debit", amountGrosze, name, account: payerAccount(name), title });
  return [
    incoming(scene, 16, {
      amountGrosze: benefits,
      name: "GMINA BRZOZOGRÓD OŚRODEK POMOCY",
      account: payerAccount("gmina"),
      title: `${BENEFIT_TITLE} ${written(month)} według listy`,
    }),
    outgoing(
      DEMO_BANKS[monthIndex % 3]!,
      20,
      drawWhole(`${month}/heat`, 61_000_00, 94_000_00),
      "CIEPŁOWNIA BRZOZOGRÓD SP. Z O.O.",
      `${HEAT_INVOICE_TITLE} ${written(month)}`,
    ),
    ...(monthIndex % 3 === 2
      ? [outgoing(MAIN_BANK, 24, 114_00, "BANK", "Opłata za prowadzenie rachunku")]
      : []),
  ];
}

function written(month: Month): string {
  return `${month.slice(5)}/${month.slice(0, 4)}`;
}
