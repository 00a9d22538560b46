import type { RefusalGround, RequestSubject } from "../../../../domain/governance/requests.ts";

/** Members' requests for copies of documents. */
export const requests = {
  title: "Wnioski o kopie dokumentów",
  shows:
    "Członek spółdzielni może dostać kopię statutu, regulaminów, uchwał i protokołów organów, protokołów lustracji, sprawozdań finansowych oraz faktur i umów (art. 8¹ ust. 1 ustawy o spółdzielniach mieszkaniowych).",
  free: "Kopie statutu i regulaminów są bezpłatne. Za pozostałe płaci się koszt sporządzenia (art. 8¹ ust. 2).",
  start: "Napisz wniosek",
  sent: "Wniosek przyjęty.",
  mine: "Moje wnioski",
  none: "Nie ma jeszcze wniosków.",
  heading: (id: number, subject: string, date: string) => `Wniosek nr ${id} z ${date}: ${subject}`,
  wording: "O co chodzi",
  state: "Stan",
  asked: (due: string) => `czeka na odpowiedź; spółdzielnia odpowiada do ${due}`,
  overdue: (due: string) => `czeka na odpowiedź; termin, ${due}, minął`,
  whereToAsk: "Gdzie zapytać",
  answered: (date: string) => `odpowiedziano ${date}`,
  refused: (date: string) => `odmówiono ${date}`,
  file: "Kopia",
  download: "Pobierz kopię",
  handedOver: "do odbioru lub wydana w spółdzielni",
  fee: "Koszt kopii",
  noFee: "bez opłaty",
  answer: "Odpowiedź",
  ground: "Podstawa odmowy",
  grounds: {
    "rights-of-third-party":
      "udostępnienie umowy naruszałoby prawa osoby trzeciej (art. 18 § 3 Prawa spółdzielczego)",
    "harm-to-cooperative":
      "jest uzasadniona obawa, że członek użyje umowy w celach sprzecznych z interesem spółdzielni i wyrządzi jej znaczną szkodę (art. 18 § 3 Prawa spółdzielczego)",
  } satisfies Record<RefusalGround, string>,
  reasons: "Uzasadnienie",
  court: "Co można zrobić",
  courtText: (days: string, article: string) =>
    `Można złożyć wniosek do sądu rejestrowego o zobowiązanie spółdzielni do udostępnienia tej umowy, w ciągu 7 dni od doręczenia pisemnej odmowy (${article}). Jeśli odmowę doręczono w dniu odpowiedzi, ostatnim dniem jest ${days}.`,
  subjects: {
    statute: "statut",
    regulation: "regulamin",
    resolution: "uchwała organu spółdzielni",
    minutes: "protokół obrad organu spółdzielni",
    "cooperative-audit": "protokół lustracji",
    "financial-statement": "roczne sprawozdanie finansowe",
    invoice: "faktura",
    contract: "umowa z inną firmą lub osobą",
  } satisfies Record<RequestSubject, string>,
  form: {
    title: "Wniosek o kopię dokumentu",
    subject: "Rodzaj dokumentu",
    choose: "wybierz",
    wording: "O który dokument chodzi",
    wordingHint: "Na przykład: umowa z firmą sprzątającą z 2026 roku. Powodu podawać nie trzeba.",
    submit: "Wyślij wniosek",
    term: (days: number) =>
      `Spółdzielnia odpowiada w ciągu ${days} dni. Odpowiedź będzie na tej samej liście wniosków.`,
    empty: "Napisz, o który dokument chodzi.",
    noSubject: "Wybierz rodzaj dokumentu.",
    tooLong: (most: number) => `Opis może mieć najwyżej ${most} znaków.`,
  },
  notMember: {
    title: "Dlaczego nie można złożyć wniosku",
    text: "Prawo do kopii dokumentów mają członkowie spółdzielni (art. 8¹ ust. 1 ustawy o spółdzielniach mieszkaniowych), a w rejestrze nie ma dziś członkostwa tej osoby.",
    instead:
      "Kalkulację opłaty za własny lokal spółdzielnia przedstawia każdemu, kto ją płaci (art. 4 ust. 6⁴).",
  },
};
