import { METERED_MEDIA } from "../../domain/metering/meters.ts";
import {
  code,
  date,
  decimal,
  lastDay,
  oneOf,
  optional,
  optionalText,
  text,
  whole,
  yesOrNo,
  zloty,
} from "../package/columns.ts";
import { ANY_AMOUNT, INDEX, jsonObject, words } from "./mirror-columns.ts";
import type { MirrorTable } from "./mirror-table.ts";

/** Decimals kept of a percentage. */
const PERCENT_DECIMALS = 6;

/** Settlements of media as another program made them. */
export const SETTLEMENT_TABLES = {
  settlement: {
    file: "settlements.csv",
    isRequired: false,
    key: ["code"],
    bucket: ["code"],
    columns: {
      code: code(),
      // what people call it; blank: the code
      number: optional(text("number"), null),
      name: text("name"),
      medium: oneOf("medium", METERED_MEDIA),
      firstDay: date("first_day"),
      until: lastDay(),
      state: oneOf("state", ["posted", "reversed"]),
      postedOn: date("posted_on"),
      dueOn: date("due_on"),
      interestFreeUntil: optional(date("interest_free_until"), null),
      corrects: optional(code("corrects"), null),
      figures: jsonObject("figures"),
      borneByCooperativeGrosze: optional(zloty("borne_by_cooperative", ANY_AMOUNT), 0),
      // whose advances were subtracted, so that the page shows them month by month
      advanceMedia: optional(words("advance_media"), ""),
      proposedAdvancePercent: optional(decimal("proposed_advance_percent", PERCENT_DECIMALS), null),
    },
  },
  settlement_cost: {
    file: "settlement-costs.csv",
    isRequired: false,
    key: [],
    bucket: ["settlement"],
    sums: ["amount"],
    columns: {
      settlement: code("settlement"),
      position: whole("position"),
      cost: code("cost"),
      name: text("name"),
      document: optionalText("document"),
      firstDay: date("first_day"),
      until: lastDay(),
      amountGrosze: zloty("amount", ANY_AMOUNT),
    },
  },
  settlement_share: {
    file: "settlement-shares.csv",
    isRequired: false,
    key: [],
    bucket: ["settlement"],
    sums: ["amount"],
    columns: {
      settlement: code("settlement"),
      participant: whole("participant", INDEX),
      right: optional(code("right"), null),
      cost: code("cost"),
      key: code("key"),
      amountGrosze: zloty("amount", ANY_AMOUNT),
      isEstimated: optional(yesOrNo("estimated"), false),
    },
  },
  settlement_result: {
    file: "settlement-results.csv",
    isRequired: false,
    key: [],
    bucket: ["settlement"],
    sums: ["cost", "advances", "result"],
    columns: {
      settlement: code("settlement"),
      participant: whole("participant", INDEX),
      unit: optional(code("unit"), null),
      right: optional(code("right"), null),
      account: optional(code("account"), null),
      firstDay: date("first_day"),
      until: lastDay(),
      costGrosze: zloty("cost", ANY_AMOUNT),
      advancesGrosze: zloty("advances", ANY_AMOUNT),
      resultGrosze: zloty("result", ANY_AMOUNT),
      vatGrosze: optional(zloty("vat", ANY_AMOUNT), 0),
      proposedAdvanceGrosze: optional(zloty("proposed_advance", ANY_AMOUNT), null),
      document: optional(code("document"), null),
      line: optional(whole("line", INDEX), null),
      details: jsonObject("details"),
    },
  },
} as const satisfies Record<string, MirrorTable>;
