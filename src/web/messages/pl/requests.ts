import type { Refusal } from "../../../domain/values/result.ts";

/** Why a member's request for a copy is not taken, beside what the law says (`governance.ts`). */
export const requestsRefusals = {
  "requests-waiting": ({ most }) =>
    `Na odpowiedź czeka już ${most} wniosków. Następny można złożyć, gdy spółdzielnia odpowie na któryś z nich.`,
} satisfies Record<string, (data: Refusal["data"]) => string>;
