import { plainDate } from "../../domain/values/plain-date.ts";
import type { DocumentHead } from "../resident/view-models.ts";
import { DocumentList, KindLinks } from "./document-list.tsx";

const resolution: DocumentHead = {
  id: 7,
  kind: "resolution",
  organ: "general-meeting",
  number: "7/2024",
  date: plainDate("2024-06-12"),
  year: 2024,
  title: "Uchwała w sprawie docieplenia ścian szczytowych",
  topic: "docieplenie",
  status: "in-force",
  validity: { from: plainDate("2024-06-12"), until: null },
  isConsolidated: false,
  goneOn: null,
};

export const examples = {
  "in force, repealed, a draft, gone from the source": () => (
    <DocumentList
      today={plainDate("2026-11-23")}
      documents={[
        resolution,
        {
          ...resolution,
          id: 8,
          status: "repealed",
          validity: { ...resolution.validity, until: plainDate("2025-01-01") },
        },
        { ...resolution, id: 9, kind: "draft-resolution", number: null, status: "draft" },
        { ...resolution, id: 10, goneOn: plainDate("2026-10-02") },
      ]}
    />
  ),
  kinds: () => (
    <KindLinks kinds={["resolution", "minutes"]} shown="minutes" path={(kind) => `/${kind ?? ""}`} />
  ),
};
