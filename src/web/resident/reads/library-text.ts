import { textInForce } from "../../../domain/governance/text-in-force.ts";
import type { PlainDate } from "../../../domain/values/plain-date.ts";
import type { MyRegulationPart } from "../../../store/portal/library-text.ts";
import type { TextOnDay } from "../view-models.ts";
import { documentHead } from "./library-head.ts";

/** What to read in order to know a regulation on a day; null where the document belongs to none. */
export function textOnDay(rows: readonly MyRegulationPart[], day: PlainDate): TextOnDay | null {
  const [first] = rows;
  if (first === undefined) return null;
  const parts = rows.map((row) => ({
    ...row,
    validity: { from: row.valid_from, until: row.valid_until },
  }));
  const regulation = parts.find(({ id, status }) => id === first.regulation_id && status !== "draft");
  // A draft holds on no day; and of a regulation that the person may not read it cannot be said when it does.
  if (regulation === undefined) return null;
  const { validity } = regulation;
  const found = textInForce(parts, regulation.id, day);
  if (!found.ok) return { day, validity, text: null, furtherAmendments: [] };
  const { text, furtherAmendments } = found.value;
  return {
    day,
    validity,
    text: documentHead(text),
    furtherAmendments: furtherAmendments.map(documentHead),
  };
}
