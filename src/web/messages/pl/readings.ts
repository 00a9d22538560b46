import type { ReadingFlag, ReadingSource } from "../../../domain/metering/meters.ts";
import { quantityForPeople } from "../../../domain/values/quantity.ts";
import type { Refusal } from "../../../domain/values/result.ts";

type Data = Refusal["data"];

/** Why a line of a file is no reading that can be taken. */
const lineRefusals = {
  "unreadable-line": () => "Wiersza nie da się odczytać w tym formacie.",
  "not-a-telegram": () => "Wiersz nie jest telegramem licznika.",
  "serial-missing": () => "Brak numeru urządzenia.",
  "value-missing": ({ serial }: Data) => `${device(serial)}brak wskazania.`,
  "value-unreadable": ({ value }: Data) => `„${value}” nie jest wskazaniem licznika.`,
  "value-negative": ({ value }: Data) => `Wskazanie ${value} jest mniejsze od zera.`,
  "measure-unknown": ({ serial, measure }: Data) => `${device(serial)}nieznana jednostka „${measure}”.`,
  "source-unknown": ({ serial, source }: Data) => `${device(serial)}nieznane źródło odczytu „${source}”.`,
  "day-unknown": ({ serial }: Data) =>
    `${device(serial)}nie wiadomo, z którego dnia jest odczyt; dzień można podać opcją --on.`,
  "unknown-serial": ({ serial }: Data) => `Nie ma licznika ani modułu radiowego o numerze ${serial}.`,
  "retired-serial": ({ serial, day, until }: Data) =>
    `${device(serial)}odczyt z ${day}, a urządzenie zdjęto ${until}.`,
  "before-installation": ({ serial, day, from }: Data) =>
    `${device(serial)}odczyt z ${day}, a urządzenie założono ${from}.`,
  "ambiguous-serial": ({ serial, day, meters }: Data) =>
    `Numer ${serial} pasuje ${day} do kilku liczników: ${meters}.`,
  future: ({ serial, day }: Data) => `${device(serial)}odczyt z przyszłości, z ${day}.`,
  "wrong-medium": ({ serial, medium, meterMedium }: Data) =>
    `${device(serial)}urządzenie mierzy co innego (${mediumName(medium)}) niż licznik w kartotece (${mediumName(meterMedium)}).`,
  "wrong-measure": ({ measure, meterMeasure }: Data) =>
    `Jednostki ${measure} nie da się przeliczyć na jednostkę licznika ${meterMeasure}.`,
  backward: ({ serial, day, valueMillionths, otherDay, otherMillionths }: Data) =>
    `${device(serial)}wskazanie ${quantity(valueMillionths)} z ${day} nie zgadza się ze wskazaniem ${quantity(otherMillionths)} z ${otherDay}: licznik nie może się cofać.`,
} satisfies Readonly<Record<string, (data: Data) => string>>;

/** Why a file, a mapping or a typed reading is refused. */
export const readingsRefusals = {
  ...lineRefusals,
  "reading-file-not-readable": ({ file }: Data) => `Nie można odczytać pliku „${file}”.`,
  "reading-file-too-large": ({ file, megabytes }: Data) =>
    `Plik „${file}” jest większy niż ${megabytes} MB; podziel go na części.`,
  "reading-file-empty": () => "Plik jest pusty.",
  "reading-format-unknown": () =>
    "Nie wiadomo, co to za plik: to nie są telegramy wmbusmeters ani tabela odczytów, a żadne mapowanie kolumn nie pasuje do nagłówka. Mapowanie zapisuje polecenie readings mapping save.",
  "reading-format": ({ format }: Data) =>
    `Nie ma formatu „${format}”; są: wmbusmeters, gateway-csv, readings-csv.`,
  "reading-source": ({ source, known }: Data) => `Nie ma źródła odczytu „${source}”; są: ${known}.`,
  "mapping-action": () => "Mapowanie: „save NAZWA PLIK” albo „list”.",
  "mapping-unknown": ({ mapping }: Data) => `Nie ma mapowania kolumn „${mapping}”.`,
  "mapping-not-needed": ({ format }: Data) => `Mapowanie kolumn dotyczy plików CSV, a nie formatu ${format}.`,
  "mapping-name": ({ name }: Data) =>
    `„${name}” nie może być nazwą mapowania; dozwolone są litery, cyfry, kropka, myślnik i podkreślenie.`,
  "mapping-not-json": () => "Mapowanie nie jest poprawnym obiektem JSON.",
  "mapping-field-unknown": ({ field }: Data) => `Mapowanie nie zna pola „${field}”.`,
  "mapping-field-missing": ({ field }: Data) => `W mapowaniu brakuje pola „${field}”.`,
  "mapping-field-wrong": ({ field }: Data) => `W mapowaniu pole „${field}” ma niedozwoloną wartość.`,
  "readings-of-one": () => "Podaj albo licznik (--meter), albo lokal (--unit).",
  "corrected-reading-unknown": ({ serial, day }: Data) =>
    `${device(serial)}z dnia ${day} nie ma takiego odczytu do poprawienia.`,
  "corrected-reading-ambiguous": ({ serial, day }: Data) =>
    `${device(serial)}z dnia ${day} jest kilka odczytów; podaj błędne wskazanie opcją --corrected-value.`,
  "reading-already-corrected": ({ serial, day }: Data) =>
    `${device(serial)}odczyt z dnia ${day} został już poprawiony; poprawia się odczyt, który go zastąpił.`,
  "correction-changes-nothing": ({ day }: Data) =>
    `Taki sam odczyt z dnia ${day} już jest; nic nie poprawiono.`,
} satisfies Readonly<Record<string, (data: Data) => string>>;

