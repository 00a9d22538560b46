import { MEDIA, NATURE_OF_PURPOSE, type Purpose } from "../domain/ledger/accounts.ts";
import { type AccountNumber, virtualAccountNumber } from "../domain/receivables/account-number.ts";
import { addToMonth, dayInMonth, type Month, yearOf } from "../domain/values/month.ts";
import type { PlainDate } from "../domain/values/plain-date.ts";
import { DEMO_BANKS, DEMO_PROPERTIES, type DemoBank } from "./cooperative.ts";
import { MEMBER_UNIT, NON_MEMBER_UNIT } from "./demo-people.ts";
import type { DemoRight } from "./households.ts";
import { draw, drawWhole, happens } from "./random.ts";

export interface DemoAccount {
  readonly code: string;
  readonly name: string;
  readonly right: string | null;
  readonly purpose: Purpose | null;
  readonly role: string | null;
  readonly medium: string | null;
}

export interface DemoOpeningItem {
  readonly account: string;
  readonly document: string;
  readonly month: Month | null;
  readonly dueOn: PlainDate | null;
  readonly originalGrosze: number;
  readonly remainingGrosze: number;
  readonly side: "debit" | "credit";
  readonly property: string | null;
}

export const SUPPLIERS_ACCOUNT = "202-1";
export const BANK_CHARGES_ACCOUNT = "402-1";

const PURPOSE_NAMES: Readonly<Record<Purpose, string>> = {
  fees: "Opłaty eksploatacyjne",
  "repair-fund": "Fundusz remontowy",
  media: "Rozliczenie mediów",
  interest: "Odsetki",
  contribution: "Wkład mieszkaniowy",
  share: "Udział członkowski",
  deposit: "Kaucja",
  "court-claim": "Należności dochodzone w sądzie",
  invoice: "Faktury",
};

const PURPOSE_CODES: Readonly<Record<Purpose, string>> = {
  fees: "204-01",
  "repair-fund": "204-02",
  media: "204-03",
  interest: "204-04",
  contribution: "801-01",
  share: "801-02",
  deposit: "240-01",
  "court-claim": "246-01",
  invoice: "201-01",
};

const MEDIUM_NAMES = {
  "cold-water": "zimna woda",
  "hot-water": "podgrzanie wody",
  heat: "ciepło",
  gas: "gaz",
  electricity: "energia elektryczna",
  waste: "odpady",
} as const;

const ledger = (code: string, name: string, role: string, medium: string | null = null): DemoAccount => ({
  code,
  name,
  right: null,
  purpose: null,
  role,
  medium,
});

const LEDGER_ACCOUNTS: readonly DemoAccount[] = [
  ...DEMO_BANKS.map((bank) => ledger(bank.code, bank.name, "bank")),
  ledger("245-1", "Wpłaty do wyjaśnienia", "clearing-credits"),
  ledger("245-2", "Obciążenia do wyjaśnienia", "clearing-debits"),
  ledger("149-1", "Rozliczenia między nieruchomościami", "inter-property"),
  ledger("000-1", "Bilans otwarcia", "opening-balance"),
  ledger("702-1", "Przychody z eksploatacji", "operating-revenue"),
  ledger("851-1", "Fundusz remontowy nieruchomości", "repair-fund"),
  ...MEDIA.map((medium, index) =>
    ledger(`845-${index + 1}`, `Zaliczki: ${MEDIUM_NAMES[medium]}`, "advances", medium),
  ),
  ...MEDIA.map((medium, index) =>
    ledger(`502-${index + 1}`, `Koszty: ${MEDIUM_NAMES[medium]}`, "media-cost", medium),
  ),
  ledger("223-1", "VAT należny", "output-vat"),
  ledger("750-1", "Przychody finansowe", "financial-income"),
  ledger("761-1", "Odpisy należności", "write-off"),
  ledger(SUPPLIERS_ACCOUNT, "Rozrachunki z dostawcami", "other"),
  ledger(BANK_CHARGES_ACCOUNT, "Koszty usług bankowych", "other"),
];

