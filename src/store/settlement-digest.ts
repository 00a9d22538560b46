import { createHash, type Hash } from "node:crypto";
import type { ComputedSettlement } from "../domain/settlement/settlement-facts.ts";
import type { SettlementOrder } from "../domain/settlement/settlement-order.ts";
import { type Refusal, refusal } from "../domain/values/result.ts";
import type { SavedDefinition } from "./settlement-definitions.ts";

/** What a digest is made of, in its order, a quarter each: so that a digest that differs says what changed. */
const PARTS = ["rules", "participants", "shares", "results"] as const;

const QUARTER = 16;

/**
 * 64 hexadecimal digits over a computed settlement: the regulation with the order, who took part with which facts, what each bears, what
 * comes of it. Neither the order's code nor the day of posting, nor checks that change no amount, belong to it.
 */
export function settlementDigest(
  { version, definition }: SavedDefinition,
  { code: _, ...order }: SettlementOrder,
  { participants }: ComputedSettlement,
): string {
  const hashes = {
    rules: createHash("sha256"),
    participants: createHash("sha256"),
    shares: createHash("sha256"),
    results: createHash("sha256"),
  };
  add(hashes.rules, [definition.code, version, order]);
  for (const participant of participants) {
    const { unitId, code, propertyId, rightId, isInvoiced, from, to, record } = participant;
    const { facts, devices, remarks, shares, bounds } = record;
    add(hashes.participants, [
      unitId,
      code,
      propertyId,
      rightId,
      isInvoiced,
      from,
      to,
      facts,
      devices,
      remarks,
    ]);
    add(hashes.shares, [shares, bounds]);
    const { costGrosze, advancesGrosze, resultGrosze, proposedAdvanceGrosze } = participant;
    add(hashes.results, [costGrosze, advancesGrosze, resultGrosze, proposedAdvanceGrosze]);
  }
  return PARTS.map((part) => hashes[part].digest("hex").slice(0, QUARTER)).join("");
}

/** `settlement-differs` for each part that is no longer as in the preview with that digest; nothing where none was asked for. */
export function refuseDigest(settlement: string, agreed: string | null, now: string): Refusal[] {
  if (agreed === null) return [];
  const quarter = (digest: string, place: number) => digest.slice(place * QUARTER, (place + 1) * QUARTER);
  return PARTS.filter((_, place) => quarter(agreed, place) !== quarter(now, place)).map((part) =>
    refusal("settlement-differs", { settlement, part }),
  );
}

function add(hash: Hash, value: unknown): void {
  hash.update(JSON.stringify(value)).update("\n");
}
