import { readFile } from "node:fs/promises";
import type { Command } from "commander";
import { zlotyForPeople } from "../domain/values/money.ts";
import { accept, type Result, refusal, refuse } from "../domain/values/result.ts";
import { assignClearing } from "../operations/assign-clearing.ts";
import { listClearing } from "../operations/list-clearing.ts";
import { splitClearing } from "../operations/split-clearing.ts";
import type { WaitingEntry } from "../store/payments-clearing.ts";
import { clearingReason, paymentsTexts as texts } from "../web/messages/pl/payments.ts";
import type { Frame } from "./frame.ts";
import { asOperator, type CooperativeOptions } from "./operator-scope.ts";

export function register(program: Command, frame: Frame): void {
  const clearing = program.command("clearing").description("Wpłaty i obciążenia do wyjaśnienia.");
  withUsualOptions(clearing.command("list"))
    .description("Pokazuje, co czeka na wyjaśnienie.")
    .action((options: CooperativeOptions) => list(frame, options));
  withUsualOptions(clearing.command("assign <operacja>"))
    .description("Przypisuje operację do prawa do lokalu albo do konta.")
    .option("--right <symbol>", "prawo do lokalu; zaliczenie według kolejności ustawowej")
    .option("--account <symbol>", "konto")
    .option("--purpose <cel>", "cel wpłaty w obrębie prawa, na przykład repair-fund")
    .action((entry: string, options: AssignOptions) => assign(frame, entry, options));
  withUsualOptions(clearing.command("split <operacja>"))
    .description("Dzieli wpłatę według listy CSV z kolumnami prawo (albo konto) i kwota.")
    .requiredOption("--file <lista>", "plik CSV")
    .option("--housing-benefit", "lista dodatków mieszkaniowych z gminy", false)
    .action((entry: string, options: SplitOptions) => split(frame, entry, options));
}

function withUsualOptions(command: Command): Command {
  return command
    .option("--cooperative <skrót>", "spółdzielnia, gdy baza prowadzi kilka")
    .option("--json", "wynik jako JSON");
}

interface AssignOptions extends CooperativeOptions {
  readonly right?: string;
  readonly account?: string;
  readonly purpose?: string;
}

interface SplitOptions extends CooperativeOptions {
  readonly file: string;
  readonly housingBenefit: boolean;
}

async function list(frame: Frame, options: CooperativeOptions): Promise<void> {
  const waiting = await asOperator(frame, options, async (context, scope) =>
    accept(await listClearing(context, scope)),
  );
  if (waiting === null) return;
  frame.answer({ entries: waiting.map(plainEntry) }, () => listText(waiting), options);
}

async function assign(frame: Frame, entry: string, options: AssignOptions): Promise<void> {
  const entryId = entryNumber(entry);
  if (!entryId.ok) return frame.refuse(entryId.refusals, options);
  const done = await asOperator(frame, options, (context, scope) =>
    assignClearing(context, scope, {
      entryId: entryId.value,
      right: options.right ?? null,
      account: options.account ?? null,
      purpose: options.purpose ?? null,
    }),
  );
  if (done === null) return;
  const { answer, isRepeated } = done;
  frame.answer(
    { ...answer, repeated: isRepeated },
    texts.assigned(answer.amountGrosze, answer.document),
    options,
  );
}

async function split(frame: Frame, entry: string, options: SplitOptions): Promise<void> {
  const content = await readFile(options.file).catch(() => null);
  if (content === null) {
    frame.refuse([refusal("split-file-not-readable", { file: options.file })], options);
    return;
  }
  const entryId = entryNumber(entry);
  if (!entryId.ok) return frame.refuse(entryId.refusals, options);
  const done = await asOperator(frame, options, (context, scope) =>
    splitClearing(context, scope, {
      entryId: entryId.value,
      list: content,
      isHousingBenefit: options.housingBenefit,
    }),
  );
  if (done === null) return;
  const { answer, isRepeated } = done;
  frame.answer(
    { ...answer, repeated: isRepeated },
    texts.split(answer.amountGrosze, answer.parts, answer.document),
    options,
  );
}

/** The number of a bank entry as `clearing list` prints it; refuses anything else by what was written. */
function entryNumber(written: string): Result<number> {
  return /^[1-9]\d{0,8}$/.test(written)
    ? accept(Number(written))
    : refuse(refusal("entry-unknown", { entry: written }));
}

function plainEntry({ entry, waitingGrosze, reason, statementNumber, waitingSince }: WaitingEntry) {
  return {
    entry: entry.id,
    day: entry.bookedOn,
    side: entry.side === "C" ? "credit" : "debit",
    amountGrosze: entry.amountGrosze,
    waitingGrosze,
    title: entry.title,
    counterpartyName: entry.counterpartyName,
    counterpartyAccount: entry.counterpartyAccount,
    addressedTo: entry.addressedTo,
    reason,
    statement: statementNumber,
    waitingSince,
  };
}

function listText(waiting: readonly WaitingEntry[]): string {
  if (waiting.length === 0) return texts.nothingWaits;
  const lines = waiting.map(({ entry, waitingGrosze, reason, waitingSince }) => {
    const amount = `${entry.side === "D" ? "−" : ""}${zlotyForPeople(waitingGrosze)}`;
    const payer = entry.counterpartyName ?? "";
    return `${entry.id}  ${entry.bookedOn}  ${amount}  ${payer}  „${entry.title}”\n    ${clearingReason(reason)}; ${texts.since(waitingSince)}`;
  });
  return [texts.waiting(waiting.length), ...lines].join("\n");
}
