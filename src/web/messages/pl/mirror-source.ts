import type { Refusal } from "../../../domain/values/result.ts";

type Data = Refusal["data"];

/** The mapping as it is written, before the database is asked. */
const mappingRefusals = {
  "mapping-not-object": () => "Plik mapowania nie jest obiektem JSON.",
  "mapping-file-not-readable": ({ path }) => `Nie można odczytać pliku mapowania „${path}” jako JSON.`,
  "mapping-format-unknown": ({ expected }) =>
    `Plik mapowania musi mieć „format”: „${expected}” i „formatVersion”: 1.`,
  "mapping-field-unknown": ({ field }) => `Mapowanie ma nieznane pole „${field}”.`,
  "mapping-field-missing": ({ field }) => `W mapowaniu brakuje pola „${field}”.`,
  "mapping-field-bad": ({ field }) => `Pole „${field}” mapowania ma niedozwoloną wartość.`,
  "mapping-folder-not-absolute": ({ field }) =>
    `Pole „${field}” mapowania musi być pełną ścieżką folderu, na przykład „/srv/czynsze/dokumenty”.`,
  "mapping-table-unknown": ({ table }) => `Mapowanie wymienia nieznaną tabelę „${table}”.`,
  "mapping-table-missing": ({ table }) => `W mapowaniu brakuje wymaganej tabeli „${table}”.`,
  "mapping-column-unknown": ({ place, column }) => `Tabela „${place}” nie ma u nas kolumny „${column}”.`,
  "mapping-column-missing": ({ place, column, holds }) =>
    `Zapytanie „${place}” nie podaje wymaganej kolumny „${column}” (${holds}).`,
  "mapping-value-unclear": ({ place, text }) => `Nie wiadomo, co znaczy reguła „${place}”: ${text}.`,
} satisfies Record<string, (data: Data) => string>;

/** Queries against the database. */
const queryRefusals = {
  "query-not-select": ({ place, word }) =>
    `Zapytanie „${place}” musi być jednym SELECT, które niczego nie zmienia${word ? ` (jest w nim „${word}”)` : ""}.`,
  "query-placeholder": ({ place, text }) =>
    `Zapytanie „${place}” ma znacznik „${text}”; wolno użyć tylko :since.`,
  "query-since-misplaced": ({ place }) =>
    `Zapytanie „${place}” używa :since, a ma podawać całość; zmiany podaje osobne zapytanie w polu „since”.`,
  "query-without-since": ({ place }) => `Zapytanie „${place}” ma podawać zmiany, a nie używa :since.`,
  "query-failed": ({ place, said }) => `Baza nie przyjmuje zapytania „${place}”: ${said}.`,
  "query-column-missing": ({ place, column }) =>
    `Zapytanie „${place}” nie zwraca kolumny „${column}”, której używa mapowanie.`,
  "query-column-unknown": ({ place, column }) =>
    `Zapytanie „${place}” zwraca kolumnę „${column}”, której nikt nie używa.`,
  "query-column-twice": ({ place, column }) => `Zapytanie „${place}” zwraca dwie kolumny „${column}”.`,
  "query-columns-differ": ({ place }) =>
    `Zapytanie „${place}” zwraca inne kolumny niż zapytanie o całość; muszą być te same, w tej samej kolejności.`,
  "query-not-single-value": ({ place, columns }) =>
    `Zapytanie „${place}” ma zwrócić jedną kolumnę, a zwraca ${columns}.`,
  "totals-not-groupable": ({ table, said }) =>
    `Serwer źródła nie umie zsumować tabeli „${table}” (${said}); podaj zapytanie w „totals”.`,
} satisfies Record<string, (data: Data) => string>;

/** Values of the other program. */
const valueRefusals = {
  "text-not-decoded": ({ text }) =>
    `Tekst nie jest w kodowaniu, które podaje baza: „${text}”. Niczego nie poprawiamy po cichu; popraw dane albo kodowanie połączenia.`,
  "value-not-listed": ({ text }) => `Wartości „${text}” nie ma na liście w mapowaniu.`,
  "both-sides": ({ debit, credit }) => `Jeden wiersz ma i Wn (${debit}), i Ma (${credit}).`,
  "library-file-changed-since": ({ file, changedOn, confirmedOn }) =>
    `Plik „${file}” zapisano ${changedOn}, po dniu potwierdzenia (${confirmedOn}); ktoś musi przeczytać go i potwierdzić na nowo.`,
} satisfies Record<string, (data: Data) => string>;