/** Purposes of the accounts of a right. */
function purposesOf({ kind, unit }: DemoRight, openingPurposes: ReadonlySet<Purpose>): Purpose[] {
  const always: readonly Purpose[] =
    unit.kind === "commercial"
      ? ["invoice", "interest", "deposit"]
      : unit.kind === "dwelling"
        ? ["fees", "repair-fund", "media", "interest"]
        : ["fees", "repair-fund", "interest"];
  const funds: readonly Purpose[] =
    kind === "tenancy-right" ? ["contribution", "share"] : kind === "ownership-right" ? ["share"] : [];
  return [...new Set([...always, ...funds, ...openingPurposes])];
}

export function accountCode(right: DemoRight, purpose: Purpose): string {
  return `${PURPOSE_CODES[purpose]}-${right.code}`;
}

/** All accounts: the ledger's own, then those of each right. */
export function demoAccounts(rights: readonly DemoRight[], items: readonly DemoOpeningItem[]): DemoAccount[] {
  const opened = new Set(items.map((item) => item.account));
  return [
    ...LEDGER_ACCOUNTS,
    ...rights.flatMap((right) => {
      const withItems = (Object.keys(PURPOSE_NAMES) as Purpose[]).filter((purpose) =>
        opened.has(accountCode(right, purpose)),
      );
      return purposesOf(right, new Set(withItems)).map((purpose) => ({
        code: accountCode(right, purpose),
        name: PURPOSE_NAMES[purpose],
        right: right.code,
        purpose,
        role: null,
        medium: null,
      }));
    }),
  ];
}

export function natureOf({ purpose }: DemoAccount): string {
  return purpose === null ? "" : NATURE_OF_PURPOSE[purpose];
}

/** What was open when the books began: arrears, overpayments, interest, deposits, contributions, claims in court. */
export function demoOpeningItems(rights: readonly DemoRight[], firstMonth: Month): DemoOpeningItem[] {
  const standing = rights.filter((right) => right.from < `${firstMonth}-01`);
  return [...ledgerItems(firstMonth), ...standing.flatMap((right) => residentItems(right, firstMonth))];
}

function ledgerItems(firstMonth: Month): DemoOpeningItem[] {
  const item = (
    account: string,
    side: "debit" | "credit",
    grosze: number,
    property: string | null,
  ): DemoOpeningItem => ({
    account,
    document: `BO ${yearOf(firstMonth)}`,
    month: null,
    dueOn: null,
    originalGrosze: grosze,
    remainingGrosze: grosze,
    side,
    property,
  });
  return [
    ...DEMO_BANKS.map((bank) => item(bank.code, "debit", bank.openingGrosze, null)),
    item(SUPPLIERS_ACCOUNT, "credit", 148_230_77, null),
    ...DEMO_PROPERTIES.flatMap(({ code }, index) => [
      item("851-1", "credit", [214_870_40, 302_115_92, 88_406_15][index]!, code),
      item("845-3", "credit", [96_240_11, 118_730_08, 54_982_63][index]!, code),
    ]),
  ];
}

