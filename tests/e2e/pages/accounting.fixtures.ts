import { grosze } from "../../../src/domain/values/money.ts";
import { month } from "../../../src/domain/values/month.ts";
import { plainDate } from "../../../src/domain/values/plain-date.ts";
import type {
  AccountDocumentsView,
  AccountingYearView,
  AccountMonthsView,
  AccountYear,
  PaymentView,
} from "../../../src/web/resident/view-models.ts";
import { asOf, flat, garage } from "./people.fixtures.ts";

const fees: AccountYear = {
  isPast: false,
  accountId: "k-1",
  number: "204-0012-1",
  purpose: "fees",
  nature: "receivable",
  place: flat,
  openingGrosze: grosze(12000),
  debitGrosze: grosze(764666),
  creditGrosze: grosze(712448),
  balanceGrosze: grosze(64218),
};

export const accounts: readonly AccountYear[] = [
  fees,
  {
    ...fees,
    accountId: "k-2",
    number: "204-0012-3",
    purpose: "media",
    openingGrosze: grosze(0),
    debitGrosze: grosze(0),
    creditGrosze: grosze(18734),
    balanceGrosze: grosze(-18734),
  },
  {
    ...fees,
    accountId: "k-3",
    number: "204-0012-5",
    purpose: "contribution",
    nature: "fund",
    openingGrosze: grosze(-1234500),
    debitGrosze: grosze(0),
    creditGrosze: grosze(0),
    balanceGrosze: grosze(-1234500),
  },
  {
    ...fees,
    accountId: "k-4",
    number: "204-1007-1",
    place: garage,
    openingGrosze: grosze(0),
    debitGrosze: grosze(96000),
    creditGrosze: grosze(96000),
    balanceGrosze: grosze(0),
  },
];

export const accountingYear: AccountingYearView = { asOf, year: 2026, years: [2024, 2025, 2026], accounts };

export const accountMonths: AccountMonthsView = {
  asOf,
  account: fees,
  year: 2026,
  years: [2024, 2025, 2026],
  months: Array.from({ length: 11 }, (_, index) => ({
    month: month(`2026-${String(index + 1).padStart(2, "0")}`),
    debitGrosze: grosze(64218),
    creditGrosze: grosze(index === 4 ? 0 : 64218),
    balanceGrosze: grosze(index < 4 ? 12000 : index === 10 ? 64218 : 76218),
  })),
};

export const accountDocuments: AccountDocumentsView = {
  changes: [],
  asOf,
  account: fees,
  year: 2026,
  years: [2024, 2025, 2026],
  openingItems: [],
  lines: [
    {
      lineId: "d-1",
      documentNumber: "NAL/2026/01/0412",
      kind: "assessment",
      documentDate: plainDate("2026-01-01"),
      postingDate: plainDate("2026-01-01"),
      dueDate: plainDate("2026-01-10"),
      text: "Opłata za styczeń 2026",
      debitGrosze: grosze(64218),
      creditGrosze: grosze(0),
      balanceGrosze: grosze(76218),
      explainedBy: { kind: "fee-month", month: month("2026-01"), unitId: flat.unitId },
    },
    {
      lineId: "d-2",
      documentNumber: "WB/118/2026/4",
      kind: "payment",
      documentDate: plainDate("2026-01-09"),
      postingDate: plainDate("2026-01-09"),
      dueDate: null,
      text: "Wpłata, wyciąg nr 6",
      debitGrosze: grosze(0),
      creditGrosze: grosze(64218),
      balanceGrosze: grosze(12000),
      explainedBy: { kind: "payment", paymentId: "w-118-4" },
    },
    {
      lineId: "d-3",
      documentNumber: "STO/2026/02/0001",
      kind: "reversal",
      documentDate: plainDate("2026-02-03"),
      postingDate: plainDate("2026-02-03"),
      dueDate: null,
      text: "Storno: domofon naliczony podwójnie",
      debitGrosze: grosze(-300),
      creditGrosze: grosze(0),
      balanceGrosze: grosze(11700),
      explainedBy: null,
    },
    {
      lineId: "d-4",
      documentNumber: "WB/31/2026/2",
      kind: "payment",
      documentDate: plainDate("2026-02-09"),
      postingDate: plainDate("2026-02-10"),
      dueDate: null,
      text: "Wpłata, wyciąg nr 31",
      debitGrosze: grosze(0),
      creditGrosze: grosze(1264218),
      balanceGrosze: grosze(-1252518),
      explainedBy: { kind: "payment", paymentId: "w-31-2" },
    },
  ],
};

export const payment: PaymentView = {
  asOf,
  paymentId: "w-118-4",
  place: flat,
  bookingDate: plainDate("2026-11-09"),
  amountGrosze: grosze(70000),
  title: "oplata lokal 12 lipowa 4 <b>listopad</b>",
  statementNumber: "118",
  state: "credited",
  covered: [
    {
      itemId: "p-1",
      documentNumber: "NAL/2026/10/0412",
      text: "Opłata za październik 2026 (reszta)",
      dueDate: plainDate("2026-10-10"),
      amountGrosze: grosze(1240),
      account: fees,
      year: 2026,
    },
    {
      itemId: "p-2",
      documentNumber: "NAL/2026/11/0412",
      text: "Opłata za listopad 2026",
      dueDate: plainDate("2026-11-10"),
      amountGrosze: grosze(64218),
      account: fees,
      year: 2026,
    },
  ],
  coveredGrosze: grosze(65458),
  surplusGrosze: grosze(4542),
};

export const paymentUncovered: PaymentView = {
  ...payment,
  title: "",
  state: "returned",
  covered: [],
  coveredGrosze: grosze(0),
  surplusGrosze: grosze(0),
};
