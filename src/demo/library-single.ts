import { dayInMonth, type Month } from "../domain/values/month.ts";
import { addDays, type PlainDate, writeDate } from "../domain/values/plain-date.ts";
import { NON_MEMBER } from "./demo-people.ts";
import { type DemoDocument, writtenDay, zloty } from "./library-paper.ts";
import { type ArchiveYear, meetingCode } from "./library-years.ts";

/** Readers of one document besides the office. */
export const AUDIT_COMMITTEE = {
  code: "KOMISJA-REWIZYJNA",
  name: "Komisja Rewizyjna Rady Nadzorczej",
} as const;

/** A copy that was taken back. */
export const WITHDRAWN = {
  code: "OGLOSZENIE-PRZEGLAD",
  reason: "W ogłoszeniu pomylono tydzień przeglądu; obowiązuje termin z tablic w klatkach.",
} as const;

/** Documents of which there is one of a kind. */
export function singleDocuments(
  months: readonly Month[],
  years: readonly ArchiveYear[],
  planned: Pick<ArchiveYear, "meetingOn" | "draftsOn">,
): DemoDocument[] {
  const day = (monthsBack: number, of: number) => dayInMonth(months.at(-monthsBack - 1)!, of);
  return [
    draftResolution(planned, years.at(-1)!, day(1, 12)),
    announcement(day(1, 20)),
    withdrawnAnnouncement(day(2, 6)),
    scan(years[0]!),
    committeeMinutes(years.at(-1)!),
    debtDecision(day(8, 14)),
  ];
}

function draftResolution(
  { meetingOn }: Pick<ArchiveYear, "meetingOn">,
  { closed, worksZloty }: ArchiveYear,
  date: PlainDate,
): DemoDocument {
  const title = "Projekt uchwały w sprawie planu remontów i funduszu remontowego";
  const year = Number(meetingOn.slice(0, 4));
  return {
    code: `WZ-${year}-PROJEKT-REMONTY`,
    cells: {
      kind: "draft-resolution",
      organ: "general-meeting",
      date,
      title,
      topic: "fundusz remontowy",
      status: "draft",
      meeting: meetingCode(year),
    },
    paper: {
      issuer: "Zarząd, projekt na Walne Zgromadzenie",
      title,
      date,
      paragraphs: [
        `§ 1. Przyjmuje się plan remontów: ocieplenie budynków przy ul. Klonowej 7 i 9, koszt do ${zloty(worksZloty + 65_000)}.`,
        `§ 2. Prace opłaca się z funduszu remontowego nieruchomości Klonowa (stan całego funduszu na 31 grudnia ${closed.year} r.: ${zloty(closed.fundAfterZloty)}).`,
        `Uzasadnienie. Audyt energetyczny zakłada spadek zużycia ciepła o jedną piątą. O projekcie zdecyduje Walne Zgromadzenie zwołane na ${writtenDay(meetingOn)}`,
      ],
      signature: "Zarząd",
    },
    isPublished: true,
  };
}

function announcement(date: PlainDate): DemoDocument {
  const title = "Ogłoszenie o odczytach wodomierzy i podzielników";
  return {
    code: "OGLOSZENIE-ODCZYTY",
    cells: announcementCells(date, title),
    paper: {
      issuer: "Zarząd, ogłoszenie",
      title,
      date,
      paragraphs: [
        "Liczniki z nadajnikiem odczytujemy zdalnie w ostatnim dniu miesiąca. Nie trzeba wpuszczać nikogo do mieszkania.",
        "Gdzie nadajnika nie ma, stan wodomierza można podać na portalu, w zakładce Odczyty.",
      ],
      signature: "Zarząd",
    },
    isPublished: true,
  };
}

function withdrawnAnnouncement(date: PlainDate): DemoDocument {
  const title = "Ogłoszenie o przeglądzie instalacji gazowej przy ul. Bukowej";
  return {
    code: WITHDRAWN.code,
    cells: { ...announcementCells(date, title), property: "BUKOWA" },
    paper: {
      issuer: "Zarząd, ogłoszenie",
      title,
      date,
      paragraphs: [
        `Przegląd rozpocznie się ${writtenDay(addDays(date, 14))} Prosimy o udostępnienie mieszkań w godzinach 15.00–19.00.`,
      ],
      signature: "Zarząd",
    },
    isPublished: true,
  };
}

function announcementCells(date: PlainDate, title: string) {
  const organ = "management-board";
  return { kind: "announcement", organ, date, title, topic: "ogłoszenia", status: "in-force" } as const;
}

/** What a scanner made of an old typescript: to be read by people, not to be searched. */
function scan({ year }: ArchiveYear): DemoDocument {
  const date = writeDate(year, 2, 19);
  return {
    code: `RN-${year}-SKAN`,
    cells: {
      kind: "minutes",
      organ: "supervisory-board",
      number: `2/${year}`,
      date,
      title: `Protokół posiedzenia Rady Nadzorczej z ${writtenDay(date)} (skan)`,
      topic: "posiedzenie Rady",
      status: "in-force",
    },
    paper: null,
    isPublished: true,
  };
}

function committeeMinutes({ year, closed }: ArchiveYear): DemoDocument {
  const date = writeDate(year, 4, 2);
  const title = `Protokół Komisji Rewizyjnej z badania dokumentów za ${closed.year} rok`;
  return {
    code: `RN-${year}-KOMISJA`,
    cells: {
      kind: "minutes",
      organ: "supervisory-board",
      number: `KR 1/${year}`,
      date,
      title,
      topic: "komisja rewizyjna",
      status: "in-force",
      visibility: "group",
      audience: AUDIT_COMMITTEE.code,
    },
    paper: {
      issuer: AUDIT_COMMITTEE.name,
      title,
      date,
      paragraphs: [
        "Komisja sprawdziła wybrane faktury dostawców, umowy i przelewy. Dowody są kompletne, a wydatki funduszu remontowego zgodne z planem remontów.",
        "Komisja zaleca porównywanie ofert także przy drobnych naprawach.",
      ],
      signature: "Komisja Rewizyjna",
    },
    isPublished: true,
  };
}

/** The office keeps it; nobody reads it on the portal, whatever was taken out of it. */
function debtDecision(date: PlainDate): DemoDocument {
  const { firstName, lastName } = NON_MEMBER;
  const title = "Uchwała w sprawie skierowania zaległości na drogę sądową";
  const number = `29/${date.slice(0, 4)}`;
  return {
    code: `ZA-${date.slice(0, 4)}-ZALEGLOSC`,
    cells: {
      kind: "resolution",
      organ: "management-board",
      number,
      date,
      title,
      topic: "windykacja",
      status: "in-force",
      persons_debt: "yes",
    },
    paper: {
      issuer: `Zarząd, uchwała nr ${number}`,
      title,
      date,
      paragraphs: [
        `§ 1. Zarząd kieruje do sądu sprawę zaległości w opłatach za lokal: {${firstName} ${lastName}}, {ul. Bukowa 5 m. 14}.`,
        "§ 2. Przed wniesieniem pozwu wysyła się ostateczne wezwanie i propozycję spłaty w ratach.",
      ],
      signature: "Zarząd",
    },
    isPublished: false,
  };
}
