import { formatScaled, parseScaled } from "./decimal.ts";
import { accept, type Result } from "./result.ts";

/** Whole grosze; 1 zł = 100 gr. Never a fraction, never a float's rounding. */
export type Grosze = number & { readonly brand: "grosze" };

/** Brands a whole number of grosze; anything else is a bug and throws. */
export function grosze(amount: number): Grosze {
  if (!Number.isSafeInteger(amount)) throw new RangeError(`not a whole number of grosze: ${amount}`);
  return (amount === 0 ? 0 : amount) as Grosze;
}

export const NO_GROSZE = grosze(0);

export function addGrosze(...amounts: readonly Grosze[]): Grosze {
  return grosze(amounts.reduce<number>((sum, amount) => sum + amount, 0));
}

/** Reads "642,18" or "642.18" (złoty) into grosze; refuses a third decimal digit. */
export function parseZloty(text: string): Result<Grosze> {
  const parsed = parseScaled(text, 2);
  return parsed.ok ? accept(grosze(parsed.value)) : parsed;
}

/** "642.18": złoty with a dot and two decimals, for machines. */
export function plainZloty(amount: Grosze): string {
  return formatScaled(amount, 2, { separator: ".", minimumDecimals: 2 });
}

const NO_BREAK_SPACE = "\u00a0";

/** "1 234,56 zł" with no-break spaces, for people. */
export function zlotyForPeople(amount: Grosze): string {
  return `${groupThousands(formatScaled(amount, 2, { minimumDecimals: 2 }))}${NO_BREAK_SPACE}zł`;
}

/** Groups the whole part of a written number by three with no-break spaces; the minus becomes a true minus sign. */
export function groupThousands(written: string): string {
  const negative = written.startsWith("-");
  const [whole = "", ...rest] = written.replace("-", "").split(",");
  const grouped = whole.replace(/\B(?=(\d{3})+$)/g, NO_BREAK_SPACE);
  return `${negative ? "−" : ""}${[grouped, ...rest].join(",")}`;
}
