import { openOperatorSession } from "../../src/access/operator.ts";
import type { SettlementDefinition } from "../../src/domain/settlement/definition.ts";
import type { SettlementOrder } from "../../src/domain/settlement/settlement-order.ts";
import { plainDate } from "../../src/domain/values/plain-date.ts";
import type { Result } from "../../src/domain/values/result.ts";
import { defineSettlement } from "../../src/operations/define-settlement.ts";
import { postSettlement } from "../../src/operations/post-settlement.ts";
import { openDatabase } from "../../src/world/database/database.ts";

/** The operator's side of the measurement, in a process of its own: settles the year under the codes it is told. */

const [dataFolder = "", cooperative = "", buildings = ""] = process.argv.slice(2);
const { pools, close } = await openDatabase({ dataFolder });
const cooperativeId = Number(cooperative);
const { token } = await openOperatorSession(pools.signin, cooperativeId);
const context = { pools, today: () => plainDate("2027-02-15") };
const scope = { token, cooperativeId };

/** Half of the cost by area; the variable half by allocators, a part of it by area, between bounds per m². */
const DEFINITION: SettlementDefinition = {
  code: "CO",
  name: "Centralne ogrzewanie",
  regulation: "Regulamin pomiaru",
  medium: "heat",
  advanceMedia: ["heat"],
  participants: { unitKinds: ["dwelling"], having: "heated-area" },
  costs: [
    { id: "fixed", name: "Koszty stałe", nature: "fixed", parts: [{ key: "heated-area", percent: "100" }] },
    {
      id: "variable",
      name: "Koszty zmienne",
      nature: "variable",
      parts: [
        { key: "allocator-units", percent: "70" },
        { key: "heated-area", percent: "30" },
      ],
    },
  ],
  variance: null,
  isBehindBooster: false,
  consumption: {
    missedOnce: ["same-period-last-year"],
    missedTwice: [],
    normPerPersonMonth: null,
    vacantNormPercent: null,
    expiredVerification: "as-metered",
    brokenSeal: "as-metered",
    spread: "daily",
  },
  substitute: "area",
  boundedCost: "variable",
  accessRefusalPercent: "100",
  holderChange: "new-holder",
  rounding: "largest-remainder",
  termMonths: 2,
  interestFreeMonths: 2,
  proposedAdvancePercent: "100",
  vatRate: null,
};
const PERIOD = { from: plainDate("2026-01-01"), to: plainDate("2026-12-31") };

function orderOf(code: string): SettlementOrder {
  const cost = (id: string, amountGrosze: number) => ({ cost: id, document: "FV", ...PERIOD, amountGrosze });
  return {
    code,
    definition: DEFINITION.code,
    period: PERIOD,
    point: null,
    buildings: Array.from({ length: Number(buildings) }, (_, index) => `B${index + 1}`),
    costs: [cost("fixed", 700_000_000), cost("variable", 800_000_000)],
    bounds: { minGroszePerM2: "300", maxGroszePerM2: "4000" },
    heat: null,
    outdoorTemperature: null,
    indoorTemperatures: [],
    degreeDays: null,
    accessRefused: [],
    jointDeclarations: [],
    commonParts: [],
  };
}

async function settle(code: string) {
  const start = performance.now();
  const { answer } = accepted(await postSettlement(context, scope, { order: orderOf(code) }));
  return {
    milliseconds: performance.now() - start,
    participants: answer.participants,
    documents: answer.documents.length,
    peakMegabytes: process.resourceUsage().maxRSS / 1024,
  };
}

function accepted<T>(result: Result<T>): T {
  if (!result.ok) throw new Error(JSON.stringify(result.refusals.slice(0, 5)));
  return result.value;
}

accepted(await defineSettlement(context, scope, DEFINITION));
process.on("message", async (code: string) => process.send?.(await settle(code)));
process.once("disconnect", () => void close());
process.send?.("ready");
