import { join, resolve } from "node:path";
import type { Command } from "commander";
import { createHashing } from "../access/hashing.ts";
import { loginNameForPeople } from "../access/login-name.ts";
import { accept, type Result, refusal, refuse } from "../domain/values/result.ts";
import { disablePersonLogin } from "../operations/disable-login.ts";
import { type IssuedLogin, issueLogins, type LoginsWanted } from "../operations/issue-logins.ts";
import { dateInSentence } from "../web/wording.ts";
import type { Frame } from "./frame.ts";
import { asOperator, type CooperativeOptions } from "./operator-scope.ts";
import { openLetterFolder } from "./starter-letter-files.ts";

interface IssueOptions extends CooperativeOptions {
  readonly person?: string;
  readonly building?: string;
  readonly allWithout?: boolean;
  readonly enable?: boolean;
  readonly out?: string;
}

/** More letters than this are counted, not listed. */
const LISTED = 20;

export function register(program: Command, frame: Frame): void {
  const logins = program.command("logins").description("Loginy mieszkańców do portalu.");
  logins
    .command("issue")
    .description("Drukuje pisma z loginem i hasłem startowym: jeden plik PDF na osobę.")
    .option("--person <kod>", "jedna osoba; poprzednie pismo traci ważność")
    .option("--building <kod>", "wszyscy z budynku, którzy nie mają jeszcze hasła ani ważnego pisma")
    .option("--all-without", "wszyscy, którzy nie mają jeszcze hasła ani ważnego pisma")
    .option("--enable", "razem z --person: włącza wyłączony login")
    .option("--out <folder>", "gdzie zapisać pisma (domyślnie: pisma/DATA w folderze danych)")
    .option("--cooperative <skrót>", "spółdzielnia, gdy baza prowadzi kilka")
    .option("--json", "wynik jako JSON")
    .action((options: IssueOptions) => issue(frame, options));
  logins
    .command("disable <osoba>")
    .description("Wyłącza login osoby (KOD z rejestru): kończy jej sesje, unieważnia hasło i pismo.")
    .option("--cooperative <skrót>", "spółdzielnia, gdy baza prowadzi kilka")
    .option("--json", "wynik jako JSON")
    .action(async (code: string, options: CooperativeOptions) => {
      const disabled = await asOperator(frame, options, (context, scope) =>
        disablePersonLogin(context, scope, code),
      );
      if (disabled === null) return;
      const sentence = `Login ${loginNameForPeople(disabled.loginName)} jest wyłączony; zakończone sesje: ${disabled.endedSessions}.`;
      frame.answer(disabled, sentence, options);
    });
}

async function issue(frame: Frame, options: IssueOptions): Promise<void> {
  const wanted = wantedOf(options);
  if (!wanted.ok) return frame.refuse(wanted.refusals, options);
  const { dataFolder, publicUrl } = frame.config();
  const folder = resolve(options.out ?? join(dataFolder, "pisma", frame.clock().today()));
  const issued = await asOperator(
    frame,
    options,
    async (context, scope) => {
      const writeLetter = await openLetterFolder(folder, publicUrl);
      return issueLogins({ ...context, hashing: createHashing() }, scope, wanted.value, writeLetter);
    },
    "Pisma",
  );
  if (issued !== null) frame.answer({ folder, issued }, () => inWords(folder, issued), options);
}

function wantedOf(options: IssueOptions): Result<LoginsWanted> {
  const wanted: LoginsWanted[] = [];
  if (options.person !== undefined)
    wanted.push({ kind: "person", code: options.person, opensDisabled: options.enable ?? false });
  if (options.building !== undefined) wanted.push({ kind: "building", code: options.building });
  if (options.allWithout) wanted.push({ kind: "all-without" });
  const [only, another] = wanted;
  if (only === undefined) return refuse(refusal("logins-for-whom"));
  return another === undefined ? accept(only) : refuse(refusal("logins-for-one-choice"));
}

function inWords(folder: string, issued: readonly IssuedLogin[]): string {
  if (issued.length === 0) return "Nie ma komu wydać pisma: wszyscy mają już hasło albo ważne pismo.";
  const listed = issued.slice(0, LISTED).map(({ personCode, personName, loginName, letter }) => {
    return `  ${loginNameForPeople(loginName)}  ${personCode}  ${personName}  ${letter}`;
  });
  const more = issued.length > LISTED ? [`  … i ${issued.length - LISTED} dalszych`] : [];
  const until = dateInSentence(issued[0]!.validUntil);
  return [
    `Zapisano pisma w ${folder}: ${issued.length}. Hasła startowe działają do ${until}.`,
    ...listed,
    ...more,
  ].join("\n");
}
