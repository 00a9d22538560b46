import { takeMyDocument } from "../../../store/portal/library.ts";
import { myRequests } from "../../../store/portal/library-requests.ts";
import { inScope } from "../../../world/database/scope.ts";
import { documentFileName } from "../library-words.ts";
import type { ResidentReads } from "../reads.ts";
import { idOf } from "./places.ts";
import { type ReadingWorld, seePage } from "./reading.ts";

/** Files that a person takes away. */
export function libraryFileReads(
  world: ReadingWorld,
): Pick<ResidentReads, "takeDocument" | "loadRequestFile"> {
  return {
    takeDocument: async (token, written) => {
      const seen = await seePage(world, token, [], [], () => true);
      const id = idOf(written);
      if (seen.view === null || id === null) return { session: seen.session, view: null };
      // Recorded before the first byte goes out, and looked up in the same transaction: what is not recorded is not handed out.
      const file = await inScope(world.reading, token, (tx) => takeMyDocument(tx, id));
      const named = file && { ...file, date: file.dated_on };
      return {
        session: seen.session,
        view: named && { sha256: named.sha256, fileName: documentFileName(named) },
      };
    },
    loadRequestFile: (token, written) =>
      seePage(world, token, [], [myRequests()], (_reader, [requests]) => {
        const request = requests.find(({ id }) => String(id) === written);
        return request?.sha256
          ? { sha256: request.sha256, fileName: request.file_name ?? "kopia.pdf" }
          : null;
      }),
  };
}
