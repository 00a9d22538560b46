import { mkdirSync, mkdtempSync, rmSync, symlinkSync, utimesSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { checkMirrorSource } from "../../src/operations/check-mirror-source.ts";
import { freshDatabase, type TestDatabase } from "../setup/database.ts";
import { openSide } from "../setup/mirror-equality.ts";
import { type MirrorInstallation, mirrorInstallation } from "../setup/mirror-installation.ts";
import { smallPdf, textPage } from "../setup/pdf.ts";
import { SMALL_MAPPING, SMALL_VENDOR, vendorAddress } from "../setup/small-vendor.ts";

/** The library of a program that keeps its documents as files and their index in its database. */

let vendor: TestDatabase;
let documents: string;
let installation: MirrorInstallation;

const UCHWALY = `
  create table fk.uchwala (id int primary key, nr text, organ text, data date, tytul text, plik text, przejrzal text, przejrzano date);
  insert into fk.uchwala values (1, '1/2026', 'RN', '2026-01-20', 'Stawki opłat', '2026/u1.pdf', 'Anna Sekretarz', '2026-02-01'),
    (2, '2/2026', 'RN', '2026-01-20', 'Plan remontów', 'u2.pdf', 'Anna Sekretarz', '2026-02-01'),
    (3, '3/2026', 'RN', '2026-01-20', 'Sprawa lokalu', 'u3.pdf', null, null);`;

function mapping() {
  const library = {
    query: "select * from fk.uchwala",
    values: {
      code: { join: ["id"], between: "" },
      file: "plik",
      kind: { constant: "resolution" },
      organ: { column: "organ", list: { RN: "supervisory-board" } },
      number: "nr",
      date: "data",
      title: "tytul",
      status: { constant: "in-force" },
      visibility: { constant: "public" },
      confirmed_by: "przejrzal",
      confirmed_on: "przejrzano",
    },
  };
  return { ...SMALL_MAPPING, libraryFolder: documents, tables: { ...SMALL_MAPPING.tables, library } };
}

/** Puts a document where the program keeps it, as written on that day. */
function keep(name: string, text: string, day = "2026-01-25"): void {
  const path = join(documents, name);
  writeFileSync(path, smallPdf("", [textPage(text)]));
  utimesSync(path, new Date(`${day}T12:00:00Z`), new Date(`${day}T12:00:00Z`));
}

beforeAll(async () => {
  vendor = await freshDatabase();
  documents = mkdtempSync(join(tmpdir(), "osiedle-dokumenty programu-"));
  mkdirSync(join(documents, "2026"));
  keep("2026/u1.pdf", "Stawki oplat");
  keep("u2.pdf", "Plan remontow");
  keep("u3.pdf", "Sprawa lokalu");
  keep("nie z rejestru.pdf", "Notatka");
  await vendor.asSuperuser((client) => client.query(SMALL_VENDOR + UCHWALY));
  installation = await mirrorInstallation({ ...vendorAddress(vendor.name), mapping: mapping() });
});
afterAll(async () => {
  await installation.close();
  await vendor.close();
  rmSync(documents, { recursive: true, force: true });
});

const run = () => installation.run(true);

/** Only what is wrong with lines of files. */
const problemsOf = ({ problems }: Awaited<ReturnType<typeof run>>) =>
  problems.flatMap((problem) =>
    "file" in problem ? [`${problem.file} ${problem.line} ${problem.column} ${problem.reason}`] : [],
  );
const change = (text: string) => vendor.asSuperuser((client) => client.query(text));

async function titlesShown(): Promise<string[]> {
  const { ours, scope } = installation;
  const side = await openSide(ours, "theirs", scope.cooperativeId, ["1"], "2026-03-02T10:00:00Z");
  const { view } = await side.reads.loadLibrary(side.tokens.get("1")!);
  return (view?.newest ?? []).map(({ title }) => title).sort();
}

describe("the library of another program's database", () => {
  it("comes with its files, and is read where somebody there read the copy before", async () => {
    expect(await run()).toMatchObject({ state: "shown", problems: [] });
    expect(await titlesShown()).toEqual(["Plan remontów", "Stawki opłat"]);
    expect(await run()).toMatchObject({ state: "unchanged" });
  });

  it("is refused where a copy was written after somebody had read it", async () => {
    keep("u2.pdf", "Plan remontow z nazwiskami", "2026-02-02");
    const refused = await run();
    expect([refused.state, problemsOf(refused)]).toEqual([
      "refused",
      ["library/index.csv 3 confirmed_on library-file-changed-since"],
    ]);
    await change("update fk.uchwala set przejrzano = '2026-02-02' where id = 2");
    expect(await run()).toMatchObject({ state: "shown" });
  });

  it("brings nothing from outside its folder, and says what is not there", async () => {
    symlinkSync("/etc/hostname", join(documents, "u5.pdf"));
    await change(`insert into fk.uchwala values (4, '4/2026', 'RN', '2026-02-20', 'Poza', '../../etc/passwd.pdf', null, null),
      (5, '5/2026', 'RN', '2026-02-20', 'Link', 'u5.pdf', null, null), (6, '6/2026', 'RN', '2026-02-20', 'Brak', 'u6.pdf', null, null)`);
    const refused = await run();
    expect(problemsOf(refused)).toEqual([
      "library/index.csv 5 file index-file-name",
      "library/index.csv 6 file index-file-missing",
      "library/index.csv 7 file index-file-missing",
    ]);
    expect(await titlesShown()).toEqual(["Plan remontów", "Stawki opłat"]);
  });

  it("is checked before anything is read: its folder has to be there", async () => {
    const { url, password } = vendorAddress(vendor.name);
    expect(await checkMirrorSource(url, password, mapping())).toMatchObject({ ok: true });
    const elsewhere = { ...mapping(), libraryFolder: join(documents, "nie ma") };
    expect(await checkMirrorSource(url, password, elsewhere)).toMatchObject({
      ok: false,
      refusals: [{ reason: "source-library-folder-missing" }],
    });
  });
});
