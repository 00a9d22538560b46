import { quotientText, zlotyOfGroszeText } from "../../domain/settlement/exact-grosze.ts";
import type { SettlementFigures } from "../../domain/settlement/settlement-record.ts";
import { grosze, zlotyForPeople } from "../../domain/values/money.ts";
import type {
  StatementBlock,
  StatementCell,
  StatementSection,
  StatementTable,
} from "../../world/pdf/settlement-slip.ts";
import { settlementRemark } from "../messages/pl/pages/settlement-remarks.ts";
import { settlements as texts } from "../messages/pl/pages/settlements.ts";
import { settlementCheckName } from "../messages/pl/settlement-checks.ts";
import type { Cooperative } from "../view.ts";
import { comparisonSection } from "./settlement-comparison.ts";
import {
  capitalized,
  cell,
  decimalForPeople,
  factInWords,
  keyInWords,
  priceWithUnit,
  quantityWithUnit,
  unitInWords,
  zlotyOfText,
} from "./settlement-words.ts";
import type { SettlementView } from "./view-models.ts";

const zloty = (amount: number) => zlotyForPeople(grosze(amount));

/**
 * What stands after the unit's own figures: last year, the building, and what the law wants beside them.
 * @law rozporządzenie z 7.12.2021 (Dz.U. 2021 poz. 2273)
 */
export function furtherSections(view: SettlementView, cooperative: Cooperative): StatementSection[] {
  const { advice, complaint } = texts;
  const { name, addressLines, telephone, email } = cooperative;
  return [
    comparisonSection(view),
    buildingSection(view.figures),
    ...checksSection(view.figures),
    remarksSection(view),
    {
      id: "reklamacja",
      title: complaint.title,
      blocks: [
        { kind: "text", text: `${complaint.term} ${complaint.how}` },
        { kind: "text", text: complaint.where(name, addressLines.join(", "), telephone, email) },
      ],
    },
    { id: "porady", title: advice.title, blocks: [{ kind: "list", items: advice.list }] },
  ];
}

function buildingSection(figures: SettlementFigures): StatementSection {
  const { building } = texts;
  const sumOf = (nature: "fixed" | "variable" | null) =>
    figures.costs
      .filter((cost) => nature === null || cost.nature === nature)
      .reduce((sum, { amountGrosze }) => sum + amountGrosze, 0);
  const entries = [
    { word: building.participants, value: String(figures.participants) },
    ...figures.totals.map(({ fact, quantity, unit }) => ({
      word: capitalized(factInWords(fact)),
      value: quantityWithUnit(quantity, unit),
    })),
    { word: building.fixed, value: zloty(sumOf("fixed")) },
    { word: building.variable, value: zloty(sumOf("variable")) },
    { word: building.total, value: zloty(sumOf(null)) },
    ...averages(figures, sumOf(null)),
  ];
  return {
    id: "budynek",
    title: building.title,
    blocks: [{ kind: "facts", entries }, costsTable(figures)],
  };
}

/** Heat and cost for one m² or m³ of the building: of heated area, else of usable; of volume. */
function averages({ totals }: SettlementFigures, costGrosze: number): { word: string; value: string }[] {
  const { building } = texts;
  const of = (fact: string) => totals.find((total) => total.fact === fact);
  const bases = [of("heated-area") ?? of("area"), of("volume")].filter((base) => base !== undefined);
  const uses = [of("heat-heating"), of("heat-hot-water")].filter((use) => use !== undefined);
  const heats = uses.length > 0 ? uses : [of("heat")].filter((heat) => heat !== undefined);
  const each = (quantity: string, decimals: number, write: (quotient: string) => string) =>
    bases
      .flatMap((base) => {
        const quotient = quotientText(quantity, base.quantity, decimals);
        return quotient === null ? [] : [`${write(quotient)}/${unitInWords(base.unit)}`];
      })
      .join("; ");
  return [
    ...heats.map((heat) => ({
      word: building.averageOf(factInWords(heat.fact)),
      value: each(heat.quantity, 4, (quotient) => quantityWithUnit(quotient, heat.unit)),
    })),
    { word: building.averageCost, value: each(zlotyOfGroszeText(String(costGrosze)), 2, zlotyOfText) },
  ].filter(({ value }) => value !== "");
}

function costsTable({ costs }: SettlementFigures): StatementTable {
  const { building, shares } = texts;
  return {
    kind: "table",
    caption: building.costs,
    showCaption: true,
    isWide: true,
    columns: [
      { label: building.cost, isFigure: false },
      { label: building.keys, isFigure: false },
      { label: building.sumOfKey, isFigure: true },
      { label: building.price, isFigure: true },
      { label: building.amount, isFigure: true },
    ],
    rows: costs.flatMap((cost) =>
      cost.parts.map((part): StatementCell[] => [
        cell(cost.name, shares.natures[cost.nature]),
        cell(keyInWords(part.key), shares.percent(decimalForPeople(part.percent))),
        cell(quantityWithUnit(part.total, part.unit)),
        cell(priceWithUnit(part.price, part.unit)),
        cell(zloty(part.amountGrosze)),
      ]),
    ),
    total: null,
  };
}

function checksSection({ legalChecks }: SettlementFigures): StatementSection[] {
  const { checks } = texts;
  if (legalChecks.length === 0) return [];
  const table: StatementTable = {
    kind: "table",
    caption: checks.title,
    showCaption: false,
    isWide: false,
    columns: [
      { label: checks.check, isFigure: false },
      { label: checks.measured, isFigure: true },
      { label: checks.limit, isFigure: true },
      { label: checks.outcome, isFigure: true },
    ],
    rows: legalChecks.map(({ check, isExceeded, measured, limit, citation }) => [
      cell(settlementCheckName(check), citation),
      cell(measured === null ? "" : decimalForPeople(measured)),
      cell(limit === null ? "" : decimalForPeople(limit)),
      cell(isExceeded ? checks.exceeded : checks.kept),
    ]),
    total: null,
  };
  return [{ id: "sprawdzenia", title: checks.title, blocks: [table] }];
}

function remarksSection({ own }: SettlementView): StatementSection {
  const { remarks } = texts;
  const items = [...new Set(own.remarks.map((remark) => settlementRemark(remark, own.devices)))];
  const blocks: StatementBlock[] =
    items.length === 0 ? [{ kind: "text", text: remarks.none }] : [{ kind: "list", items }];
  return { id: "uwagi", title: remarks.title, blocks };
}
