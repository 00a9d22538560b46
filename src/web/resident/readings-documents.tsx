import { READING_FLAGS } from "../../domain/metering/meters.ts";
import { QUANTITY_SCALE, quantityForPeople } from "../../domain/values/quantity.ts";
import { ChangeList, ChangeNotes } from "../components/change-note.tsx";
import { Glossary } from "../components/glossary.tsx";
import { StateTable } from "../components/state-table.tsx";
import { readings } from "../messages/pl/pages/readings.ts";
import { dateInTable } from "../wording.ts";
import { capitalised, dialFigure, quantityWithMeasure } from "./reading-wording.ts";
import type {
  InstalledMeter,
  PlaceReadings,
  ReadingLine,
  ReadingsView,
  RemovedMeter,
  SourceChange,
  TakenReading,
} from "./view-models.ts";

/** All reading documents of the year, place by place, and what the remarks beside them mean. */
export function ReadingDocuments({ view }: { view: ReadingsView }) {
  const noted = new Set(
    view.places.flatMap((place) =>
      place.lines.flatMap((line) => (line.kind === "reading" ? line.flags : [])),
    ),
  );
  const flags = READING_FLAGS.filter((flag) => noted.has(flag)).map((flag) => readings.flags[flag]);
  return (
    <section aria-labelledby="odczyty">
      <h2 id="odczyty">{readings.readingsTitle}</h2>
      {view.places.map((place) => (
        <ReadingsOfPlace key={place.pointId} place={place} changes={view.changes} />
      ))}
      <ChangeList changes={view.changes.filter((change) => change.lineId === null)} />
      {flags.length > 0 && (
        <>
          <h3>{readings.flagsTitle}</h3>
          <Glossary title={readings.flagsTitle} words={flags} />
        </>
      )}
    </section>
  );
}

function ReadingsOfPlace(props: { place: PlaceReadings; changes: readonly SourceChange[] }) {
  const { place, changes } = props;
  const isShared = place.share < 10 ** QUANTITY_SCALE;
  const measure = place.lines[0]?.measure ?? "m3";
  const title = `${capitalised(place.place)}, ${readings.measures[measure].long}`;
  return (
    <>
      <h3>{title}</h3>
      {isShared && <p>{readings.shared(`${quantityForPeople(place.share * 100)}%`)}</p>}
      {place.lines.length === 0 ? (
        <p>{readings.noReadings}</p>
      ) : (
        <StateTable
          caption={title}
          namesFigure
          columns={[
            { label: readings.day },
            { label: readings.whence },
            { label: readings.from, align: "figures" },
            { label: readings.to, align: "figures" },
            { label: readings.consumption, align: "figures" },
          ]}
          rows={place.lines.map((line) => ({ id: line.lineId, cells: lineCells(line, changes) }))}
        />
      )}
    </>
  );
}

function lineCells(line: ReadingLine, changes: readonly SourceChange[]) {
  const ofLine = changes.filter((change) => change.lineId === line.lineId);
  const isVoid = line.kind === "reading" && line.correctedBy !== null;
  const to = line.to === null ? "" : dialFigure(line.to, line.measure);
  return [
    <>
      {dateInTable(line.day)}
      <span class="cell-note">{readings.serial(line.serial)}</span>
      <ChangeNotes changes={ofLine} />
    </>,
    line.kind === "reading" ? (
      <Whence key="whence" line={line} />
    ) : line.kind === "removal" ? (
      <Removal key="whence" line={line} />
    ) : (
      installationInWords(line)
    ),
    line.from === null ? "" : dialFigure(line.from, line.measure),
    isVoid ? <s key="to">{to}</s> : to,
    line.consumption === null ? "" : dialFigure(line.consumption, line.measure),
  ];
}

function Whence({ line }: { line: TakenReading }) {
  return (
    <>
      {readings.sources[line.source]}
      {line.flags.map((flag) => (
        <strong key={flag} class="line">
          {readings.flags[flag].word}
        </strong>
      ))}
      {line.correctedBy && (
        <strong class="line">{readings.correctedBy(dateInTable(line.correctedBy))}</strong>
      )}
      {line.corrects && (
        <span class="cell-note">
          {readings.corrects(
            quantityWithMeasure(line.corrects.value, line.measure),
            dateInTable(line.corrects.day),
          )}
        </span>
      )}
      {line.estimateTooHighBy !== null && (
        <span class="cell-note">
          {readings.estimateTooHigh(quantityWithMeasure(line.estimateTooHighBy, line.measure))}
        </span>
      )}
      {line.restarts && <span class="cell-note">{readings.restarts}</span>}
      {line.note !== "" && <span class="cell-note">{readings.note(line.note)}</span>}
      <span class="cell-note">{readings.document(line.document.importId, line.document.line)}</span>
    </>
  );
}

function Removal({ line }: { line: RemovedMeter }) {
  return (
    <>
      {removalInWords(line)}
      {line.reason && <span class="cell-note">{readings.reason(line.reason)}</span>}
    </>
  );
}

function removalInWords({ serial, meterKind, measure, to, next }: RemovedMeter): string {
  const meterOf = readings.meters[meterKind].of;
  const end = to === null ? null : quantityWithMeasure(to, measure);
  if (next === null)
    return readings.removed(meterOf, end === null ? readings.gone(serial) : readings.ended(serial, end));
  return readings.replacement(
    meterOf,
    end === null ? readings.oldGone(serial) : readings.oldEnded(serial, end),
    next.start === null
      ? readings.newCame(next.serial)
      : readings.newBegan(next.serial, quantityWithMeasure(next.start, measure)),
  );
}

function installationInWords({ serial, meterKind, measure, to }: InstalledMeter): string {
  const value = to === null ? "0" : quantityWithMeasure(to, measure);
  return readings.installed(readings.meters[meterKind].of, serial, value);
}
