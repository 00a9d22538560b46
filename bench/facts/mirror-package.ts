import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { CHARGES_A_MONTH, propertyOf, UNITS_A_BUILDING, writeRegister } from "./mirror-register.ts";
import { type FileState, PackageFileWriter } from "./package-file-writer.ts";

/** Another program's books: every unit is held by one person, is charged 15 components a month and pays once. */
export const MONTHS = 24;
const FIRST_YEAR = 2024;
const BASE = "48.500000";

const CHANGED_GROSZE = 1;

/** Amount of a charge line in grosze: whatever it is, the same in every file. */
const chargeGrosze = (unit: number, component: number) => 1000 + ((unit * 7 + component * 131) % 9000);

const monthText = (index: number) =>
  `${FIRST_YEAR + Math.floor(index / 12)}-${String((index % 12) + 1).padStart(2, "0")}`;
const zloty = (grosze: number) => `${Math.trunc(grosze / 100)}.${String(grosze % 100).padStart(2, "0")}`;

/** Kinds of the mirrored areas that this source has nothing of. */
const NOTHING_OF = ["open_item", "allocation", "crediting", "account_year"];

/** What a picture has of one building and month; in a difference the first charge of each unit is a grosz more. */
interface Cells {
  readonly units: number;
  readonly isChanged: (building: number, month: number) => boolean;
  readonly isWritten: (building: number, month: number) => boolean;
}

async function writeBooks(folder: string, { units, isChanged, isWritten }: Cells): Promise<FileState[]> {
  const documents = new PackageFileWriter(
    folder,
    "documents.csv",
    "code;number;kind;document_date;posted_on;description;month;position",
  );
  const postings = new PackageFileWriter(
    folder,
    "postings.csv",
    "document;line;account;property;side;amount;due_on;month",
  );
  const charges = new PackageFileWriter(
    folder,
    "charges.csv",
    "right;month;account;component;rate;document;base;rate_amount;amount;kind",
  );
  const totals = new PackageFileWriter(
    folder,
    "totals.csv",
    "kind;account;month;rows;debit;credit;amount;remaining",
  );
  const all = { documents: 0, postings: 0, debit: 0, credit: 0, charges: 0, charged: 0 };
  const written = { debit: 0, credit: 0, charged: 0 };
  const buildings = Math.ceil(units / UNITS_A_BUILDING);
  for (let month = 0; month < MONTHS; month += 1) {
    const text = monthText(month);
    for (let building = 1; building <= buildings; building += 1) {
      const isHere = isWritten(building, month);
      const extra = isChanged(building, month) ? CHANGED_GROSZE : 0;
      const property = `N${propertyOf(building)}`;
      const first = (building - 1) * UNITS_A_BUILDING + 1;
      const last = Math.min(units, building * UNITS_A_BUILDING);
      const code = `NAL-${text}-${building}`;
      const paid = `WB-${text}-${building}`;
      const position = (month * buildings + building) * 2;
      let sum = 0;
      if (isHere) {
        documents.add(
          `${code};NAL/${text}/${building};assessment;${text}-01;${text}-01;Naliczenie ${text};${text};${position}`,
        );
        documents.add(
          `${paid};WB/${text}/${building};payment;${text}-10;${text}-10;Wpłaty ${text};;${position + 1}`,
        );
      }
      let line = 1;
      for (let unit = first; unit <= last; unit += 1) {
        let due = 0;
        for (let component = 1; component <= CHARGES_A_MONTH; component += 1) {
          const amount = chargeGrosze(unit, component) + (component === 1 ? extra : 0);
          due += amount;
          if (isHere)
            charges.add(
              `R${unit};${text};204-${unit};S${component};T${component};${code};${BASE};1.${component};${zloty(amount)};assessed`,
            );
        }
        sum += due;
        if (isHere) {
          postings.add(`${code};${line};204-${unit};${property};debit;${zloty(due)};${text}-15;${text}`);
          postings.add(`${paid};${line};204-${unit};${property};credit;${zloty(due)};;`);
          totals.add(`posting;204-${unit};${text};2;${zloty(due)};${zloty(due)};;`);
          totals.add(`charge;204-${unit};${text};${CHARGES_A_MONTH};;;${zloty(due)};`);
          written.debit += due;
          written.credit += due;
          written.charged += due;
        }
        all.postings += 2;
        all.debit += due;
        all.credit += due;
        all.charges += CHARGES_A_MONTH;
        all.charged += due;
        line += 1;
      }
      if (isHere) {
        postings.add(`${code};${line};700;${property};credit;${zloty(sum)};;${text}`);
        postings.add(`${paid};${line};130;${property};debit;${zloty(sum)};;`);
        written.debit += sum;
        written.credit += sum;
      }
      all.documents += 2;
      all.postings += 2;
      all.debit += sum;
      all.credit += sum;
      for (const file of [documents, postings, charges, totals]) await file.flush();
    }
  }
  for (const [account, month, debit, credit] of ledgerCells({ units, isChanged, isWritten }))
    totals.add(`posting;${account};${month};${buildings};${zloty(debit)};${zloty(credit)};;`);
  totals.add(`document;;;${all.documents};;;;`);
  totals.add(`posting;;;${all.postings};${zloty(all.debit)};${zloty(all.credit)};;`);
  totals.add(`charge;;;${all.charges};;;${zloty(all.charged)};`);
  for (const kind of NOTHING_OF) totals.add(`${kind};;;0;;;0;${kind === "open_item" ? "0" : ""}`);
  return [
    await documents.end(),
    await postings.end({ "amount.debit": zloty(written.debit), "amount.credit": zloty(written.credit) }),
    await charges.end({ amount: zloty(written.charged) }),
    await totals.end(),
  ];
}

