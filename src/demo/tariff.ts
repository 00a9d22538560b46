import type { Medium } from "../domain/ledger/accounts.ts";
import { dayInMonth, firstDay, type Month, yearOf } from "../domain/values/month.ts";
import type { PlainDate } from "../domain/values/plain-date.ts";
import type { Estate } from "./estate.ts";

export interface DemoResolution {
  readonly code: string;
  readonly organ: "general-meeting" | "supervisory-board" | "management-board" | "municipality";
  readonly number: string;
  readonly adoptedOn: PlainDate;
  readonly title: string;
  readonly justification: string;
}

export interface DemoComponent {
  readonly code: string;
  readonly name: string;
  readonly explanation: string;
  readonly postedTo: "operating-revenue" | "repair-fund" | "advances";
  readonly medium: Medium | null;
  readonly isControllable: boolean;
  readonly vatRate: "23" | "8" | null;
}

/** A rate as the package writes it, in its columns' fields. */
export interface DemoRate {
  readonly component: string;
  readonly base: string;
  /** Złoty, or percent, with a dot. */
  readonly amount: string;
  readonly conditions: Readonly<Record<string, string>>;
}

/** Rates that begin together, with the act behind them. */
export interface RateChange {
  readonly resolution: DemoResolution;
  readonly from: PlainDate;
  readonly announcedOn: PlainDate | null;
  readonly rates: readonly DemoRate[];
}

const component = (
  code: string,
  name: string,
  explanation: string,
  options: Partial<DemoComponent> = {},
): DemoComponent => ({
  code,
  name,
  explanation,
  postedTo: options.medium ? "advances" : "operating-revenue",
  medium: null,
  isControllable: !options.medium,
  vatRate: "23",
  ...options,
});

/** In the order in which residents see them. */
export const DEMO_COMPONENTS: readonly DemoComponent[] = [
  component(
    "EKS",
    "Eksploatacja i utrzymanie techniczne",
    "Sprzątanie, konserwacja, przeglądy i drobne naprawy, inne w każdej nieruchomości.",
  ),
  component(
    "ZAR",
    "Koszty zarządu wspólne dla wszystkich nieruchomości",
    "Administracja, księgowość, obsługa prawna i bankowa.",
  ),
  component(
    "BON",
    "Bonifikata dla członków",
    "Pożytki z lokali użytkowych pomniejszają opłatę eksploatacyjną członków spółdzielni.",
  ),
  component(
    "FRE",
    "Fundusz remontowy",
    "Odpis na remonty nieruchomości; rozliczany osobno w każdej z nich.",
    { postedTo: "repair-fund" },
  ),
  component(
    "POD",
    "Podatek od nieruchomości",
    "Stawki uchwala rada miejska; spółdzielnia wpłaca podatek do urzędu.",
    { isControllable: false },
  ),
  component(
    "UBE",
    "Ubezpieczenie nieruchomości",
    "Składka nieruchomości podzielona według udziałów w części wspólnej.",
  ),
  component(
    "COS",
    "Centralne ogrzewanie – zaliczka, część stała",
    "Moc zamówiona i przesył ciepła, według powierzchni ogrzewanej.",
    { medium: "heat" },
  ),
  component(
    "COZ",
    "Centralne ogrzewanie – zaliczka, część zmienna",
    "Zużyte ciepło; rozliczane raz w roku po sezonie grzewczym.",
    { medium: "heat" },
  ),
  component("CWU", "Podgrzanie wody – zaliczka", "2,5 m³ ciepłej wody na osobę miesięcznie.", {
    medium: "hot-water",
  }),
  component(
    "ZWK",
    "Zimna woda i kanalizacja – zaliczka",
    "3 m³ na osobę miesięcznie; rozliczane według wodomierzy.",
    { medium: "cold-water", vatRate: "8" },
  ),
  component("ODP", "Gospodarowanie odpadami", "Opłata gminy; metodę i stawkę uchwala rada miejska.", {
    medium: "waste",
    vatRate: "8",
  }),
  component(
    "OSW",
    "Oświetlenie części wspólnych – zaliczka",
    "Energia elektryczna budynku podzielona według powierzchni.",
    { medium: "electricity" },
  ),
  component("GAR", "Energia elektryczna w garażu – zaliczka", "Oświetlenie i brama, od garażu.", {
    medium: "electricity",
  }),
  component("DZW", "Dźwig osobowy", "Od osoby: parter nie płaci, pierwsze piętro płaci połowę."),
  component("DOM", "Domofon", "Konserwacja, od aparatu."),
  component("ANT", "Antena zbiorcza", "Konserwacja, od gniazda."),
  component(
    "LEG",
    "Legalizacja wodomierzy – rata",
    "Wymiana wodomierzy co pięć lat, rozłożona na miesięczne raty.",
  ),
  component("MPO", "Miejsce postojowe", "Utrzymanie hali i bramy."),
  component("CZN", "Czynsz najmu lokalu użytkowego", "Według umowy najmu."),
];

