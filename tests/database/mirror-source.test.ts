import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { readMirrorMapping } from "../../src/formats/mirror-mapping/mapping.ts";
import { STREAMED_FILES } from "../../src/formats/mirror-package/mirror-files.ts";
import { readMirrorPackage } from "../../src/formats/mirror-package/read-mirror-package.ts";
import { checkMirrorSource } from "../../src/operations/check-mirror-source.ts";
import { readSourceAddress } from "../../src/world/mirror-source/address.ts";
import { checkMapping } from "../../src/world/mirror-source/checked-mapping.ts";
import { ExtractCancelled, extract } from "../../src/world/mirror-source/extract.ts";
import { openSource } from "../../src/world/mirror-source/open.ts";
import { openPackageFiles } from "../../src/world/package-files.ts";
import { freshDatabase, type TestDatabase } from "../setup/database.ts";
import { SMALL_MAPPING, SMALL_VENDOR, vendorAddress } from "../setup/small-vendor.ts";

let vendor: TestDatabase;
let folder: string;
beforeAll(async () => {
  vendor = await freshDatabase();
  await vendor.asSuperuser((client) => client.query(SMALL_VENDOR));
});
afterAll(() => vendor.close());
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "osiedle-mirror-"));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

async function connect() {
  const { url, password } = vendorAddress(vendor.name);
  const address = readSourceAddress(url);
  if (!address.ok) throw new Error(url);
  return openSource(address.value, password);
}

async function received(
  name: string,
  { since = null as string | null, mapping = SMALL_MAPPING as unknown, stop = false } = {},
) {
  const connection = await connect();
  const path = mkdtempSync(join(folder, name));
  try {
    const read = readMirrorMapping(mapping);
    if (!read.ok) throw new Error(JSON.stringify(read.refusals));
    const checked = await checkMapping(connection, read.value, since);
    if (!checked.ok) throw new Error(JSON.stringify(checked.refusals));
    return { path, extracted: await extract(connection, checked.value, path, async () => stop) };
  } finally {
    await connection.close();
  }
}

async function packageAt(path: string) {
  const files = await openPackageFiles(path, STREAMED_FILES);
  if (!files.ok) throw new Error(JSON.stringify(files.refusals));
  return { files: files.value, read: await readMirrorPackage(files.value) };
}

