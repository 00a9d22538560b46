import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import pg from "pg";
import { afterAll, describe, expect, inject, it } from "vitest";
import { ADMIN, clusterPlace, clusterState, SOCKET_PORT } from "../../src/world/database/cluster.ts";
import { openDatabase } from "../../src/world/database/database.ts";
import { readSecrets } from "../../src/world/database/secrets.ts";
import { joinEmbeddedServer } from "../../src/world/database/server.ts";

const folder = mkdtempSync(join(tmpdir(), "osiedle-server-"));

afterAll(() => rmSync(folder, { recursive: true, force: true }));

function urlOf(dataFolder: string, database: string): string {
  const host = encodeURIComponent(clusterPlace(dataFolder).socketFolder);
  return `postgres://${ADMIN}:${readSecrets(dataFolder).admin}@/${database}?host=${host}&port=${SOCKET_PORT}`;
}

describe("embedded server", () => {
  it("is shared by programs at once, from the first start on, and stopped by the last", async () => {
    // Longer than a socket's path may be.
    const dataFolder = join(folder, "dane".padEnd(120, "x"));
    const [first, second, third] = await Promise.all([1, 2, 3].map(() => openDatabase({ dataFolder })));
    const place = clusterPlace(dataFolder);
    expect(place.socketFolder.startsWith(dataFolder)).toBe(false);
    expect(statSync(join(dataFolder, "secrets.json")).mode & 0o777).toBe(0o600);
    expect(statSync(dataFolder).mode & 0o777).toBe(0o700);
    await first!.close();
    await second!.close();
    expect(clusterState(place)).toBe("ready");
    expect((await third!.pools.runtime.query("select 1 as one")).rows).toEqual([{ one: 1 }]);
    await third!.close();
    expect(clusterState(place)).toBe("absent");
  });

  it("starts again after its kill once the last of its processes has ended", async () => {
    const dataFolder = join(folder, "killed");
    mkdirSync(dataFolder);
    const { admin } = readSecrets(dataFolder);
    const killed = await joinEmbeddedServer(dataFolder, admin, { serving: false });
    const client = new pg.Client({ ...killed.address, ...killed.admin, database: "postgres" });
    client.on("error", () => {});
    await client.connect();
    const { rows } = await client.query<{ pid: number }>("select pg_backend_pid() as pid");
    const [{ pid }] = rows as [{ pid: number }];
    // A process that works on does not notice at once that its server is gone.
    process.kill(pid, "SIGSTOP");
    process.kill(
      Number(readFileSync(join(clusterPlace(dataFolder).cluster, "postmaster.pid"), "utf8").split("\n")[0]),
      "SIGKILL",
    );
    const starting = joinEmbeddedServer(dataFolder, admin, { serving: false });
    const settled = starting.then(
      () => "started",
      (error: Error) => error.message,
    );
    expect(await Promise.race([settled, sleep(1500, "waits")])).toBe("waits");
    process.kill(pid, "SIGCONT");
    await (await starting).leave();
    await client.end().catch(() => {});
  });
});

describe("external server", () => {
  it("is prepared and used by its administrator's address, again with the same passwords", async () => {
    const serverFolder = join(folder, "external");
    mkdirSync(serverFolder);
    const host = await joinEmbeddedServer(serverFolder, readSecrets(serverFolder).admin, { serving: false });
    try {
      const config = { dataFolder: join(folder, "own"), databaseUrl: urlOf(serverFolder, "spoldzielnia") };
      for (let start = 0; start < 2; start += 1) {
        const database = await openDatabase(config);
        const { rows } = await database.pools.runtime.query(
          "select current_database() as name, current_user as role",
        );
        expect(rows).toEqual([{ name: "spoldzielnia", role: "osiedle_runtime" }]);
        await database.close();
      }
      // The data folder was lost and with it the passwords; nothing else uses the roles, so they get new ones.
      rmSync(join(folder, "own"), { recursive: true });
      const database = await openDatabase(config);
      expect((await database.pools.verify.query("select 1 as one")).rows).toEqual([{ one: 1 }]);
      await database.close();
    } finally {
      await host.leave();
    }
  });

  it("is refused when another installation lives there, and when it would not keep what it confirms", async () => {
    const shared = inject("databaseFolder");
    const config = { dataFolder: join(folder, "second"), databaseUrl: urlOf(shared, "druga") };
    await expect(openDatabase(config)).rejects.toThrow("działa już inna instalacja Osiedla");
    cpSync(join(shared, "secrets.json"), join(config.dataFolder, "secrets.json"));
    // The server of the tests runs without fsync.
    await expect(openDatabase(config)).rejects.toThrow(/nie chroni zapisów księgi.*fsync/);
  });

  it("is refused in one sentence when the password is wrong", async () => {
    const databaseUrl = urlOf(inject("databaseFolder"), "x").replace(/:[^:@]*@/, ":wrong@");
    await expect(openDatabase({ dataFolder: join(folder, "third"), databaseUrl })).rejects.toThrow(
      "serwer odrzucił nazwę użytkownika lub hasło",
    );
  });
});
