import { parseScaled } from "../domain/values/decimal.ts";
import { DEMO_COMPONENTS } from "./components.ts";
import { DEMO_PROPERTIES, type DemoProperty } from "./cooperative.ts";
import type { Estate } from "./estate.ts";
import type { DemoFacts } from "./facts.ts";
import { type DemoDocument, writtenDay, zloty } from "./library-paper.ts";
import type { DemoRate } from "./rates.ts";
import type { RateChange } from "./tariff.ts";

/** What the library tells of. */
export type LibraryFacts = Pick<DemoFacts, "months" | "estate" | "tariff">;

const ISSUERS = {
  "general-meeting": "Walne Zgromadzenie",
  "supervisory-board": "Rada Nadzorcza",
  "management-board": "Zarząd",
  municipality: "Rada Miejska w Brzozogrodzie",
} as const;

/** Later resolutions that take the place of an earlier one whole. */
const REPEALS: Readonly<Record<string, string>> = { U5: "U2", U6: "U3" };
/** The last change of what the cooperative itself decides, and the one before: their fees are calculated and explained. */
const CALCULATED = { present: "U6", former: "U3" } as const;

const UNITS: Readonly<Record<string, string>> = {
  "usable-area": "zł/m²",
  "heated-area": "zł/m² powierzchni ogrzewanej",
  persons: "zł od osoby",
  "norm-persons": "zł/m³",
  fixed: "zł od lokalu",
  percent: "%",
  share: "zł na nieruchomość",
  property: "zł na budynek",
  equipment: "zł od sztuki",
  meters: "zł od licznika",
  unit: "zł od lokalu",
};
const UNIT_KINDS: Readonly<Record<string, string>> = {
  dwelling: "mieszkania",
  commercial: "lokale użytkowe",
  garage: "garaże",
  "parking-space": "miejsca postojowe",
  storage: "komórki",
};
const SQUARE_CENTIMETRES = 10_000;
const MONTHS_OF_YEAR = 12;

/** The resolutions behind the rates of the register, with all their rates in words. */
export function feeResolutionDocuments({ tariff, estate }: LibraryFacts): DemoDocument[] {
  return tariff.map((change) => {
    const { code, organ, number, adoptedOn, title: subject, justification } = change.resolution;
    const title = `Uchwała: ${subject}`;
    const repeals = REPEALS[code];
    return {
      code: documentOf(code),
      cells: {
        kind: "resolution",
        organ: organ === "municipality" ? "other" : organ,
        number,
        date: adoptedOn,
        title,
        topic: "opłaty",
        status: "in-force",
        first_day: change.from,
        fee_resolution: code,
        ...(repeals === undefined ? {} : { repeals: documentOf(repeals) }),
      },
      paper: {
        issuer: `${ISSUERS[organ]}, uchwała nr ${number}`,
        title,
        date: adoptedOn,
        paragraphs: [
          `§ 1. Od ${writtenDay(change.from)} obowiązują następujące stawki miesięczne.`,
          rateLines(change, estate).join("; ").concat("."),
          ...(repeals === undefined
            ? []
            : [`§ 2. Z tym dniem traci moc uchwała nr ${numberOf(tariff, repeals)}.`]),
          `Uzasadnienie. ${justification}`,
        ],
        signature: ISSUERS[organ],
      },
      isPublished: true,
    };
  });
}

/** Calculation and justification of the present fees, of each property. @law usm art. 4 ust. 6⁴ */
export function feeCalculationDocuments(facts: LibraryFacts): DemoDocument[] {
  const present = facts.tariff.find(({ resolution }) => resolution.code === CALCULATED.present)!;
  return DEMO_PROPERTIES.flatMap((property) => [
    calculation(facts.estate, present, property),
    justification(facts.tariff, present, property),
  ]);
}

