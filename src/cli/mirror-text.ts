import type { MirrorArea } from "../domain/mirror/areas.ts";
import type { Refusal } from "../domain/values/result.ts";
import type { PackageProblem } from "../formats/package/problem.ts";
import type { MirrorRunEnd } from "../operations/run-mirror.ts";
import type { MirrorCounts, MirrorRunState } from "../store/mirror/runs.ts";
import { sentenceOf } from "../web/messages/refusals.pl.ts";
import { dateTimeInTable } from "../web/wording.ts";
import { KINDS } from "./package-text.ts";

type Problem = Refusal | PackageProblem;

/** Problems that fit on a person's screen; machines get them all. */
const MOST_SHOWN = 200;

export const AREA_NAMES: Readonly<Record<MirrorArea, string>> = {
  register: "kartoteka: nieruchomości, lokale, osoby, prawa",
  fees: "opłaty: składniki, stawki, naliczenia",
  accounts: "księgowość: konta, dokumenty, zapisy, wpłaty",
  "virtual-accounts": "rachunki wirtualne",
  metering: "liczniki i odczyty",
  settlements: "rozliczenia mediów",
  library: "biblioteka dokumentów",
};

export const STATE_NAMES: Readonly<Record<MirrorRunState, string>> = {
  receiving: "odbiera dane",
  loading: "wczytuje",
  shown: "pokazane mieszkańcom",
  unchanged: "bez zmian",
  refused: "odrzucone",
  cancelled: "przerwane na polecenie",
  failed: "błąd programu",
};

/** A problem with its place: file, line, column, sentence. */
export function problemLine(problem: Problem): string {
  const sentence = sentenceOf(problem);
  if (!("file" in problem)) return sentence;
  const { file, line, column } = problem;
  const place = [file, line === null ? null : `wiersz ${line}`, column].filter((part) => part !== null);
  return `${place.join(", ")}: ${sentence}`;
}

export function problemLines(problems: readonly Problem[]): string[] {
  const lines = problems.slice(0, MOST_SHOWN).map(problemLine);
  if (problems.length > MOST_SHOWN)
    lines.push(`…i jeszcze ${problems.length - MOST_SHOWN}; wszystkie podaje --json.`);
  return lines;
}

export function spoken(problems: readonly Problem[]): (Problem & { readonly sentence: string })[] {
  return problems.map((problem) => ({ ...problem, sentence: sentenceOf(problem) }));
}

/** How a run ended, as a report: on the screen, and beside a package that was refused. */
export function runText({ runId, state, isTakenUp, counts, problems }: MirrorRunEnd): string {
  const head = `Odświeżenie ${runId}${isTakenUp ? " (podjęte po przerwaniu)" : ""}: ${STATE_NAMES[state]}.`;
  const lines = [head, ...countLines(counts), ...problemLines(problems)];
  if (problems.length > 0)
    lines.push("", `Błędów: ${problems.length}. Mieszkańcy widzą dalej poprzedni obraz.`);
  return lines.join("\n");
}

/** "15.06.2026, 06:00" in Poland of a moment as the database writes it. */
export function momentText(moment: string): string {
  const instant = Temporal.Instant.from(moment.replace(" ", "T").replace(/([+-]\d{2})$/, "$1:00"));
  return dateTimeInTable(instant.toZonedDateTimeISO("Europe/Warsaw").toPlainDateTime().toString());
}

function countLines(counts: MirrorCounts): string[] {
  return Object.entries(counts).flatMap(([kind, { given, inserted, changed, withdrawn }]) => {
    const done = [
      inserted > 0 && `nowych ${inserted}`,
      changed > 0 && `zmienionych ${changed}`,
      withdrawn > 0 && `wycofanych ${withdrawn}`,
    ].filter((part) => part !== false);
    return done.length === 0 ? [] : [`  ${KINDS[kind] ?? kind}: podanych ${given}, ${done.join(", ")}`];
  });
}
