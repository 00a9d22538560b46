import { type ControlSum, controlSum, type FoundInFile } from "../package/control-sums.ts";
import type { Table } from "../package/table.ts";
import type { MirrorBatch } from "./row-scanner.ts";

/** Beyond this a sum moves on to a whole number of any size; no cell is greater than 10^15. */
const EXACT = 4e15;

interface RunningSum extends ControlSum {
  small: number;
  large: bigint;
}

/** Count and sums of a file that passes in batches. */
export class RunningSums {
  readonly #sums: readonly RunningSum[];
  #rows = 0;
  #isUnread = false;

  /** @param names sums that the manifest gives. */
  constructor(table: Table, names: readonly string[]) {
    this.#sums = names.flatMap((name) => {
      const summed = controlSum(table, name);
      return summed === null ? [] : [{ ...summed, small: 0, large: 0n }];
    });
  }

  add({ count, values, faulty }: MirrorBatch): void {
    this.#rows += count;
    if (faulty.size > 0) this.#isUnread = true;
    for (const sum of this.#sums) {
      const [amounts, sides] = [values[sum.field]!, sum.side === undefined ? undefined : values.side];
      for (let row = 0; row < count; row += 1) {
        if (sides !== undefined && sides[row] !== sum.side) continue;
        sum.small += (amounts[row] as number | null) ?? 0;
        if (sum.small <= EXACT && sum.small >= -EXACT) continue;
        sum.large += BigInt(sum.small);
        sum.small = 0;
      }
    }
  }

  found(sha256: string, isCut: boolean): FoundInFile {
    return {
      sha256,
      rows: isCut ? null : this.#rows,
      sumOf: (field, side) => {
        const sum = this.#sums.find((one) => one.field === field && one.side === side);
        return sum === undefined || this.#isUnread ? null : sum.large + BigInt(sum.small);
      },
    };
  }
}
