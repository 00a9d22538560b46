import { accept, type Refusal, type Result, refusal, refuse } from "../domain/values/result.ts";
import { canTellChanges, readMirrorMapping } from "../formats/mirror-mapping/mapping.ts";
import type { PackageProblem } from "../formats/package/problem.ts";
import { loadPicture } from "../store/mirror/picture.ts";
import { loadMirrorSource } from "../store/mirror/sources.ts";
import { inScope } from "../world/database/scope.ts";
import { readSourceAddress } from "../world/mirror-source/address.ts";
import { checkMapping } from "../world/mirror-source/checked-mapping.ts";
import { ExtractCancelled, extract } from "../world/mirror-source/extract.ts";
import { openSource } from "../world/mirror-source/open.ts";
import { readPassword } from "../world/mirror-source/password.ts";
import { isThere, type ReceivedFolder, type RunOrder } from "../world/mirror-source/received.ts";
import { SourceFault } from "../world/mirror-source/source.ts";
import type { OperationContext, OperatorScope } from "./context.ts";

export interface MirrorReceiving {
  readonly dataFolder: string;
  readonly received: ReceivedFolder;
  readonly order: RunOrder;
  /** @returns whether somebody asked to stop. */
  readonly progress: (step: string, done: number) => Promise<boolean>;
}

/** Path of the received package; null where somebody asked to stop. */
export type Received = Result<string | null, Refusal | PackageProblem>;

/**
 * Brings the source's records into a received package: copied, or read from the other program's database in one snapshot. What was
 * received to its end is never asked for again. Refuses `source-unknown`, `package-not-found`, and what mapping, database and rows are refused for.
 */
export async function receiveMirror(
  { pools }: OperationContext,
  scope: OperatorScope,
  { dataFolder, received, order, progress }: MirrorReceiving,
): Promise<Received> {
  const complete = await received.package();
  if (complete !== null) return accept(complete);
  if (order.path !== null) {
    if (!(await isThere(order.path))) return refuse(refusal("package-not-found", { path: order.path }));
    const isCopied = await received.copy(order.path, (files) => progress("copy", files));
    return accept(isCopied ? await received.package() : null);
  }
  const { source, picture } = await inScope(pools.runtime, scope.token, async (tx) => ({
    source: await loadMirrorSource(tx, scope.cooperativeId),
    picture: await loadPicture(tx, scope.cooperativeId),
  }));
  if (source?.kind !== "sql") return refuse(refusal("source-unknown"));
  const address = readSourceAddress(source.location);
  const mapping = readMirrorMapping(source.mapping);
  if (!address.ok) return address;
  if (!mapping.ok) return mapping;
  const since = order.isWhole || !canTellChanges(mapping.value) ? null : (picture?.mark ?? null);
  try {
    const connection = await openSource(address.value, readPassword(dataFolder, scope.cooperativeId));
    try {
      const checked = await checkMapping(connection, mapping.value, since);
      if (!checked.ok) return checked;
      const draft = await received.emptyDraft();
      const extracted = await extract(connection, checked.value, draft, progress);
      return extracted.ok ? accept(await received.accept()) : extracted;
    } finally {
      await connection.close();
    }
  } catch (error) {
    if (error instanceof SourceFault) return refuse(error.refusal);
    if (error instanceof ExtractCancelled) return accept(null);
    throw error;
  }
}
