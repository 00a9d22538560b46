import type { Command } from "commander";
import { SETTLEMENT_PRESETS } from "../domain/settlement/presets.ts";
import { parsePlainDate } from "../domain/values/plain-date.ts";
import { refusal } from "../domain/values/result.ts";
import {
  readSettlementDefinition,
  writeSettlementDefinition,
} from "../formats/settlement-order/read-definition.ts";
import { readSettlementOrder } from "../formats/settlement-order/read-order.ts";
import { correctSettlement } from "../operations/correct-settlement.ts";
import { defineSettlement } from "../operations/define-settlement.ts";
import { postSettlement } from "../operations/post-settlement.ts";
import { previewSettlement } from "../operations/preview-settlement.ts";
import { proposeAdvances } from "../operations/propose-advances.ts";
import { allSettlements, showSettlement } from "../operations/show-settlement.ts";
import { settlementPostingWords as words } from "../web/messages/pl/settlement-posting.ts";
import type { Frame, OutputOptions } from "./frame.ts";
import { asOperator, type CooperativeOptions } from "./operator-scope.ts";
import { readSettlementFile } from "./settlement-file.ts";
import { headForPeople, previewForPeople, shownForPeople } from "./settlement-text.ts";

interface DigestOptions extends CooperativeOptions {
  readonly digest?: string;
}

interface PostOptions extends DigestOptions {
  readonly postedOn?: string;
}

interface PreviewOptions extends CooperativeOptions {
  readonly corrects?: string;
}

interface ShowOptions extends CooperativeOptions {
  readonly unit?: string;
  readonly definition?: boolean;
}

const DIGEST_HELP = "tylko jeśli wychodzi to samo co w podglądzie o tym skrócie";

/** The verbs of settlements in the books. */
export function registerSettlementVerbs(settlement: Command, frame: Frame): void {
  settlement
    .command("presets [kod]")
    .description(
      "Wzory regulaminów; z kodem wypisuje wzór jako JSON, do poprawienia i zapisania przez define.",
    )
    .option("--json", "wynik jako JSON")
    .action((code: string | undefined, options: OutputOptions) => presets(frame, code, options));
  verb(
    settlement,
    "define <plik>",
    "Zapisuje regulamin rozliczenia z pliku JSON jako kolejną wersję.",
  ).action((file: string, options: CooperativeOptions) => define(frame, file, options));
  verb(
    settlement,
    "preview <zlecenie>",
    "Liczy rozliczenie z ksiąg i pokazuje, co warto obejrzeć; niczego nie księguje.",
  )
    .option("--corrects <kod>", "jako korektę tego rozliczenia")
    .action((file: string, options: PreviewOptions) => preview(frame, file, options));
  verb(settlement, "post <zlecenie>", "Liczy i dekretuje rozliczenie: dokumenty, wyniki lokali, potrącenia.")
    .option("--digest <skrót>", DIGEST_HELP)
    .option("--posted-on <dzień>", "dzień księgowania, gdy inny niż dzisiaj")
    .action((file: string, options: PostOptions) => post(frame, file, options));
  verb(
    settlement,
    "correct <kod> <zlecenie>",
    "Stornuje rozliczenie i dekretuje nowe, jeżeli cokolwiek wychodzi inaczej.",
  )
    .option("--digest <skrót>", DIGEST_HELP)
    .action((code: string, file: string, options: DigestOptions) => correct(frame, code, file, options));
  verb(settlement, "show <kod>", "Pokazuje zadekretowane rozliczenie.")
    .option("--unit <kod>", "jeden lokal, z wyliczeniem")
    .option("--definition", "regulamin, według którego powstało, jako plik JSON")
    .action((code: string, options: ShowOptions) => show(frame, code, options));
  verb(
    settlement,
    "advances <kod>",
    "Wypisuje nowe zaliczki z rozliczenia jako stawki lokali (rates.csv).",
  ).action((code: string, options: CooperativeOptions) => advances(frame, code, options));
  verb(settlement, "list", "Wymienia rozliczenia, najnowsze najpierw.").action(
    (options: CooperativeOptions) => list(frame, options),
  );
}

function verb(settlement: Command, name: string, description: string): Command {
  return settlement
    .command(name)
    .description(description)
    .option("--cooperative <skrót>", "spółdzielnia, gdy baza prowadzi kilka")
    .option("--json", "wynik jako JSON");
}

