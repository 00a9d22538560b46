import type { MirrorKind } from "../../domain/mirror/areas.ts";
import type { CopyType } from "../../world/database/copy-encoding.ts";

export type MirrorColumns = readonly (readonly [name: string, type: CopyType])[];

/** How the rows of a kind lie in the database, and how they are replaced, summed and told apart. */
export interface MirrorSpec {
  readonly kind: MirrorKind;
  /** Where they are shown, and where they wait to be compared. */
  readonly table: string;
  readonly stage: string;
  /** SQL over the row `t`: which rows are the source's own. */
  readonly isTheirs: string;
  /** After the cooperative. */
  readonly columns: MirrorColumns;
  /** Columns that a source knows nothing of: no part of the hash. */
  readonly ours: readonly string[];
  /** What a difference replaces as a whole: an id, and with some kinds a day. */
  readonly bucket: readonly [id: string, day: string | null];
  /** By what rows are totalled: column of the account, SQL of a day in the month over the row `t`. */
  readonly cell: { readonly account: string | null; readonly day: string | null };
  /** SQL of the two sums over the row `t`. */
  readonly sums: readonly [string, string];
  /** Columns of which no two rows may have the same values. */
  readonly key: readonly string[];
  /** Columns that name a row within its bucket. */
  readonly names: readonly string[];
  /** Columns that change as business goes on; another value is no change of history. */
  readonly moving: readonly string[];
  /** Whether a row of an earlier month that comes new is told as late. */
  readonly isLateTold: boolean;
}

export const NONE = "0::bigint";
const NOT_TOTALLED = { account: null, day: null } as const;

export function spec(
  kind: MirrorKind,
  columns: MirrorColumns,
  rest: Pick<MirrorSpec, "bucket" | "names"> & Partial<MirrorSpec>,
): MirrorSpec {
  return {
    kind,
    table: `app.mirror_${kind}`,
    stage: `app.mirror_stage_${kind}`,
    isTheirs: "true",
    columns,
    ours: [],
    cell: NOT_TOTALLED,
    sums: [NONE, NONE],
    key: [],
    moving: [],
    isLateTold: false,
    ...rest,
  };
}
