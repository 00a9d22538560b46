import { readFile, writeFile } from "node:fs/promises";
import { resolve } from "node:path";
import { text as readAll } from "node:stream/consumers";
import type { Command } from "commander";
import { grosze, zlotyForPeople } from "../domain/values/money.ts";
import { type Refusal, refusal } from "../domain/values/result.ts";
import type { ExampleResident } from "../formats/mirror-plan/example-residents.ts";
import { type MirrorPlan, planFromDatabase, planFromFolder } from "../operations/plan-mirror.ts";
import { sentenceOf } from "../web/messages/refusals.pl.ts";
import { isSourceAddress, withoutPassword } from "../world/mirror-source/address.ts";
import type { Frame, OutputOptions } from "./frame.ts";

interface PlanOptions extends OutputOptions {
  readonly out: string;
  readonly passwordFile?: string;
}

export function registerMirrorPlan(noun: Command, frame: Frame): void {
  noun
    .command("plan <folder-lub-adres>")
    .description(
      "Ogląda próbkę danych innego programu (folder plików CSV albo bazę), proponuje mapowanie, mówi, czego brakuje każdej zakładce, i pokazuje trzech mieszkańców tak, jak pokaże ich portal. Nie wymaga bazy Osiedla.",
    )
    .option("--out <plik>", "dokąd zapisać proponowane mapowanie", "mapowanie.json")
    .option("--password-file <plik>", "plik z hasłem do bazy; „-” czyta je z wejścia")
    .option("--json", "wynik jako JSON")
    .action(async (what: string, options: PlanOptions) => {
      const password = await passwordOf(what, options);
      if (typeof password !== "string") return frame.refuse([password], options);
      const { address } = withoutPassword(what);
      const plan = isSourceAddress(what)
        ? await planFromDatabase(address, password)
        : await planFromFolder(what);
      if (!plan.ok) return frame.refuse(plan.refusals, options);
      const out = resolve(options.out);
      await writeFile(out, `${JSON.stringify(plan.value.mapping, null, 2)}\n`);
      frame.answer({ ...plan.value, out }, () => planText(plan.value, out), options);
    });
}

async function passwordOf(what: string, { passwordFile }: PlanOptions): Promise<string | Refusal> {
  if (passwordFile === undefined) return withoutPassword(what).password ?? "";
  try {
    const read = passwordFile === "-" ? readAll(process.stdin) : readFile(passwordFile, "utf8");
    return (await read).replace(/\r?\n$/, "");
  } catch {
    return refusal("source-password-file-not-readable", { path: passwordFile });
  }
}

function planText(plan: MirrorPlan, out: string): string {
  return [
    ...plan.warnings.map((warning) => `Uwaga: ${sentenceOf(warning)}`),
    ...plan.recoded.map((name) => `Uwaga: plik ${name} nie jest w UTF-8; przeczytano go jako Windows-1250.`),
    "Proponowane mapowanie:",
    ...plan.tables.flatMap((table) => [
      ...tableLines(plan.sources)(table),
      ...unreadableLines(plan, table.name),
    ]),
    "",
    "Czego brakuje zakładkom portalu:",
    ...plan.gaps.map(({ tab, tables, columns }) =>
      tables.length + columns.length === 0
        ? `  ${tab}: niczego`
        : `  ${tab}: ${[...tables.map((table) => `tabeli ${table}`), ...columns.map((column) => `kolumny ${column}`)].join(", ")}`,
    ),
    "",
    plan.residents.length === 0
      ? "W próbce nie znaleziono osób, więc nie ma kogo pokazać."
      : "Tak portal pokazałby mieszkańców z próbki:",
    ...plan.residents.flatMap(residentLines),
    "",
    `Mapowanie zapisano w ${out}. Uzupełnij dane spółdzielni i braki, potem sprawdź je: osiedle mirror source check.`,
  ].join("\n");
}

function tableLines(sources: Readonly<Record<string, string>>) {
  return ({ name, missing, assumed, unknownCodes, meanings }: MirrorPlan["tables"][number]): string[] => [
    `  ${name.padEnd(24)} ← ${sources[name]}`,
    ...(missing.length > 0 ? [`      brakuje kolumn: ${missing.join(", ")}`] : []),
    ...(assumed.length > 0 ? [`      przyjęto z góry: ${assumed.join(", ")}`] : []),
    ...Object.entries(unknownCodes).map(
      ([column, codes]) =>
        `      ${column}: nie wiadomo, co znaczy ${codes.join(", ")}; może znaczyć: ${meanings[column]!.join(", ")}`,
    ),
  ];
}

function unreadableLines({ unreadable }: MirrorPlan, name: string): string[] {
  return unreadable
    .filter(({ table }) => table === name)
    .map(
      ({ column, count, example }) =>
        `      ${column}: nie da się odczytać „${example}”${count === 1 ? "" : ` i podobnych (wierszy: ${count})`}`,
    );
}

function residentLines(resident: ExampleResident): string[] {
  const { name, unit, since, month, charges, chargedGrosze, accounts, virtualAccounts } = resident;
  const comma = (text: string) => text.replace(".", ",");
  const money = (amount: number) => zlotyForPeople(grosze(amount));
  return [
    `  ${name || "(bez nazwiska)"}, ${unit === null ? "lokalu nie znaleziono" : `lokal ${unit}`}${since === null ? "" : `, od ${since}`}`,
    month === null || chargedGrosze === null
      ? "    Czynsz: brak naliczeń w próbce"
      : `    Czynsz za ${month}: ${money(chargedGrosze)}`,
    ...charges.map(
      ({ component, base, rate, amount }) =>
        `      ${component || "składnik bez nazwy"}: ${comma(base)} × ${comma(rate)} = ${comma(amount)}`,
    ),
    ...(accounts.length === 0 ? ["    Księgowość: nie znaleziono konta"] : []),
    ...accounts.map(
      ({ account, balanceGrosze, postings }) =>
        `    Konto ${account}: zapisów ${postings}, saldo ${money(balanceGrosze)}`,
    ),
    `    Wirtualny rachunek: ${virtualAccounts.length === 0 ? "brak w próbce" : virtualAccounts.join(", ")}`,
  ];
}
