import { AREA_OF_KIND, type MirrorKind } from "../../domain/mirror/areas.ts";
import { SETTLEMENT_SPECS } from "./kinds-settlements.ts";
import { type MirrorSpec, NONE, spec } from "./spec.ts";

/** In the order in which they are read: a row names rows of kinds before its own. */
export const MIRROR_SPECS: readonly MirrorSpec[] = [
  spec(
    "document",
    [
      ["id", "int4"],
      ["code", "text"],
      ["position", "int4"],
      ["number", "text"],
      ["kind", "text"],
      ["document_date", "date"],
      ["posted_on", "date"],
      ["description", "text"],
      ["concerns_month", "date"],
      ["reverses_document_id", "int4"],
    ],
    {
      bucket: ["id", null],
      names: ["id"],
      cell: { account: null, day: "t.posted_on" },
      moving: ["position"],
    },
  ),
  spec(
    "crediting",
    [
      ["id", "int4"],
      ["code", "text"],
      ["bank_entry_id", "int4"],
      ["document_id", "int4"],
      ["right_id", "int4"],
      ["amount_grosze", "int8"],
      ["paid_on", "date"],
      ["statement_number", "text"],
      ["title", "text"],
      ["counterparty_name", "text"],
    ],
    {
      ours: ["id"],
      bucket: ["bank_entry_id", null],
      names: ["document_id", "right_id"],
      cell: { account: null, day: "t.paid_on" },
      sums: ["t.amount_grosze", NONE],
      isLateTold: true,
    },
  ),
  spec(
    "posting",
    [
      ["document_id", "int4"],
      ["line", "int4"],
      ["account_id", "int4"],
      ["property_id", "int4"],
      ["side", "text"],
      ["amount_grosze", "int8"],
      ["posted_on", "date"],
      ["effective_on", "date"],
      ["due_on", "date"],
      ["concerns_month", "date"],
      ["bank_entry_id", "int4"],
      ["text", "text"],
    ],
    {
      key: ["document_id", "line"],
      bucket: ["document_id", null],
      names: ["line"],
      cell: { account: "account_id", day: "t.posted_on" },
      sums: [
        "case t.side when 'D' then t.amount_grosze else 0 end",
        "case t.side when 'C' then t.amount_grosze else 0 end",
      ],
      isLateTold: true,
    },
  ),
  spec(
    "open_item",
    [
      ["document_id", "int4"],
      ["line", "int4"],
      ["account_id", "int4"],
      ["amount_grosze", "int8"],
      ["remaining_grosze", "int8"],
      ["due_on", "date"],
      ["opened_on", "date"],
      ["concerns_month", "date"],
      ["original_grosze", "int8"],
      ["original_document", "text"],
    ],
    {
      key: ["document_id", "line"],
      bucket: ["account_id", null],
      names: ["document_id", "line"],
      cell: { account: "account_id", day: null },
      sums: ["t.amount_grosze", "t.remaining_grosze"],
      moving: ["remaining_grosze"],
    },
  ),
  spec(
    "allocation",
    [
      ["account_id", "int4"],
      ["credit_document_id", "int4"],
      ["credit_line", "int4"],
      ["claim_document_id", "int4"],
      ["claim_line", "int4"],
      ["amount_grosze", "int8"],
      ["document_id", "int4"],
      ["allocated_on", "date"],
    ],
    {
      bucket: ["account_id", null],
      names: ["credit_document_id", "credit_line", "claim_document_id", "claim_line", "document_id"],
      cell: { account: "account_id", day: null },
      sums: ["t.amount_grosze", NONE],
    },
  ),
  spec(
    "account_year",
    [
      ["account_id", "int4"],
      ["property_id", "int4"],
      ["year", "int2"],
      ["opening_grosze", "int8"],
    ],
    {
      key: ["account_id", "year", "property_id"],
      bucket: ["account_id", null],
      names: ["property_id", "year"],
      isTheirs: "not t.is_summed",
      cell: { account: "account_id", day: "make_date(t.year, 1, 1)" },
      sums: ["t.opening_grosze", NONE],
    },
  ),
  spec(
    "charge",
    [
      ["right_id", "int4"],
      ["account_id", "int4"],
      ["component_id", "int4"],
      ["rate_id", "int4"],
      ["document_id", "int4"],
      ["month", "date"],
      ["base", "int8"],
      ["rate", "int8"],
      ["amount_grosze", "int8"],
      ["kind", "text"],
      ["is_disputed", "bool"],
      ["days_charged", "int2"],
      ["vat_rate", "text"],
    ],
    {
      bucket: ["right_id", "month"],
      names: ["account_id", "component_id", "document_id", "kind", "days_charged"],
      cell: { account: "account_id", day: "t.month" },
      sums: ["t.amount_grosze", NONE],
      isLateTold: true,
    },
  ),
  spec(
    "reading",
    [
      ["id", "int8"],
      ["point_id", "int4"],
      ["meter_id", "int4"],
      ["read_on", "date"],
      ["value_millionths", "int8"],
      ["source", "text"],
      ["flags", "text[]"],
      ["device_status", "text"],
      ["restarts", "bool"],
      ["note", "text"],
      ["position", "int4"],
    ],
    {
      ours: ["id"],
      bucket: ["meter_id", "read_on"],
      names: ["position"],
      cell: { account: null, day: "t.read_on" },
      isLateTold: true,
    },
  ),
  spec(
    "consumption_information",
    [
      ["month", "date"],
      ["medium", "text"],
      ["unit_id", "int4"],
      ["right_id", "int4"],
      ["measure", "text"],
      ["quantity_millionths", "int8"],
      ["last_year_millionths", "int8"],
      ["is_estimated", "bool"],
      ["building_id", "int4"],
      ["issued_on", "date"],
    ],
    {
      table: "app.consumption_information",
      key: ["unit_id", "medium", "measure", "month"],
      bucket: ["unit_id", "month"],
      names: ["medium", "measure"],
    },
  ),
  spec(
    "building_consumption",
    [
      ["month", "date"],
      ["building_id", "int4"],
      ["medium", "text"],
      ["measure", "text"],
      ["quantity_millionths", "int8"],
      ["last_year_millionths", "int8"],
      ["counted_with", "text"],
      ["issued_on", "date"],
    ],
    {
      table: "app.building_consumption",
      key: ["building_id", "medium", "measure", "month"],
      bucket: ["building_id", "month"],
      names: ["medium", "measure"],
    },
  ),
  ...SETTLEMENT_SPECS,
];

/** Kinds of the areas given, in order. */
export function specsOf(areas: readonly string[]): readonly MirrorSpec[] {
  return MIRROR_SPECS.filter(({ kind }) => areas.includes(AREA_OF_KIND[kind]));
}

export function specOf(kind: MirrorKind): MirrorSpec {
  return MIRROR_SPECS.find((each) => each.kind === kind)!;
}
