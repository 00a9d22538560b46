import { settlementTerms } from "../../src/domain/settlement/posting-terms.ts";
import type { ComputedSettlement } from "../../src/domain/settlement/settlement-facts.ts";
import type { SettlementOrder } from "../../src/domain/settlement/settlement-order.ts";
import { plainDate } from "../../src/domain/values/plain-date.ts";
import type { Result } from "../../src/domain/values/result.ts";
import { lockBooks, type PostedDocument } from "../../src/store/ledger.ts";
import { appendSettlement } from "../../src/store/settlement-append.ts";
import { findDefinition, saveDefinition } from "../../src/store/settlement-definitions.ts";
import { settlementDigest } from "../../src/store/settlement-digest.ts";
import { loadSettlementFacts } from "../../src/store/settlement-facts.ts";
import { inBulkScope } from "../../src/world/database/bulk.ts";
import { computedOf, HEAT_BY_AREA, orderOf, participantOf } from "../setup/computed-settlement.ts";
import type { TestDatabase } from "../setup/database.ts";
import { assessMonth, type FeeBooks, type FeeUnit, feeBooks } from "./assessment-books.ts";

/**
 * A building of three flats, one of them vacant, and a shop; heat advances of 8,00 zł/m² charged for three months: 384,00 zł a unit and
 * month. A garage stands apart. Invented.
 */
export interface SettlementBooks extends FeeBooks {
  readonly units: Readonly<Record<"L1" | "L2" | "L3" | "U1", FeeUnit>>;
  readonly documentsOfMonths: readonly string[];
}

export async function settlementBooks(database: TestDatabase, slug = "rozliczana"): Promise<SettlementBooks> {
  const books = await feeBooks(database, { slug, today: "2026-04-29" });
  for (const medium of ["heat", "hot-water"])
    await books.insert("account", { code: `media-cost-${medium}`, name: medium, role: "media-cost", medium });
  const units = {
    L1: await books.unit("L1"),
    L2: await books.unit("L2"),
    L3: await books.unit("L3", { right: null }),
    U1: await books.unit("U1", { unit: { kind: "commercial" } }),
  };
  await books.unit("G1", { place: 1, unit: { kind: "garage" }, state: { heated_area_cm2: 0 } });
  const advance = await books.component("CO", { posted_to: "advances", medium: "heat", vat_rate: "23" });
  await books.rate(advance, "CO-1", "heated-area", 8_000_000);
  const operation = await books.component("EKSPL");
  await books.rate(operation, "EKSPL-1", "usable-area", 2_000_000);
  const documentsOfMonths: string[] = [];
  for (const month of ["2026-01", "2026-02", "2026-03"])
    documentsOfMonths.push(...(await assessMonth(books, month)));
  return { ...books, units, documentsOfMonths };
}

/** Costs by hand: L1 owes 348,00 more, L2 gets 252,00 back, L3 is the cooperative's, U1 owes 100,00 and tax. */
export function computedByHand({ units, properties }: SettlementBooks): ComputedSettlement {
  const part = (code: keyof typeof units, cost: number, changes = {}) => {
    const { unitId, rightId } = units[code];
    const held = rightId === 0 ? null : rightId;
    return participantOf({
      unitId,
      code,
      rightId: held,
      cost,
      advances: held === null ? 0 : 3 * 384_00,
      changes: { propertyId: properties[0], proposedAdvanceGrosze: held && Math.round(cost / 3), ...changes },
    });
  };
  return computedOf([
    part("L1", 1500_00),
    part("L2", 900_00),
    part("L3", 1148_00),
    part("U1", 1252_00, { isInvoiced: true }),
  ]);
}

export const ORDER = orderOf();
export const DEFINITION = HEAT_BY_AREA;
const POSTED_ON = plainDate("2026-04-29");

/** Posts what was computed by hand as `post` would what it computed. */
export function appendByHand(
  { pools }: TestDatabase,
  { scope, cooperativeId }: SettlementBooks,
  computed: ComputedSettlement,
  changes: Partial<SettlementOrder> = {},
): Promise<Result<PostedDocument[]>> {
  const order = { ...ORDER, ...changes };
  return inBulkScope(pools.loader, scope.token, async (tx) => {
    await lockBooks(tx);
    await saveDefinition(tx, DEFINITION);
    const saved = (await findDefinition(tx, DEFINITION.code))!;
    const { facts, advancesByUnit } = await loadSettlementFacts(tx, saved.definition, order);
    const digest = settlementDigest(saved, order, computed);
    const basis = { saved, order, facts, advancesByUnit, computed, digest };
    return appendSettlement(tx, cooperativeId, basis, settlementTerms(DEFINITION, POSTED_ON), null);
  });
}
