import { grosze, zlotyForPeople } from "../domain/values/money.ts";
import { quantityForPeople } from "../domain/values/quantity.ts";
import type { MirrorChange } from "../store/mirror/changes.ts";
import { KINDS } from "./package-text.ts";

const ACTIONS = { changed: "zmienione", withdrawn: "wycofane", late: "dopisane później" } as const;

/** What the accountant calls the columns of a mirrored row; the others keep their names. */
const COLUMNS: Readonly<Record<string, string>> = {
  amount_grosze: "kwota",
  remaining_grosze: "pozostało",
  original_grosze: "kwota pierwotna",
  opening_grosze: "saldo otwarcia",
  cost_grosze: "koszt",
  advances_grosze: "zaliczki",
  result_grosze: "wynik",
  vat_grosze: "VAT",
  side: "strona",
  posted_on: "data księgowania",
  effective_on: "data skutku",
  document_date: "data dokumentu",
  due_on: "termin",
  opened_on: "powstała",
  read_on: "dzień odczytu",
  value_millionths: "odczyt",
  concerns_month: "miesiąc",
  month: "miesiąc",
  text: "treść",
  description: "opis",
  number: "numer",
  kind: "rodzaj",
  base: "podstawa",
  rate: "stawka",
  title: "tytuł",
  publishedVersion: "czytana wersja",
  publishedOn: "w bibliotece od",
  goneOn: "usunięty w źródle",
  paid_on: "data wpłaty",
};

/** The changes of another program's books as a list for the accountant: where, what it was, what it is. */
export function changesText(changes: readonly MirrorChange[]): string {
  if (changes.length === 0) return "Inny program niczego nie zmienił po pokazaniu.";
  return changes.map(changeLine).join("\n");
}

function changeLine(change: MirrorChange): string {
  const { noticedOn, runId, kind, action, code, account, unit, month } = change;
  const where = [
    account === null ? null : `konto ${account}`,
    unit === null ? null : `lokal ${unit}`,
    month === null ? null : String(month).slice(0, 7),
  ].filter((part) => part !== null);
  return [
    `${noticedOn} (odświeżenie ${runId}) ${KINDS[kind] ?? kind} ${code}: ${ACTIONS[action]}`,
    where.join(", "),
    valuesOf(change),
  ]
    .filter((part) => part !== "")
    .join("; ");
}

/** Of a changed row what differs, of a new or withdrawn one all it says. */
function valuesOf({ before, after }: MirrorChange): string {
  const names = [...new Set([...Object.keys(before ?? {}), ...Object.keys(after ?? {})])];
  return names
    .flatMap((name) => {
      const [was, is] = [before?.[name] ?? null, after?.[name] ?? null];
      if (JSON.stringify(was) === JSON.stringify(is)) return [];
      const values =
        before === null || after === null
          ? written(name, is ?? was)
          : `${written(name, was)} → ${written(name, is)}`;
      return [`${COLUMNS[name] ?? name} ${values}`];
    })
    .join(", ");
}

function written(name: string, value: unknown): string {
  if (value === null || value === "") return "brak";
  if (name === "side") return value === "D" ? "Wn" : "Ma";
  if (typeof value === "number" && name.endsWith("_grosze")) return zlotyForPeople(grosze(value));
  if (typeof value === "number" && (name.endsWith("_millionths") || name === "base" || name === "rate"))
    return quantityForPeople(value);
  return typeof value === "object" ? JSON.stringify(value) : String(value);
}
