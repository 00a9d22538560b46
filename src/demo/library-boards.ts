import { type PlainDate, writeDate } from "../domain/values/plain-date.ts";
import { JOINT_SPOUSE, NEWCOMERS } from "./demo-people.ts";
import { type DemoDocument, writtenDay, zloty } from "./library-paper.ts";
import type { ArchiveYear } from "./library-years.ts";
import { drawWhole } from "./random.ts";

/** Years of the archive (from 0) in which advances changed before the fees of the register begin. */
const ADVANCES_CHANGED = [0, 3, 6] as const;
/** Every third year the cooperative is audited. @law Prawo spółdzielcze art. 91 */
const AUDIT_EVERY = 3;

/** What the Supervisory Board and the Management Board left of a year. */
export function boardDocuments(year: ArchiveYear): DemoDocument[] {
  return [
    supervisoryMinutes(year),
    economicPlan(year),
    ...(year.index % AUDIT_EVERY === 1 ? [audit(year)] : []),
    ...((ADVANCES_CHANGED as readonly number[]).includes(year.index) ? [advances(year)] : []),
  ];
}

/** Every second year somebody came with a matter of their own, whose name is taken out of what others read. */
function supervisoryMinutes({ index, year, closed }: ArchiveYear): DemoDocument {
  const date = day(year, 4, "rn");
  const title = `Protokół posiedzenia Rady Nadzorczej z ${writtenDay(date)}`;
  const guest = index % 4 === 1 ? JOINT_SPOUSE : NEWCOMERS[0];
  return {
    code: `RN-${year}-PROTOKOL`,
    cells: {
      kind: "minutes",
      organ: "supervisory-board",
      number: `4/${year}`,
      date,
      title,
      topic: "posiedzenie Rady",
      status: "in-force",
    },
    paper: {
      issuer: `Rada Nadzorcza, protokół nr 4/${year}`,
      title,
      date,
      paragraphs: [
        "Obecnych było siedmiu członków Rady oraz Zarząd. Porządek obrad przyjęto jednogłośnie.",
        `Rada oceniła sprawozdanie finansowe za ${closed.year} rok i wnosi do Walnego Zgromadzenia o jego zatwierdzenie oraz o udzielenie absolutorium członkom Zarządu.`,
        `Zarząd przedstawił wykonanie planu remontów: z funduszu remontowego wydano ${zloty(closed.fundSpentZloty)}.`,
        ...(index % 2 === 1
          ? [
              `Rada wysłuchała członka Spółdzielni: {${guest.firstName} ${guest.lastName}}, w sprawie terminu naprawy domofonu. Zarząd odpowie pisemnie w ciągu 14 dni.`,
            ]
          : []),
      ],
      signature: "Przewodniczący i Sekretarz Rady Nadzorczej",
    },
    isPublished: true,
  };
}

function economicPlan({ year, closed, works }: ArchiveYear): DemoDocument {
  const date = day(year, 2, "plan");
  const title = `Uchwała w sprawie planu gospodarczego na ${year} rok`;
  return {
    code: `RN-${year}-PLAN`,
    cells: {
      kind: "resolution",
      organ: "supervisory-board",
      number: `3/${year}`,
      date,
      title,
      topic: "plan gospodarczy",
      status: "in-force",
      first_day: writeDate(year, 1, 1),
      last_day: writeDate(year, 12, 31),
    },
    paper: {
      issuer: `Rada Nadzorcza, uchwała nr 3/${year}`,
      title,
      date,
      paragraphs: [
        `§ 1. Rada Nadzorcza przyjmuje plan gospodarczy: koszty ${zloty(closed.costsZloty + 240_000)}, w tym energia cieplna, woda i odpady według umów z dostawcami.`,
        `§ 2. Do planu remontów, który uchwali Walne Zgromadzenie, Rada zgłasza: ${works}.`,
        "§ 3. Uchwała wchodzi w życie z dniem podjęcia.",
      ],
      signature: "Przewodniczący Rady Nadzorczej",
    },
    isPublished: true,
  };
}

function audit({ year }: ArchiveYear): DemoDocument {
  const date = day(year, 5, "lustracja");
  const title = `Protokół lustracji pełnej za lata ${year - 3}–${year - 1}`;
  return {
    code: `LUSTRACJA-${year}`,
    cells: {
      kind: "cooperative-audit",
      organ: "other",
      date,
      title,
      topic: "lustracja",
      status: "in-force",
    },
    paper: {
      issuer: "Związek rewizyjny, lustracja",
      title,
      date,
      paragraphs: [
        "Lustrację przeprowadzono na zlecenie Zarządu. Zbadano legalność, gospodarność i rzetelność całej działalności.",
        "Organy działały zgodnie ze statutem. Walne Zgromadzenia zwoływano w terminie, uchwały są kompletne i ponumerowane.",
        "Ewidencja funduszu remontowego jest prowadzona dla każdej nieruchomości. Rozliczenia ciepła i wody zgodne z regulaminami.",
        "Wnioski: przyspieszyć legalizację wodomierzy; przedstawić Walnemu Zgromadzeniu wieloletni plan remontów.",
      ],
      signature: "Lustrator",
    },
    isPublished: true,
  };
}

function advances({ year }: ArchiveYear): DemoDocument {
  const date = day(year, 3, "zaliczki");
  const title = "Uchwała w sprawie zaliczek na ciepło i wodę";
  return {
    code: `ZA-${year}-ZALICZKI`,
    cells: {
      kind: "resolution",
      organ: "management-board",
      number: `12/${year}`,
      date,
      title: `${title} od 1 lipca ${year} r.`,
      topic: "zaliczki",
      status: "in-force",
      first_day: writeDate(year, 7, 1),
    },
    paper: {
      issuer: `Zarząd, uchwała nr 12/${year}`,
      title: `${title} od 1 lipca ${year} r.`,
      date,
      paragraphs: [
        "§ 1. Na podstawie nowej taryfy dostawcy ciepła podwyższa się zaliczki na centralne ogrzewanie i podgrzanie wody o 4%.",
        "§ 2. Zaliczka na zimną wodę i kanalizację zmienia się zgodnie z taryfą wodociągów.",
        "§ 3. Zmiana obowiązuje od 1 lipca; zawiadomienia doręcza się co najmniej 14 dni wcześniej.",
      ],
      signature: "Zarząd",
    },
    isPublished: true,
  };
}

function day(year: number, month: number, key: string): PlainDate {
  return writeDate(year, month, drawWhole(`${key}/${year}`, 4, 26));
}
