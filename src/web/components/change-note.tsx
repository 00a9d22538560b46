import { grosze, zlotyForPeople } from "../../domain/values/money.ts";
import type { PlainDate } from "../../domain/values/plain-date.ts";
import { quantityForPeople } from "../../domain/values/quantity.ts";
import { sourceChanges } from "../messages/pl/pages/source-changes.ts";
import type { ChangedFact, SourceChange } from "../resident/source-change-models.ts";
import { dateInTable } from "../wording.ts";
import { Notice } from "./notice.tsx";

/** At a figure: that another program changed it, when, from what to what. */
export function ChangeNotes({ changes }: { changes: readonly SourceChange[] }) {
  return changes.map((change) => (
    <span key={change.changeId} class="cell-note">
      {changeInWords(change)}
    </span>
  ));
}

/** What no figure of the page stands for any more, and changes of what is summed up in another one. */
export function ChangeList({ changes }: { changes: readonly SourceChange[] }) {
  if (changes.length === 0) return null;
  return (
    <Notice title={sourceChanges.title}>
      <p>{sourceChanges.explained}</p>
      <ul>
        {changes.map((change) => (
          <li key={change.changeId}>
            {change.action === "withdrawn" ? <s>{rowInWords(change)}</s> : rowInWords(change)}
            {". "}
            {changeInWords(change)}
          </li>
        ))}
      </ul>
    </Notice>
  );
}

function changeInWords({ action, noticedOn, facts }: SourceChange): string {
  const date = dateInTable(noticedOn);
  if (action === "withdrawn") return sourceChanges.withdrawn(date);
  if (action === "late") return sourceChanges.late(date);
  return sourceChanges.changed(date, facts.map(factInWords).join("; "));
}

/** The row by its document, day and name; of a withdrawn one with what it said. */
function rowInWords({ action, documentNumber, day, name, facts }: SourceChange): string {
  const said =
    action === "withdrawn"
      ? facts
          .filter((fact) => fact.kind === "money" || fact.kind === "quantity")
          .map((fact) => `${sourceChanges.facts[fact.name]} ${inWords(fact, fact.was)}`)
      : [];
  return [documentNumber, day === null ? "" : dateInTable(day), name === documentNumber ? "" : name, ...said]
    .filter((part) => part !== "")
    .join(", ");
}

function factInWords(fact: ChangedFact): string {
  const name = sourceChanges.facts[fact.name];
  if (fact.name === "other") return name;
  if (fact.was === null) return sourceChanges.added(name, inWords(fact, fact.is));
  if (fact.is === null) return sourceChanges.removed(name, inWords(fact, fact.was));
  return sourceChanges.fact(name, inWords(fact, fact.was), inWords(fact, fact.is));
}

function inWords({ name, kind }: ChangedFact, value: string | number | null): string {
  if (value === null) return "";
  if (kind === "money") return zlotyForPeople(grosze(Number(value)));
  if (kind === "quantity") return quantityForPeople(Number(value));
  if (kind === "day") return dateInTable(value as PlainDate);
  return name === "side" ? (sourceChanges.sides[value] ?? String(value)) : `„${value}”`;
}
