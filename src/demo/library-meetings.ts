import type { MeetingChange } from "../formats/meeting/read-meeting.ts";
import { DEMO_COOPERATIVE } from "./cooperative.ts";
import { FORMER_HOLDER, JOINT_HOLDER, JOINT_SPOUSE, MEMBER, NEWCOMERS } from "./demo-people.ts";
import { type DemoDocument, writtenDay, zloty } from "./library-paper.ts";
import { amendmentOf } from "./library-statute.ts";
import { type ArchiveYear, meetingCode, votes } from "./library-years.ts";

const GENERAL_MEETING = "Walne Zgromadzenie";
const PLACE = "Klub osiedlowy „Lipka”, ul. Lipowa 1";
const SIGNED = "Przewodniczący i Sekretarz Walnego Zgromadzenia";
/** From this year of the archive on each resolution is a document of its own; before, a year's resolutions are bound together. */
const SINGLE_RESOLUTIONS_FROM = 9;

/** People who came to meetings; minutes name them, what others read does not. */
const SPEAKERS = [MEMBER, JOINT_SPOUSE, NEWCOMERS[1], FORMER_HOLDER, JOINT_HOLDER, NEWCOMERS[3]].map(
  ({ firstName, lastName }) => `{${firstName} ${lastName}}`,
);

interface MeetingResolution {
  readonly slug: string;
  readonly number: number;
  readonly title: string;
  readonly topic: string;
  readonly paragraphs: readonly string[];
}

/** What is known of an annual meeting that was held. */
export function heldMeeting(year: ArchiveYear): MeetingChange {
  return {
    code: meetingCode(year.year),
    yearEnd: `${year.closed.year}-12-31` as ArchiveYear["meetingOn"],
    parts: [{ on: year.meetingOn, at: "17:00", place: PLACE, name: "" }],
    agenda: agendaOf(year),
    noticeGivenOn: year.noticeOn,
    noticeDelivery:
      "Do skrzynek członków za pokwitowaniem, listem do mieszkających gdzie indziej i na tablicach.",
    draftsLaidOutOn: year.draftsOn,
    results: resolutionsOf(year)
      .map(({ number, title }) => `Uchwała nr ${number}/${year.year} ${title}: ${votes(year, number)}.`)
      .join("\n"),
  };
}

/** The next annual meeting: what its notice and drafts are, once their days have come. */
export function plannedMeeting(
  days: Pick<ArchiveYear, "meetingOn" | "noticeOn" | "draftsOn">,
  knownOn: ArchiveYear["meetingOn"],
): MeetingChange {
  const year = Number(days.meetingOn.slice(0, 4));
  return {
    code: meetingCode(year),
    yearEnd: `${year - 1}-12-31` as ArchiveYear["meetingOn"],
    parts: [{ on: days.meetingOn, at: "17:00", place: PLACE, name: "" }],
    agenda: [
      ...BEGINNING,
      "Podjęcie uchwał, w tym w sprawie planu remontów i funduszu remontowego",
      ...ENDING,
    ],
    noticeGivenOn: days.noticeOn <= knownOn ? days.noticeOn : null,
    noticeDelivery: "",
    draftsLaidOutOn: days.draftsOn <= knownOn ? days.draftsOn : null,
    results: "",
  };
}

const BEGINNING = [
  "Otwarcie obrad, wybór Przewodniczącego i Sekretarza",
  "Stwierdzenie prawidłowości zwołania i przyjęcie porządku obrad",
  "Sprawozdania Zarządu i Rady Nadzorczej, dyskusja",
];
const ENDING = ["Wolne wnioski", "Zamknięcie obrad"];

function agendaOf(year: ArchiveYear): string[] {
  return [...BEGINNING, ...resolutionsOf(year).map(({ title }) => `Podjęcie uchwały ${title}`), ...ENDING];
}

/** Notice, resolutions, minutes and the financial statement that the meeting approved. */
export function meetingDocuments(year: ArchiveYear): DemoDocument[] {
  const resolutions = resolutionsOf(year);
  const bound = resolutions.filter(({ number }) => number <= 4);
  const single = year.index >= SINGLE_RESOLUTIONS_FROM ? resolutions : resolutions.slice(bound.length);
  return [
    notice(year),
    ...(single.length === resolutions.length ? [] : [boundResolutions(year, bound)]),
    ...single.map((resolution) => resolutionDocument(year, resolution)),
    minutes(year, resolutions),
    financialStatement(year),
  ];
}

