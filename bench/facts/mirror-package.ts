import { createHash, type Hash } from "node:crypto";
import { once } from "node:events";
import { createWriteStream, mkdirSync, type WriteStream, writeFileSync } from "node:fs";
import { join } from "node:path";

/** Another program's books: every unit is held by one person, is charged 15 components a month and pays once. */
export const MONTHS = 24;
export const CHARGES_A_MONTH = 15;
const UNITS_A_BUILDING = 50;
const BUILDINGS_A_PROPERTY = 20;
const FIRST_YEAR = 2024;
const BASE = "48.500000";

export const CHANGED_GROSZE = 1;

/** Amount of a charge line in grosze: whatever it is, the same in every file. */
const chargeGrosze = (unit: number, component: number) => 1000 + ((unit * 7 + component * 131) % 9000);

const monthText = (index: number) =>
  `${FIRST_YEAR + Math.floor(index / 12)}-${String((index % 12) + 1).padStart(2, "0")}`;
const zloty = (grosze: number) => `${Math.trunc(grosze / 100)}.${String(grosze % 100).padStart(2, "0")}`;

interface FileState {
  readonly name: string;
  readonly rows: number;
  readonly sha256: string;
  readonly sums?: Record<string, string>;
}

/** One file of a package, written line by line with its digest. */
class PackageFileWriter {
  readonly #name: string;
  readonly #stream: WriteStream;
  readonly #hash: Hash = createHash("sha256");
  #pending: string[] = [];
  #pendingLength = 0;
  #rows = -1;

  constructor(folder: string, name: string, heading: string) {
    this.#name = name;
    this.#stream = createWriteStream(join(folder, name));
    this.add(heading);
  }

  add(line: string): void {
    this.#pending.push(line);
    this.#pendingLength += line.length;
    this.#rows += 1;
  }

  /** Called now and then, so that nothing piles up. */
  async flush(isLast = false): Promise<void> {
    if (!isLast && this.#pendingLength < 1 << 20) return;
    if (this.#pending.length === 0) return;
    const bytes = Buffer.from(`${this.#pending.join("\n")}\n`);
    this.#hash.update(bytes);
    this.#pending = [];
    this.#pendingLength = 0;
    if (!this.#stream.write(bytes)) await once(this.#stream, "drain");
  }

  async end(sums?: Record<string, string>): Promise<FileState> {
    await this.flush(true);
    this.#stream.end();
    await once(this.#stream, "finish");
    return {
      name: this.#name,
      rows: this.#rows,
      sha256: this.#hash.digest("hex"),
      ...(sums ? { sums } : {}),
    };
  }
}

async function writeRegister(folder: string, units: number): Promise<FileState[]> {
  const states: FileState[] = [];
  const buildings = Math.ceil(units / UNITS_A_BUILDING);
  const write = async (
    name: string,
    heading: string,
    count: number,
    line: (id: number) => string,
    sums?: Record<string, string>,
  ) => {
    const file = new PackageFileWriter(folder, name, heading);
    for (let id = 1; id <= count; id += 1) {
      file.add(line(id));
      await file.flush();
    }
    states.push(await file.end(sums));
  };
  await write(
    "properties.csv",
    "code;name",
    Math.ceil(buildings / BUILDINGS_A_PROPERTY),
    (id) => `N${id};Nieruchomość ${id}`,
  );
  await write(
    "buildings.csv",
    "code;property;street;house_number;postal_code;city",
    buildings,
    (id) => `B${id};N${Math.ceil(id / BUILDINGS_A_PROPERTY)};ul. Próbna;${id};00-000;Testów`,
  );
  await write(
    "units.csv",
    "code;kind;building;number;floor",
    units,
    (id) => `L${id};dwelling;B${buildingOf(id)};${id};${id % 5}`,
  );
  await write(
    "unit-states.csv",
    "unit;first_day;usable_area;heated_area;volume;persons;meters;share",
    units,
    (id) => `L${id};2020-01-01;48.5;48.5;125;2;1;0.01`,
  );
  await write(
    "people.csv",
    "code;kind;first_name;last_name",
    units,
    (id) => `P${id};natural;Osoba;Próbna ${id}`,
  );
  await write(
    "rights.csv",
    "code;unit;kind;first_day",
    units,
    (id) => `R${id};L${id};ownership-right;2020-01-01`,
  );
  await write("right-holders.csv", "right;person;first_day", units, (id) => `R${id};P${id};2020-01-01`);
  await write(
    "components.csv",
    "code;name;purpose;posted_to;controllable;position",
    CHARGES_A_MONTH,
    (id) => `S${id};Składnik ${id};fees;operating-revenue;yes;${id}`,
  );
  await write(
    "rates.csv",
    "code;component;first_day;base;amount",
    CHARGES_A_MONTH,
    (id) => `T${id};S${id};2020-01-01;usable-area;1.${id}`,
  );
  await write(
    "accounts.csv",
    "code;name;right;purpose;role",
    units + 2,
    (id) => (id > units ? LEDGER_ACCOUNTS[id - units - 1]! : `204-${id};Opłaty;R${id};fees;`),
    { opening_balance: "0.00" },
  );
  return states;
}

const LEDGER_ACCOUNTS = ["700;Przychody;;;operating-revenue", "130;Bank;;;bank"];
const buildingOf = (unit: number) => Math.ceil(unit / UNITS_A_BUILDING);

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
      const property = `N${Math.ceil(building / BUILDINGS_A_PROPERTY)}`;
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

/** A whole picture. */
export async function writeWhole(folder: string, units: number): Promise<void> {
  mkdirSync(folder, { recursive: true });
  const files = [
    ...(await writeRegister(folder, units)),
    ...(await writeBooks(folder, { units, isChanged: () => false, isWritten: () => true })),
  ];
  writeManifest(folder, files, { mark: "1", since: null, asOf: "2026-01-01T06:00:00+01:00" });
}

/** A difference in which one building and month of a hundred has changed. */
export async function writeDifference(folder: string, units: number): Promise<void> {
  mkdirSync(folder, { recursive: true });
  const isChanged = (building: number, month: number) => (building * MONTHS + month) % 100 === 0;
  const files = await writeBooks(folder, { units, isChanged, isWritten: isChanged });
  writeManifest(folder, files, { mark: "2", since: "1", asOf: "2026-01-02T06:00:00+01:00" });
}

function writeManifest(folder: string, files: readonly FileState[], mirror: Record<string, unknown>): void {
  const cooperative = {
    slug: "pomiar",
    name: "Pomiar",
    shortName: "Pomiar",
    street: "ul. Próbna 1",
    postalCode: "00-000",
    city: "Testów",
    loginOffice: {},
    firstMonth: `${FIRST_YEAR}-01`,
  };
  const manifest = {
    format: "osiedle-package",
    formatVersion: 1,
    created: "2026-01-01",
    source: "pomiar",
    cooperative,
    mirror,
    files,
  };
  writeFileSync(join(folder, "manifest.json"), JSON.stringify(manifest));
}