function presets(frame: Frame, code: string | undefined, options: OutputOptions): void {
  const preset = SETTLEMENT_PRESETS.find((each) => each.code === code);
  // As a file that `define` reads, which says some things otherwise than the program keeps them.
  if (preset !== undefined)
    frame.answer(JSON.parse(writeSettlementDefinition(preset)), writeSettlementDefinition(preset), options);
  else if (code !== undefined)
    frame.refuse([refusal("settlement-preset-unknown", { preset: code })], options);
  else {
    const names = SETTLEMENT_PRESETS.map((each) => ({ code: each.code, name: each.name }));
    frame.answer({ presets: names }, names.map((each) => `${each.code}: ${each.name}`).join("\n"), options);
  }
}

async function define(frame: Frame, file: string, options: CooperativeOptions): Promise<void> {
  const definition = await readSettlementFile(file, readSettlementDefinition);
  if (!definition.ok) return frame.refuse(definition.refusals, options);
  const saved = await asOperator(frame, options, (context, scope) =>
    defineSettlement(context, scope, definition.value),
  );
  if (saved !== null) frame.answer(saved, words.defined(saved.code, saved.version, saved.isNew), options);
}

async function preview(frame: Frame, file: string, options: PreviewOptions): Promise<void> {
  const order = await readSettlementFile(file, readSettlementOrder);
  if (!order.ok) return frame.refuse(order.refusals, options);
  const previewed = await asOperator(frame, options, (context, scope) =>
    previewSettlement(context, scope, order.value, options.corrects ?? null),
  );
  if (previewed !== null) frame.answer(previewed, () => previewForPeople(previewed), options);
}

async function post(frame: Frame, file: string, options: PostOptions): Promise<void> {
  const order = await readSettlementFile(file, readSettlementOrder);
  if (!order.ok) return frame.refuse(order.refusals, options);
  const postedOn = options.postedOn === undefined ? null : parsePlainDate(options.postedOn);
  if (options.postedOn !== undefined && postedOn === null) {
    const written = options.postedOn;
    return frame.refuse([refusal("option-not-a-day", { option: "--posted-on", written })], options);
  }
  const posted = await asOperator(
    frame,
    options,
    (context, scope) =>
      postSettlement(context, scope, { order: order.value, digest: options.digest ?? null, postedOn }),
    words.posting,
  );
  if (posted === null) return;
  const { answer, isRepeated } = posted;
  const { settlement, documents, dueOn } = answer;
  frame.answer(
    { ...answer, repeated: isRepeated },
    () =>
      [
        words.posted(settlement, documents, dueOn, isRepeated),
        words.borne(answer.costGrosze, answer.borneByCooperativeGrosze),
      ].join("\n"),
    options,
  );
}

async function correct(frame: Frame, code: string, file: string, options: DigestOptions): Promise<void> {
  const order = await readSettlementFile(file, readSettlementOrder);
  if (!order.ok) return frame.refuse(order.refusals, options);
  const corrected = await asOperator(
    frame,
    options,
    (context, scope) =>
      correctSettlement(context, scope, { code, order: order.value, digest: options.digest ?? null }),
    words.posting,
  );
  if (corrected === null) return;
  const { answer, isRepeated } = corrected;
  frame.answer(
    { ...answer, repeated: isRepeated },
    () =>
      answer.settlement === null
        ? words.nothingToCorrect(code)
        : words.corrected(
            code,
            answer.settlement,
            answer.reversals.map(({ reversal }) => reversal),
            answer.documents,
            isRepeated,
          ),
    options,
  );
}

async function show(frame: Frame, code: string, options: ShowOptions): Promise<void> {
  const shown = await asOperator(frame, options, (context, scope) =>
    showSettlement(context, scope, { code, unitCode: options.unit ?? null }),
  );
  if (shown === null) return;
  const definition = writeSettlementDefinition(shown.definition);
  if (options.definition) frame.answer(JSON.parse(definition), definition, options);
  else frame.answer(shown, () => shownForPeople(shown), options);
}

async function advances(frame: Frame, code: string, options: CooperativeOptions): Promise<void> {
  const proposed = await asOperator(frame, options, (context, scope) =>
    proposeAdvances(context, scope, code),
  );
  if (proposed !== null) frame.answer(proposed, proposed.csv, options);
}

async function list(frame: Frame, options: CooperativeOptions): Promise<void> {
  const settlements = await asOperator(frame, options, allSettlements);
  if (settlements === null) return;
  frame.answer(
    { settlements },
    () => (settlements.length === 0 ? words.none : settlements.map(headForPeople).join("\n")),
    options,
  );
}
