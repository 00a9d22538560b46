import { describe, expect, it } from "vitest";
import {
  change,
  type DraftPackage,
  examplePackage,
  packageOf,
  sealed,
} from "../../../tests/setup/exchange-package.ts";
import { sentenceOf } from "../../web/messages/refusals.pl.ts";
import { readPackage } from "./read-package.ts";

type Fault = readonly [file: string, line: number | null, column: string | null, reason: string];

async function faultsOf(draft: DraftPackage): Promise<Fault[]> {
  const { problems } = await readPackage(sealed(draft));
  return problems.map(({ file, line, column, reason }) => [file, line, column, reason]);
}

const replaced = (name: string, from: string, to: string) =>
  change(examplePackage(), name, (text) => text.replace(from, to));
const added = (name: string, row: string) => change(examplePackage(), name, (text) => `${text}${row}\n`);

describe("an exchange package", () => {
  it("of the guide is without faults", async () => {
    const { facts, problems } = await readPackage(sealed(examplePackage()));
    expect(problems).toEqual([]);
    expect(facts.units.code).toEqual(["B1-1", "B1-2", "B1-U1", "B2-G1"]);
    expect(facts.unitStates.usableAreaCm2).toEqual([485_000, 485_000, 632_000, 883_000, 160_000]);
    expect(facts.unitStates.until[0]).toBe("2026-09-01");
    expect(facts.unitStates.equipment[2]).toBe('{"domofon":1,"winda":1}');
    expect(facts.people.correspondenceAddress[3]).toBe("skr. poczt. 12; 00-950 Przykładowo");
    expect(facts.people.lastName[4]).toBe('"Wzorcowa" spółka z o.o.');
    expect(facts.openingItems.remainingGrosze[0]).toBe(1415);
  });

  it("says the same with commas, dots, CRLF, a byte order mark and blank lines", async () => {
    const draft = change(examplePackage(), "opening-items.csv", (text) => {
      const lines = text.trimEnd().replaceAll(",", ".").replaceAll(";", ",").split("\n");
      return `\ufeff${lines.join("\r\n")}\r\n\r\n`;
    });
    const files = sealed({ ...draft, files: new Map(examplePackage().files) });
    const manifest = JSON.parse(Buffer.from((await opened(files, "manifest.json")).bytes).toString("utf8"));
    const entry = manifest.files.find((file: { name: string }) => file.name === "opening-items.csv");
    const text = draft.files.get("opening-items.csv")!;
    const resealed = packageOf(
      new Map([...draft.files, ["manifest.json", JSON.stringify(manifest)], ["opening-items.csv", text]]),
    );
    entry.sha256 = (await opened(resealed, "opening-items.csv")).sha256;
    const other = packageOf(new Map([...draft.files, ["manifest.json", JSON.stringify(manifest)]]));
    const [one, two] = [await readPackage(sealed(examplePackage())), await readPackage(other)];
    expect(two.problems).toEqual([]);
    expect(two.facts.openingItems).toEqual(one.facts.openingItems);
  });

  const faults: readonly (readonly [string, DraftPackage, Fault])[] = [
    [
      "a right on an unknown unit",
      replaced("rights.csv", "R1;B1-1;", "R1;B1-9;"),
      ["rights.csv", 2, "unit", "unknown-reference"],
    ],
    [
      "a code used twice",
      added("people.csv", "P1;natural;Ewa;Zmyślona;;;;;;;;"),
      ["people.csv", 7, "code", "duplicate-code"],
    ],
    [
      "a day that is none",
      replaced("members.csv", "1995-10-14", "1995-02-30"),
      ["members.csv", 3, "first_day", "not-a-day"],
    ],
    [
      "a period that ends before it begins",
      replaced("residents.csv", "2026-03-31", "1991-01-31"),
      ["residents.csv", 4, "last_day", "period-ends-before-start"],
    ],
    [
      "a number that is none",
      replaced("unit-states.csv", "63,20;63,20", "63 m²;63,20"),
      ["unit-states.csv", 4, "usable_area", "not-a-decimal"],
    ],
    [
      "a tenth of a grosz",
      replaced("opening-items.csv", "4,17;4,17", "4,17;4,171"),
      ["opening-items.csv", 6, "remaining", "too-many-decimals"],
    ],
    [
      "a kind that is none",
      replaced("units.csv", "B2-G1;garage", "B2-G1;garaż"),
      ["units.csv", 5, "kind", "not-one-of"],
    ],
    [
      "a PESEL with a wrong last digit",
      replaced("people.csv", "Marian;Wymyślony;;", "Marian;Wymyślony;44051401358;"),
      ["people.csv", 4, "pesel", "not-a-pesel"],
    ],
    [
      "a PESEL of a company",
      replaced("people.csv", 'spółka z o.o.";;', 'spółka z o.o.";44051401359;'),
      ["people.csv", 6, "pesel", "legal-person-with-pesel"],
    ],
    [
      "a NIP with a wrong last digit",
      replaced("people.csv", 'spółka z o.o.";;;', 'spółka z o.o.";;1234563217;'),
      ["people.csv", 6, "nip", "not-a-nip"],
    ],
    [
      "an account number with a slip",
      replaced("virtual-accounts.csv", "23102025280000000000000001", "23102025280000000000000010"),
      ["virtual-accounts.csv", 2, "number", "account-number-check-digits"],
    ],
    [
      "a number of another client",
      replaced("virtual-account-schemes.csv", "0000;right", "1111;right"),
      ["virtual-accounts.csv", 2, "number", "virtual-account-outside-scheme"],
    ],
    [
      "a number for a right and a unit",
      replaced("virtual-accounts.csv", "R4;;", "R4;B2-G1;"),
      ["virtual-accounts.csv", 6, "right", "virtual-account-owner"],
    ],
    [
      "a letter in another encoding",
      replaced("people.csv", "Żaneta", "\ufffdaneta"),
      ["people.csv", 2, "first_name", "broken-encoding"],
    ],
    [
      "a blank where a value belongs",
      replaced("units.csv", "B1;;U1;0", "B1;;;0"),
      ["units.csv", 4, "number", "blank-cell"],
    ],
    [
      "a control character",
      replaced("people.csv", "Marian", "Mar\u0000ian"),
      ["people.csv", 4, "first_name", "control-character"],
    ],
    [
      "a column left out",
      replaced("members.csv", "number", "numer"),
      ["members.csv", 1, "number", "missing-column"],
    ],
    [
      "a column nobody knows",
      change(examplePackage(), "properties.csv", (text) =>
        text.replace("name", "name;area").replace(/a\n/g, "a;1\n").replace("area;1\n", "area\n"),
      ),
      ["properties.csv", 1, "area", "unknown-column"],
    ],
    [
      "a row with a cell too many",
      replaced("staircases.csv", "Klatka I", "Klatka I;x"),
      ["staircases.csv", 2, null, "wrong-field-count"],
    ],
    [
      "two rights on one unit at a time",
      replaced("rights.csv", "2026-03-20;2026-04-01", "2026-03-20;2026-03-31"),
      ["rights.csv", 4, "first_day", "rights-overlap"],
    ],
    [
      "a unit measured twice on a day",
      replaced("unit-states.csv", "2026-09-01", "2026-08-31"),
      ["unit-states.csv", 3, "first_day", "periods-overlap"],
    ],
    [
      "a right before its unit",
      replaced("unit-states.csv", "B1-U1;2026-01-01", "B1-U1;2026-01-02"),
      ["rights.csv", 5, "unit", "right-outside-unit"],
    ],
    [
      "a holder before the right",
      replaced("right-holders.csv", "R4;P1;2019-09-03", "R4;P1;2019-09-02"),
      ["right-holders.csv", 7, "first_day", "holder-outside-right"],
    ],
    [
      "a holder after the right",
      replaced("right-holders.csv", "R2;P3;1991-03-01;2026-03-31", "R2;P3;1991-03-01;"),
      ["right-holders.csv", 4, "last_day", "holder-outside-right"],
    ],
    [
      "a right that nobody holds",
      replaced("right-holders.csv", "R3;P5;2024-12-01;\n", ""),
      ["rights.csv", 5, null, "right-without-holder"],
    ],
    [
      "holders who all change at once",
      replaced(
        "right-holders.csv",
        "R3;P5;2024-12-01;\n",
        "R3;P5;2024-12-01;2026-05-31\nR3;P4;2026-06-01;\n",
      ),
      ["right-holders.csv", 7, "first_day", "right-without-continuity"],
    ],
    [
      "holders who change after a gap",
      replaced(
        "right-holders.csv",
        "R3;P5;2024-12-01;\n",
        "R3;P5;2024-12-01;2026-05-31\nR3;P4;2026-08-01;\n",
      ),
      ["right-holders.csv", 7, "first_day", "right-without-continuity"],
    ],
    [
      "a staircase of another building",
      replaced("units.csv", "B2-G1;garage;B2;;", "B2-G1;garage;B2;B1-I;"),
      ["units.csv", 5, "staircase", "staircase-of-another-building"],
    ],
    [
      "items that do not sum to the balance",
      replaced("accounts.csv", "412,30", "412,31"),
      ["accounts.csv", 2, "opening_balance", "opening-does-not-add-up"],
    ],
    [
      "more remaining than there was",
      replaced("opening-items.csv", "540,00;35,50", "35,00;35,50"),
      ["opening-items.csv", 5, "remaining", "remaining-above-original"],
    ],
    [
      "a claim without a due day",
      replaced("opening-items.csv", "2025-10-31;4,17", ";4,17"),
      ["opening-items.csv", 6, "due_on", "claim-without-due-day"],
    ],
    [
      "a claim of a month to be assessed",
      replaced("opening-items.csv", "NAL 12/2025;2025-12;", "NAL 12/2025;2026-01;"),
      ["opening-items.csv", 3, "month", "item-not-before-opening"],
    ],
    [
      "an account of a right and a role",
      replaced("accounts.csv", "R1;fees;receivable;;", "R1;fees;receivable;other;"),
      ["accounts.csv", 2, null, "account-right-or-role"],
    ],
    [
      "a deposit among the receivables",
      replaced("accounts.csv", "contribution;fund", "contribution;receivable"),
      ["accounts.csv", 4, "nature", "nature-of-purpose"],
    ],
    [
      "a second account for the same",
      added("accounts.csv", "204-R1-77;Opłaty;R1;fees;;;;"),
      ["accounts.csv", 25, "purpose", "account-of-right-twice"],
    ],
    [
      "a bank account on the wrong account",
      replaced("bank-accounts.csv", "131-01", "800"),
      ["bank-accounts.csv", 2, "account", "bank-account-role"],
    ],
    [
      "a rate before its notice",
      replaced(
        "rates.csv",
        "FR-2026;FR;2026-01-01;;usable-area;2,10;any;;;U1;2025-09-15",
        "FR-2026;FR;2026-01-01;;usable-area;2,10;any;;;U1;2025-10-01",
      ),
      ["rates.csv", 4, "announced_on", "rate-before-notice"],
    ],
    [
      "a rate nobody announced",
      replaced("rates.csv", ";U2;2025-11-28;no", ";U2;;no"),
      ["rates.csv", 6, "announced_on", "rate-notice-missing"],
    ],
    [
      "a norm where none is used",
      replaced("rates.csv", "persons;32,00;any;dwelling;;", "persons;32,00;any;dwelling;3;"),
      ["rates.csv", 6, "norm", "rate-field-not-used"],
    ],
    [
      "two rates for the same",
      added("rates.csv", "FR-2;FR;2026-02-01;;usable-area;2,00;any;;;U1;2025-09-15;no"),
      ["rates.csv", 7, "first_day", "rates-overlap"],
    ],
    [
      "an advance without its medium",
      replaced("components.csv", "advances;waste", "advances;"),
      ["components.csv", 5, "medium", "component-medium"],
    ],
    [
      "a quotation mark never closed",
      replaced("members.csv", "131;1991", '"131;1991'),
      ["members.csv", 4, null, "not-csv"],
    ],
  ];

  it.each(faults)("with %s is refused at its place", async (_name, draft, fault) => {
    const found = await faultsOf(draft);
    expect(found).toContainEqual(fault);
  });

  it("names each single fault once, without an echo of others", async () => {
    for (const [name, draft, fault] of faults) {
      if (name.startsWith("a column left out") || name.startsWith("a number of another")) continue;
      expect([name, (await faultsOf(draft)).filter((found) => found[3] !== "control-character")]).toEqual([
        name,
        fault[3] === "control-character" ? [] : [fault],
      ]);
    }
  });

  it("says every reason in Polish", async () => {
    for (const [, draft] of faults) {
      for (const problem of (await readPackage(sealed(draft))).problems)
        expect(sentenceOf(problem)).not.toContain(problem.reason);
    }
  });
});

