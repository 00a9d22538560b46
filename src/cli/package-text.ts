import type { MirrorHead } from "../formats/package/manifest.ts";
import type { PackageProblem } from "../formats/package/problem.ts";
import type { PackageCheck } from "../operations/check-package.ts";
import type { PackageImport } from "../operations/import-package.ts";

/** A problem with the sentence that says it. */
export type SpokenProblem = PackageProblem & { readonly sentence: string };

/** Problems that fit on a person's screen; machines get them all. */
const MOST_SHOWN = 200;
const MOST_NAMES = 10;

/** What rows of a kind are called. */
export const KINDS: Readonly<Record<string, string>> = {
  properties: "nieruchomości",
  buildings: "budynki",
  staircases: "klatki",
  units: "lokale",
  unitStates: "dane lokali",
  people: "osoby",
  rights: "prawa do lokali",
  rightHolders: "uprawnieni",
  residents: "mieszkańcy",
  members: "członkowie",
  resolutions: "uchwały",
  components: "składniki opłat",
  rates: "stawki",
  disputedRates: "stawki sporne",
  library: "dokumenty biblioteki",
  "library-document": "dokument biblioteki",
  accounts: "konta",
  bankAccounts: "rachunki bankowe",
  openingItems: "pozycje bilansu otwarcia",
  virtualAccountSchemes: "schematy rachunków wirtualnych",
  virtualAccounts: "rachunki wirtualne",
  meteringPoints: "punkty pomiarowe",
  meteringPointStates: "miejsca punktów w sieci",
  meteringPointUnits: "lokale punktów",
  meters: "liczniki",
  meterRadios: "nakładki radiowe",
  readings: "odczyty",
  document: "dokumenty",
  posting: "zapisy",
  open_item: "pozycje otwarte",
  allocation: "rozliczenia pozycji",
  crediting: "wpłaty",
  account_year: "salda otwarcia roku",
  charge: "naliczenia",
  reading: "odczyty",
  consumption_information: "informacje o zużyciu",
  building_consumption: "zużycie budynków",
  settlement: "rozliczenia mediów",
  settlement_cost: "koszty rozliczeń",
  settlement_share: "udziały w kosztach",
  settlement_result: "wyniki rozliczeń",
};

/** Every problem in a line: file, line, column, sentence. */
export function problemsText(problems: readonly SpokenProblem[]): string {
  const lines = problems.slice(0, MOST_SHOWN).map(({ file, line, column, sentence }) => {
    const place = [file, line === null ? null : `wiersz ${line}`, column].filter((part) => part !== null);
    return `${place.join(", ")}: ${sentence}`;
  });
  if (problems.length > MOST_SHOWN)
    lines.push(`…i jeszcze ${problems.length - MOST_SHOWN}; wszystkie podaje --json.`);
  return [...lines, "", `Błędów: ${problems.length}. Niczego nie zapisano.`].join("\n");
}

export function checkText({ name, firstMonth, mirror, rows }: PackageCheck): string {
  const counts = Object.entries(rows).filter(([, count]) => count > 0);
  return [
    mirror === null
      ? `${name}: paczka jest poprawna, księgi od ${firstMonth}.`
      : `${name}: ${mirrorText(mirror)} jest poprawny.`,
    ...counts.map(([kind, count]) => `  ${KINDS[kind]}: ${count}`),
  ].join("\n");
}

function mirrorText({ mark, since, asOf }: MirrorHead): string {
  const which =
    since === null ? "pełny obraz ksiąg innego programu" : `obraz zmian innego programu od stanu „${since}”`;
  return `${which} (stan „${mark}” z ${asOf})`;
}

export function importText(imported: PackageImport): string {
  const lines = imported.isFirst ? [`Założono spółdzielnię „${imported.slug}”.`] : [];
  if (imported.isUnchanged) lines.push("Nie ma czego zmieniać: księgi mówią to samo, co paczka.");
  for (const { kind, inserted, updated, replaced } of imported.kinds) {
    const parts = [
      inserted > 0 ? `nowych ${inserted}` : null,
      updated > 0 ? `zmienionych ${updated}` : null,
      replaced > 0 ? `zastąpionych ${replaced}` : null,
    ].filter((part) => part !== null);
    if (parts.length > 0) lines.push(`  ${KINDS[kind]}: ${parts.join(", ")}`);
  }
  for (const { kind, kept } of imported.kinds) {
    if (kept.length === 0) continue;
    const names = kept.slice(0, MOST_NAMES).join(", ");
    const more = kept.length > MOST_NAMES ? ` i jeszcze ${kept.length - MOST_NAMES}` : "";
    lines.push(`Paczka nie wymienia już (zostaje bez zmian) – ${KINDS[kind]}: ${names}${more}.`);
  }
  if (imported.openingDocuments.length > 0)
    lines.push(`Zaksięgowano bilans otwarcia: ${imported.openingDocuments.join(", ")}.`);
  if (imported.monthsToCorrect.length > 0)
    lines.push(
      `Zmieniły się dane miesięcy już zaksięgowanych: ${imported.monthsToCorrect.join(", ")}. Różnice policzy „osiedle assessment correct”.`,
    );
  return lines.join("\n");
}