/** The dial's own sentence stands with those of the package, which refuses it too. */
type LineReason = keyof typeof lineRefusals | "value-beyond-dial";

const reasonNames: Readonly<Record<LineReason, string>> = {
  "unreadable-line": "wiersz nieczytelny",
  "not-a-telegram": "to nie telegram licznika",
  "serial-missing": "brak numeru urządzenia",
  "value-missing": "brak wskazania",
  "value-unreadable": "wskazanie nieczytelne",
  "value-negative": "wskazanie ujemne",
  "measure-unknown": "nieznana jednostka",
  "source-unknown": "nieznane źródło",
  "day-unknown": "nieznany dzień odczytu",
  "unknown-serial": "nieznany numer",
  "retired-serial": "urządzenie już zdjęte",
  "before-installation": "urządzenie jeszcze niezałożone",
  "ambiguous-serial": "numer niejednoznaczny",
  future: "dzień z przyszłości",
  "wrong-medium": "inne medium",
  "wrong-measure": "inna jednostka",
  backward: "licznik się cofnął",
  "value-beyond-dial": "wskazanie większe, niż mieści liczydło",
};

const flagNames: Readonly<Record<ReadingFlag, string>> = {
  "improbable-jump": "nieprawdopodobny skok zużycia",
  "zero-while-inhabited": "zerowe zużycie w zamieszkanym lokalu",
  "roll-over": "przekręcenie się liczydła",
  "verification-expired": "minął termin legalizacji",
  "seal-broken": "naruszona plomba",
  leak: "wyciek",
  "device-fault": "usterka urządzenia",
};

const sourceNames: Readonly<Record<ReadingSource, string>> = {
  radio: "radio",
  visit: "wizyta",
  resident: "mieszkaniec",
  estimate: "szacunek",
  import: "przeniesiony",
  "hand-over": "przekazanie lokalu",
  office: "biuro",
};

const mediumNames: Readonly<Record<string, string>> = {
  "cold-water": "zimna woda",
  "hot-water": "ciepła woda",
  water: "woda",
  heat: "ciepło",
  gas: "gaz",
  electricity: "energia elektryczna",
  other: "inne medium",
};

/** Words of the command `readings`. */
export const readingsTexts = {
  importing: "Odczyty",
  file: (name: string, format: string) => `${name} (${format})`,
  counts: (lines: number, accepted: number, duplicates: number, flagged: number, refused: number) =>
    `wierszy ${lines}: przyjęto ${accepted}, powtórzonych ${duplicates}, do obejrzenia ${flagged}, odrzucono ${refused}.`,
  flag: (flag: string) => flagNames[flag as ReadingFlag] ?? flag,
  reason: (reason: string) => reasonNames[reason as LineReason] ?? reason,
  source: (source: ReadingSource) => sourceNames[source],
  flagged: "przyjęte, do obejrzenia",
  refused: "odrzucone",
  line: (line: number, sentence: string) => `wiersz ${line}: ${sentence}`,
  more: (count: number) => `… i ${count} dalszych; wszystkie są zachowane.`,
  refusedBefore: (count: number) =>
    `W tym odrzucone już poprzednio z tego samego powodu, policzone jako powtórzone: ${count}.`,
  added: (meter: string, on: string, value: number, measure: string, flags: readonly ReadingFlag[]) =>
    `Zapisano odczyt licznika ${meter} z ${on}: ${quantity(value)} ${measureName(measure)}${
      flags.length === 0 ? "." : `; do obejrzenia: ${flags.map((flag) => flagNames[flag]).join(", ")}.`
    }`,
  repeated: (meter: string, on: string) =>
    `Taki odczyt licznika ${meter} z ${on} już jest; nic nie zmieniono.`,
  mappingSaved: (name: string) => `Zapisano mapowanie „${name}”.`,
  mapping: (name: string, isBuiltIn: boolean) => (isBuiltIn ? `${name} (wbudowane)` : name),
  noReadings: "Nie ma odczytów.",
  meter: (serial: string, medium: string, place: string) =>
    `Licznik ${serial}, ${mediumName(medium)}${place === "" ? "" : `, ${place}`}`,
  value: (value: number, measure: string) => `${quantity(value)} ${measureName(measure)}`,
  corrected: "poprawiony",
  correction: "korekta",
  restarts: "dzień odczytowy, potem od zera",
};

function device(serial: string | number | null | undefined): string {
  return serial === null || serial === undefined ? "" : `Urządzenie ${serial}: `;
}

function mediumName(medium: string | number | null | undefined): string {
  return mediumNames[String(medium)] ?? String(medium);
}

function measureName(measure: string): string {
  return measure === "m3" ? "m³" : measure === "unit" ? "j." : measure;
}

function quantity(millionths: string | number | null | undefined): string {
  return quantityForPeople(Number(millionths ?? 0));
}
