import { plainDate } from "../domain/values/plain-date.ts";
import type { DemoDocument } from "./library-paper.ts";

interface Regulation {
  readonly code: string;
  readonly number: string;
  readonly date: string;
  readonly title: string;
  readonly topic: string;
  readonly paragraphs: readonly string[];
}

/** As the definitions of settlements name and apply them. */
const REGULATIONS: readonly Regulation[] = [
  {
    code: "REG-WODA",
    number: "18/2023",
    date: "2023-05-18",
    title: "Regulamin rozliczania wody",
    topic: "rozliczanie wody",
    paragraphs: [
      "§ 1. Koszty zimnej wody i kanalizacji rozlicza się raz w roku, dla budynków, które mają wspólną fakturę dostawcy.",
      "§ 2. Lokal z wodomierzem rozlicza się według odczytów. Różnicę między wodomierzem głównym a sumą wodomierzy w lokalach rozdziela się proporcjonalnie do zużycia.",
      "§ 3. Gdy odczytu brakuje po raz pierwszy, przyjmuje się zużycie poprzedniego okresu. Gdy brakuje go po raz drugi albo minął termin legalizacji, przyjmuje się normę 3 m³ na osobę miesięcznie.",
      "§ 4. Zaliczka wynosi 3 m³ na osobę miesięcznie. Niedopłatę wnosi się w ciągu dwóch miesięcy od rozliczenia; nadpłatę zalicza się na najbliższe opłaty.",
    ],
  },
  {
    code: "REG-CIEPLO",
    number: "19/2023",
    date: "2023-05-18",
    title: "Regulamin rozliczania ciepła",
    topic: "rozliczanie ciepła",
    paragraphs: [
      "§ 1. Koszty ciepła dzieli się na stałe (moc zamówiona i przesył) i zmienne (zużyte ciepło). Koszty stałe rozlicza się według powierzchni ogrzewanej.",
      "§ 2. Koszty zmienne rozlicza się: w budynkach z podzielnikami w 70% według jednostek i w 30% według powierzchni, w budynkach z ciepłomierzami według ich wskazań, w pozostałych według powierzchni.",
      "§ 3. Koszt zmienny lokalu z podzielnikami na 1 m² nie może być niższy ani wyższy od granic podanych w rozliczeniu.",
      "§ 4. Podgrzanie wody rozlicza się według wodomierzy ciepłej wody; norma bez wodomierza wynosi 2 m³ na osobę miesięcznie. Za lokal niezamieszkany przyjmuje się 75% normy.",
      "§ 5. Rozliczenie pokazuje każdemu koszt budynku, klucz podziału i obliczenie jego części.",
    ],
  },
  {
    code: "REG-FUNDUSZ",
    number: "22/2021",
    date: "2021-10-14",
    title: "Regulamin funduszu remontowego",
    topic: "fundusz remontowy",
    paragraphs: [
      "§ 1. Fundusz remontowy tworzy się z odpisów wnoszonych co miesiąc od 1 m² powierzchni użytkowej lokalu. Obowiązek dotyczy członków i właścicieli niebędących członkami.",
      "§ 2. Ewidencję wpływów i wydatków funduszu prowadzi się odrębnie dla każdej nieruchomości.",
      "§ 3. Plan remontów uchwala Walne Zgromadzenie. Wysokość odpisu uchwala Rada Nadzorcza osobno dla każdej nieruchomości.",
      "§ 4. Niewykorzystane środki przechodzą na rok następny. Informację o stanie funduszu nieruchomości otrzymuje każdy, kto o nią poprosi.",
    ],
  },
  {
    code: "REG-PORZADEK",
    number: "7/2019",
    date: "2019-03-21",
    title: "Regulamin porządku domowego",
    topic: "porządek domowy",
    paragraphs: [
      "§ 1. Cisza nocna trwa od godziny 22.00 do 6.00. Hałaśliwe remonty prowadzi się w dni robocze od 8.00 do 18.00.",
      "§ 2. Na klatkach schodowych i w korytarzach piwnic nie przechowuje się mebli, rowerów ani materiałów łatwopalnych: są to drogi ewakuacji.",
      "§ 3. O planowanym remoncie instalacji mieszkaniec zawiadamia administrację. Zmiana instalacji ogrzewania wymaga zgody.",
      "§ 4. Odpady segreguje się w altanach. Meble wystawia się w dniu odbioru ogłoszonym na tablicy.",
    ],
  },
];

export function regulationDocuments(): DemoDocument[] {
  return REGULATIONS.map(({ code, number, date, title, topic, paragraphs }) => ({
    code,
    cells: {
      kind: "regulation",
      organ: "supervisory-board",
      number,
      date: plainDate(date),
      title,
      topic,
      status: "in-force",
    },
    paper: {
      issuer: `Załącznik do uchwały Rady Nadzorczej nr ${number}`,
      title,
      date: plainDate(date),
      paragraphs,
      signature: "Rada Nadzorcza",
    },
    isPublished: true,
  }));
}