const LIFT_BUILDINGS = (estate: Estate) => estate.buildings.filter((building) => building.hasLift);

/** What changes between the years; the amounts of each component follow from it. */
interface Prices {
  readonly operation: Readonly<Record<"LIPOWA" | "KLONOWA" | "BUKOWA", string>>;
  readonly management: string;
  readonly repairFund: Readonly<Record<"LIPOWA" | "KLONOWA" | "BUKOWA", string>>;
  readonly lift: readonly [half: string, full: string];
  readonly parking: string;
  readonly rebate: string;
}

const PRICES: readonly Prices[] = [
  {
    operation: { LIPOWA: "2.94", KLONOWA: "3.12", BUKOWA: "2.68" },
    management: "1.48",
    repairFund: { LIPOWA: "2.10", KLONOWA: "2.30", BUKOWA: "1.60" },
    lift: ["7.40", "14.80"],
    parking: "48",
    rebate: "-4",
  },
  {
    operation: { LIPOWA: "3.08", KLONOWA: "3.29", BUKOWA: "2.83" },
    management: "1.57",
    repairFund: { LIPOWA: "2.30", KLONOWA: "2.50", BUKOWA: "1.80" },
    lift: ["7.90", "15.80"],
    parking: "52",
    rebate: "-5",
  },
  {
    operation: { LIPOWA: "3.21", KLONOWA: "3.45", BUKOWA: "2.97" },
    management: "1.66",
    repairFund: { LIPOWA: "2.50", KLONOWA: "2.70", BUKOWA: "2.00" },
    lift: ["8.45", "16.90"],
    parking: "55",
    rebate: "-5.5",
  },
];

const rate = (
  code: string,
  base: string,
  amount: string,
  conditions: Readonly<Record<string, string>> = {},
): DemoRate => ({ component: code, base, amount, conditions });

/** Rates that the cooperative itself decides, of one of the three price years. */
function ownRates(estate: Estate, prices: Prices): DemoRate[] {
  const others = ["garage", "parking-space", "storage", "commercial"];
  return [
    ...Object.entries(prices.operation).map(([property, amount]) =>
      rate("EKS", "usable-area", amount, { property, unitKind: "dwelling" }),
    ),
    ...others.map((unitKind) =>
      rate("EKS", "usable-area", unitKind === "commercial" ? "4.60" : "1.35", { unitKind }),
    ),
    rate("ZAR", "usable-area", prices.management),
    rate("BON", "percent", prices.rebate, { percentOf: "EKS", membership: "member", unitKind: "dwelling" }),
    ...Object.entries(prices.repairFund).map(([property, amount]) =>
      rate("FRE", "usable-area", amount, { property }),
    ),
    rate("FRE", "usable-area", "0", { property: "BUKOWA", rightKind: "expectancy" }),
    ...LIFT_BUILDINGS(estate).flatMap((building) => [
      rate("DZW", "persons", prices.lift[0], { building: building.code, floorFrom: "1", floorTo: "1" }),
      rate("DZW", "persons", prices.lift[1], { building: building.code, floorFrom: "2" }),
    ]),
    rate("MPO", "fixed", prices.parking, { unitKind: "parking-space" }),
  ];
}

/** Rates that do not change in the time of the demo. */
function steadyRates(): DemoRate[] {
  return [
    rate("POD", "usable-area", "0.10", { unitKind: "dwelling" }),
    rate("POD", "usable-area", "2.83", { unitKind: "commercial" }),
    ...["garage", "parking-space", "storage"].map((unitKind) =>
      rate("POD", "usable-area", "0.76", { unitKind }),
    ),
    rate("UBE", "share", "1460", { property: "LIPOWA" }),
    rate("UBE", "share", "1715", { property: "KLONOWA" }),
    rate("UBE", "share", "1130", { property: "BUKOWA" }),
    rate("DOM", "equipment", "2.50", { equipment: "domofon" }),
    rate("ANT", "equipment", "4.20", { equipment: "antena" }),
    rate("LEG", "meters", "3.10"),
    rate("GAR", "unit", "9.50", { unitKind: "garage" }),
    rate("CZN", "usable-area", "31.50", { unitKind: "commercial", rightKind: "lease" }),
  ];
}

/** Prices of suppliers: heat, water and light follow their tariffs. */
function mediaRates(estate: Estate, level: 0 | 1 | 2): DemoRate[] {
  const lights = { LIPOWA: 186, KLONOWA: 242, BUKOWA: 228 } as const;
  return [
    rate("COS", "heated-area", ["1.62", "1.71", "1.79"][level]!),
    rate("COZ", "heated-area", ["3.35", "3.58", "3.74"][level]!, { property: "LIPOWA" }),
    rate("COZ", "heated-area", ["3.62", "3.86", "4.02"][level]!, { property: "KLONOWA" }),
    rate("COZ", "heated-area", ["2.74", "2.95", "3.08"][level]!, { property: "BUKOWA" }),
    rate("CWU", "norm-persons", ["26.40", "27.90", "29.15"][level]!, { norm: "2.5" }),
    rate("ZWK", "norm-persons", ["12.86", "13.42", "14.05"][level]!, { norm: "3" }),
    ...estate.buildings
      .filter((building) => building.name === "")
      .map((building) =>
        rate("OSW", "property", String(lights[building.property as keyof typeof lights] + level * 14), {
          building: building.code,
        }),
      ),
  ];
}

