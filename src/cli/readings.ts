import type { Command } from "commander";
import type { Frame } from "./frame.ts";
import type { CooperativeOptions } from "./operator-scope.ts";
import { type ImportOptions, importReadingFiles } from "./readings-import.ts";
import { registerInformation } from "./readings-information.ts";
import { listMappingNames, saveMapping } from "./readings-mapping.ts";
import {
  addTyped,
  DEFAULT_TYPED_SOURCE,
  type ListOptions,
  listReadingsOf,
  TYPED_SOURCES,
  type TypedOptions,
} from "./readings-typed.ts";

export function register(program: Command, frame: Frame): void {
  const readings = program.command("readings").description("Odczyty liczników.");
  registerImport(readings, frame);
  withUsualOptions(withReading(readings.command("add")))
    .description("Zapisuje jeden odczyt.")
    .action((options: TypedOptions) => addTyped(frame, options, false));
  withUsualOptions(withReading(readings.command("correct")))
    .description("Poprawia błędny odczyt innym; błędny zostaje w historii.")
    .option("--corrected-day <dzień>", "dzień błędnego odczytu, jeśli inny niż --on")
    .option("--corrected-value <wskazanie>", "błędne wskazanie, gdy tego dnia jest kilka odczytów")
    .action((options: TypedOptions) => addTyped(frame, options, true));
  withUsualOptions(readings.command("list"))
    .description("Pokazuje odczyty licznika albo lokalu.")
    .option("--meter <numer>", "numer albo symbol licznika")
    .option("--unit <symbol>", "symbol lokalu")
    .action((options: ListOptions) => listReadingsOf(frame, options));
  withUsualOptions(readings.command("mapping"))
    .description("Zapisuje mapowanie kolumn pliku CSV (save NAZWA PLIK) albo wypisuje zapisane (list).")
    .argument("<czynność>", "save albo list")
    .argument("[nazwa]", "nazwa mapowania")
    .argument("[plik]", "opis mapowania jako JSON (docs/guides/readings.md)")
    .action(
      (action: string, name: string | undefined, file: string | undefined, options: CooperativeOptions) =>
        action === "list"
          ? listMappingNames(frame, options)
          : saveMapping(frame, action, name, file, options),
    );
  registerInformation(readings, frame);
}

function registerImport(readings: Command, frame: Frame): void {
  withUsualOptions(readings.command("import <pliki...>"))
    .description("Wczytuje odczyty: telegramy wmbusmeters, CSV bramki, tabelę odczytów.")
    .option("--format <format>", "wmbusmeters, gateway-csv albo readings-csv, gdy nie wynika z treści")
    .option("--mapping <nazwa>", "mapowanie kolumn pliku CSV")
    .option("--source <źródło>", "radio, visit albo import, gdy wiersz nie mówi sam")
    .option("--on <dzień>", "dzień odczytów, które same go nie podają")
    .action((files: string[], options: ImportOptions) => importReadingFiles(frame, files, options));
}

function withReading(command: Command): Command {
  return command
    .option("--meter <numer>", "numer albo symbol licznika")
    .option("--on <dzień>", "dzień odczytu RRRR-MM-DD")
    .option("--value <wskazanie>", "wskazanie w jednostce licznika")
    .option("--source <źródło>", TYPED_SOURCES.join(", "), DEFAULT_TYPED_SOURCE)
    .option("--note <uwaga>", "uwaga");
}

function withUsualOptions(command: Command): Command {
  return command
    .option("--cooperative <skrót>", "spółdzielnia, gdy baza prowadzi kilka")
    .option("--json", "wynik jako JSON");
}