describe("the manifest", () => {
  const manifestOf = async (edit: (manifest: ReturnType<typeof examplePackage>["manifest"]) => void) => {
    const files = sealed(examplePackage());
    const manifest = JSON.parse(Buffer.from((await opened(files, "manifest.json")).bytes).toString("utf8"));
    edit(manifest);
    const changed = packageOf(
      new Map([...examplePackage().files, ["manifest.json", JSON.stringify(manifest)]]),
    );
    return (await readPackage(changed)).problems.map(({ file, column, reason }) => [file, column, reason]);
  };

  it.each<[string, (manifest: ReturnType<typeof examplePackage>["manifest"]) => void, unknown[]]>([
    [
      "a wrong count",
      (manifest) => (fileOf(manifest, "units.csv").rows = 5),
      ["units.csv", null, "wrong-row-count"],
    ],
    [
      "a wrong digest",
      (manifest) => (fileOf(manifest, "units.csv").sha256 = "0".repeat(64)),
      ["units.csv", null, "wrong-digest"],
    ],
    [
      "a wrong sum",
      (manifest) => (fileOf(manifest, "opening-items.csv").sums["remaining.debit"] = "1.00"),
      ["opening-items.csv", "remaining.debit", "wrong-control-sum"],
    ],
    [
      "no sum",
      (manifest) => delete fileOf(manifest, "accounts.csv").sums,
      ["accounts.csv", "opening_balance", "control-sum-missing"],
    ],
    [
      "a sum of words",
      (manifest) => (fileOf(manifest, "units.csv").sums = { number: "1" }),
      ["units.csv", "number", "unknown-control-sum"],
    ],
    [
      "a wrong NIP",
      (manifest) => (manifest.cooperative.nip = "1234563217"),
      ["manifest.json", "cooperative.nip", "bad-field"],
    ],
    [
      "an early due day",
      (manifest) => (manifest.cooperative.feeDueDay = 9),
      ["manifest.json", "cooperative.feeDueDay", "bad-field"],
    ],
    [
      "an unknown field",
      (manifest) => (manifest.cooperative.phone = "1"),
      ["manifest.json", "cooperative.phone", "unknown-field"],
    ],
    [
      "a missing field",
      (manifest) => delete manifest.cooperative.slug,
      ["manifest.json", "cooperative.slug", "missing-field"],
    ],
    [
      "another version",
      (manifest) => (manifest.formatVersion = 2),
      ["manifest.json", "formatVersion", "unknown-format"],
    ],
    [
      "a purpose left out of the order",
      (manifest) => manifest.cooperative.purposeOrder.pop(),
      ["manifest.json", "cooperative.purposeOrder", "bad-field"],
    ],
  ])("with %s is refused", async (_name, edit, fault) => {
    expect(await manifestOf(edit)).toEqual([fault]);
  });

  it.each([
    ["not there", null, "missing-file"],
    ["no JSON", "{", "not-json"],
    ["a list", "[]", "missing-file"],
  ])("that is %s is refused", async (_name, text, reason) => {
    const files = new Map(examplePackage().files);
    if (text !== null) files.set("manifest.json", text);
    const { problems } = await readPackage(packageOf(files));
    expect(problems.length).toBeGreaterThan(0);
    if (text !== "[]") expect(problems[0]).toMatchObject({ file: "manifest.json", reason });
  });
});

