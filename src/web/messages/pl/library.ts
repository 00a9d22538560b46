import type { Refusal } from "../../../domain/values/result.ts";

type Data = Refusal["data"];

/** Why documents are not added, published or withdrawn. */
export const libraryRefusals = {
  "library-document-unknown": ({ code }) => `W bibliotece nie ma dokumentu „${code}”.`,
  "library-version-unknown": ({ code, version }) => `Dokument „${code}” nie ma wersji ${version}.`,
  "file-of-other-document": ({ code, title, version }) =>
    `Ten plik jest już zachowany jako wersja ${version} dokumentu „${code}” (${title}).`,
  "document-known-otherwise": ({ code, title, facts }) =>
    `Kod „${code}” ma już dokument „${title}”, który różni się tym: ${facts}. Wybierz inny kod albo dodaj plik jako następną wersję tamtego.`,
  "repealed-document-later": ({ title, ended, from, endedFrom }) =>
    `„${title}” obowiązuje od ${from} i nie może uchylić „${ended}”, które obowiązuje od ${endedFrom}.`,
  "documents-in-circle": ({ codes }) =>
    `Dokumenty wskazują siebie nawzajem w kółko, więc żadnego nie można dodać pierwszego: ${codes}.`,
  "document-not-published": ({ title }) => `„${title}” nie jest opublikowane, więc nie ma czego wycofać.`,
  "withdrawal-without-reason": () => "Podaj powód wycofania; zostaje w dokumentach.",
  "document-folder-not-readable": ({ folder }) => `Nie ma folderu „${folder}” albo nie można go odczytać.`,
  "document-index-missing": ({ folder, index }) => `W folderze „${folder}” nie ma spisu ${index}.`,
  "document-index-too-large": ({ megabytes }) => `Spis jest większy niż ${megabytes} MB.`,
  "index-file-missing": ({ file }) =>
    `W folderze nie ma pliku „${file}” (skrótów i dowiązań program nie otwiera).`,
  "folder-file-not-indexed": ({ file }) =>
    `Plik „${file}” jest w folderze, a nie ma go w spisie; dopisz go albo wyjmij z folderu.`,
  "index-same-content": ({ file, first }) => `Plik „${file}” jest taki sam jak „${first}”.`,
  "index-file-changed": ({ file }) =>
    `Plik „${file}” zmienił się w trakcie wczytywania; uruchom polecenie jeszcze raz.`,
  "not-a-sha256": ({ text }) => `„${text}” nie jest skrótem SHA-256 (64 znaki 0–9 i a–f).`,
  "library-signature-incomplete": () =>
    "Potwierdzenie kopii musi podawać, kto ją przeczytał, kiedy i jaki plik (skrót SHA-256); bez tego kopii się nie pokazuje.",
  "library-published-unconfirmed": ({ publishedOn, confirmedOn }) =>
    `Kopia jest w bibliotece od ${publishedOn}, a potwierdzono ją dopiero ${confirmedOn}.`,
  "debt-mark-stays": ({ code }) =>
    `Dokument „${code}” oznaczono już jako rozstrzygnięcie o długu jednej osoby; takiego oznaczenia się nie cofa.`,
  "library-group-unknown": ({ code }) =>
    `Nie ma grupy „${code}”; nową zakłada się, podając jej nazwę (--name).`,
  "library-person-unknown": ({ person }) => `Nie ma osoby o symbolu „${person}”.`,
  "group-days-reversed": ({ from }) => `Ostatni dzień w grupie jest wcześniejszy niż pierwszy (${from}).`,
  "group-member-known": ({ person, from }) =>
    `Osoba „${person}” należy już do tej grupy w tych dniach (od ${from}).`,
  "group-member-unknown": ({ person, from }) => `Osoba „${person}” od ${from} i tak nie należy do tej grupy.`,
  "meeting-unknown": ({ code }) => `Nie ma walnego „${code}”.`,
  "meeting-file-not-json": () => "Opis walnego nie jest poprawnym JSON-em z polami walnego.",
  "meeting-field-unknown": ({ field }) => `Opis walnego nie ma pola „${field}”.`,
  "meeting-field-missing": ({ field }) => `W opisie walnego brakuje pola „${field}”.`,
  "meeting-field-wrong": ({ field }) =>
    `Pole „${field}” ma złą wartość: dni to RRRR-MM-DD, godziny GG:MM, porządek obrad to lista punktów.`,
  "meeting-file-or-options": () => "Podaj walne albo plikiem, albo opcjami.",
  "calendar-not-written": ({ file }) => `Nie można zapisać pliku „${file}”.`,
  "request-unknown": ({ id }) => `Nie ma wniosku numer ${id}.`,
  "request-term-out-of-range": ({ most }) => `Termin odpowiedzi to od 1 do ${most} dni.`,
  "document-file-not-readable": ({ file }) => `Nie ma pliku „${file}” albo nie można go odczytać.`,
  "version-role": ({ role }) =>
    `Rola „${role}” jest nieznana: original to oryginał, publication to kopia do publikacji.`,
  "option-not-a-count": ({ option, written }) => `Opcja ${option} to liczba, a podano „${written}”.`,
  "option-not-a-year": ({ option, written }) => `Opcja ${option} to rok, a podano „${written}”.`,
  "option-not-one-of": ({ option, written, known }) =>
    `Opcja ${option} nie zna wartości „${written}”; można podać: ${known}.`,
} satisfies Record<string, (data: Data) => string>;