function calculation(estate: Estate, change: RateChange, property: DemoProperty): DemoDocument {
  const title = `Kalkulacja opłat od ${writtenDay(change.from)}: ${property.name}`;
  const lines = ["EKS", "FRE"].map((component) => {
    const amount = rateOf(change, component, property);
    const areaCm2 = estate.units
      .filter((unit) => unit.property === property.code && (component === "FRE" || unit.kind === "dwelling"))
      .reduce((sum, unit) => sum + unit.areaCm2, 0);
    const areaM2 = Math.round(areaCm2 / SQUARE_CENTIMETRES);
    const yearly = zloty(Math.round((areaM2 * groszeOf(amount) * MONTHS_OF_YEAR) / 100));
    return `${nameOf(component)}: ${written(amount)} zł/m² × ${areaM2} m² × 12 miesięcy = ${yearly} rocznie.`;
  });
  return {
    code: `KALKULACJA-${property.code}`,
    cells: { ...feeCells("fee-calculation", change, property), title },
    paper: {
      issuer: `Zarząd, do uchwały nr ${change.resolution.number}`,
      title,
      date: feeDay(change),
      paragraphs: [
        "Stawki wynikają z planowanych kosztów nieruchomości podzielonych przez powierzchnię użytkową lokali.",
        ...lines,
        `${nameOf("ZAR")}: ${written(rateOf(change, "ZAR", property))} zł/m², jednakowo we wszystkich nieruchomościach.`,
        "Różnicę między kosztami a opłatami za rok rozlicza się w następnym roku.",
      ],
      signature: "Zarząd",
    },
    isPublished: true,
  };
}

function justification(
  tariff: readonly RateChange[],
  change: RateChange,
  property: DemoProperty,
): DemoDocument {
  const former = tariff.find(({ resolution }) => resolution.code === CALCULATED.former)!;
  const title = `Uzasadnienie zmiany opłat od ${writtenDay(change.from)}: ${property.name}`;
  const compared = (component: string) =>
    `${nameOf(component)}: ${written(rateOf(former, component, property))} zł/m² dotąd, ${written(rateOf(change, component, property))} zł/m² po zmianie.`;
  return {
    code: `UZASADNIENIE-${property.code}`,
    cells: { ...feeCells("fee-justification", change, property), title },
    paper: {
      issuer: `Zarząd, do uchwały nr ${change.resolution.number}`,
      title,
      date: feeDay(change),
      paragraphs: [
        change.resolution.justification,
        compared("EKS"),
        compared("FRE"),
        compared("ZAR"),
        "Zasadność zmiany opłat można zakwestionować bezpośrednio na drodze sądowej; do rozstrzygnięcia wnosi się opłaty w dotychczasowej wysokości.",
      ],
      signature: "Zarząd",
    },
    isPublished: true,
  };
}

function feeCells(kind: "fee-calculation" | "fee-justification", change: RateChange, { code }: DemoProperty) {
  const organ = "management-board";
  return {
    kind,
    organ,
    date: feeDay(change),
    topic: "opłaty",
    status: "in-force",
    first_day: change.from,
    property: code,
    visibility: "property-holders",
  } as const;
}

/** With the notice of the change. */
function feeDay({ announcedOn, from }: RateChange) {
  return announcedOn ?? from;
}

function rateLines({ rates }: RateChange, estate: Estate): string[] {
  const lines = rates.map((rate) => {
    const where = placeOf(rate, estate);
    return `${nameOf(rate.component)}${where === "" ? "" : ` (${where})`}: ${written(rate.amount)} ${UNITS[rate.base] ?? "zł"}`;
  });
  return [...new Set(lines)];
}

function placeOf({ conditions }: DemoRate, estate: Estate): string {
  const { property, building, unitKind, floorFrom, floorTo, personsFrom, personsTo, rightKind } = conditions;
  const code = property ?? estate.buildings.find((each) => each.code === building)?.property;
  return [
    DEMO_PROPERTIES.find((each) => each.code === code)?.name ?? "",
    UNIT_KINDS[unitKind ?? ""] ?? "",
    floorTo === "1" ? "pierwsze piętro" : floorFrom === undefined ? "" : "wyższe piętra",
    personsTo === undefined ? "" : `do ${personsTo} osób`,
    personsFrom === undefined ? "" : `od ${personsFrom} osób`,
    rightKind === undefined ? "" : "ekspektatywy",
  ]
    .filter((word) => word !== "")
    .join(", ");
}

function rateOf({ rates }: RateChange, component: string, { code }: DemoProperty): string {
  const rate = rates.find(
    (each) =>
      each.component === component &&
      (each.conditions.property ?? code) === code &&
      each.conditions.rightKind === undefined,
  );
  return rate!.amount;
}

function groszeOf(amount: string): number {
  const read = parseScaled(amount, 2);
  if (!read.ok) throw new RangeError(`a demo rate is no amount: ${amount}`);
  return read.value;
}

function nameOf(component: string): string {
  return DEMO_COMPONENTS.find(({ code }) => code === component)!.name;
}

function numberOf(tariff: readonly RateChange[], code: string): string {
  return tariff.find(({ resolution }) => resolution.code === code)!.resolution.number;
}

function written(amount: string): string {
  return amount.replace(".", ",");
}

function documentOf(resolution: string): string {
  return `OPLATY-${resolution}`;
}
