import { writeDate } from "../domain/values/plain-date.ts";
import { DEMO_COOPERATIVE } from "./cooperative.ts";
import { type DemoDocument, writtenDay } from "./library-paper.ts";
import { type ArchiveYear, meetingCode } from "./library-years.ts";

/** Changes of the statute by the year of the archive in which the General Meeting made them. */
const AMENDMENTS: Readonly<
  Record<number, { readonly title: string; readonly paragraphs: readonly string[] }>
> = {
  3: {
    title: "w sprawie pierwszej zmiany statutu",
    paragraphs: [
      "§ 1. W § 4 statutu skreśla się obowiązek wniesienia wpisowego i udziałów. § 2. Członkostwo w Spółdzielni powstaje z mocy prawa z chwilą nabycia spółdzielczego prawa do lokalu.",
      "§ 3. Zarząd zgłosi zmianę statutu do sądu rejestrowego w terminie 30 dni.",
    ],
  },
  8: {
    title: "w sprawie drugiej zmiany statutu",
    paragraphs: [
      "§ 1. § 9 statutu otrzymuje brzmienie: „Uchwały organów, protokoły obrad, sprawozdania i regulaminy Spółdzielnia udostępnia członkom także na portalu, po usunięciu danych osobowych.”",
      "§ 2. Zarząd sporządzi tekst jednolity statutu.",
    ],
  },
};
const CONSOLIDATED_AFTER = 8;

/** The change that a year's meeting made to the statute. */
export function amendmentOf(index: number) {
  return AMENDMENTS[index] ?? null;
}

/** The statute as adopted in the first year of the archive, and its text with both changes. */
export function statuteDocuments(years: readonly ArchiveYear[]): DemoDocument[] {
  const adopted = years[0]!;
  const changed = years[CONSOLIDATED_AFTER]!;
  const first = `Statut ${DEMO_COOPERATIVE.shortName}`;
  const consolidatedOn = writeDate(changed.year, 9, 1);
  const consolidated = `${first}, tekst jednolity na ${writtenDay(consolidatedOn)}`;
  const common = {
    kind: "statute",
    organ: "general-meeting",
    topic: "statut",
    status: "in-force",
  } as const;
  return [
    {
      code: "STATUT",
      cells: {
        ...common,
        date: adopted.meetingOn,
        title: first,
        first_day: writeDate(adopted.year, 9, 1),
        meeting: meetingCode(adopted.year),
      },
      paper: {
        issuer: `Uchwalony przez Walne Zgromadzenie ${writtenDay(adopted.meetingOn)}`,
        title: first,
        date: adopted.meetingOn,
        paragraphs: [...statute("Członek wnosi wpisowe i co najmniej jeden udział.", PAPER_ONLY)],
        signature: "Walne Zgromadzenie",
      },
      isPublished: true,
    },
    {
      code: "STATUT-TJ",
      cells: { ...common, date: consolidatedOn, title: consolidated, consolidates: "STATUT" },
      paper: {
        issuer: "Zarząd Spółdzielni",
        title: consolidated,
        date: consolidatedOn,
        paragraphs: statute(
          "Członkostwo powstaje z mocy prawa z chwilą nabycia spółdzielczego prawa do lokalu.",
          PORTAL_TOO,
        ),
        signature: "Zarząd",
      },
      isPublished: true,
    },
  ];
}

const PAPER_ONLY = "Uchwały, protokoły i sprawozdania członek może przeglądać w siedzibie Spółdzielni.";
const PORTAL_TOO =
  "Uchwały organów, protokoły obrad, sprawozdania i regulaminy Spółdzielnia udostępnia członkom także na portalu, po usunięciu danych osobowych.";

function statute(membership: string, access: string): string[] {
  const { name, city } = DEMO_COOPERATIVE;
  return [
    `§ 1. ${name} ma siedzibę w miejscowości ${city}. Czas trwania Spółdzielni jest nieograniczony.`,
    "§ 2. Celem Spółdzielni jest zaspokajanie potrzeb mieszkaniowych członków oraz ich rodzin przez zarządzanie nieruchomościami: Lipową, Klonową i Bukową.",
    "§ 3. Spółdzielnia prowadzi dla każdej nieruchomości odrębną ewidencję kosztów, przychodów i funduszu remontowego.",
    `§ 4. ${membership} Członek ma prawo uczestniczyć w Walnym Zgromadzeniu, wybierać i być wybieranym do organów.`,
    "§ 5. Opłaty za używanie lokali wnosi się do dziesiątego dnia miesiąca. O zmianie ich wysokości Spółdzielnia zawiadamia z zachowaniem terminów ustawy, a na żądanie przedstawia kalkulację.",
    "§ 6. Organami Spółdzielni są: Walne Zgromadzenie, Rada Nadzorcza i Zarząd.",
    "§ 7. Walne Zgromadzenie odbywa się w ciągu sześciu miesięcy po upływie roku obrachunkowego, którym jest rok kalendarzowy. Zawiadomienie doręcza się członkom na piśmie co najmniej 21 dni wcześniej, a projekty uchwał wykłada co najmniej 14 dni wcześniej.",
    "§ 8. Rada Nadzorcza liczy siedem osób; kadencja trwa trzy lata. Rada uchwala regulaminy rozliczeń i wysokość opłat zależnych od Spółdzielni; zaliczki na ciepło, wodę i energię ustala Zarząd.",
    `§ 9. ${access}`,
    "§ 10. Nadwyżkę bilansową dzieli Walne Zgromadzenie. Co trzy lata Spółdzielnia poddaje się lustracji.",
  ];
}
