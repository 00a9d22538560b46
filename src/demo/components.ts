import type { Medium } from "../domain/ledger/accounts.ts";

export interface DemoComponent {
  readonly code: string;
  readonly name: string;
  readonly explanation: string;
  readonly postedTo: "operating-revenue" | "repair-fund" | "advances";
  readonly medium: Medium | null;
  readonly isControllable: boolean;
  readonly vatRate: "23" | "8" | null;
}

const component = (
  code: string,
  name: string,
  explanation: string,
  options: Partial<DemoComponent> = {},
): DemoComponent => ({
  code,
  name,
  explanation,
  postedTo: options.medium ? "advances" : "operating-revenue",
  medium: null,
  isControllable: !options.medium,
  vatRate: "23",
  ...options,
});

/** In the order in which residents see them. */
export const DEMO_COMPONENTS: readonly DemoComponent[] = [
  component(
    "EKS",
    "Eksploatacja i utrzymanie techniczne",
    "Sprzątanie, konserwacja, przeglądy i drobne naprawy, inne w każdej nieruchomości.",
  ),
  component(
    "ZAR",
    "Koszty zarządu wspólne dla wszystkich nieruchomości",
    "Administracja, księgowość, obsługa prawna i bankowa.",
  ),
  component(
    "BON",
    "Bonifikata dla członków",
    "Pożytki z lokali użytkowych pomniejszają opłatę eksploatacyjną członków spółdzielni.",
  ),
  component(
    "FRE",
    "Fundusz remontowy",
    "Odpis na remonty nieruchomości; rozliczany osobno w każdej z nich.",
    { postedTo: "repair-fund" },
  ),
  component(
    "POD",
    "Podatek od nieruchomości",
    "Stawki uchwala rada miejska; spółdzielnia wpłaca podatek do urzędu.",
    { isControllable: false },
  ),
  component(
    "UBE",
    "Ubezpieczenie nieruchomości",
    "Składka nieruchomości podzielona według udziałów w części wspólnej.",
  ),
  component(
    "COS",
    "Centralne ogrzewanie – zaliczka, część stała",
    "Moc zamówiona i przesył ciepła, według powierzchni ogrzewanej.",
    { medium: "heat" },
  ),
  component(
    "COZ",
    "Centralne ogrzewanie – zaliczka, część zmienna",
    "Zużyte ciepło; rozliczane raz w roku po sezonie grzewczym.",
    { medium: "heat" },
  ),
  component("CWU", "Podgrzanie wody – zaliczka", "2,5 m³ ciepłej wody na osobę miesięcznie.", {
    medium: "hot-water",
  }),
  component(
    "ZWK",
    "Zimna woda i kanalizacja – zaliczka",
    "3 m³ na osobę miesięcznie; rozliczane według wodomierzy.",
    { medium: "cold-water", vatRate: "8" },
  ),
  component("ODP", "Gospodarowanie odpadami", "Opłata gminy; metodę i stawkę uchwala rada miejska.", {
    medium: "waste",
    vatRate: "8",
  }),
  component(
    "OSW",
    "Oświetlenie części wspólnych – zaliczka",
    "Energia elektryczna budynku podzielona według powierzchni.",
    { medium: "electricity" },
  ),
  component("GAR", "Energia elektryczna w garażu – zaliczka", "Oświetlenie i brama, od garażu.", {
    medium: "electricity",
  }),
  component("DZW", "Dźwig osobowy", "Od osoby: parter nie płaci, pierwsze piętro płaci połowę."),
  component("DOM", "Domofon", "Konserwacja, od aparatu."),
  component("ANT", "Antena zbiorcza", "Konserwacja, od gniazda."),
  component(
    "LEG",
    "Legalizacja wodomierzy – rata",
    "Wymiana wodomierzy co pięć lat, rozłożona na miesięczne raty.",
  ),
  component("MPO", "Miejsce postojowe", "Utrzymanie hali i bramy."),
  component("CZN", "Czynsz najmu lokalu użytkowego", "Według umowy najmu."),
];
