import { isSameDecimal, sumText, zlotyOfGroszeText } from "../../domain/settlement/exact-grosze.ts";
import {
  type ExplainedCost,
  type ExplainedPart,
  explainShares,
} from "../../domain/settlement/explain-share.ts";
import type { DeviceRecord } from "../../domain/settlement/settlement-record.ts";
import { grosze, zlotyForPeople } from "../../domain/values/money.ts";
import type {
  StatementBlock,
  StatementCell,
  StatementSection,
  StatementTable,
} from "../../world/pdf/settlement-slip.ts";
import { settlements as texts } from "../messages/pl/pages/settlements.ts";
import { paths } from "../paths.ts";
import { dateInSentence } from "../wording.ts";
import {
  capitalized,
  cell,
  decimalForPeople,
  factInWords,
  keyInWords,
  periodInTable,
  periodInWords,
  priceWithUnit,
  quantityWithUnit,
  unitInWords,
  zlotyOfText,
} from "./settlement-words.ts";
import type { SettlementView } from "./view-models.ts";

/** What concerns the unit itself, in the order in which it is asked: the result, what it is made of, and last which document says it. */
export function ownSections(view: SettlementView): StatementSection[] {
  const costs = explainShares(view.figures, view.own);
  return [
    outcomeSection(view, costs),
    sharesSection(view, costs),
    devicesSection(view),
    ...boundsSection(costs),
    ...varianceSection(view),
    aboutSection(view),
  ];
}

const zloty = (amount: number) => zlotyForPeople(grosze(amount));

function aboutSection(view: SettlementView): StatementSection {
  const { about } = texts;
  const { figures, own } = view;
  const isWhole = view.ownPeriod.from <= view.period.from && view.ownPeriod.to >= view.period.to;
  const entries = [
    { word: about.unit, value: `${view.place.name}, ${view.place.address}` },
    { word: about.period, value: periodInWords(view.period) },
    ...(isWhole ? [] : [{ word: about.ownPeriod, value: periodInWords(view.ownPeriod) }]),
    { word: about.code, value: view.code },
    { word: about.document, value: view.documentNumber ?? about.noDocument },
    { word: about.posted, value: dateInSentence(view.postedOn) },
    ...(view.resultGrosze > 0 ? [{ word: about.due, value: dateInSentence(view.dueOn) }] : []),
    { word: about.regulation, value: figures.regulation },
    { word: about.buildings, value: figures.buildings.join("; ") },
    ...own.facts.map(({ fact, quantity, unit }) => ({
      word: capitalized(factInWords(fact)),
      value: quantityWithUnit(quantity, unit),
    })),
  ];
  return { id: "okres", title: about.title, blocks: [{ kind: "facts", entries }] };
}

function sharesSection(view: SettlementView, costs: readonly ExplainedCost[]): StatementSection {
  const { shares } = texts;
  const tables = costs.map((cost, index) => costTable(cost, stepsPath(view, `koszt-${index + 1}`)));
  return {
    id: "koszty",
    title: shares.title,
    blocks: [
      { kind: "text", text: shares.explained, isQuiet: true },
      ...tables.flat(),
      ...(view.own.shares.length === 0 ? [{ kind: "text" as const, text: texts.outcome.noAdvance }] : []),
    ],
  };
}

/** The heading of the working under which a figure is computed. */
function stepsPath({ settlementId }: SettlementView, heading: string): string {
  return `${paths.settlementWorking(settlementId)}#${heading}`;
}

