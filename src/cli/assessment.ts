import type { Command } from "commander";
import type { ComponentTotal } from "../domain/fees/totals.ts";
import { sumOfTotals } from "../domain/fees/totals.ts";
import { grosze, plainZloty, zlotyForPeople } from "../domain/values/money.ts";
import { type Month, monthsBetween, parseMonth } from "../domain/values/month.ts";
import { parsePlainDate } from "../domain/values/plain-date.ts";
import { accept, type Result, refusal, refuse } from "../domain/values/result.ts";
import { closeAssessment } from "../operations/close-assessment.ts";
import { type CorrectedMonth, correctAssessments } from "../operations/correct-assessment.ts";
import type { DraftedAssessment } from "../operations/draft-assessment.ts";
import { draftAssessment } from "../operations/draft-assessment.ts";
import { postAssessment } from "../operations/post-assessment.ts";
import { type ShownAssessment, type ShownCharge, showAssessment } from "../operations/show-assessment.ts";
import { feesWords, feeWorkingSentences } from "../web/messages/pl/fees.ts";
import type { Frame } from "./frame.ts";
import { asOperator, type CooperativeOptions } from "./operator-scope.ts";

interface MonthOptions extends CooperativeOptions {
  readonly month: string;
  readonly unit?: string;
  readonly change?: string;
  readonly digest?: string;
  readonly postedOn?: string;
}

export function register(program: Command, frame: Frame): void {
  const assessment = program
    .command("assessment")
    .description("Naliczenia opłat: wstępne, zamknięte, zadekretowane.");
  verb(assessment, "draft", "Liczy miesiąc dla wszystkich lokali i pokazuje sumy oraz to, co warto obejrzeć.")
    .option("--unit <kod>", "pozycje jednego lokalu, z wyliczeniem")
    .option("--change <procent>", "od jakiej zmiany wobec poprzedniego miesiąca pokazywać lokal", "20")
    .action((options: MonthOptions) => draft(frame, options));
  verb(assessment, "close", "Zamyka naliczenie wstępne: te sumy zostaną zadekretowane.")
    .option("--digest <skrót>", "tylko jeśli naliczenie wstępne ma ten skrót")
    .action((options: MonthOptions) => close(frame, options));
  verb(assessment, "post", "Dekretuje zamknięty miesiąc: naliczenia, dowody, pozycje do zapłaty.")
    .option("--posted-on <dzień>", "dzień księgowania, gdy inny niż pierwszy dzień miesiąca")
    .action((options: MonthOptions) => post(frame, options));
  verb(
    assessment,
    "correct",
    "Przelicza zadekretowane miesiące i księguje różnice; miesiące jako 2026-09..2026-11.",
  ).action((options: MonthOptions) => correct(frame, options));
  verb(assessment, "show", "Pokazuje stan naliczenia miesiąca.")
    .option("--unit <kod>", "pozycje jednego lokalu, z wyliczeniem")
    .action((options: MonthOptions) => show(frame, options));
}

function verb(assessment: Command, name: string, description: string): Command {
  return assessment
    .command(name)
    .description(description)
    .requiredOption("--month <miesiąc>", "miesiąc RRRR-MM")
    .option("--cooperative <skrót>", "spółdzielnia, gdy baza prowadzi kilka")
    .option("--json", "wynik jako JSON");
}

async function draft(frame: Frame, options: MonthOptions): Promise<void> {
  const month = readMonth(options.month);
  if (!month.ok) return frame.refuse(month.refusals, options);
  const changePercent = Number(options.change);
  if (!(changePercent >= 0)) {
    return frame.refuse([refusal("change-not-readable", { written: options.change ?? "" })], options);
  }
  const drafted = await asOperator(frame, options, (context, scope) =>
    draftAssessment(context, scope, { month: month.value, changePercent }),
  );
  if (drafted === null) return;
  if (options.unit !== undefined) return show(frame, options);
  frame.answer(
    { ...drafted, totals: totalsForMachines(drafted.totals) },
    () => draftForPeople(drafted),
    options,
  );
}

async function close(frame: Frame, options: MonthOptions): Promise<void> {
  const month = readMonth(options.month);
  if (!month.ok) return frame.refuse(month.refusals, options);
  const closed = await asOperator(frame, options, (context, scope) =>
    closeAssessment(context, scope, { month: month.value, digest: options.digest ?? null }),
  );
  if (closed === null) return;
  frame.answer(
    { ...closed, totals: totalsForMachines(closed.totals) },
    () => [feesWords.closed(closed.month), ...totalsForPeople(closed.totals)].join("\n"),
    options,
  );
}