describe("a PostgreSQL database of another program", () => {
  it("becomes a mirror package that proves itself", async () => {
    const { path, extracted } = await received("whole");
    expect(extracted).toMatchObject({ ok: true, value: { mark: "1" } });
    const { read } = await packageAt(path);
    expect(read.problems).toEqual([]);
    expect(read.head).toMatchObject({ mark: "1", since: null });
    for (const kind of read.kinds) {
      const told: unknown[] = [];
      for await (const _batch of read.rowsOf(kind, (problem) => told.push(problem)));
      expect(told).toEqual([]);
    }
    const text = (name: string) => readFileSync(join(path, name), "utf8");
    expect(text("documents.csv")).toContain(
      "2026/1;2026/1;assessment;2026-01-01;2026-01-01;Naliczenie 01/2026;",
    );
    expect(text("documents.csv")).not.toContain("Usunięty");
    expect(text("postings.csv")).toContain("2026/2;1;204-1;;credit;100.00;");
    expect(text("rights.csv")).toContain("1;B1-1;ownership-right;;;2020-01-01;\n");
    expect(text("charges.csv")).toContain("1;2026-01;204-1;;;2026/1;45.50;2.2000;100.10;assessed");
    expect(read.totals.find("posting", "204-1", "2026-01" as never)).toMatchObject({
      rows: 2,
      debitGrosze: 10010,
      creditGrosze: 10000,
    });
    expect(read.totals.find("posting", null, null)).toMatchObject({
      rows: 5,
      debitGrosze: 40030,
      creditGrosze: 40030,
    });
    expect(read.totals.find("charge", null, null)).toMatchObject({ rows: 2, debitGrosze: 30030 });
  });

  it("tells what changed after a mark, with what went away", async () => {
    await vendor.asSuperuser((client) =>
      client.query(
        "update fk.dowod set opis = 'Wpłaty, poprawione', zm = 2 where nr = 2; insert into fk.usuniete values ('document', '2025/9', 2)",
      ),
    );
    const { path } = await received("changes", { since: "1" });
    const { read } = await packageAt(path);
    expect(read.problems).toEqual([]);
    expect(read.head).toMatchObject({ mark: "2", since: "1" });
    expect(read.deleted).toMatchObject([{ kind: "document", key: "2025/9" }]);
    expect(readFileSync(join(path, "documents.csv"), "utf8").trim().split("\n")).toHaveLength(2);
    expect(read.totals.find("posting", null, null)).toMatchObject({ rows: 5 });
  });

  it("with totals of its own that lie promises what they say", async () => {
    await vendor.asSuperuser((client) =>
      client.query("update fk.obrot set wn = 100.11 where konto = '204-1'"),
    );
    const { path } = await received("lying");
    const { read } = await packageAt(path);
    expect(read.totals.find("posting", "204-1", "2026-01" as never)).toMatchObject({ debitGrosze: 10011 });
    await vendor.asSuperuser((client) =>
      client.query("update fk.obrot set wn = 100.10 where konto = '204-1'"),
    );
  });

  it("with text in a wrong encoding is refused by table, row and column", async () => {
    await vendor.asSuperuser((client) =>
      client.query("update fk.najemca set nazwisko = 'Œliwa-K¹t' where id = 2"),
    );
    const { extracted } = await received("broken");
    await vendor.asSuperuser((client) =>
      client.query("update fk.najemca set nazwisko = 'Śliwa-Kąt' where id = 2"),
    );
    expect(extracted).toMatchObject({
      ok: false,
      refusals: [
        { file: "people.csv", line: expect.any(Number), column: "last_name", reason: "text-not-decoded" },
      ],
    });
  });

  it("is left when somebody asks to stop", async () => {
    await expect(received("stopped", { stop: true })).rejects.toThrow(ExtractCancelled);
  });

  it("is only read, whatever its login may do", async () => {
    const connection = await connect();
    expect(connection.warnings.map(({ reason }) => reason)).toEqual(["source-login-may-write"]);
    const writing = { text: "select fk.pisz()", marks: [] };
    await vendor.asSuperuser((client) =>
      client.query(
        "create function fk.pisz() returns int language plpgsql as 'begin delete from fk.obrot; return 1; end'",
      ),
    );
    await connection.close();
    const again = await connect();
    await expect(async () => {
      for await (const _rows of again.read(writing));
    }).rejects.toMatchObject({
      refusal: { reason: "source-read-failed", data: { said: expect.stringContaining("read-only") } },
    });
    await again.close();
  });

  it("sees one moment, whatever changes meanwhile", async () => {
    const connection = await connect();
    await vendor.asSuperuser((client) => client.query("insert into fk.konto values ('999', 'Nowe', null)"));
    const rows: unknown[] = [];
    for await (const batch of connection.read({ text: "select nr from fk.konto", marks: [] }))
      rows.push(...batch);
    await connection.close();
    await vendor.asSuperuser((client) => client.query("delete from fk.konto where nr = '999'"));
    expect(rows).toHaveLength(3);
  });

  it("is held against the mapping before a row is read, all problems at once", async () => {
    const { url, password } = vendorAddress(vendor.name);
    const wrong = {
      ...SMALL_MAPPING,
      tables: {
        ...SMALL_MAPPING.tables,
        documents: { query: "select rok from fk.dowodd" },
        accounts: { query: "select nr, nazwa, lokal from fk.konto", values: { code: "nr", name: "tytul" } },
      },
    };
    const checked = await checkMirrorSource(url, password, wrong);
    expect(
      checked.ok
        ? []
        : checked.refusals.map(({ reason, data }) => `${reason} ${data.place} ${data.column ?? ""}`),
    ).toEqual([
      "query-column-missing accounts tytul",
      "query-column-unknown accounts nazwa",
      "query-column-unknown accounts lokal",
      "query-failed documents ",
    ]);
    expect(await checkMirrorSource(url, password, SMALL_MAPPING)).toMatchObject({
      ok: true,
      value: { canTellChanges: true },
    });
    const nowhere = url.replace(/:\d+\//, ":1/");
    expect(await checkMirrorSource(nowhere, password, SMALL_MAPPING)).toMatchObject({
      ok: false,
      refusals: [{ reason: "source-unreachable" }],
    });
  });
});