function costTable({ cost, parts, grosze: sum }: ExplainedCost, path: string): StatementBlock[] {
  const { shares } = texts;
  const table: StatementTable = {
    kind: "table",
    caption: shares.caption(cost.name, shares.natures[cost.nature], zloty(cost.amountGrosze)),
    showCaption: true,
    isWide: true,
    columns: [
      { label: shares.key, isFigure: false },
      { label: shares.amount, isFigure: true },
      { label: shares.price, isFigure: true },
      { label: shares.quantity, isFigure: true },
      { label: shares.share, isFigure: true },
      { label: shares.grosze, isFigure: true },
    ],
    rows: parts.map((part) => shareRow(part, path)),
    total:
      parts.length < 2
        ? null
        : [cell(shares.total), cell(""), cell(""), cell(""), cell(""), cell(zloty(sum))],
  };
  const refused = cost.accessRefusedGrosze ?? 0;
  return refused === 0
    ? [table]
    : [table, { kind: "text", text: shares.refused(zloty(refused)), isQuiet: true }];
}

function shareRow({ share, part, sharePercent }: ExplainedPart, path: string): StatementCell[] {
  const { shares } = texts;
  const notes = [
    part && !isSameDecimal(part.percent, "100") ? shares.percent(decimalForPeople(part.percent)) : "",
    share.from && share.to ? periodInTable({ from: share.from, to: share.to }) : "",
    share.isEstimated ? shares.estimated : "",
  ].filter((note) => note !== "");
  return [
    cell(capitalized(keyInWords(share.key)), notes.join(", ")),
    cell(part === null ? "" : zloty(part.amountGrosze)),
    cell(priceWithUnit(share.price, share.unit)),
    cell(
      quantityWithUnit(share.quantity, share.unit),
      part === null ? "" : shares.ofTotal(quantityWithUnit(part.total, part.unit)),
    ),
    cell(sharePercent === null ? "" : `${decimalForPeople(sharePercent)}%`),
    { ...cell(zloty(share.grosze)), path },
  ];
}

function devicesSection({ own }: SettlementView): StatementSection {
  const { devices } = texts;
  const blocks: StatementBlock[] =
    own.devices.length === 0 ? [{ kind: "text", text: devices.none }] : [devicesTable(own.devices)];
  return { id: "urzadzenia", title: devices.title, blocks };
}

function devicesTable(records: readonly DeviceRecord[]): StatementTable {
  const { devices } = texts;
  const isWeighted = records.some(
    ({ factor, locationFactor }) => !isSameDecimal(factor, "1") || !isSameDecimal(locationFactor, "1"),
  );
  const units = new Set(records.map(({ unit }) => unit));
  const figure = (label: string) => ({ label, isFigure: true });
  const columns = [
    { label: devices.device, isFigure: false },
    { label: devices.dates, isFigure: false },
    figure(devices.start),
    figure(devices.end),
    figure(devices.quantity),
    ...(isWeighted ? [figure(devices.factors), figure(devices.weighted)] : []),
  ];
  const total = quantityWithUnit(sumText(records.map(({ weighted }) => weighted)), records[0]?.unit ?? "");
  return {
    kind: "table",
    caption: devices.title,
    showCaption: false,
    isWide: true,
    namesFigure: true,
    columns,
    rows: records.map((record) => deviceRow(record, isWeighted)),
    total:
      records.length < 2 || units.size > 1
        ? null
        : [cell(devices.total), ...columns.slice(2).map(() => cell("")), cell(total)],
  };
}

function deviceRow(record: DeviceRecord, isWeighted: boolean) {
  const { devices } = texts;
  const kind = record.kind === null ? "" : (devices.kinds[record.kind] ?? record.kind);
  const serial = record.serial === null ? devices.noSerial : devices.serial(record.serial);
  const method = devices.methods[record.method] ?? record.method;
  const dial = (value: string | null) => cell(value === null ? "–" : decimalForPeople(value));
  return [
    cell(
      capitalized(record.place),
      [[kind, serial].filter((word) => word !== "").join(" "), method].join("; "),
    ),
    cell(periodInTable(record)),
    dial(record.startValue),
    dial(record.endValue),
    cell(quantityWithUnit(record.quantity, record.unit)),
    ...(isWeighted
      ? [
          cell(`${decimalForPeople(record.factor)} × ${decimalForPeople(record.locationFactor)}`),
          cell(quantityWithUnit(record.weighted, record.unit)),
        ]
      : []),
  ];
}

