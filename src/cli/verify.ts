import type { Command } from "commander";
import { findCooperatives } from "../access/operator.ts";
import { refusal } from "../domain/values/result.ts";
import { type Verdict, verifyBooks } from "../operations/verify-books.ts";
import { openFileStore } from "../world/files.ts";
import type { Frame } from "./frame.ts";
import { type CooperativeOptions, chooseCooperative } from "./operator-scope.ts";

interface VerifyOptions extends CooperativeOptions {
  readonly head?: string;
}

export function register(program: Command, frame: Frame): void {
  program
    .command("verify")
    .description(
      "Przelicza księgi od nowa i porównuje każdą kwotę; wymienia to, co się różni (kod wyjścia 2).",
    )
    .option("--head <skrót>", "skrót końca łańcucha zapisany wcześniej w innym miejscu")
    .option("--cooperative <skrót>", "spółdzielnia, gdy baza prowadzi kilka")
    .option("--json", "wynik jako JSON")
    .action(async (options: VerifyOptions) => {
      const context = await frame.operationContext("Sprawdzanie");
      const chosen = chooseCooperative(await findCooperatives(context.pools.runtime), options.cooperative);
      if ("reason" in chosen) return frame.refuse([chosen], options);
      const head = options.head?.toLowerCase() ?? null;
      if (head !== null && !/^[0-9a-f]{64}$/.test(head))
        return frame.refuse([refusal("head-not-readable")], options);
      const verdict = await verifyBooks(context, chosen.id, head, openFileStore(frame.config().dataFolder));
      frame.answer(verdict, () => forPeople(verdict), options);
      if (!verdict.isWhole) frame.endRefused();
    });
}

function forPeople(verdict: Verdict): string {
  const seen = `Sprawdzono dokumentów: ${verdict.documents}, rodzajów kontroli: ${verdict.checks.length}.`;
  const head = `Koniec łańcucha: ${verdict.head}`;
  const missing =
    verdict.knownHeadFound === false
      ? ["Podanego skrótu nie ma w łańcuchu: historia ksiąg została zmieniona."]
      : [];
  if (verdict.isWhole) return `${seen}\nWszystko się zgadza.\n${head}`;
  const lines = verdict.differences.map(
    ({ check, place, expected, found }) =>
      `  ${check}: ${place}: jest ${found ?? "brak"}, powinno być ${expected ?? "brak"}`,
  );
  return [seen, `Różnic: ${verdict.differences.length}.`, ...missing, ...lines, head].join("\n");
}
