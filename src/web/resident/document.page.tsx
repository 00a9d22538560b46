import { addDays } from "../../domain/values/plain-date.ts";
import { MirroredLine } from "../components/as-of-line.tsx";
import { DocumentList } from "../components/document-list.tsx";
import { Notice } from "../components/notice.tsx";
import { type SummaryEntry, SummaryList } from "../components/summary-list.tsx";
import { TextPages } from "../components/text-pages.tsx";
import { Layout } from "../layout.tsx";
import { library } from "../messages/pl/pages/library.ts";
import { libraryDocument as words } from "../messages/pl/pages/library-document.ts";
import { paths } from "../paths.ts";
import type { PageFrame } from "../view.ts";
import { dateInSentence, dateTimeInTable } from "../wording.ts";
import { ChangedFees } from "./document-fees.tsx";
import { TextOfDay } from "./document-text-on-day.tsx";
import { documentName, fileSize, goneInWords, statusInWords } from "./library-words.ts";
import type { DocumentRelation, DocumentView } from "./view-models.ts";

const RELATIONS: readonly DocumentRelation[] = [
  "repealed-by",
  "amended-by",
  "consolidated-by",
  "consolidates",
  "amends",
  "repeals",
];

/** One document: its facts, what it changes and what changed it, its file and its text. */
export function DocumentPage({ frame, view }: { frame: PageFrame; view: DocumentView }) {
  const { head, section } = view;
  return (
    <Layout frame={frame} title={head.title} entry={section}>
      <p class="way-back">
        <a href={paths.librarySection(section)}>
          <span aria-hidden="true">← </span>
          {words.back(library.sections[section])}
        </a>
      </p>
      <h1>{head.title}</h1>
      <p class="as-of">{`${documentName(head)} ${library.of(dateInSentence(head.date))}.`}</p>
      <MirroredLine asOf={view.asOf} />
      <SummaryList entries={factsOf(view)} />
      {view.textOnDay && <TextOfDay view={view} asked={view.textOnDay} />}
      <Links view={view} />
      {view.changedFees && <ChangedFees fees={view.changedFees} />}
      <h2>{words.file}</h2>
      <FileLinks view={view} />
      {view.isScan ? (
        <Notice title={words.scan}>
          <p>{words.scanText}</p>
        </Notice>
      ) : (
        <>
          <h2>{words.text}</h2>
          <p class="quiet">{words.textRemark}</p>
          <TextPages pages={view.pages} />
        </>
      )}
    </Layout>
  );
}

function factsOf(view: DocumentView): SummaryEntry[] {
  const { head, property, building, meetingCode } = view;
  const status = statusInWords(head, view.today);
  const said = head.goneOn === null ? status : goneInWords(head.goneOn);
  const entries: (SummaryEntry | null)[] = [
    said === null ? null : { word: words.status, value: <strong>{said}</strong> },
    head.organ === "other" ? null : { word: words.organ, value: library.organs[head.organ] },
    String(head.year) === head.date.slice(0, 4) ? null : { word: words.year, value: head.year },
    status === null || head.status === "draft" ? null : { word: words.validity, value: validityOf(view) },
    head.topic === "" ? null : { word: words.topic, value: head.topic },
    building === null
      ? property === null
        ? null
        : { word: words.concerns, value: words.property(property) }
      : { word: words.concerns, value: words.building(building) },
    meetingCode === null
      ? null
      : {
          word: words.meeting,
          value: <a href={paths.meeting(meetingCode)}>{library.meetingOf(meetingCode)}</a>,
        },
    { word: words.publishedOn, value: dateInSentence(view.publishedOn) },
  ];
  return entries.filter((entry) => entry !== null);
}

function validityOf({ head: { validity, isConsolidated } }: DocumentView): string {
  const { from, until } = validity;
  if (isConsolidated && until === null) return words.consolidatedOf(dateInSentence(from));
  return until === null
    ? words.from(dateInSentence(from))
    : words.fromTo(dateInSentence(from), dateInSentence(addDays(until, -1)));
}

function Links({ view: { links, today } }: { view: DocumentView }) {
  if (links.length === 0) return null;
  return (
    <>
      <h2>{words.related}</h2>
      {RELATIONS.map((relation) => {
        const documents = links.filter((link) => link.relation === relation).map(({ document }) => document);
        return (
          documents.length > 0 && (
            <section key={relation} aria-labelledby={relation}>
              <h3 id={relation}>{words.links[relation]}</h3>
              <DocumentList documents={documents} today={today} />
            </section>
          )
        );
      })}
    </>
  );
}

function FileLinks({ view: { head, pageCount, byteCount, downloads } }: { view: DocumentView }) {
  return (
    <>
      <ul class="file-links">
        <li>
          <a href={paths.documentPreview(head.id)}>{words.open}</a>
        </li>
        <li>
          <a href={paths.documentFile(head.id)}>{words.download}</a>{" "}
          <span class="quiet">{`(${words.size(pageCount, fileSize(byteCount))})`}</span>
        </li>
      </ul>
      <p class="quiet not-printed">
        {downloads.lastOn === null
          ? words.never
          : words.taken(downloads.count, dateTimeInTable(downloads.lastOn))}
      </p>
    </>
  );
}
