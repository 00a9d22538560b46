import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { findFirebird } from "../../scripts/firebird.ts";
import { runText } from "../../src/cli/mirror-text.ts";
import { listRuns } from "../../src/store/mirror/runs.ts";
import { inScope } from "../../src/world/database/scope.ts";
import { freshDatabase } from "../setup/database.ts";
import { FIREBIRD_PASSWORD, type FirebirdServer, firebirdServer } from "../setup/firebird-server.ts";
import {
  connectSource,
  type MirrorInstallation,
  mirrorInstallation,
  receivedFiles,
} from "../setup/mirror-installation.ts";
import { SMALL_MAPPING, SMALL_VENDOR, vendorAddress } from "../setup/small-vendor.ts";
import { SMALL_FIREBIRD, SMALL_FIREBIRD_MAPPING } from "../setup/small-vendor-firebird.ts";

/** A table whose reading takes the server long enough to be killed in the middle. */
const LONG = `
  create table dlugo (rok int, nr int, lp int, konto varchar(20), wn numeric(15,2), ma numeric(15,2), okres char(6));
  grant select on dlugo to CZYTELNIK;
  commit;
  set term ^;
  execute block as declare n int = 0; begin
    while (n < 6000) do begin insert into dlugo values (2026, 1, :n, '204-1', 1.00, null, '202601'); n = n + 1; end
  end^
  set term ;^
`;

/** What is shown of an installation's books. */
async function shown({ ours }: MirrorInstallation): Promise<readonly unknown[]> {
  const { rows } = await ours.asSuperuser((client) =>
    client.query(
      `select a.code, a.name, p.line, p.amount_grosze, p.side, p.concerns_month::text, d.number, d.kind, d.description, d.posted_on::text
       from app.shown_posting p
       join app.shown_document d on d.cooperative_id = p.cooperative_id and d.id = p.document_id
       join app.account a on a.cooperative_id = p.cooperative_id and a.id = p.account_id
       order by d.number, p.line`,
    ),
  );
  return rows;
}

describe.runIf(findFirebird() !== null)("a mirror of a Firebird database", () => {
  let server: FirebirdServer;
  let there: MirrorInstallation;
  const source = (mapping: typeof SMALL_MAPPING = SMALL_FIREBIRD_MAPPING) => ({
    url: server.address("czynsze"),
    password: FIREBIRD_PASSWORD,
    mapping,
  });
  const change = (script: string) => server.change("czynsze", script);
  beforeAll(async () => {
    server = (await firebirdServer({ czynsze: { characterSet: "WIN1250", script: SMALL_FIREBIRD + LONG } }))!;
    there = await mirrorInstallation(source());
  });
  afterAll(async () => {
    await there.close();
    await server.close();
  });

  it("becomes the same package, file by file, and the same picture as PostgreSQL's", async () => {
    const vendor = await freshDatabase();
    try {
      await vendor.asSuperuser((client) => client.query(SMALL_VENDOR));
      const theirs = { ...vendorAddress(vendor.name), mapping: SMALL_MAPPING };
      const files = await receivedFiles(source());
      expect(Object.keys(files)).toContain("postings.csv");
      expect(files).toEqual(await receivedFiles(theirs));
      const other = await mirrorInstallation(theirs);
      try {
        const [ours, others] = [await there.run(), await other.run()];
        expect(ours).toMatchObject({ state: "shown", problems: [] });
        expect(ours.counts.posting).toMatchObject({ given: 5, inserted: 5 });
        expect(ours.counts).toEqual(others.counts);
        expect(await shown(there)).toHaveLength(5);
        expect(await shown(there)).toEqual(await shown(other));
      } finally {
        await other.close();
      }
    } finally {
      await vendor.close();
    }
    expect(await there.run(true)).toMatchObject({ state: "unchanged" });
  });

  it("brings only what changed after the mark", async () => {
    change("update dowod set opis = 'Wpłata poprawiona', zm = 2 where nr = 2;");
    const run = await there.run();
    expect(run).toMatchObject({ state: "shown" });
    expect(run.counts.document).toMatchObject({ given: 1, changed: 1 });
    const { context, scope } = there;
    const runs = await inScope(context.pools.runtime, scope.token, (tx) => listRuns(tx, scope.cooperativeId));
    expect(runs[0]).toMatchObject({ sinceMark: "1", mark: "2" });
  });

  it("is refused by file, line and column where a text cannot be read", async () => {
    const before = await shown(there);
    change(
      "update najemca set nazwisko = cast(x'8C6C697781' as varchar(60) character set win1250) where id = 2;",
    );
    const run = await there.run(true);
    change("update najemca set nazwisko = 'Śliwa-Kąt' where id = 2;");
    expect(run).toMatchObject({
      state: "refused",
      problems: [{ file: "people.csv", line: 3, column: "last_name", reason: "text-not-decoded" }],
    });
    expect(runText(run)).toContain("people.csv");
    expect(await shown(there)).toEqual(before);
  });

  it("is refused where an amount has more places than grosze", async () => {
    const before = await shown(there);
    const { postings } = SMALL_FIREBIRD_MAPPING.tables;
    const query = postings.query.replace("d.wn,", "cast(d.wn as numeric(18,4)) + 0.0001 as wn,");
    const mapping = {
      ...SMALL_FIREBIRD_MAPPING,
      tables: { ...SMALL_FIREBIRD_MAPPING.tables, postings: { ...postings, query } },
    };
    await there.set(source(mapping));
    const run = await there.run(true);
    await there.set(source());
    expect(run.state).toBe("refused");
    expect(run.problems).toContainEqual(expect.objectContaining({ file: "postings.csv", column: "amount" }));
    expect(await shown(there)).toEqual(before);
  });

  it("is refused where the connection's encoding has no sign for a text", async () => {
    change("create table obcy (x varchar(10) character set utf8); grant select on obcy to CZYTELNIK;");
    change("insert into obcy values ('Жук');");
    const connection = await connectSource({
      url: `${server.address("czynsze")}?encoding=WIN1250`,
      password: FIREBIRD_PASSWORD,
    });
    await expect(async () => {
      for await (const _rows of connection.read({ text: "select x from obcy", marks: [] }));
    }).rejects.toMatchObject({ refusal: { reason: "source-text-not-decoded" } });
    await connection.close();
  });

  it("shows nothing of a run whose server dies in the middle", async () => {
    const before = await shown(there);
    const { postings } = SMALL_FIREBIRD_MAPPING.tables;
    const query = "select a.rok, a.nr, a.lp, a.konto, a.wn, a.ma, a.okres from dlugo a cross join dlugo b";
    const tables = { ...SMALL_FIREBIRD_MAPPING.tables, postings: { ...postings, query } };
    await there.set(source({ ...SMALL_FIREBIRD_MAPPING, tables }));
    const run = there.run(true);
    await received(there, 2000);
    await server.kill();
    expect(await run).toMatchObject({ state: "refused", problems: [{ reason: "source-read-failed" }] });
    expect(await shown(there)).toEqual(before);
    expect(await there.run(true)).toMatchObject({
      state: "refused",
      problems: [{ reason: "source-unreachable" }],
    });
  });
});

/** Waits until a run has received so many rows. */
async function received({ context, scope }: MirrorInstallation, rows: number): Promise<void> {
  for (let times = 0; times < 600; times += 1) {
    const [run] = await inScope(context.pools.runtime, scope.token, (tx) =>
      listRuns(tx, scope.cooperativeId),
    );
    if (run?.state === "receiving" && run.done >= rows) return;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  throw new Error("the run received nothing");
}