/** Turnover of the two ledger accounts by month, where a building of it is written. */
function* ledgerCells({ units, isChanged, isWritten }: Cells): Generator<[string, string, number, number]> {
  const buildings = Math.ceil(units / UNITS_A_BUILDING);
  for (let month = 0; month < MONTHS; month += 1) {
    let [sum, isTouched] = [0, false];
    for (let building = 1; building <= buildings; building += 1) {
      isTouched ||= isWritten(building, month);
      const last = Math.min(units, building * UNITS_A_BUILDING);
      for (let unit = (building - 1) * UNITS_A_BUILDING + 1; unit <= last; unit += 1) {
        for (let component = 1; component <= CHARGES_A_MONTH; component += 1)
          sum += chargeGrosze(unit, component);
        if (isChanged(building, month)) sum += CHANGED_GROSZE;
      }
    }
    if (!isTouched) continue;
    yield ["700", monthText(month), 0, sum];
    yield ["130", monthText(month), sum, 0];
  }
}

/** A whole picture; in a later one the first charge of every unit may be a grosz more. */
export async function writeWhole(
  folder: string,
  units: number,
  { mark = "1", isDearer = false }: { readonly mark?: string; readonly isDearer?: boolean } = {},
): Promise<void> {
  mkdirSync(folder, { recursive: true });
  const files = [
    ...(await writeRegister(folder, units)),
    ...(await writeBooks(folder, { units, isChanged: () => isDearer, isWritten: () => true })),
  ];
  writeManifest(folder, files, { mark, since: null, asOf: `2026-01-0${mark}T06:00:00+01:00` });
}

/** A difference in which one building and month of a hundred has changed. */
export async function writeDifference(folder: string, units: number): Promise<void> {
  mkdirSync(folder, { recursive: true });
  const isChanged = (building: number, month: number) => (building * MONTHS + month) % 100 === 0;
  const files = await writeBooks(folder, { units, isChanged, isWritten: isChanged });
  writeManifest(folder, files, { mark: "2", since: "1", asOf: "2026-01-02T06:00:00+01:00" });
}

export const COOPERATIVE_FACTS = {
  slug: "pomiar",
  name: "Pomiar",
  shortName: "Pomiar",
  street: "ul. Próbna 1",
  postalCode: "00-000",
  city: "Testów",
  loginOffice: {},
  firstMonth: `${FIRST_YEAR}-01`,
};

function writeManifest(folder: string, files: readonly FileState[], mirror: Record<string, unknown>): void {
  const manifest = {
    format: "osiedle-package",
    formatVersion: 1,
    created: "2026-01-01",
    source: "pomiar",
    cooperative: COOPERATIVE_FACTS,
    mirror,
    files,
  };
  writeFileSync(join(folder, "manifest.json"), JSON.stringify(manifest));
}
