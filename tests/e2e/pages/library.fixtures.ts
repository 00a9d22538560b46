import { grosze } from "../../../src/domain/values/money.ts";
import { month } from "../../../src/domain/values/month.ts";
import { type PlainDate, plainDate } from "../../../src/domain/values/plain-date.ts";
import type { Rate } from "../../../src/domain/values/quantity.ts";
import { foundFragments } from "../../../src/web/found-fragments.ts";
import { LIBRARY_SECTIONS } from "../../../src/web/library-paths.ts";
import { readablePages } from "../../../src/web/readable-text.ts";
import type {
  DocumentHead,
  DocumentView,
  LibrarySearchView,
  LibrarySectionView,
  LibraryView,
  MeetingView,
  RequestsView,
} from "../../../src/web/resident/view-models.ts";
import { asOf, flat, garage } from "./people.fixtures.ts";

/** A library of invented documents. */

const today = plainDate("2026-11-23");

function document(id: number, date: string, title: string, rest: Partial<DocumentHead> = {}): DocumentHead {
  return {
    id,
    kind: "resolution",
    organ: "general-meeting",
    number: `${id}/${date.slice(0, 4)}`,
    date: plainDate(date),
    year: Number(date.slice(0, 4)),
    title,
    topic: "",
    status: "in-force",
    validity: { from: plainDate(date), until: null },
    isConsolidated: false,
    goneOn: null,
    ...rest,
  };
}

const cladding = document(
  7,
  "2026-06-12",
  "Uchwała w sprawie docieplenia ścian szczytowych budynków przy ul. Lipowej",
);
const statement = document(
  9,
  "2026-06-12",
  "Uchwała w sprawie zatwierdzenia sprawozdania finansowego za rok 2025",
);
const draft = document(11, "2026-11-10", "Projekt uchwały w sprawie zmiany statutu", {
  kind: "draft-resolution",
  number: null,
  status: "draft",
});
const minutes = document(5, "2026-06-12", "Protokół obrad Walnego Zgromadzenia z 12 czerwca 2026", {
  kind: "minutes",
  number: null,
});
const regulation = document(3, "2019-02-20", "Regulamin rozliczania kosztów wody i odprowadzania ścieków", {
  kind: "regulation",
  organ: "supervisory-board",
  number: "3/2019",
  status: "repealed",
  validity: { from: plainDate("2019-03-01"), until: plainDate("2023-03-01") },
});
const amendment = document(21, "2021-05-18", "Uchwała o zmianie regulaminu rozliczania wody", {
  organ: "supervisory-board",
});
const consolidated = document(22, "2021-06-01", "Regulamin rozliczania kosztów wody: tekst jednolity", {
  kind: "regulation",
  organ: "supervisory-board",
  number: null,
  isConsolidated: true,
  goneOn: null,
});

const TEXT = `UCHWAŁA NR 7/2026
Walnego Zgromadzenia z dnia 12 czerwca 2026 r.

w sprawie docieplenia ścian szczytowych budynków przy ul. Lipowej

Walne Zgromadzenie, na podstawie § 24 statutu, uchwala, co następuje:
§ 1. Dociepla się ściany szczytowe budynków przy ul. Lipowej 4 i 6.
§ 2. Prace pokrywa się z funduszu remontowego nieruchomości, w granicach planu
na lata 2026 i 2027.
\fZałącznik: harmonogram prac.

1) przygotowanie rusztowań do 31 marca 2027 r.;
2) roboty do 30 września 2027 r.`;

const member = { isMember: true, endedOn: null };

export const libraryOfMember: LibraryView = {
  asOf,
  today,
  membership: member,
  sections: LIBRARY_SECTIONS.map((section, index) => ({
    section,
    documents: [214, 87, 341, 12, 9, 24, 0][index] ?? 0,
  })),
  newest: [draft, cladding, statement, minutes],
};

export const libraryOfFormerMember: LibraryView = {
  ...libraryOfMember,
  membership: { isMember: false, endedOn: plainDate("2026-04-01") },
  newest: [consolidated],
};

export const meetingsPart: LibrarySectionView = {
  asOf,
  today,
  membership: member,
  section: "general-meeting",
  year: null,
  years: Array.from({ length: 12 }, (_, index) => 2026 - index),
  kinds: ["draft-resolution", "resolution", "minutes"],
  kind: null,
  documents: [draft, cladding, statement, minutes],
  meetings: [
    { code: "WZ-2026-2", from: plainDate("2026-12-05"), to: plainDate("2026-12-06") },
    { code: "WZ-2026", from: plainDate("2026-06-12"), to: plainDate("2026-06-12") },
  ],
};

export const statutesPart: LibrarySectionView = {
  ...meetingsPart,
  section: "statutes",
  membership: { isMember: false, endedOn: null },
  kinds: ["regulation"],
  documents: [],
  meetings: [],
};

