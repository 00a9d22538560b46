import { type MirrorSpec, NONE, spec } from "./spec.ts";

/** Settlements with what they share out and to whom. */
export const SETTLEMENT_SPECS: readonly MirrorSpec[] = [
  spec(
    "settlement",
    [
      ["id", "int4"],
      ["code", "text"],
      ["number", "text"],
      ["definition_name", "text"],
      ["medium", "text"],
      ["during", "daterange"],
      ["state", "text"],
      ["posted_on", "date"],
      ["due_on", "date"],
      ["interest_free_until", "date"],
      ["corrects_settlement_id", "int4"],
      ["figures", "jsonb"],
      ["borne_by_cooperative_grosze", "int8"],
    ],
    { bucket: ["id", null], names: ["id"] },
  ),
  spec(
    "settlement_cost",
    [
      ["settlement_id", "int4"],
      ["position", "int2"],
      ["cost", "text"],
      ["name", "text"],
      ["document", "text"],
      ["during", "daterange"],
      ["amount_grosze", "int8"],
    ],
    { bucket: ["settlement_id", null], names: ["position"], sums: ["t.amount_grosze", NONE] },
  ),
  spec(
    "settlement_share",
    [
      ["settlement_id", "int4"],
      ["participant", "int4"],
      ["right_id", "int4"],
      ["cost", "text"],
      ["key", "text"],
      ["amount_grosze", "int8"],
      ["is_estimated", "bool"],
    ],
    {
      bucket: ["settlement_id", null],
      names: ["participant", "cost", "key"],
      sums: ["t.amount_grosze", NONE],
    },
  ),
  spec(
    "settlement_result",
    [
      ["settlement_id", "int4"],
      ["participant", "int4"],
      ["unit_id", "int4"],
      ["right_id", "int4"],
      ["account_id", "int4"],
      ["during", "daterange"],
      ["cost_grosze", "int8"],
      ["advances_grosze", "int8"],
      ["result_grosze", "int8"],
      ["vat_grosze", "int8"],
      ["proposed_advance_grosze", "int8"],
      ["document_id", "int4"],
      ["line", "int4"],
      ["details", "jsonb"],
    ],
    { bucket: ["settlement_id", null], names: ["participant"], sums: ["t.result_grosze", NONE] },
  ),
];
