import type { Command } from "commander";
import { DOCUMENT_KINDS, DOCUMENT_STATUSES, ORGANS, VISIBILITIES } from "../domain/governance/documents.ts";
import { WIDER_AUDIENCES } from "../domain/governance/visibility.ts";
import { VERSION_ROLES } from "../store/library-versions.ts";
import { type AddOptions, addFile } from "./documents-add.ts";
import {
  DEFAULT_AUDIENCE,
  type GroupOptions,
  showGroup,
  type WidenOptions,
  widenKind,
} from "./documents-audience.ts";
import { type FolderOptions, importFolder } from "./documents-import.ts";
import { type ListOptions, listAll } from "./documents-list.ts";
import {
  markDebt,
  type PublishOptions,
  publishCopy,
  type RetitleOptions,
  retitle,
  type WithdrawOptions,
  withdrawCopy,
} from "./documents-publish.ts";
import type { Frame } from "./frame.ts";
import type { CooperativeOptions } from "./operator-scope.ts";

export function register(program: Command, frame: Frame): void {
  const documents = program.command("documents").description("Biblioteka: dokumenty organów spółdzielni.");
  registerAdd(documents, frame);
  registerPublish(documents, frame);
  registerAudience(documents, frame);
  withUsualOptions(documents.command("import"))
    .description(
      "Dodaje folder plików PDF według spisu index.csv; powtórzone polecenie dodaje to, czego jeszcze nie ma.",
    )
    .argument("<folder>", "folder z plikami i spisem (docs/guides/library.md)")
    .option("--role <rola>", `czym są pliki: ${VERSION_ROLES.join(" albo ")}`, "original")
    .action((folder: string, options: FolderOptions) => importFolder(frame, folder, options));
  withUsualOptions(documents.command("list"))
    .description("Wypisuje dokumenty z ich wersjami, najnowsze najpierw.")
    .option("--organ <organ>", ORGANS.join(", "))
    .option("--kind <rodzaj>", DOCUMENT_KINDS.join(", "))
    .option("--year <rok>", "rok, do którego dokument należy")
    .option("--status <status>", DOCUMENT_STATUSES.join(", "))
    .option("--published", "tylko opublikowane")
    .option("--unpublished", "tylko te, których nikt poza biurem nie widzi")
    .option("--meeting <kod>", "dokumenty walnego zgromadzenia")
    .action((options: ListOptions) => listAll(frame, options));
}

function registerAdd(documents: Command, frame: Frame): void {
  withUsualOptions(documents.command("add"))
    .description("Dodaje plik PDF: nowy dokument albo następną wersję dokumentu o podanym kodzie.")
    .argument("<plik>", "plik PDF")
    .requiredOption("--code <kod>", "kod dokumentu w bibliotece, na przykład WZ-2026-7")
    .option("--role <rola>", `${VERSION_ROLES.join(" albo ")} (kopia do publikacji)`, "original")
    .option("--kind <rodzaj>", DOCUMENT_KINDS.join(", "))
    .option("--organ <organ>", ORGANS.join(", "))
    .option("--number <numer>", "numer na dokumencie, na przykład 7/2026")
    .option("--date <dzień>", "dzień podjęcia, podpisania albo ogłoszenia")
    .option("--title <tytuł>", "tytuł")
    .option("--year <rok>", "rok, do którego należy, gdy inny niż rok daty")
    .option("--status <status>", DOCUMENT_STATUSES.join(", "), "in-force")
    .option("--topic <temat>", "temat, na przykład woda")
    .option("--first-day <dzień>", "pierwszy dzień obowiązywania, gdy inny niż data")
    .option("--last-day <dzień>", "ostatni dzień obowiązywania")
    .option("--property <symbol>", "nieruchomość, której dotyczy")
    .option("--building <symbol>", "budynek, którego dotyczy")
    .option("--visibility <widoczność>", `${VISIBILITIES.join(", ")}; bez tego jak dla rodzaju`)
    .option("--audience <kod>", "grupa albo osoba, gdy widoczność group albo person")
    .option("--amends <kody...>", "dokumenty, które zmienia")
    .option("--consolidates <kod>", "statut albo regulamin, którego jest tekstem jednolitym")
    .option("--repeals <kody...>", "dokumenty, które uchyla")
    .option("--meeting <kod>", "walne zgromadzenie, do którego należy")
    .option("--fee-resolution <symbol>", "uchwała z rejestru, która ustala stawki")
    .option("--persons-debt", "rozstrzyga o długu jednej osoby; nigdy nie będzie opublikowany")
    .action((path: string, options: AddOptions) => addFile(frame, path, options));
}