export const resolutionDocument: DocumentView = {
  asOf,
  today,
  head: cladding,
  section: "general-meeting",
  property: "Lipowa 4–6",
  building: null,
  meetingCode: "WZ-2026",
  publishedOn: plainDate("2026-06-20"),
  pageCount: 2,
  byteCount: 245_760,
  isScan: false,
  pages: readablePages(TEXT),
  links: [],
  downloads: { count: 3, lastOn: "2026-11-20 18:42" },
  changedFees: [
    {
      place: flat,
      lineId: "eks",
      component: "Eksploatacja podstawowa",
      month: month("2026-01"),
      present: { base: "usable-area", rate: 3_420_000 as Rate, amountGrosze: grosze(165_87) },
      former: { base: "usable-area", rate: 3_150_000 as Rate, amountGrosze: grosze(152_78) },
    },
    {
      place: garage,
      lineId: "gar",
      component: "Energia elektryczna garażu",
      month: month("2026-01"),
      present: { base: "unit", rate: 12_000_000 as Rate, amountGrosze: grosze(12_00) },
      former: null,
    },
  ],
  textOnDay: null,
};

export const repealedScan: DocumentView = {
  ...resolutionDocument,
  head: regulation,
  section: "statutes",
  property: null,
  building: "Lipowa 4",
  meetingCode: null,
  isScan: true,
  pages: [],
  links: [
    { relation: "amended-by", document: amendment },
    { relation: "consolidated-by", document: consolidated },
    {
      relation: "repealed-by",
      document: document(31, "2023-02-02", "Regulamin rozliczania wody", { kind: "regulation" }),
    },
  ],
  downloads: { count: 0, lastOn: null },
  changedFees: null,
  textOnDay: {
    day: today,
    validity: regulation.validity,
    text: consolidated,
    furtherAmendments: [amendment],
  },
};

export function searched(typed: string): LibrarySearchView {
  const isFound = typed.startsWith("dociepl");
  return {
    asOf,
    today,
    asked: { typed, organ: null, kind: isFound ? "resolution" : null, year: null },
    years: [2026, 2025, 2024],
    results:
      typed === ""
        ? null
        : isFound
          ? [
              { document: cladding, fragments: foundFragments(TEXT, ["dociepla", "docieplenia"]) },
              { document: draft, fragments: [] },
            ]
          : [],
    isCut: false,
  };
}

const deadline = (
  kind: MeetingView["deadlines"][number]["kind"],
  day: string,
  article: string,
  state: MeetingView["deadlines"][number]["state"],
  doneOn: PlainDate | null = null,
) => ({ kind, day: plainDate(day), article, state, doneOn });

export const generalMeeting: MeetingView = {
  asOf,
  code: "WZ-2026-2",
  today,
  yearEnd: null,
  parts: [
    {
      on: plainDate("2026-12-05"),
      at: "10:00",
      place: "Dom Kultury, ul. Żołędziowa 7, sala 2",
      name: "Część I",
    },
    {
      on: plainDate("2026-12-06"),
      at: "10:00",
      place: "Dom Kultury, ul. Żołędziowa 7, sala 2",
      name: "Część II",
    },
  ],
  agenda: ["Otwarcie i wybór prezydium", "Zmiana statutu", "Wolne wnioski"],
  noticeGivenOn: plainDate("2026-11-12"),
  noticeDelivery: "do skrzynek i na tablicach ogłoszeń",
  draftsLaidOutOn: null,
  results: ["Uchwała o zmianie statutu: za 112, przeciw 14, wstrzymało się 9."],
  sequence: 1,
  deadlines: [
    deadline("notice", "2026-11-14", "art. 8³ ust. 6 usm", "kept", plainDate("2026-11-12")),
    deadline("members-drafts", "2026-11-20", "art. 8³ ust. 11 usm", "closed-for-members"),
    deadline("drafts-display", "2026-11-21", "art. 8³ ust. 10 usm", "missed"),
    deadline("amendments", "2026-12-02", "art. 8³ ust. 12 usm", "open-for-members"),
  ],
  documents: [draft],
};

const request = {
  wording: "Umowa z firmą sprzątającą klatki schodowe, zawarta w 2026 roku",
  subject: "contract",
  isOverdue: false,
  answeredOn: null,
  ground: null,
  answer: "",
  hasFile: false,
  isHandedOver: false,
  feeGrosze: grosze(0),
  court: null,
} as const;

export const requestsOfMember: RequestsView = {
  asOf,
  today,
  isMember: true,
  answerDays: 14,
  requests: [
    { ...request, id: 4, askedOn: plainDate("2026-11-20"), state: "asked", dueOn: plainDate("2026-12-04") },
    {
      ...request,
      id: 3,
      askedOn: plainDate("2026-10-01"),
      state: "asked",
      dueOn: plainDate("2026-10-15"),
      isOverdue: true,
    },
    {
      ...request,
      id: 2,
      subject: "invoice",
      wording: "Faktura za remont dachu",
      askedOn: plainDate("2026-09-01"),
      state: "answered",
      dueOn: plainDate("2026-09-15"),
      answeredOn: plainDate("2026-09-08"),
      hasFile: true,
      feeGrosze: grosze(4_50),
      answer: "Kopia faktury w załączeniu.",
    },
    {
      ...request,
      id: 1,
      askedOn: plainDate("2026-08-03"),
      state: "refused",
      dueOn: plainDate("2026-08-17"),
      answeredOn: plainDate("2026-08-10"),
      ground: "rights-of-third-party",
      answer: "Umowa zawiera tajemnicę przedsiębiorstwa wykonawcy.",
      court: { lastDay: plainDate("2026-08-17"), article: "art. 18 § 3 Prawa spółdzielczego" },
    },
  ],
};

export const publicDocuments: readonly DocumentHead[] = [
  consolidated,
  regulation,
  document(41, "2020-01-15", "Statut Spółdzielni", { kind: "statute", number: null }),
];