function residentItems(right: DemoRight, firstMonth: Month): DemoOpeningItem[] {
  const key = `${right.code}/opening`;
  const amount = (name: string, from: number, to: number) => drawWhole(`${key}/${name}`, from, to);
  const items: DemoOpeningItem[] = [];
  const add = (
    purpose: Purpose,
    side: "debit" | "credit",
    grosze: number,
    document: string,
    more: Partial<DemoOpeningItem> = {},
  ) =>
    items.push({
      account: accountCode(right, purpose),
      document,
      month: null,
      dueOn: null,
      originalGrosze: grosze,
      remainingGrosze: grosze,
      side,
      property: null,
      ...more,
    });
  addFunds(right, amount, add);
  const before = (months: number) => {
    const month = addToMonth(firstMonth, -months);
    return { month, dueOn: dayInMonth(month, 10) };
  };
  if (right.unit.kind === "commercial") {
    if (happens(`${key}/invoice`, 25))
      add(
        "invoice",
        "debit",
        amount("invoice", 2_100_00, 4_800_00),
        `FV ${right.unit.number}/${before(1).month}`,
        before(1),
      );
    return items;
  }
  if (right.unit.code === NON_MEMBER_UNIT || happens(`${key}/court`, 0.3))
    add(
      "court-claim",
      "debit",
      amount("court", 2_400_00, 9_800_00),
      `Pozew I C ${amount("case", 100, 900)}/${yearOf(firstMonth)}`,
      before(14),
    );
  if (right.unit.code === MEMBER_UNIT || right.unit.kind !== "dwelling") return items;
  if (happens(`${key}/arrears`, 6)) {
    const months = amount("months", 1, 3);
    for (let back = months; back >= 1; back -= 1) {
      const fees = amount(`fees-${back}`, 420_00, 860_00);
      const remaining = back === months ? Math.round(fees * (0.4 + draw(`${key}/part`) * 0.6)) : fees;
      add("fees", "debit", fees, `NAL ${before(back).month}`, {
        ...before(back),
        remainingGrosze: remaining,
      });
      add(
        "repair-fund",
        "debit",
        amount(`fund-${back}`, 80_00, 150_00),
        `NAL ${before(back).month}`,
        before(back),
      );
    }
    if (happens(`${key}/interest`, 45))
      add("interest", "debit", amount("interest", 3_10, 48_90), `NO ${before(1).month}`, before(1));
  } else if (happens(`${key}/overpaid`, 4)) {
    add("fees", "credit", amount("overpaid", 12_00, 640_00), `WB ${before(1).month}`);
  }
  return items;
}

type Amount = (name: string, from: number, to: number) => number;
type Add = (purpose: Purpose, side: "debit" | "credit", grosze: number, document: string) => void;

/** What the cooperative holds for the holders of a right: never an overpayment. */
function addFunds({ kind, unit, from }: DemoRight, amount: Amount, add: Add): void {
  const year = from.slice(0, 4);
  if (unit.kind === "commercial")
    add("deposit", "credit", amount("deposit", 60, 160) * 100_00, `Kaucja ${year}`);
  if (kind === "tenancy-right")
    add("contribution", "credit", amount("contribution", 18_000_00, 61_000_00), `Wkład ${year}`);
  if (kind === "tenancy-right" || kind === "ownership-right")
    add("share", "credit", 300_00, `Udział ${year}`);
}

export interface DemoVirtualAccount {
  readonly number: AccountNumber;
  readonly scheme: string;
  readonly right: string;
  readonly purpose: Purpose | null;
}

const PAYER_CODE_DIGITS = 12;

export function schemeCode(bank: DemoBank): string {
  return `IPH-${bank.clientPrefix}`;
}

export function bankOfProperty(property: string): DemoBank {
  return DEMO_PROPERTIES.find(({ code }) => code === property)!.bank;
}

/** The number of a payer code at a bank, whoever it belongs to. */
export function numberAt(bank: DemoBank, payerCode: number): AccountNumber {
  const made = virtualAccountNumber(
    { sortCode: bank.sortCode, clientPrefix: bank.clientPrefix, payerCodeDigits: PAYER_CODE_DIGITS },
    String(payerCode).padStart(PAYER_CODE_DIGITS, "0"),
  );
  if (!made.ok) throw new Error(`no account number: ${JSON.stringify(made.refusals)}`);
  return made.value;
}

/** Every right has a number of its own; commercial units pay their invoices to theirs. */
export function demoVirtualAccounts(rights: readonly DemoRight[]): DemoVirtualAccount[] {
  return rights.map((right, index) => {
    const bank = bankOfProperty(right.unit.property);
    return {
      number: numberAt(bank, 10_001 + index * 7),
      scheme: schemeCode(bank),
      right: right.code,
      purpose: right.unit.kind === "commercial" ? "invoice" : null,
    };
  });
}