/** Households of five and more pay a lump sum. */
function wasteRates(perPerson: string, lumpSum: string): DemoRate[] {
  return [
    rate("ODP", "persons", perPerson, { personsTo: "4" }),
    rate("ODP", "fixed", lumpSum, { personsFrom: "5" }),
  ];
}

/** Everything that was resolved, in the order of time. The first rates were announced before the books began. */
export function demoTariff(estate: Estate, months: readonly Month[]): RateChange[] {
  const opening = firstDay(`${yearOf(months[0]!)}-01` as Month);
  const act = (
    change: number,
    organ: DemoResolution["organ"],
    number: number,
    adoptedOn: PlainDate,
    title: string,
    justification: string,
  ): DemoResolution => ({
    code: `U${change}`,
    organ,
    number: `${number}/${yearOf(adoptedOn)}`,
    adoptedOn,
    title,
    justification,
  });
  const day = (index: number, of: number) => dayInMonth(months[index]!, of);
  return [
    {
      resolution: act(
        1,
        "supervisory-board",
        27,
        dayInMonth(`${yearOf(opening) - 1}-09` as Month, 21),
        "Opłaty za używanie lokali",
        "Plan gospodarczy na rok przyjęty po analizie kosztów trzech kwartałów.",
      ),
      from: opening,
      announcedOn: null,
      rates: [
        ...ownRates(estate, PRICES[0]!),
        ...steadyRates(),
        ...mediaRates(estate, 0),
        ...wasteRates("29", "145"),
      ],
    },
    {
      resolution: act(
        2,
        "management-board",
        61,
        day(1, 28),
        "Zaliczki na ciepło, wodę i energię",
        "Nowa taryfa dostawcy ciepła (wzrost o 6,4%) i nowa taryfa wodociągów.",
      ),
      from: day(3, 1),
      announcedOn: day(2, 9),
      rates: mediaRates(estate, 1),
    },
    {
      resolution: act(
        3,
        "supervisory-board",
        33,
        day(2, 4),
        "Opłaty za używanie lokali od kwietnia",
        "Płaca minimalna, umowa na sprzątanie oraz program remontów dachów na lata następne.",
      ),
      from: day(6, 1),
      announcedOn: day(2, 17),
      rates: ownRates(estate, PRICES[1]!),
    },
    {
      resolution: act(
        4,
        "municipality",
        118,
        day(7, 27),
        "Stawki opłaty za gospodarowanie odpadami komunalnymi",
        "Uchwała Rady Miejskiej w Brzozogrodzie: nowa umowa na odbiór odpadów.",
      ),
      from: day(9, 1),
      announcedOn: day(8, 18),
      rates: wasteRates("34.50", "165"),
    },
    {
      resolution: act(
        5,
        "management-board",
        70,
        day(13, 27),
        "Zaliczki na ciepło, wodę i energię",
        "Taryfa dostawcy ciepła i ceny energii na następny rok.",
      ),
      from: day(15, 1),
      announcedOn: day(14, 8),
      rates: mediaRates(estate, 2),
    },
    {
      resolution: act(
        6,
        "supervisory-board",
        41,
        day(14, 3),
        "Opłaty za używanie lokali od kwietnia",
        "Wzrost cen usług o 4,2% i przyspieszone ocieplenie budynków przy ul. Klonowej.",
      ),
      from: day(18, 1),
      announcedOn: day(14, 16),
      rates: ownRates(estate, PRICES[2]!),
    },
  ];
}

export interface DemoDisputedRate {
  readonly unit: string;
  readonly component: string;
  readonly from: PlainDate;
  readonly until: PlainDate | null;
  readonly amount: string;
  readonly courtCase: string;
}

/** A member went to court over the last rise: while the case is on, the old amount is due. @law usm art. 4 ust. 8 */
export function demoDisputedRates(months: readonly Month[]): DemoDisputedRate[] {
  return [
    {
      unit: "KLO5/19",
      component: "EKS",
      from: firstDay(months[18]!),
      until: null,
      amount: PRICES[1]!.operation.KLONOWA,
      courtCase: `Sąd Rejonowy w Brzozogrodzie, sygn. I C 999/${yearOf(months[18]!)}`,
    },
  ];
}

/** The day after the last of a rate: the next change of the same component's rates, or never. */
export function endOfRates(changes: readonly RateChange[], index: number, code: string): PlainDate | null {
  const next = changes
    .slice(index + 1)
    .find((change) => change.rates.some((each) => each.component === code));
  return next?.from ?? null;
}
