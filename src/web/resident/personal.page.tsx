import { addDays } from "../../domain/values/plain-date.ts";
import { quantityForPeople, squareMetres } from "../../domain/values/quantity.ts";
import { AsOfLine } from "../components/as-of-line.tsx";
import { EmptyState } from "../components/empty-state.tsx";
import { Notice } from "../components/notice.tsx";
import { type SummaryEntry, SummaryList } from "../components/summary-list.tsx";
import { Layout } from "../layout.tsx";
import { personal } from "../messages/pl/pages/personal.ts";
import { terms } from "../messages/pl/pages/terms.ts";
import type { PageFrame } from "../view.ts";
import { dateInSentence } from "../wording.ts";
import type { PersonalRight, PersonalView } from "./view-models.ts";

/** Who the cooperative thinks one is, and every right to a unit, present and past. */
export function PersonalPage({ frame, view }: { frame: PageFrame; view: PersonalView }) {
  const present = view.rights.filter((right) => right.until === null || right.until > view.asOf.date);
  const past = view.rights.filter((right) => right.until !== null && right.until <= view.asOf.date);
  const { department, room } = frame.cooperative.loginDesk;
  return (
    <Layout frame={frame} title={personal.title} tab="personal">
      <h1>{personal.title}</h1>
      <AsOfLine asOf={view.asOf} shows={personal.shows} />
      <SummaryList entries={personEntries(view)} />
      <h2>{personal.present}</h2>
      {present.length === 0 && <EmptyState title={personal.noPresent} />}
      {present.map((right) => (
        <RightSection key={right.rightId} right={right} />
      ))}
      {past.length > 0 && <h2>{personal.past}</h2>}
      {past.map((right) => (
        <RightSection key={right.rightId} right={right} />
      ))}
      <Notice title={personal.wrong}>
        <p>{personal.wrongText(department, room)}</p>
      </Notice>
    </Layout>
  );
}

function personEntries(view: PersonalView): SummaryEntry[] {
  const missing = <span class="quiet">{personal.missing}</span>;
  return [
    { word: personal.name, value: <strong>{view.name}</strong> },
    ...(view.peselMasked === null ? [] : [{ word: personal.pesel, value: view.peselMasked }]),
    ...view.addresses.map((address) => ({
      word: personal.addresses[address.kind],
      value: address.lines.map((line) => (
        <span class="line" key={line}>
          {line}
        </span>
      )),
    })),
    { word: personal.telephone, value: view.telephone ?? missing },
    { word: personal.email, value: view.email ?? missing },
    { word: personal.login, value: view.login },
    view.membership === null
      ? { word: personal.membership, value: personal.notMember }
      : {
          word: personal.memberNumber,
          value: `${view.membership.number}, ${personal.memberSince(dateInSentence(view.membership.since))}`,
        },
  ];
}

function RightSection({ right }: { right: PersonalRight }) {
  const entries: SummaryEntry[] = [
    { word: personal.kind, value: terms.rights[right.kind] },
    { word: personal.unitKind, value: terms.units[right.unitKind] },
    { word: personal.basis, value: right.basisDocument ?? <span class="quiet">{personal.missing}</span> },
    { word: personal.from, value: dateInSentence(right.from) },
  ];
  if (right.until !== null)
    entries.push({ word: personal.until, value: dateInSentence(addDays(right.until, -1)) });
  if (right.jointHolders.length > 0)
    entries.push({ word: personal.jointHolders, value: right.jointHolders.join(", ") });
  if (right.areaCm2 !== null)
    entries.push({
      word: personal.area,
      value: `${quantityForPeople(squareMetres(right.areaCm2), 2)}\u00a0m²`,
    });
  if (right.persons !== null) entries.push({ word: personal.persons, value: right.persons });
  return (
    <section aria-labelledby={`prawo-${right.rightId}`}>
      <h3 id={`prawo-${right.rightId}`}>
        {right.place.name}, {right.place.address}
      </h3>
      <SummaryList entries={entries} />
    </section>
  );
}
