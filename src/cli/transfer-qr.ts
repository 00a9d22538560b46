import type { Command } from "commander";
import { transferQr } from "../domain/receivables/transfer-qr.ts";
import type { Frame, OutputOptions } from "./frame.ts";
import { OptionReader } from "./option-values.ts";

interface TransferQrOptions extends OutputOptions {
  readonly account?: string;
  readonly amount?: string;
  readonly name?: string;
  readonly title?: string;
  readonly nip?: string;
}

export function register(program: Command, frame: Frame): void {
  program
    .command("transfer-qr")
    .description("Treść kodu QR przelewu według zalecenia Związku Banków Polskich. Nie wymaga bazy danych.")
    .option("--account <numer>", "rachunek odbiorcy")
    .option("--amount <kwota>", "kwota w złotych; bez niej, a także powyżej 9999,99 zł, wpisuje ją płacący")
    .option("--name <nazwa>", "nazwa odbiorcy, najwyżej 20 znaków; dłuższa zostanie skrócona")
    .option("--title <tytuł>", "tytuł przelewu, najwyżej 32 znaki; dłuższy zostanie skrócony")
    .option("--nip <numer>", "NIP odbiorcy")
    .option("--json", "wynik jako JSON")
    .action((options: TransferQrOptions) => {
      const read = new OptionReader();
      const request = {
        account: read.text("account", options.account),
        amountGrosze: options.amount === undefined ? null : read.amount("amount", options.amount),
        recipientName: read.text("name", options.name),
        title: read.text("title", options.title),
        taxNumber: options.nip ?? null,
      };
      const result = read.decide(() => transferQr(request));
      if (result.ok) frame.answer(result.value, result.value.payload, options);
      else frame.refuse(result.refusals, options);
    });
}
