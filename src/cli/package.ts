import type { Command } from "commander";
import type { Refusal } from "../domain/values/result.ts";
import { STREAMED_FILES } from "../formats/mirror-package/mirror-files.ts";
import type { PackageProblem } from "../formats/package/problem.ts";
import { checkPackage } from "../operations/check-package.ts";
import { importPackage } from "../operations/import-package.ts";
import { sentenceOf } from "../web/messages/refusals.pl.ts";
import { type OpenPackage, openPackageFiles } from "../world/package-files.ts";
import type { Frame, OutputOptions } from "./frame.ts";
import { checkText, importText, problemsText, type SpokenProblem } from "./package-text.ts";

interface PackageOptions extends OutputOptions {
  readonly cooperative?: string;
}

export function register(program: Command, frame: Frame): void {
  const noun = program
    .command("package")
    .description("Paczka wymiany: kartoteki i bilans otwarcia spółdzielni.");
  noun
    .command("check <folder-lub-zip>")
    .description(
      "Sprawdza paczkę wymiany albo obraz ksiąg innego programu bez bazy danych i wypisuje wszystkie błędy naraz.",
    )
    .option("--json", "wynik jako JSON")
    .action((path: string, options: PackageOptions) =>
      withFiles(frame, path, options, async (files) => {
        const check = await checkPackage(files);
        const problems = spoken(check.problems);
        const answer = { ...check, problems };
        frame.answer(
          answer,
          () => (problems.length > 0 ? problemsText(problems) : checkText(check)),
          options,
        );
        if (problems.length > 0) frame.endRefused();
      }),
    );
  noun
    .command("import <folder-lub-zip>")
    .description("Wczytuje paczkę: wszystko albo nic. Ta sama paczka drugi raz niczego nie zmienia.")
    .option("--cooperative <skrót>", "tylko paczka tej spółdzielni")
    .option("--json", "wynik jako JSON")
    .action((path: string, options: PackageOptions) =>
      withFiles(frame, path, options, async (files) => {
        const context = await frame.operationContext("Wczytywanie paczki");
        const imported = await importPackage(context, files, options.cooperative ?? null);
        if (imported.ok) {
          frame.answer(imported.value, () => importText(imported.value), options);
          return;
        }
        const problems = spoken(imported.refusals);
        frame.answer({ problems }, () => problemsText(problems), options);
        frame.endRefused();
      }),
    );
}

function spoken(problems: readonly PackageProblem[]): SpokenProblem[] {
  return problems.map((problem) => ({ ...problem, sentence: sentenceOf(problem as Refusal) }));
}

async function withFiles(
  frame: Frame,
  path: string,
  options: PackageOptions,
  work: (files: OpenPackage) => Promise<void>,
): Promise<void> {
  const opened = await openPackageFiles(path, STREAMED_FILES);
  if (!opened.ok) return frame.refuse(opened.refusals, options);
  try {
    await work(opened.value);
  } finally {
    await opened.value.close();
  }
}