function resolutionsOf({ index, closed, works, worksZloty }: ArchiveYear): MeetingResolution[] {
  const amendment = amendmentOf(index);
  return [
    {
      slug: "sprawozdanie",
      number: 1,
      title: `w sprawie zatwierdzenia sprawozdania finansowego za ${closed.year} rok`,
      topic: "sprawozdanie finansowe",
      paragraphs: [
        `§ 1. Walne Zgromadzenie zatwierdza sprawozdanie finansowe Spółdzielni za ${closed.year} rok: przychody ${zloty(closed.revenueZloty)}, koszty ${zloty(closed.costsZloty)}, nadwyżka bilansowa ${zloty(closed.surplusZloty)}.`,
        `§ 2. Walne Zgromadzenie przyjmuje sprawozdanie Zarządu z działalności w ${closed.year} roku.`,
      ],
    },
    {
      slug: "absolutorium",
      number: 2,
      title: `w sprawie udzielenia absolutorium członkom Zarządu za ${closed.year} rok`,
      topic: "absolutorium",
      paragraphs: [
        `§ 1. Walne Zgromadzenie udziela absolutorium wszystkim członkom Zarządu za okres od 1 stycznia do 31 grudnia ${closed.year} r. Nad każdą osobą głosowano osobno i tajnie.`,
      ],
    },
    {
      slug: "nadwyzka",
      number: 3,
      title: `w sprawie podziału nadwyżki bilansowej za ${closed.year} rok`,
      topic: "nadwyżka bilansowa",
      paragraphs: [
        `§ 1. Nadwyżkę bilansową ${zloty(closed.surplusZloty)} przeznacza się na pokrycie kosztów eksploatacji i utrzymania nieruchomości w części, która obciąża członków.`,
      ],
    },
    {
      slug: "remonty",
      number: 4,
      title: "w sprawie planu remontów i funduszu remontowego",
      topic: "fundusz remontowy",
      paragraphs: [
        `§ 1. Przyjmuje się plan remontów: ${works}, koszt do ${zloty(worksZloty)}.`,
        `§ 2. Źródłem finansowania jest fundusz remontowy, którego stan na 31 grudnia ${closed.year} r. wynosi ${zloty(closed.fundAfterZloty)}. Wpływy i wydatki ewidencjonuje się osobno dla każdej nieruchomości.`,
      ],
    },
    ...(amendment === null ? [] : [{ ...amendment, slug: "statut", number: 5, topic: "statut" }]),
  ];
}

function notice(year: ArchiveYear): DemoDocument {
  const title = `Zawiadomienie o Walnym Zgromadzeniu w ${year.year} roku i porządek obrad`;
  return {
    code: `WZ-${year.year}-ZAWIADOMIENIE`,
    cells: {
      kind: "notice",
      organ: "general-meeting",
      date: year.noticeOn,
      title,
      topic: "Walne Zgromadzenie",
      status: "in-force",
      meeting: meetingCode(year.year),
    },
    paper: {
      issuer: "Zarząd Spółdzielni",
      title,
      date: year.noticeOn,
      paragraphs: [
        `Zarząd zwołuje Walne Zgromadzenie członków ${DEMO_COOPERATIVE.shortName} na ${writtenDay(year.meetingOn)}, godz. 17.00: ${PLACE}.`,
        ...agendaOf(year).map((point, index) => `${index + 1}. ${point}.`),
        `Projekty uchwał i sprawozdania są wyłożone w siedzibie Spółdzielni od ${writtenDay(year.draftsOn)} Członek może uczestniczyć osobiście albo przez pełnomocnika.`,
      ],
      signature: "Zarząd",
    },
    isPublished: true,
  };
}

function resolutionDocument(year: ArchiveYear, resolution: MeetingResolution): DemoDocument {
  const { slug, number, topic, paragraphs } = resolution;
  const title = `Uchwała ${resolution.title}`;
  return {
    code: `WZ-${year.year}-${slug.toUpperCase()}`,
    cells: {
      ...adopted(year),
      number: `${number}/${year.year}`,
      title,
      topic,
      ...(slug === "statut" ? { amends: "STATUT" } : {}),
    },
    paper: {
      issuer: `${GENERAL_MEETING}, uchwała nr ${number}/${year.year}`,
      title,
      date: year.meetingOn,
      paragraphs: [
        ...paragraphs,
        `Uchwała wchodzi w życie z dniem podjęcia. Wyniki głosowania: ${votes(year, number)}.`,
      ],
      signature: SIGNED,
    },
    isPublished: true,
  };
}

