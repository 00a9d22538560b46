import { hasRightSortCodeChecksum, parseAccountNumber } from "../../domain/receivables/account-number.ts";
import { compactTaxNumber, hasRightTaxNumberChecksum } from "../../domain/receivables/tax-number.ts";
import { isPesel } from "../../domain/register/pesel.ts";
import { CellProblem } from "./columns.ts";

export function readPostalCode(cell: string): string | CellProblem {
  return /^\d{2}-\d{3}$/.test(cell) ? cell : new CellProblem("not-a-postal-code", { text: cell });
}

export function readPesel(cell: string): string | CellProblem {
  return isPesel(cell) ? cell : new CellProblem("not-a-pesel");
}

export function readTaxNumber(cell: string): string | CellProblem {
  const number = compactTaxNumber(cell);
  return /^\d{10}$/.test(number) && hasRightTaxNumberChecksum(number)
    ? number
    : new CellProblem("not-a-nip", { text: cell });
}

export function readAccountNumber(cell: string): string | CellProblem {
  const number = parseAccountNumber(cell);
  return number.ok ? number.value : new CellProblem(number.refusals[0]!.reason, number.refusals[0]!.data);
}

export function readSortCode(cell: string): string | CellProblem {
  if (!/^\d{8}$/.test(cell)) return new CellProblem("sort-code-digits", { sortCode: cell });
  return hasRightSortCodeChecksum(cell) ? cell : new CellProblem("sort-code-checksum", { sortCode: cell });
}

export function readClientPrefix(cell: string): string | CellProblem {
  return /^\d{1,14}$/.test(cell) ? cell : new CellProblem("client-prefix-characters", { clientPrefix: cell });
}

/** "winda=1 domofon=2" as canonical JSON, names in order. */
export function readEquipment(cell: string): string | CellProblem {
  const counts = cell.split(/\s+/).map((part) => /^([\p{L}\d-]{1,40})=(\d{1,4})$/u.exec(part));
  const names = counts.map((match) => match?.[1]);
  if (counts.includes(null) || new Set(names).size < names.length)
    return new CellProblem("not-equipment", { text: cell });
  const sorted = counts
    .map((match) => [match![1]!, Number(match![2])] as const)
    .sort(([a], [b]) => (a < b ? -1 : 1));
  return JSON.stringify(Object.fromEntries(sorted));
}
