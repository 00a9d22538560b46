import { addDays, plainDate } from "../../../domain/values/plain-date.ts";
import type { AddedDocument } from "../../../operations/add-document.ts";
import type { ImportedFolder } from "../../../operations/import-documents.ts";
import type { MarkedDocument } from "../../../operations/mark-persons-debt.ts";
import type { FindingInCopy, Publication } from "../../../operations/publish-document.ts";
import type { RetitledDocument } from "../../../operations/retitle-document.ts";
import type { WidenedVisibility } from "../../../operations/widen-visibility.ts";
import type { WithdrawnDocument } from "../../../operations/withdraw-document.ts";
import type { ListedDocument } from "../../../store/library-listed.ts";
import type { LibraryGroup } from "../../../store/library-settings.ts";

const ROLES: Readonly<Record<string, string>> = { original: "oryginał", publication: "kopia do publikacji" };

const FINDINGS: Readonly<Record<FindingInCopy["kind"], string>> = {
  "debt-decision":
    "możliwe rozstrzygnięcie o czyimś długu (takiego dokumentu nie wolno publikować; oznacz go: documents persons-debt)",
  email: "adres e-mail",
  "account-number": "numer rachunku",
  pesel: "PESEL",
  "tax-number": "NIP",
  amount: "kwota",
  "identity-number": "numer dokumentu albo data urodzenia",
  telephone: "telefon",
  "unit-number": "numer lokalu",
  name: "nazwisko",
};

const AUDIENCES: Readonly<Record<NonNullable<WidenedVisibility["audience"]>, string>> = {
  "property-holders": "także uprawnieni do lokali, choć nie są członkami",
  public: "wszyscy, także bez logowania",
};

const STATUSES: Readonly<Record<string, string>> = {
  draft: "projekt",
  "in-force": "obowiązuje",
  repealed: "uchylony",
};

const PLACES = { title: "w tytule, temacie albo numerze", unseen: "w ukrytych danych pliku" } as const;

function findingLine({ kind, text, page, stands }: FindingInCopy): string {
  return `  ${stands === "page" ? `strona ${page}` : PLACES[stands]}, ${FINDINGS[kind]}: ${text}`;
}