function boundResolutions(year: ArchiveYear, resolutions: readonly MeetingResolution[]): DemoDocument {
  const title = `Uchwały Walnego Zgromadzenia z ${writtenDay(year.meetingOn)}`;
  const numbers = `1–${resolutions.length}/${year.year}`;
  return {
    code: `WZ-${year.year}-UCHWALY`,
    cells: {
      ...adopted(year),
      number: numbers,
      title,
      topic: "sprawozdanie, absolutorium, nadwyżka, fundusz remontowy",
    },
    paper: {
      issuer: `${GENERAL_MEETING}, uchwały nr ${numbers}`,
      title,
      date: year.meetingOn,
      paragraphs: resolutions.flatMap(({ number, title: name, paragraphs }) => [
        `Uchwała nr ${number}/${year.year} ${name}.`,
        ...paragraphs,
        `Wyniki głosowania: ${votes(year, number)}.`,
      ]),
      signature: SIGNED,
    },
    isPublished: true,
  };
}

function adopted(year: ArchiveYear) {
  return {
    kind: "resolution",
    organ: "general-meeting",
    date: year.meetingOn,
    status: "in-force",
    meeting: meetingCode(year.year),
  } as const;
}

function minutes(year: ArchiveYear, resolutions: readonly MeetingResolution[]): DemoDocument {
  const title = `Protokół Walnego Zgromadzenia z ${writtenDay(year.meetingOn)}`;
  const speaker = (place: number) => SPEAKERS[(year.index + place) % SPEAKERS.length]!;
  return {
    code: `WZ-${year.year}-PROTOKOL`,
    cells: {
      kind: "minutes",
      organ: "general-meeting",
      date: year.meetingOn,
      title,
      topic: "Walne Zgromadzenie",
      status: "in-force",
      meeting: meetingCode(year.year),
    },
    paper: {
      issuer: GENERAL_MEETING,
      title,
      date: year.meetingOn,
      paragraphs: [
        `Obrady otworzył Przewodniczący Rady Nadzorczej. Obecnych było ${year.presentMembers} członków. Na przewodniczącego zebrania wybrano: ${speaker(0)}, na sekretarza: ${speaker(1)}.`,
        `Zebranie zwołano prawidłowo: zawiadomienia doręczono do ${writtenDay(year.noticeOn)}, projekty uchwał wyłożono ${writtenDay(year.draftsOn)}`,
        `W dyskusji głos zabrali: ${speaker(2)} (terminy prac: ${year.works}) oraz ${speaker(3)} (zaliczki na ciepło i odczyty liczników). Odpowiedzi udzielił Zarząd.`,
        ...resolutions.map(
          ({ number, title: name }) =>
            `Podjęto uchwałę nr ${number}/${year.year} ${name}: ${votes(year, number)}.`,
        ),
        "W wolnych wnioskach poproszono o wcześniejsze zapowiadanie przeglądów instalacji. Na tym obrady zakończono.",
      ],
      signature: SIGNED,
    },
    isPublished: true,
  };
}

function financialStatement({ year, closed }: ArchiveYear): DemoDocument {
  const date = `${year}-03-28` as ArchiveYear["meetingOn"];
  const title = `Sprawozdanie finansowe za ${closed.year} rok`;
  return {
    code: `SF-${closed.year}`,
    cells: {
      kind: "financial-statement",
      organ: "management-board",
      date,
      year: String(closed.year),
      title,
      topic: "sprawozdanie finansowe",
      status: "in-force",
      meeting: meetingCode(year),
    },
    paper: {
      issuer: "Zarząd Spółdzielni",
      title,
      date,
      paragraphs: [
        `Przychody z gospodarki zasobami mieszkaniowymi i pozostałe: ${zloty(closed.revenueZloty)}. Koszty: ${zloty(closed.costsZloty)}. Nadwyżka bilansowa: ${zloty(closed.surplusZloty)}.`,
        `Fundusz remontowy: stan na początek roku ${zloty(closed.fundBeforeZloty)}, odpisy ${zloty(closed.fundPaidInZloty)}, wydatki na remonty ${zloty(closed.fundSpentZloty)}, stan na koniec roku ${zloty(closed.fundAfterZloty)}.`,
        "Wynik eksploatacji każdej nieruchomości ustala się osobno; różnica między kosztami a przychodami zwiększa odpowiednio koszty albo przychody następnego roku.",
        "Sprawozdanie sporządzono przy założeniu kontynuacji działalności. Zobowiązania wobec dostawców ciepła, wody i energii są płacone w terminie.",
      ],
      signature: "Zarząd i Główny Księgowy",
    },
    isPublished: true,
  };
}
