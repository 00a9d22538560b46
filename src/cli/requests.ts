import { basename } from "node:path";
import type { Command } from "commander";
import { REFUSAL_GROUNDS, registryCourtTerm } from "../domain/governance/requests.ts";
import { type Grosze, grosze } from "../domain/values/money.ts";
import { accept, type Result, refusal } from "../domain/values/result.ts";
import { type AnswerInput, answerRequest } from "../operations/answer-request.ts";
import { listDocumentRequests } from "../operations/list-requests.ts";
import { refuseRequest } from "../operations/refuse-request.ts";
import { setRequestTerm } from "../operations/set-request-term.ts";
import { requestTexts as texts } from "../web/messages/pl/request-texts.ts";
import { openFileStore } from "../world/files.ts";
import { bytesOf } from "./documents-add.ts";
import type { Frame } from "./frame.ts";
import { asOperator, type CooperativeOptions } from "./operator-scope.ts";
import { OptionReader } from "./option-values.ts";

interface ListOptions extends CooperativeOptions {
  readonly all?: boolean;
}

interface AnswerOptions extends CooperativeOptions {
  readonly file?: string;
  readonly paper?: boolean;
  readonly fee?: string;
  readonly note?: string;
}

interface RefuseOptions extends CooperativeOptions {
  readonly ground?: string;
  readonly reasons?: string;
}

export function register(program: Command, frame: Frame): void {
  const requests = program
    .command("requests")
    .description("Wnioski członków o kopie dokumentów (art. 8¹ usm).");
  withUsualOptions(requests.command("list"))
    .description("Wypisuje wnioski, które czekają na odpowiedź, z terminem; najstarsze najpierw.")
    .option("--all", "także te, na które odpowiedziano")
    .action((options: ListOptions) => list(frame, options));
  withUsualOptions(requests.command("answer"))
    .description("Odpowiada na wniosek: wysyła plik PDF albo zapisuje, że kopię wydano na papierze.")
    .argument("<numer>", "numer wniosku")
    .option("--file <plik>", "kopia jako PDF; zobaczy ją tylko ten członek")
    .option("--paper", "kopię wydano na papierze")
    .option("--fee <kwota>", "koszt sporządzenia kopii w złotych; statut i regulaminy są bezpłatne")
    .option("--note <tekst>", "słowo do członka, na przykład jak zapłacić")
    .action((id: string, options: AnswerOptions) => answer(frame, id, options));
  withUsualOptions(requests.command("refuse"))
    .description("Odmawia kopii umowy z osobą trzecią, pisemnie i z pouczeniem o sądzie rejestrowym.")
    .argument("<numer>", "numer wniosku")
    .option("--ground <podstawa>", `${REFUSAL_GROUNDS.join(" albo ")}`)
    .option("--reasons <tekst>", "uzasadnienie dla tej umowy")
    .action((id: string, options: RefuseOptions) => refuseOne(frame, id, options));
  withUsualOptions(requests.command("term"))
    .description("Ustala, w ile dni spółdzielnia odpowiada na wnioski.")
    .argument("<dni>", "liczba dni, od 1 do 90")
    .action((days: string, options: CooperativeOptions) => setTerm(frame, days, options));
}

async function list(frame: Frame, options: ListOptions): Promise<void> {
  const requests = await asOperator(frame, options, async (context, scope) =>
    accept(await listDocumentRequests(context, scope, { isWaiting: options.all !== true })),
  );
  if (requests !== null) frame.answer({ requests }, () => texts.list(requests), options);
}

async function answer(frame: Frame, id: string, options: AnswerOptions): Promise<void> {
  const read = readAnswer(id, options);
  const bytes: Result<Uint8Array | null> =
    options.file === undefined ? accept(null) : await bytesOf(options.file);
  if (!read.ok || !bytes.ok)
    return frame.refuse([...(read.ok ? [] : read.refusals), ...(bytes.ok ? [] : bytes.refusals)], options);
  const files = openFileStore(frame.config().dataFolder);
  const file = bytes.value === null ? null : { name: basename(options.file!), bytes: bytes.value };
  const answered = await asOperator(frame, options, (context, scope) =>
    answerRequest(context, scope, { ...read.value, file, files }),
  );
  if (answered !== null) frame.answer(answered, texts.answered(answered), options);
}

function readAnswer(
  id: string,
  { paper, fee, note }: AnswerOptions,
): Result<Omit<AnswerInput, "file" | "files">> {
  const reader = new OptionReader();
  const number = requestNumber(id, reader);
  const feeGrosze: Grosze = fee === undefined ? grosze(0) : reader.amount("fee", fee);
  return reader.decide(() =>
    accept({ id: number, isHandedOver: paper === true, feeGrosze, note: note ?? "" }),
  );
}

async function refuseOne(frame: Frame, id: string, options: RefuseOptions): Promise<void> {
  const reader = new OptionReader();
  const number = requestNumber(id, reader);
  const ground = REFUSAL_GROUNDS.find((each) => each === options.ground) ?? null;
  if (options.ground !== undefined && ground === null) {
    const known = REFUSAL_GROUNDS.join(", ");
    reader.refusals.push(
      refusal("option-not-one-of", { option: "--ground", written: options.ground, known }),
    );
  }
  if (reader.refusals.length > 0) return frame.refuse(reader.refusals, options);
  const refused = await asOperator(frame, options, async (context, scope) => {
    const term = registryCourtTerm(context.today());
    const courtSentence = term.ok ? texts.court(term.value.article) : "";
    return refuseRequest(context, scope, {
      id: number,
      ground,
      reasons: options.reasons ?? "",
      courtSentence,
    });
  });
  if (refused !== null) frame.answer(refused, texts.refused(refused), options);
}

async function setTerm(frame: Frame, written: string, options: CooperativeOptions): Promise<void> {
  const days = /^\d{1,3}$/.test(written) ? Number(written) : 0;
  const set = await asOperator(frame, options, (context, scope) => setRequestTerm(context, scope, days));
  if (set !== null) frame.answer(set, texts.term(set.days), options);
}

function requestNumber(written: string, reader: OptionReader): number {
  if (/^\d{1,9}$/.test(written)) return Number(written);
  reader.refusals.push(refusal("option-not-a-count", { option: "numer", written }));
  return 0;
}

function withUsualOptions(command: Command): Command {
  return command
    .option("--cooperative <skrót>", "spółdzielnia, gdy baza prowadzi kilka")
    .option("--json", "wynik jako JSON");
}
