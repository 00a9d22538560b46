import type { Command } from "commander";
import type { Frame } from "./frame.ts";
import { printParsedStatements } from "./statements-parse.ts";

export function register(program: Command, frame: Frame): void {
  const statements = program.command("statements").description("Wyciągi bankowe.");
  statements
    .command("parse <plik>")
    .description("Odczytuje wyciąg MT940 lub camt i wypisuje jego treść. Nie wymaga bazy danych.")
    .option("--json", "wynik jako JSON", false)
    .action(async (file: string, options: { json: boolean }) => {
      if ((await printParsedStatements(file, options)) !== 0) frame.endRefused();
    });
}