function registerPublish(documents: Command, frame: Frame): void {
  withUsualOptions(documents.command("publish"))
    .description("Pokazuje, co w kopii może być danymi osobowymi; z potwierdzeniem publikuje ją.")
    .argument("<kod>", "kod dokumentu")
    .option("--copy <wersja>", "wersja kopii, gdy nie najnowsza")
    .option(
      "--confirmed-by <nazwisko>",
      "kto przeczytał kopię i stwierdza, że nie ma w niej danych osobowych",
    )
    .option("--findings-shown <liczba>", "ile miejsc program wskazał potwierdzającemu")
    .option("--scan-read", "potwierdzający przeczytał skan, w którym program nie może szukać")
    .option("--no-redaction-needed", "kopia jest tym samym plikiem co oryginał i nie było czego usuwać")
    .action((code: string, options: PublishOptions) => publishCopy(frame, code, options));
  withUsualOptions(documents.command("withdraw"))
    .description("Wycofuje opublikowaną kopię; pliki i zapis publikacji zostają.")
    .argument("<kod>", "kod dokumentu")
    .option("--reason <powód>", "powód wycofania")
    .action((code: string, options: WithdrawOptions) => withdrawCopy(frame, code, options));
  withUsualOptions(documents.command("retitle"))
    .description("Poprawia tytuł, który pokazują spisy i wyszukiwarka; pliki zostają, jakie były.")
    .argument("<kod>", "kod dokumentu")
    .option("--title <tytuł>", "tytuł bez danych osobowych")
    .action((code: string, options: RetitleOptions) => retitle(frame, code, options));
  withUsualOptions(documents.command("persons-debt"))
    .description(
      "Oznacza na zawsze dokument, który rozstrzyga o długu jednej osoby; opublikowany zostaje wycofany.",
    )
    .argument("<kod>", "kod dokumentu")
    .action((code: string, options: CooperativeOptions) => markDebt(frame, code, options));
}

function registerAudience(documents: Command, frame: Frame): void {
  withUsualOptions(documents.command("widen"))
    .description("Pokazuje wszystkie dokumenty rodzaju szerszemu gronu niż domyślne; default cofa.")
    .argument("<rodzaj>", DOCUMENT_KINDS.join(", "))
    .argument("<komu>", `${[...WIDER_AUDIENCES, DEFAULT_AUDIENCE].join(", ")}`)
    .action((kind: string, audience: string, options: WidenOptions) =>
      widenKind(frame, kind, audience, options),
    );
  withUsualOptions(documents.command("group"))
    .description("Zakłada grupę czytelników, dodaje do niej osoby na wskazane dni i pokazuje ją.")
    .argument("<kod>", "kod grupy")
    .option("--name <nazwa>", "nazwa; nowa grupa musi ją mieć")
    .option("--add <osoba>", "symbol osoby, która należy do grupy")
    .option("--from <dzień>", "pierwszy dzień; domyślnie dzisiaj")
    .option("--until <dzień>", "ostatni dzień; bez niego bezterminowo")
    .option("--end <osoba>", "symbol osoby, która należy do grupy tylko do dnia --until")
    .action((code: string, options: GroupOptions) => showGroup(frame, code, options));
}

function withUsualOptions(command: Command): Command {
  return command
    .option("--cooperative <skrót>", "spółdzielnia, gdy baza prowadzi kilka")
    .option("--json", "wynik jako JSON");
}
