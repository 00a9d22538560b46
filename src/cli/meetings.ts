import type { Command } from "commander";
import type { Frame } from "./frame.ts";
import { type PutOptions, putFromFile, putFromOptions } from "./meetings-put.ts";
import { listAll, type ShowOptions, showCalendar, showOne, writeCalendarFile } from "./meetings-show.ts";

export function register(program: Command, frame: Frame): void {
  const meetings = program.command("meetings").description("Walne zgromadzenia i ich terminy.");
  withUsualOptions(meetings.command("put"))
    .description(
      "Zapisuje walne z pliku JSON albo z opcji; czego nie podano, zostaje. Odmawia, gdy termin jest przekroczony.",
    )
    .argument("[plik]", "opis walnego jako JSON (docs/guides/library.md)")
    .option("--code <kod>", "kod walnego, na przykład WZ-2026")
    .option("--year-end <dzień>", "ostatni dzień roku, który walne zamyka; none dla nadzwyczajnego")
    .option("--on <dzień>", "dzień walnego odbywanego w całości")
    .option("--at <godzina>", "godzina, na przykład 17:00")
    .option("--place <miejsce>", "miejsce")
    .option("--agenda <punkty...>", "porządek obrad, punkt po punkcie")
    .option("--notice-given <dzień>", "dzień, do którego zawiadomiono wszystkich członków")
    .option("--notice-delivery <sposób>", "w jaki sposób zawiadomiono")
    .option("--drafts-laid-out <dzień>", "dzień wyłożenia projektów uchwał i sprawozdań")
    .option("--results <tekst>", "wyniki głosowań")
    .action((file: string | undefined, options: PutOptions) =>
      file === undefined ? putFromOptions(frame, options) : putFromFile(frame, file, options),
    );
  withUsualOptions(meetings.command("list"))
    .description("Wypisuje walne zgromadzenia, najnowsze najpierw.")
    .action((options: ShowOptions) => listAll(frame, options));
  withUsualOptions(meetings.command("show"))
    .description("Pokazuje walne: terminy, porządek obrad, wyniki i dokumenty.")
    .argument("<kod>", "kod walnego")
    .action((code: string, options: ShowOptions) => showOne(frame, code, options));
  withUsualOptions(meetings.command("calendar"))
    .description("Pokazuje każdy termin walnego: ostatni dzień, dzień bezpieczny, przepis i stan.")
    .argument("<kod>", "kod walnego")
    .action((code: string, options: ShowOptions) => showCalendar(frame, code, options));
  withUsualOptions(meetings.command("ics"))
    .description("Zapisuje walne i jego terminy jako plik kalendarza (iCalendar).")
    .argument("<kod>", "kod walnego")
    .argument("<plik>", "plik .ics, który powstanie")
    .action((code: string, file: string, options: ShowOptions) =>
      writeCalendarFile(frame, code, file, options),
    );
}

function withUsualOptions(command: Command): Command {
  return command
    .option("--cooperative <skrót>", "spółdzielnia, gdy baza prowadzi kilka")
    .option("--json", "wynik jako JSON");
}
