import type { RateBase } from "../../../domain/fees/rates.ts";
import type { DocumentKind } from "../../../domain/governance/documents.ts";
import { monthOf } from "../../../domain/values/month.ts";
import { addMonths, type PlainDate } from "../../../domain/values/plain-date.ts";
import type { Rate } from "../../../domain/values/quantity.ts";
import {
  type MyDocument,
  type MyDocumentLink,
  myDocument,
  myDocumentCounts,
  myDocumentLinks,
  myDownloads,
  myMembership,
  myNewestDocuments,
  myPresentShelf,
  myShelfOfYear,
  myShelfYears,
} from "../../../store/portal/library.ts";
import { type MyChangedFee, myFeesChangedBy } from "../../../store/portal/library-effect.ts";
import { myMeetings } from "../../../store/portal/library-meetings.ts";
import { myRegulationParts } from "../../../store/portal/library-text.ts";
import { LIBRARY_SECTIONS, type LibrarySection } from "../../library-paths.ts";
import { readablePages } from "../../readable-text.ts";
import { kindsAmong, LASTING, SHELVES, sectionOf } from "../library-shelves.ts";
import type { ResidentReads } from "../reads.ts";
import type { ChangedFee, DocumentView, MembershipNow } from "../view-models.ts";
import { documentHead } from "./library-head.ts";
import { meetingHeads } from "./library-meeting.ts";
import { textOnDay } from "./library-text.ts";
import { idOf } from "./places.ts";
import { type Reader, type ReadingWorld, seePage } from "./reading.ts";

const NEWEST = 8;
const PRESENT_MONTHS = 12;

type LibraryReads = Pick<ResidentReads, "loadLibrary" | "loadLibrarySection" | "loadDocument">;

/** Dokumenty: what there is, one part of it by years, one document. */
export function libraryReads(world: ReadingWorld): LibraryReads {
  return {
    loadLibrary: (token) =>
      seePage(
        world,
        token,
        ["library"],
        [myMembership(), myDocumentCounts(), myNewestDocuments(NEWEST)],
        (reader, [membership, counts, newest]) => ({
          asOf: reader.asOf,
          today: reader.today,
          membership: membershipOf(membership),
          sections: LIBRARY_SECTIONS.map((section) => ({
            section,
            documents: counts
              .filter((row) => sectionOf(row) === section)
              .reduce((sum, { documents }) => sum + documents, 0),
          })),
          newest: newest.map(documentHead),
        }),
      ),
    loadLibrarySection: (token, section, year, kind) => loadSection(world, token, section, year, kind),
    loadDocument: (token, written, day) => {
      const id = idOf(written) ?? 0;
      return seePage(
        world,
        token,
        ["library"],
        [myDocument(id), myDocumentLinks(id), myDownloads(id), myFeesChangedBy(id), myRegulationParts(id)],
        (reader, [rows, links, [downloads], fees, parts]) => {
          const row = rows[0];
          if (row === undefined) return null;
          const taken = { count: downloads?.downloads ?? 0, lastOn: downloads?.last_on ?? null };
          return {
            ...documentView(reader, row, links, fees),
            downloads: taken,
            textOnDay: textOnDay(parts, day ?? reader.today),
          };
        },
      );
    },
  };
}

function loadSection(
  world: ReadingWorld,
  token: string,
  section: LibrarySection,
  year: number | null,
  kind: DocumentKind | null,
) {
  const shelf = SHELVES[section];
  const since = addMonths(world.clock.today() as PlainDate, -PRESENT_MONTHS);
  const shown =
    year === null
      ? myPresentShelf(shelf, LASTING.includes(section) ? null : since)
      : myShelfOfYear(shelf, year);
  return seePage(
    world,
    token,
    ["library"],
    [myMembership(), myShelfYears(shelf), shown, myMeetings()],
    (reader, [membership, years, rows, meetings]) => ({
      asOf: reader.asOf,
      today: reader.today,
      membership: membershipOf(membership),
      section,
      year,
      years: years.map((row) => row.year),
      kinds: kindsAmong(rows),
      kind,
      documents: rows.filter((row) => kind === null || row.kind === kind).map(documentHead),
      meetings:
        section !== "general-meeting"
          ? []
          : meetingHeads(meetings).filter(({ from, to }) =>
              year === null ? to === null || to > since : from !== null && Number(from.slice(0, 4)) === year,
            ),
    }),
  );
}

export function membershipOf(
  rows: readonly { readonly is_member: boolean; readonly ended_on: MembershipNow["endedOn"] }[],
): MembershipNow {
  return { isMember: rows[0]?.is_member ?? false, endedOn: rows[0]?.ended_on ?? null };
}

function documentView(
  reader: Reader,
  row: MyDocument,
  links: readonly MyDocumentLink[],
  fees: readonly MyChangedFee[],
): Omit<DocumentView, "downloads" | "textOnDay"> {
  return {
    asOf: reader.asOf,
    today: reader.today,
    head: documentHead(row),
    section: sectionOf(row),
    property: row.property,
    building: row.building || null,
    meetingCode: row.meeting_code,
    publishedOn: row.published_on,
    pageCount: row.page_count,
    byteCount: row.byte_count,
    isScan: row.is_scan,
    pages: row.is_scan ? [] : readablePages(row.text),
    links: links.map((link) => ({ relation: link.relation, document: documentHead(link) })),
    changedFees: row.sets_fees ? fees.map((fee) => changedFee(reader, fee)) : null,
  };
}

function changedFee(reader: Reader, row: MyChangedFee): ChangedFee {
  const unit = reader.units.find(({ id }) => id === row.unit_id);
  const at = (base: string, rate: number, amountGrosze: ChangedFee["present"]["amountGrosze"]) => ({
    base: base as RateBase,
    rate: rate as Rate,
    amountGrosze,
  });
  const { former_base_kind, former_rate, former_amount_grosze } = row;
  return {
    place: unit ?? { unitId: String(row.unit_id), name: "", address: "" },
    lineId: row.line_id,
    component: row.component,
    month: monthOf(row.month),
    present: at(row.base_kind, row.rate, row.amount_grosze),
    former:
      former_base_kind === null || former_rate === null || former_amount_grosze === null
        ? null
        : at(former_base_kind, former_rate, former_amount_grosze),
  };
}