function boundsSection(costs: readonly ExplainedCost[]): StatementSection[] {
  const { bounds: words } = texts;
  const bounds = costs.find((cost) => cost.bounds !== null)?.bounds;
  if (!bounds) return [];
  const limit = (word: string, amountGrosze: number | null, perM2: string | null) =>
    amountGrosze === null
      ? []
      : [
          {
            word,
            value: `${zloty(amountGrosze)}${
              perM2 === null ? "" : ` (${words.perSquareMetre(zlotyOfText(zlotyOfGroszeText(perM2)))})`
            }`,
          },
        ];
  const entries = [
    { word: words.unbounded, value: zloty(bounds.unboundedGrosze) },
    ...limit(words.minimum, bounds.minGrosze, bounds.minGroszePerM2),
    ...limit(words.maximum, bounds.maxGrosze, bounds.maxGroszePerM2),
    { word: words.bounded, value: zloty(bounds.boundedGrosze) },
  ];
  const outcome =
    bounds.heldAt === "minimum"
      ? words.raised
      : bounds.heldAt === "maximum"
        ? words.lowered
        : bounds.unboundedGrosze === bounds.boundedGrosze
          ? words.within
          : words.moved;
  const blocks: StatementBlock[] = [
    { kind: "text", text: words.explained, isQuiet: true },
    { kind: "facts", entries },
    { kind: "text", text: outcome },
  ];
  return [{ id: "granice", title: words.title, blocks }];
}

function varianceSection({ figures, medium }: SettlementView): StatementSection[] {
  const { variance: words } = texts;
  const { variance } = figures;
  if (variance === null) return [];
  const unit = unitInWords(medium === "heat" ? "GJ" : medium === "electricity" ? "kWh" : "m3");
  const entries = [
    { word: words.main, value: quantityWithUnit(variance.main, unit) },
    { word: words.submeters, value: quantityWithUnit(variance.submeters, unit) },
    { word: words.difference, value: quantityWithUnit(variance.difference, unit) },
  ];
  const method = words.methods[variance.method] ?? variance.method;
  const operating =
    variance.operatingGrosze === 0 ? "" : ` ${words.operating(zloty(variance.operatingGrosze))}`;
  return [
    {
      id: "roznica",
      title: words.title,
      blocks: [
        { kind: "facts", entries },
        { kind: "text", text: `${method}${operating}` },
      ],
    },
  ];
}

function outcomeSection(view: SettlementView, costs: readonly ExplainedCost[]): StatementSection {
  const { outcome } = texts;
  const { resultGrosze } = view;
  const word = resultGrosze > 0 ? outcome.shortfall : resultGrosze < 0 ? outcome.surplus : outcome.even;
  const subtracted = cell(zloty(-view.advancesGrosze));
  const advances =
    view.advanceMonths.length === 0 ? subtracted : { ...subtracted, path: stepsPath(view, "zaliczki") };
  const table: StatementTable = {
    kind: "table",
    caption: outcome.title,
    showCaption: false,
    isWide: false,
    columns: [
      { label: outcome.entry, isFigure: false },
      { label: outcome.amount, isFigure: true },
    ],
    rows: [
      ...costs.map(({ cost, grosze: sum }, index) => [
        cell(cost.name),
        { ...cell(zloty(sum)), path: stepsPath(view, `koszt-${index + 1}`) },
      ]),
      [cell(outcome.advances), advances],
    ],
    total: [cell(word), cell(zloty(Math.abs(resultGrosze)))],
  };
  const advance =
    view.proposedAdvanceGrosze === null
      ? outcome.noAdvance
      : outcome.newAdvance(zloty(view.proposedAdvanceGrosze));
  return { id: "wynik", title: outcome.title, blocks: [table, { kind: "text", text: advance }] };
}
