import type { MyDocumentHead } from "../../../store/portal/library.ts";
import type { DocumentHead } from "../view-models.ts";

/** What a list says of a document. */
export function documentHead(row: MyDocumentHead): DocumentHead {
  return {
    id: row.id,
    kind: row.kind,
    organ: row.organ,
    number: row.number,
    date: row.dated_on,
    year: row.year,
    title: row.title,
    topic: row.topic,
    status: row.status,
    validity: { from: row.valid_from, until: row.valid_until },
    isConsolidated: row.is_consolidated,
    goneOn: row.gone_on,
  };
}
