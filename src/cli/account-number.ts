import type { Command } from "commander";
import {
  type AccountNumber,
  formatAccountNumber,
  ibanOf,
  makeAccountNumber,
  parseAccountNumber,
  sortCodeOf,
} from "../domain/receivables/account-number.ts";
import { sentenceOf } from "../web/messages/refusals.pl.ts";
import type { Frame, OutputOptions } from "./frame.ts";
import { OptionReader } from "./option-values.ts";

interface MakeOptions extends OutputOptions {
  readonly sortCode?: string;
  readonly prefix: string;
  readonly payer?: string;
}

export function register(program: Command, frame: Frame): void {
  const noun = program
    .command("account-number")
    .description("Numery rachunków bankowych (NRB). Nie wymaga bazy danych.");
  noun
    .command("make")
    .description("Składa numer rachunku wirtualnego i liczy jego cyfry kontrolne")
    .option("--sort-code <cyfry>", "numer rozliczeniowy banku, 8 cyfr")
    .option("--prefix <cyfry>", "oznaczenie klienta w banku; razem z kodem płatnika 16 cyfr", "")
    .option("--payer <cyfry>", "kod płatnika")
    .option("--json", "wynik jako JSON")
    .action((options: MakeOptions) => make(options, frame));
  noun
    .command("check")
    .description("Sprawdza numer rachunku: długość, cyfry kontrolne i numer rozliczeniowy banku")
    .argument("<numer...>", "numer ze spacjami lub bez, z PL lub bez")
    .option("--json", "wynik jako JSON")
    .action((written: string[], options: OutputOptions) => check(written.join(" "), options, frame));
}

function make(options: MakeOptions, frame: Frame): void {
  const read = new OptionReader();
  const sortCode = read.text("sort-code", options.sortCode).trim();
  const payerCode = read.text("payer", options.payer).trim();
  const clientPrefix = options.prefix.trim();
  const result = read.decide(() => makeAccountNumber({ sortCode, clientPrefix, payerCode }));
  if (result.ok) frame.answer(facts(result.value), formatAccountNumber(result.value), options);
  else frame.refuse(result.refusals, options);
}

function check(written: string, options: OutputOptions, frame: Frame): void {
  const result = parseAccountNumber(written);
  if (result.ok) {
    frame.answer(facts(result.value), formatAccountNumber(result.value), options);
  } else if (options.json) {
    const problems = result.refusals.map((refusal) => ({ ...refusal, sentence: sentenceOf(refusal) }));
    frame.answer({ valid: false, problems }, "", options);
    frame.endRefused();
  } else {
    frame.refuse(result.refusals, options);
  }
}

function facts(number: AccountNumber) {
  return {
    valid: true,
    number,
    formatted: formatAccountNumber(number),
    iban: ibanOf(number),
    sortCode: sortCodeOf(number),
  };
}
