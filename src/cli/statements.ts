import type { Command } from "commander";
import type { Frame } from "./frame.ts";
import { type ImportOptions, importFiles } from "./statements-import.ts";
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
  statements
    .command("import <pliki...>")
    .description("Księguje wyciągi: zalicza wpłaty na rachunki lokali, resztę odkłada do wyjaśnienia.")
    .option("--post-differing", "księguje także wyciągi, których salda nie zgadzają się z operacjami")
    .option("--cooperative <skrót>", "spółdzielnia, gdy baza prowadzi kilka")
    .option("--json", "wynik jako JSON")
    .action((files: string[], options: ImportOptions) => importFiles(frame, files, options));
}