async function post(frame: Frame, options: MonthOptions): Promise<void> {
  const month = readMonth(options.month);
  if (!month.ok) return frame.refuse(month.refusals, options);
  const postedOn = options.postedOn === undefined ? null : parsePlainDate(options.postedOn);
  if (options.postedOn !== undefined && postedOn === null) {
    return frame.refuse(
      [refusal("option-not-a-day", { option: "--posted-on", written: options.postedOn })],
      options,
    );
  }
  const posted = await asOperator(
    frame,
    options,
    (context, scope) => postAssessment(context, scope, { month: month.value, postedOn }),
    feesWords.posting,
  );
  if (posted === null) return;
  const { answer, isRepeated } = posted;
  const total = grosze(answer.totalGrosze);
  frame.answer(
    { ...answer, total: plainZloty(total), repeated: isRepeated },
    feesWords.posted(answer.month, answer.documents, answer.chargeCount, zlotyForPeople(total), isRepeated),
    options,
  );
}

async function correct(frame: Frame, options: MonthOptions): Promise<void> {
  const months = readMonths(options.month);
  if (!months.ok) return frame.refuse(months.refusals, options);
  const corrected = await asOperator(
    frame,
    options,
    (context, scope) => correctAssessments(context, scope, { months: months.value }),
    feesWords.correcting,
  );
  if (corrected !== null) {
    frame.answer({ months: corrected }, () => corrected.map(correctionForPeople).join("\n"), options);
  }
}

async function show(frame: Frame, options: MonthOptions): Promise<void> {
  const month = readMonth(options.month);
  if (!month.ok) return frame.refuse(month.refusals, options);
  const shown = await asOperator(frame, options, (context, scope) =>
    showAssessment(context, scope, { month: month.value, unitCode: options.unit ?? null }),
  );
  if (shown !== null) frame.answer(shown, () => shownForPeople(shown, options.unit), options);
}

function readMonth(written: string): Result<Month> {
  const month = parseMonth(written);
  return month === null ? refuse(refusal("month-not-readable", { written })) : accept(month);
}

/** "2026-11" or "2026-09..2026-11", both ends included. */
function readMonths(written: string): Result<Month[]> {
  const [first = "", last = first, ...more] = written.split("..");
  const [from, to] = [parseMonth(first), parseMonth(last)];
  return from === null || to === null || to < from || more.length > 0
    ? refuse(refusal("months-not-readable", { written }))
    : accept(monthsBetween(from, to));
}

function totalsForMachines(totals: readonly ComponentTotal[]) {
  return totals.map(({ component, name, count, grosze: amount }) => ({
    component,
    name,
    count,
    amount: plainZloty(amount),
  }));
}

function totalsForPeople(totals: readonly ComponentTotal[]): string[] {
  const lines = totals.map(({ component, name, count, grosze: amount }) =>
    feesWords.totalLine(component ?? "VAT", name, count, zlotyForPeople(amount)),
  );
  const sum = sumOfTotals(totals);
  return [...lines, feesWords.totalLine("", feesWords.together, sum.count, zlotyForPeople(sum.grosze))];
}

function draftForPeople({ month, totals, anomalies, digest }: DraftedAssessment): string {
  const { vacantUnits, unitsWithoutState, unitsWithoutCharges, largeChanges } = anomalies;
  return [
    feesWords.drafted(month),
    ...totalsForPeople(totals),
    feesWords.vacant(vacantUnits.count),
    ...(unitsWithoutState.count > 0 ? [feesWords.withoutState(unitsWithoutState)] : []),
    ...(unitsWithoutCharges.count > 0 ? [feesWords.withoutCharges(unitsWithoutCharges)] : []),
    ...(largeChanges.count > 0 ? [feesWords.largeChanges(largeChanges.count)] : []),
    ...largeChanges.rights.map(({ unit, beforeGrosze, nowGrosze }) =>
      feesWords.largeChange(unit, zlotyForPeople(beforeGrosze), zlotyForPeople(nowGrosze)),
    ),
    feesWords.digest(digest),
  ].join("\n");
}

function correctionForPeople({ month, documents, increaseGrosze, decreaseGrosze }: CorrectedMonth): string {
  return documents.length === 0
    ? feesWords.nothingToCorrect(month)
    : feesWords.corrected(
        month,
        documents,
        zlotyForPeople(grosze(increaseGrosze)),
        zlotyForPeople(grosze(decreaseGrosze)),
      );
}

function shownForPeople({ month, state, totals, lines }: ShownAssessment, unit: string | undefined): string {
  const head = feesWords.state(month, state);
  if (unit === undefined) return [head, ...(totals.length > 0 ? totalsForPeople(totals) : [])].join("\n");
  return [head, feesWords.unit(unit), ...lines.flatMap(chargeForPeople)].join("\n");
}

function chargeForPeople({ component, document, amountGrosze, working }: ShownCharge): string[] {
  return [
    [component, zlotyForPeople(amountGrosze), ...(document === null ? [] : [document])].join("  "),
    ...working.map(({ step, inputs, outcome, source }) => {
      const figure = typeof outcome === "number" ? zlotyForPeople(grosze(outcome)) : outcome;
      return `    ${feeWorkingSentences[step](inputs)}: ${figure}${source === undefined ? "" : ` [${source}]`}`;
    }),
  ];
}
