import { paths } from "../paths.ts";
import { resolutionInWords } from "./fee-wording.ts";
import type { Resolution } from "./view-models.ts";

/** A resolution by its number and day; where the person may read it in the library, the way there. */
export function ResolutionLink({ resolution }: { resolution: Resolution }) {
  const words = resolutionInWords(resolution);
  if (resolution.documentId === null) return <>{words}</>;
  return <a href={paths.document(resolution.documentId)}>{words}</a>;
}