/** What the commands of the library say to the board's secretary. */
export const libraryTexts = {
  added: ({ code, title, version, role, pages, isScan, isNewDocument }: AddedDocument) =>
    [
      `${isNewDocument ? "Dodano dokument" : "Dodano następną wersję dokumentu"} „${code}” (${title}): wersja ${version}, ${ROLES[role]}, stron: ${pages}.`,
      ...(isScan
        ? ["To skan bez tekstu: można go czytać, ale wyszukiwarka w nim nie znajdzie nic poza tytułem."]
        : []),
    ].join("\n"),
  publication: (shownCopy: Publication) => {
    const { state, code, title, version, findings, isOriginal, besides, pagesWithoutText, earlierStates } =
      shownCopy;
    if (state === "published")
      return `Opublikowano „${title}”, wersję ${version}. Zapisano, kto potwierdził brak danych osobowych.`;
    if (state === "published-before") return `Wersja ${version} dokumentu „${title}” jest już opublikowana.`;
    const shown = findings === null ? "--scan-read" : `--findings-shown ${findings.length}`;
    return [
      `„${title}”, wersja ${version}: jeszcze nie opublikowano.`,
      ...(findings === null
        ? ["To skan bez tekstu: program nie może w nim szukać danych osobowych. Trzeba go przeczytać."]
        : findings.length === 0
          ? ["Program nie znalazł niczego, co wygląda na dane osobowe. Mimo to trzeba kopię przeczytać."]
          : [`Możliwe dane osobowe (miejsc: ${findings.length}):`, ...findings.map(findingLine)]),
      ...(besides.length === 0
        ? []
        : [`Poza stronami możliwe dane osobowe (miejsc: ${besides.length}):`, ...besides.map(findingLine)]),
      ...(pagesWithoutText.length === 0
        ? []
        : [
            `Strony bez tekstu (skan albo puste), w których program nie mógł szukać: ${pagesWithoutText.join(", ")}. Trzeba je przeczytać.`,
          ]),
      ...(earlierStates === 0
        ? []
        : [
            "Plik zawiera też swoje wcześniejsze wersje: z nich można odczytać to, co usunięto. Bezpieczniej wydrukować go do nowego pliku PDF.",
          ]),
      ...(isOriginal
        ? [
            "Kopia jest tym samym plikiem co oryginał: potwierdź też, że nie było w nim czego usuwać (--no-redaction-needed).",
          ]
        : []),
      "Gdy w kopii nie ma danych osobowych, osoba, która ją przeczytała, publikuje ją tak:",
      `  osiedle documents publish ${code} --copy ${version} --confirmed-by "imię i nazwisko" ${shown}${isOriginal ? " --no-redaction-needed" : ""}`,
    ].join("\n");
  },
  withdrawn: ({ title, version, code, isMirrored }: WithdrawnDocument) =>
    [
      `Wycofano „${title}”, wersję ${version}. Nikt poza biurem już jej nie widzi; pliki zostają.`,
      ...(isMirrored
        ? [
            `Odświeżenia z innego programu już jej nie pokażą. Przywróci ją tylko biuro: osiedle documents publish ${code}`,
          ]
        : []),
    ].join("\n"),
  debtReason: "rozstrzyga o długu jednej osoby",
  debtMarked: ({ title, withdrawnVersion }: MarkedDocument) =>
    [
      `„${title}”: oznaczono na zawsze, że rozstrzyga o długu jednej osoby. Tego dokumentu nie będzie można opublikować.`,
      ...(withdrawnVersion === null ? [] : [`Wersję ${withdrawnVersion}, którą czytano, wycofano.`]),
    ].join("\n"),
  retitled: ({ title, formerTitle }: RetitledDocument) => `Tytuł „${formerTitle}” poprawiono na „${title}”.`,
  importing: "Dokumenty",
  imported: ({ documents, added, known, scans }: ImportedFolder) =>
    [
      `Dodano plików: ${added} (nowych dokumentów: ${documents}); w bibliotece były już: ${known}.`,
      ...(scans.length === 0
        ? []
        : [
            `Skany bez tekstu, w których wyszukiwarka nic nie znajdzie (${scans.length}): ${scans.join(", ")}`,
          ]),
    ].join("\n"),
  widened: ({ kind, audience, documents }: WidenedVisibility) =>
    audience === null
      ? `Rodzaj ${kind}: znowu jak domyślnie. Opublikowanych dokumentów: ${documents}.`
      : `Rodzaj ${kind}: ${AUDIENCES[audience]}. Dotyczy też opublikowanych dotąd dokumentów (${documents}).`,
  group: ({ code, name, members }: LibraryGroup) =>
    [
      `Grupa „${code}” (${name}), osób: ${members.length}.`,
      ...members.map(
        ({ person, name: of, from, until }) =>
          `  ${person} ${of}, od ${from}${until === null ? "" : ` do ${addDays(plainDate(until), -1)}`}`,
      ),
    ].join("\n"),
  list: (documents: readonly ListedDocument[]) =>
    documents.length === 0 ? "Nie ma takich dokumentów." : documents.map(listed).join("\n"),
};

function listed(document: ListedDocument): string {
  const { code, date, title, status, publishedVersion, withdrawnOn, concernsPersonsDebt, isScan } = document;
  const remarks = [
    STATUSES[status] ?? status,
    concernsPersonsDebt
      ? "dług jednej osoby, nie do publikacji"
      : publishedVersion !== null
        ? `opublikowana wersja ${publishedVersion}`
        : withdrawnOn !== null
          ? `wycofany ${withdrawnOn}: ${document.withdrawnReason}`
          : "nieopublikowany",
    ...(document.goneOn === null ? [] : [`usunięty w źródle ${document.goneOn}`]),
    ...(isScan ? ["skan bez tekstu"] : []),
  ];
  return `${date}  ${code}  ${title}  (${remarks.join("; ")})`;
}
