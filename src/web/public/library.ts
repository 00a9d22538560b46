import type pg from "pg";
import { cooperativeOfHost, findCooperatives } from "../../access/operator.ts";
import {
  findPublicDocument,
  publicDocuments,
  publicLibraryPicture,
} from "../../store/portal/library-public.ts";
import type { Clock } from "../../world/clock.ts";
import { inScope, readInScope } from "../../world/database/scope.ts";
import { documentFileName } from "../resident/library-words.ts";
import { documentHead } from "../resident/reads/library-head.ts";
import { idOf } from "../resident/reads/places.ts";
import { momentOf } from "../resident/reads/reading.ts";
import type { AsOf, DocumentHead, HandedFile } from "../resident/view-models.ts";

/** Public documents, and as of when they stand there. */
export interface PublicShelf {
  readonly documents: readonly DocumentHead[];
  readonly asOf: AsOf;
}

/** What anybody may read of the cooperative that answers at a host name. */
export interface PublicLibrary {
  readonly list: (hostname: string) => Promise<PublicShelf>;
  /** Null for whatever is not public, and for what does not exist. */
  readonly find: (hostname: string, documentId: string) => Promise<HandedFile | null>;
}

/** Asks as nobody, so that row security leaves only what is public. */
export function publicLibraryOf(
  pools: { readonly reading: pg.Pool; readonly runtime: pg.Pool },
  clock: Clock,
): PublicLibrary {
  const cooperativeAt = async (hostname: string) =>
    cooperativeOfHost(await findCooperatives(pools.runtime), hostname);
  return {
    list: async (hostname) => {
      const cooperative = await cooperativeAt(hostname);
      if (cooperative === null) return { documents: [], asOf: momentOf(clock, ["library"], undefined) };
      const [documents, [picture]] = await readInScope(pools.reading, null, [
        publicDocuments(cooperative.id),
        publicLibraryPicture(cooperative.id),
      ]);
      return { documents: documents.map(documentHead), asOf: momentOf(clock, ["library"], picture) };
    },
    find: async (hostname, documentId) => {
      const id = idOf(documentId);
      const cooperative = await cooperativeAt(hostname);
      if (id === null || cooperative === null) return null;
      const file = await inScope(pools.reading, null, (tx) => findPublicDocument(tx, cooperative.id, id));
      return file && { sha256: file.sha256, fileName: documentFileName({ ...file, date: file.dated_on }) };
    },
  };
}
