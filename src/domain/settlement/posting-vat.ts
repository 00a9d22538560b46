import { vatRateOn } from "../law/vat-rates.ts";
import type { PlainDate } from "../values/plain-date.ts";
import { accept, type Result } from "../values/result.ts";
import { multiplyDivideHalfUp } from "../values/rounding.ts";
import type { SettlementDefinition } from "./definition.ts";

const WHOLE_IN_HUNDREDTHS_OF_PERCENT = 10_000;

/**
 * Tax on a net result of an invoiced unit by the definition's rate on the posting day, rounded half up to the grosz; a surplus is
 * given back with its tax. Refuses `rate-unknown`.
 */
export function resultTax(
  { vatRate }: SettlementDefinition,
  postedOn: PlainDate,
): Result<(resultGrosze: number) => number> {
  if (vatRate === null) return accept(() => 0);
  const rate = vatRateOn(vatRate === "exempt" ? "zw" : vatRate, postedOn);
  if (!rate.ok) return rate;
  const { value } = rate.value;
  return accept((resultGrosze) => multiplyDivideHalfUp(resultGrosze, value, WHOLE_IN_HUNDREDTHS_OF_PERCENT));
}
