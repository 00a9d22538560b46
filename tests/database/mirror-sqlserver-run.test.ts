import pg from "pg";
import { afterAll, beforeAll, describe, expect, inject, it } from "vitest";
import { ADMIN, clusterPlace, SOCKET_PORT } from "../../src/world/database/cluster.ts";
import { freshDatabase, type TestDatabase } from "../setup/database.ts";
import { type MirrorInstallation, mirrorInstallation, receivedFiles } from "../setup/mirror-installation.ts";
import { SMALL_MAPPING, SMALL_VENDOR, vendorAddress } from "../setup/small-vendor.ts";
import { answersOf } from "../setup/sql-server/on-postgresql.ts";
import { type StandIn, standIn } from "../setup/sql-server/server.ts";

/** The small vendor's mapping in SQL Server's language. */
const MAPPING = JSON.parse(
  JSON.stringify(SMALL_MAPPING)
    .replaceAll(":since::int", "cast(:since as int)")
    .replaceAll("date '2020-01-01'", "cast('2020-01-01' as date)")
    .replaceAll("join fk.dowod o using (rok, nr)", "join fk.dowod o on o.rok = d.rok and o.nr = d.nr"),
) as typeof SMALL_MAPPING;

describe("a mirror of an SQL Server database, whose queries a stand-in answers", () => {
  let vendor: TestDatabase;
  let answering: pg.Client;
  let server: StandIn;
  let there: MirrorInstallation;
  let isCut = false;
  beforeAll(async () => {
    vendor = await freshDatabase();
    await vendor.asSuperuser(async (client) => {
      await client.query(SMALL_VENDOR);
      await client.query("alter table fk.dekret alter wn type numeric(18,2), alter ma type numeric(28,10)");
    });
    answering = new pg.Client({
      host: clusterPlace(inject("databaseFolder")).socketFolder,
      port: SOCKET_PORT,
      user: ADMIN,
      password: vendorAddress(vendor.name).password,
      database: vendor.name,
    });
    await answering.connect();
    const answer = answersOf(answering);
    server = await standIn({
      answer: async (asked) => {
        const given = await answer(asked);
        return isCut && asked.text.includes("from fk.dekret") && given !== null ? { ...given, isCut } : given;
      },
    });
    there = await mirrorInstallation(source());
  });
  afterAll(async () => {
    await there.close();
    await server.close();
    await answering.end();
    await vendor.close();
  });

  const source = () => ({
    url: `sqlserver://czytelnik@127.0.0.1:${server.port}/Czynsze?encrypt=no`,
    password: "tajne",
    mapping: MAPPING,
  });

  it("becomes the same package as PostgreSQL's, file by file, its long decimals as texts", async () => {
    const files = await receivedFiles(source());
    expect(files).toEqual(await receivedFiles({ ...vendorAddress(vendor.name), mapping: SMALL_MAPPING }));
    expect(files["postings.csv"]).toContain("2026/2;1;204-1;;credit;100.0000000000;");
    expect(server.asked.map(({ text }) => text)).toContainEqual(
      expect.stringContaining("convert(varchar(60), q.[wn]) as [wn], convert(varchar(60), q.[ma]) as [ma]"),
    );
  });

  it("is shown, and then only what changed after the mark", async () => {
    expect(await there.run()).toMatchObject({
      state: "shown",
      problems: [],
      counts: { posting: { given: 5 } },
    });
    await vendor.asSuperuser((client) =>
      client.query("update fk.dowod set opis = 'Wpłata poprawiona', zm = 2 where nr = 2"),
    );
    expect(await there.run()).toMatchObject({
      state: "shown",
      counts: { document: { given: 1, changed: 1 } },
    });
    expect(await there.run(true)).toMatchObject({ state: "unchanged" });
  });

  it("is refused where the connection is cut in the middle of its postings", async () => {
    isCut = true;
    expect(await there.run(true)).toMatchObject({
      state: "refused",
      problems: [{ reason: "source-read-failed" }],
    });
    isCut = false;
    expect(await there.run(true)).toMatchObject({ state: "unchanged" });
  });
});
