import type { SettlementDefinition } from "../../src/domain/settlement/definition.ts";
import type { SettlementOrder } from "../../src/domain/settlement/settlement-order.ts";
import { type PlainDate, plainDate } from "../../src/domain/values/plain-date.ts";
import type { OperationContext, OperatorScope } from "../../src/operations/context.ts";
import { correctSettlement } from "../../src/operations/correct-settlement.ts";
import { defineSettlement } from "../../src/operations/define-settlement.ts";
import { postSettlement } from "../../src/operations/post-settlement.ts";
import { HEAT_BY_AREA, orderOf } from "./computed-settlement.ts";

/** Accounts that settling cold water in the example package needs, as rows of its table. */
export const MEDIA_ACCOUNTS = [
  "204-R1-03;Rozliczenia mediów;R1;media;receivable;;;",
  "204-R2-03;Rozliczenia mediów;R2;media;receivable;;;",
  "204-R2A-03;Rozliczenia mediów;R2A;media;receivable;;;",
  "530-ZW;Koszty: zimna woda;;;;media-cost;cold-water;",
]
  .map((row) => `${row}\n`)
  .join("");

const WATER: SettlementDefinition = {
  ...HEAT_BY_AREA,
  code: "ZW",
  name: "Zimna woda",
  medium: "cold-water",
  advanceMedia: ["cold-water"],
  costs: [
    {
      id: "woda",
      name: "Woda i ścieki",
      nature: "variable",
      parts: [
        { key: "area", percent: "60" },
        { key: "equal", percent: "40" },
      ],
    },
  ],
  holderChange: "by-days",
};

/** What settling the water of the first building asks for. */
export function waterOrder(
  code: string,
  period: { readonly from: PlainDate; readonly to: PlainDate },
  amountGrosze: number,
): SettlementOrder {
  return orderOf({
    code,
    definition: WATER.code,
    period,
    buildings: ["B1"],
    costs: [{ cost: "woda", document: "FV 12/2026", ...period, amountGrosze }],
    commonParts: [{ id: "pralnia", name: "Pralnia", areaCm2: 120_000, consumption: null }],
  });
}

export const SETTLED = {
  code: "ZW/2026/B1",
  period: { from: plainDate("2026-01-01"), to: plainDate("2026-03-31") },
};

/** Settles the water of the first building for three months, with a shop, a hand-over and a laundry, and corrects it once. */
export async function settleWater(context: OperationContext, scope: OperatorScope): Promise<void> {
  const { code, period } = SETTLED;
  const order = (amountGrosze: number) => waterOrder(code, period, amountGrosze);
  await defineSettlement(context, scope, WATER);
  const posted = await postSettlement(context, scope, { order: order(1500_00) });
  if (!posted.ok) throw new Error(JSON.stringify(posted.refusals));
  const corrected = await correctSettlement(context, scope, { code, order: order(1234_57) });
  if (!corrected.ok) throw new Error(JSON.stringify(corrected.refusals));
}
