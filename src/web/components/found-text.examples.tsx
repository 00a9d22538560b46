import { foundFragments } from "../found-fragments.ts";
import { FoundText } from "./found-text.tsx";

export const examples = {
  "marked words": () => (
    <FoundText
      fragments={foundFragments("Rada omówiła wodomierze i przyjęła trzy uchwały w tej sprawie.", [
        "uchwaly",
      ])}
    />
  ),
};
