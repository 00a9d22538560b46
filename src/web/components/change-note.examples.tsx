import { plainDate } from "../../domain/values/plain-date.ts";
import type { SourceChange } from "../resident/source-change-models.ts";
import { ChangeList, ChangeNotes } from "./change-note.tsx";

const changed: SourceChange = {
  changeId: "1",
  lineId: "7-1",
  action: "changed",
  noticedOn: plainDate("2026-11-12"),
  name: "Opłaty za październik 2026",
  documentNumber: "NAL/2026/10",
  day: plainDate("2026-10-01"),
  facts: [
    { name: "amount", kind: "money", was: 642_18, is: 640_00 },
    { name: "due-on", kind: "day", was: "2026-10-10", is: "2026-10-15" },
    { name: "side", kind: "words", was: "D", is: "C" },
    { name: "text", kind: "words", was: null, is: "po korekcie" },
  ],
};
const withdrawn: SourceChange = {
  ...changed,
  changeId: "2",
  lineId: null,
  action: "withdrawn",
  facts: [{ name: "amount", kind: "money", was: 120_00, is: null }],
};
const reading: SourceChange = {
  ...changed,
  changeId: "3",
  name: "W-100",
  documentNumber: "W-100",
  facts: [{ name: "value", kind: "quantity", was: 123_400_000, is: 123_000_000 }],
};
const late: SourceChange = { ...changed, changeId: "4", action: "late", facts: [] };
const other: SourceChange = {
  ...changed,
  changeId: "5",
  facts: [{ name: "other", kind: "words", was: null, is: null }],
};

export const examples = {
  "notes at a figure": () => (
    <p>
      642,18 zł <ChangeNotes changes={[changed, late, other]} />
    </p>
  ),
  "what is no longer in the sums": () => <ChangeList changes={[withdrawn, reading]} />,
  "nothing was changed": () => <ChangeList changes={[]} />,
};