describe("the files", () => {
  it("of a picture of another program's books are known and refused, and so is a whole picture", async () => {
    for (const name of ["charges.csv", "documents.csv", "totals.csv", "deleted.csv"])
      expect(await faultsOf(added(name, "code"))).toEqual([[name, null, null, "file-of-a-mirror"]]);
    const draft = added("charges.csv", "code");
    const mirror = { mark: "17", since: null, asOf: "2026-09-01T02:00:00+02:00" };
    expect(await faultsOf({ ...draft, manifest: { ...draft.manifest, mirror } })).toEqual([
      ["manifest.json", null, "mirror", "package-is-a-mirror"],
    ]);
  });

  it("that nobody knows, nobody lists or that are missing are named", async () => {
    const draft = examplePackage();
    const files = new Map(draft.files);
    files.delete("rights.csv");
    const manifest = (await sealed(draft).read("manifest.json")) as { value: { bytes: Uint8Array } };
    files.set("manifest.json", Buffer.from(manifest.value.bytes).toString("utf8"));
    files.set("notes.csv", "a");
    const { problems } = await readPackage(packageOf(files));
    expect(problems.map(({ file, reason }) => [file, reason])).toEqual([
      ["notes.csv", "unknown-file"],
      ["rights.csv", "missing-file"],
    ]);
  });
});

async function opened(files: ReturnType<typeof packageOf>, name: string) {
  const file = await files.read(name);
  if (!file.ok) throw new Error(name);
  return file.value;
}

function fileOf(manifest: ReturnType<typeof examplePackage>["manifest"], name: string) {
  return manifest.files.find((file: { name: string }) => file.name === name);
}
