import type { Refusal } from "../../../domain/values/result.ts";

type Data = Refusal["data"];

/** Why a file that somebody wants to add is not taken. */
export const pdfRefusals = {
  "not-a-pdf": () =>
    "To nie jest plik PDF. Biblioteka przyjmuje tylko PDF; zapisz dokument jako PDF i dodaj jeszcze raz.",
  "pdf-too-large": ({ megabytes }) => `Plik jest większy niż ${megabytes} MB.`,
  "pdf-unreadable": () => "Pliku PDF nie da się otworzyć: jest uszkodzony.",
  "pdf-without-pages": () => "Plik PDF nie ma ani jednej strony.",
  "pdf-too-many-pages": ({ pages }) => `Plik PDF ma więcej niż ${pages} stron.`,
  "pdf-encrypted": () => "Plik PDF jest zaszyfrowany albo chroniony hasłem; dodaj go bez ochrony.",
  "pdf-with-scripts": () => "Plik PDF zawiera skrypty; zapisz go bez nich (na przykład drukując do PDF).",
  "pdf-with-launch-action": () =>
    "Plik PDF uruchamia programy, wysyła dane albo otwiera inne pliki; zapisz go bez tego (na przykład drukując do PDF).",
  "pdf-with-open-action": () =>
    "Plik PDF wykonuje coś przy otwarciu; zapisz go bez tego (na przykład drukując do PDF).",
  "pdf-with-embedded-files": () =>
    "Plik PDF ma w sobie inne pliki, filmy lub dźwięki; dodaj je osobno albo wcale.",
  "pdf-too-demanding": () =>
    "Pliku PDF nie udało się otworzyć w rozsądnym czasie i pamięci; może być spreparowany.",
} satisfies Record<string, (data: Data) => string>;
