import { grosze } from "../../../src/domain/values/money.ts";
import { month } from "../../../src/domain/values/month.ts";
import { plainDate } from "../../../src/domain/values/plain-date.ts";
import type {
  AsOf,
  PersonalView,
  StartView,
  UnitPlace,
  VirtualAccountsView,
} from "../../../src/web/resident/view-models.ts";
import type { Cooperative } from "../../../src/web/view.ts";

/** An invented cooperative and invented people; no name, address or number belongs to anybody. */
export const cooperative: Cooperative = {
  name: "Spółdzielnia Mieszkaniowa „Pod Dębami”",
  addressLines: ["ul. Żołędziowa 1", "00-999 Dąbrówka Wielka"],
  telephone: "55 500 00 00",
  email: "biuro@poddebami.example",
  accentColour: null,
  loginDesk: {
    department: "Dział Czynszów i Opłat",
    room: "pokój 4, parter",
    hours: [
      { days: "poniedziałek, środa, czwartek", hours: "7.30–15.00" },
      { days: "wtorek", hours: "7.30–17.00" },
      { days: "piątek", hours: "7.30–13.30" },
    ],
  },
};

export const asOf: AsOf = { date: plainDate("2026-11-23"), time: "10:15", mirrored: null };

export const flat: UnitPlace = { unitId: "l-12", name: "Lokal 12", address: "ul. Lipowa 4" };
export const garage: UnitPlace = { unitId: "g-7", name: "Garaż 7", address: "ul. Lipowa 6A" };
export const formerFlat: UnitPlace = { unitId: "l-3", name: "Lokal 3", address: "ul. Klonowa 11" };

const payment = {
  paymentId: "w-118-4",
  date: plainDate("2026-11-09"),
  amountGrosze: grosze(64218),
  statementNumber: "118",
};

export const startOfOne: StartView = {
  asOf,
  units: [
    {
      place: flat,
      balanceGrosze: grosze(64218),
      due: { amountGrosze: grosze(64218), by: plainDate("2026-12-10"), month: month("2026-12") },
      overdueGrosze: grosze(0),
      lastPayment: payment,
      latestAssessedMonth: month("2026-12"),
      heldUntil: null,
    },
  ],
  news: [
    {
      kind: "month-assessed",
      date: plainDate("2026-11-20"),
      place: flat,
      month: month("2026-12"),
      totalGrosze: grosze(64218),
    },
    { kind: "payment-credited", date: plainDate("2026-11-09"), place: flat, payment },
    {
      kind: "month-corrected",
      date: plainDate("2026-11-05"),
      place: flat,
      month: month("2026-10"),
      differenceGrosze: grosze(-1240),
    },
  ],
};

export const startOfMany: StartView = {
  asOf,
  units: [
    { ...startOfOne.units[0]!, balanceGrosze: grosze(131218), overdueGrosze: grosze(7000) },
    {
      place: garage,
      balanceGrosze: grosze(-4530),
      due: null,
      overdueGrosze: grosze(0),
      lastPayment: { ...payment, paymentId: "w-117-9", amountGrosze: grosze(12000) },
      latestAssessedMonth: month("2026-12"),
      heldUntil: null,
    },
    {
      place: formerFlat,
      balanceGrosze: grosze(0),
      due: null,
      overdueGrosze: grosze(0),
      lastPayment: null,
      latestAssessedMonth: null,
      heldUntil: plainDate("2025-04-01"),
    },
  ],
  news: [],
};

export const startOfNone: StartView = { asOf, units: [], news: [] };

export const personal: PersonalView = {
  asOf,
  name: "Genowefa Przykładowa",
  peselMasked: "•••••••4321",
  addresses: [
    { kind: "residence", lines: ["ul. Lipowa 4 m. 12", "00-999 Dąbrówka Wielka"] },
    { kind: "correspondence", lines: ["ul. Zmyślona 8", "00-998 Nieistniejewo"] },
  ],
  telephone: "500 000 000",
  email: "g.przykladowa@poczta.example",
  login: "gprzykladowa",
  membership: { number: "1482", since: plainDate("1998-05-14") },
  rights: [
    {
      rightId: "p-1",
      place: flat,
      unitKind: "dwelling",
      kind: "ownership-right",
      basisDocument: "przydział nr 212/98 z 14 maja 1998",
      from: plainDate("1998-06-01"),
      until: null,
      jointHolders: ["Zdzisław Przykładowy"],
      areaCm2: 485000,
      persons: 2,
    },
    {
      rightId: "p-2",
      place: garage,
      unitKind: "garage",
      kind: "separate-ownership",
      basisDocument: "akt notarialny Rep. A 1234/2019",
      from: plainDate("2019-03-04"),
      until: null,
      jointHolders: [],
      areaCm2: 162500,
      persons: null,
    },
    {
      rightId: "p-3",
      place: formerFlat,
      unitKind: "dwelling",
      kind: "tenancy-right",
      basisDocument: null,
      from: plainDate("1987-01-01"),
      until: plainDate("1998-06-01"),
      jointHolders: [],
      areaCm2: 361000,
      persons: null,
    },
  ],
};

export const virtualAccounts: VirtualAccountsView = {
  asOf,
  accounts: [
    {
      place: flat,
      right: "ownership-right",
      holders: ["Genowefa Przykładowa", "Zdzisław Przykładowy"],
      number: "92124012340001567890123456",
      recipientName: "Spółdzielnia Mieszkaniowa „Pod Dębami”",
      recipientAddress: "ul. Żołędziowa 1, 00-999 Dąbrówka Wielka",
      transferTitle: "Opłata za lokal 12, ul. Lipowa 4",
      qrAmountGrosze: grosze(64218),
      qrPayload: "1234567890|PL|92124012340001567890123456|064218|SM Pod Dębami|Lokal 12 Lipowa 4|||",
      heldUntil: null,
      withdrawnOn: null,
    },
    {
      place: garage,
      right: "separate-ownership",
      holders: ["Genowefa Przykładowa"],
      number: "24160000035175530643314956",
      recipientName: "Spółdzielnia Mieszkaniowa „Pod Dębami”",
      recipientAddress: "ul. Żołędziowa 1, 00-999 Dąbrówka Wielka",
      transferTitle: "Opłata za garaż 7, ul. Lipowa 6A",
      qrAmountGrosze: null,
      qrPayload: "1234567890|PL|24160000035175530643314956|000000|SM Pod Dębami|Garaż 7 Lipowa 6A|||",
      heldUntil: null,
      withdrawnOn: null,
    },
  ],
};
