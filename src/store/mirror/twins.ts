import type { MirrorKind } from "../../domain/mirror/areas.ts";
import type { Refusal } from "../../domain/values/result.ts";
import type { ScopedTransaction } from "../../world/database/scope.ts";
import { differingOf } from "./merge.ts";
import type { MirrorNames } from "./row-writer.ts";
import type { MirrorSpec } from "./spec.ts";

/** Told of one kind. */
const MOST_TOLD = 100;

/** Rows of one key, where no two may be: the load ends with them, because the database has refused or would refuse them. */
export class TwinRows extends Error {
  readonly kind: MirrorKind;
  /** Line of the file; null where it is not known. */
  readonly line: number | null;
  /** What each is of, and the rest of its key. */
  readonly twins: readonly Refusal["data"][];

  constructor(kind: MirrorKind, line: number | null, twins: readonly Refusal["data"][]) {
    super("two rows of one key");
    this.kind = kind;
    this.line = line;
    this.twins = twins;
  }
}

const UNIQUE_VIOLATION = "23505";

/**
 * The line of the file whose row the database refused because there is one of its key; null for any other fault. The database tells which
 * row of the batch it was, but not its values: the role that writes may not read.
 */
export function lineOfTwin(error: unknown, lines: readonly number[]): number | null {
  const { code, where = "" } = error as { readonly code?: string; readonly where?: string };
  if (code !== UNIQUE_VIOLATION) return null;
  const row = Number(/^COPY \S+, line (\d+)/.exec(where)?.[1] ?? 1);
  return lines[row - 1] ?? lines[0]!;
}

/** Keys that several of the rows have that wait to be shown. */
export async function findTwins(
  tx: ScopedTransaction,
  cooperativeId: number,
  spec: MirrorSpec,
  { documents, settlements }: MirrorNames,
): Promise<Refusal["data"][]> {
  if (spec.key.length === 0) return [];
  const key = spec.key.map((name) => `t.${name}`).join(", ");
  const { rows } = await tx.client.query<Record<string, string | number>>(
    `select ${key} from ${spec.stage} t ${differingOf(spec)} where t.cooperative_id = $1
     group by ${key} having count(*) > 1 order by ${key} limit ${MOST_TOLD}`,
    [cooperativeId],
  );
  return rows.map(({ document_id, settlement_id, ...rest }) => ({
    of:
      document_id !== undefined
        ? documents.codeOf(Number(document_id))
        : settlement_id !== undefined
          ? settlements.codeOf(Number(settlement_id))
          : null,
    key: Object.values(rest).join(", "),
  }));
}
