import { dayInMonth, firstDay, type Month, yearOf } from "../domain/values/month.ts";
import type { PlainDate } from "../domain/values/plain-date.ts";
import type { Estate } from "./estate.ts";
import { type DemoRate, mediaRates, ownRates, PRICES, steadyRates, wasteRates } from "./rates.ts";

export interface DemoResolution {
  readonly code: string;
  readonly organ: "general-meeting" | "supervisory-board" | "management-board" | "municipality";
  readonly number: string;
  readonly adoptedOn: PlainDate;
  readonly title: string;
  readonly justification: string;
}

/** Rates that begin together, with the act behind them. */
export interface RateChange {
  readonly resolution: DemoResolution;
  readonly from: PlainDate;
  readonly announcedOn: PlainDate | null;
  readonly rates: readonly DemoRate[];
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