/** The source itself and its settings. */
const sourceRefusals = {
  "source-unknown": () => "Nie podano źródła danych; zrób to poleceniem „osiedle mirror source set”.",
  "source-address-unclear": ({ protocols }) =>
    `Adres bazy ma mieć postać ${protocols} z użytkownikiem i nazwą bazy, na przykład postgresql://czytelnik@serwer:5432/czynsze.`,
  "source-password-in-address": () =>
    "W adresie bazy nie może być hasła; podaj je na wejściu albo przez --password-file.",
  "source-password-file-not-readable": ({ path }) => `Nie można odczytać pliku z hasłem „${path}”.`,
  "source-program-missing": () => "Podaj nazwę programu (--program): zobaczą ją mieszkańcy.",
  "source-location-missing": ({ kind }) =>
    kind === "sql" ? "Podaj adres bazy (--url)." : "Podaj folder, w którym pojawiają się paczki (--folder).",
  "source-folder-not-writable": ({ path }) =>
    `Folder „${path}” nie istnieje albo nie można w nim zapisywać; paczki są z niego przenoszone.`,
  "source-library-folder-missing": ({ path }) =>
    `Folder z dokumentami biblioteki „${path}” nie istnieje albo nie można go czytać.`,
  "source-schedule-out-of-range": ({ least, most }) =>
    `Odstęp między odświeżeniami to od ${least} do ${most} minut.`,
  "source-mapping-missing": () => "Źródło SQL wymaga pliku mapowania (--mapping).",
  "source-unreachable": ({ said }) => `Nie można połączyć się z bazą źródła: ${said}.`,
  "source-no-snapshot": ({ database }) =>
    `Baza „${database}” nie pozwala czytać migawki; administrator włączy to przez ALTER DATABASE … SET ALLOW_SNAPSHOT_ISOLATION ON.`,
  "source-login-must-not-write": ({ user }) =>
    `Użytkownik „${user}” może zmieniać dane źródła; w SQL Server przyjmujemy tylko takiego, który wyłącznie czyta.`,
  "source-login-may-write": () =>
    "Użytkownik bazy może zmieniać jej dane. Czytamy w transakcji tylko do odczytu, ale lepiej dać użytkownika, który wyłącznie czyta.",
  "source-encoding-unknown": ({ encoding }) =>
    `Baza nie mówi, w jakim kodowaniu są jej teksty (${encoding}); źle odczytane wiersze zostaną wymienione.`,
  "source-encoding-not-offered": ({ encoding, known }) =>
    `Adres bazy podaje kodowanie „${encoding}”, a może podać: ${known}.`,
  "source-read-failed": ({ said }) => `Czytanie z bazy źródła się przerwało: ${said}.`,
  "source-number-not-exact": ({ column, text }) =>
    `Kolumna „${column}” ma liczbę, której nie da się odczytać dokładnie (około ${text}); zapytanie powinno podać ją z mniejszą liczbą cyfr po przecinku albo jako tekst: convert(varchar(60), …).`,
  "source-text-not-decoded": ({ said }) =>
    `Baza ma tekst, którego nie da się odczytać w jej kodowaniu: ${said}.`,
} satisfies Record<string, (data: Data) => string>;

/** Runs. */
const runRefusals = {
  "mirror-run-going": () => "Odświeżanie już trwa; stan pokazuje „osiedle mirror status”.",
  "mirror-order-lost": () =>
    "Nie wiadomo, co miało być odświeżone: zniknął folder przerwanego odświeżania. Uruchom je od nowa.",
  "mirror-run-failed": ({ error }) =>
    `Odświeżanie przerwał błąd programu (${error}); mieszkańcy widzą dalej poprzedni obraz.`,
  "mirror-nothing-going": () => "Nie trwa żadne odświeżanie.",
  "mirror-area-unknown": ({ area, known }) => `Nie ma obszaru „${area}”; są: ${known}.`,
  "mirror-package-not-given": () =>
    "To źródło przyjmuje paczki: podaj folder lub archiwum, na przykład „osiedle mirror run paczka.zip”.",
} satisfies Record<string, (data: Data) => string>;

export const mirrorSourceRefusals = {
  ...mappingRefusals,
  ...queryRefusals,
  ...valueRefusals,
  ...sourceRefusals,
  ...runRefusals,
} satisfies Record<string, (data: Data) => string>;
