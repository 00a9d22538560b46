import { randomBytes } from "node:crypto";
import pg from "pg";
import { inject } from "vitest";
import { ADMIN, clusterPlace, SOCKET_PORT } from "../../src/world/database/cluster.ts";
import { asAdmin, closePools, openPools, type Pools } from "../../src/world/database/database.ts";
import { createDatabase, grantDatabase } from "../../src/world/database/roles.ts";
import { readSecrets } from "../../src/world/database/secrets.ts";
import type { Server } from "../../src/world/database/server.ts";
import { TEMPLATE } from "./database-server.ts";

/** A migrated, empty database of one test, with the pools the program itself uses. */
export interface TestDatabase {
  readonly name: string;
  readonly pools: Pools;
  /** As superuser, whom row security does not hold: to plant faults and to prove that the room was not empty. */
  readonly asSuperuser: <T>(work: (client: pg.ClientBase) => Promise<T>) => Promise<T>;
  readonly close: () => Promise<void>;
}

/** Copies the template; close it in `afterAll`. */
export async function freshDatabase(): Promise<TestDatabase> {
  const folder = inject("databaseFolder");
  const secrets = readSecrets(folder);
  const server: Server = {
    address: { host: clusterPlace(folder).socketFolder, port: SOCKET_PORT },
    admin: { user: ADMIN, password: secrets.admin },
    maintenanceDatabase: "postgres",
    database: "osiedle",
    leave: async () => {},
  };
  const name = `test_${randomBytes(6).toString("hex")}`;
  await asAdmin(server, server.maintenanceDatabase, async (admin) => {
    await createDatabase(admin, name, TEMPLATE);
    await grantDatabase(admin, name);
  });
  const pools = openPools(server, secrets, name);
  const superusers = new pg.Pool({ ...server.address, ...server.admin, database: name });
  superusers.on("error", () => {});
  superusers.on("connect", (client) => client.on("error", () => {}));
  return {
    name,
    pools,
    asSuperuser: (work) => asOneOf(superusers, work),
    close: async () => {
      await Promise.all([closePools(pools), superusers.end()]);
      await asAdmin(server, server.maintenanceDatabase, (admin) =>
        admin.query(`drop database ${pg.escapeIdentifier(name)} with (force)`),
      );
    },
  };
}

/** A test that sets its books up row by row asks hundreds of times: a connection each time would cost more than the rows. */
async function asOneOf<T>(superusers: pg.Pool, work: (client: pg.ClientBase) => Promise<T>): Promise<T> {
  const client = await superusers.connect();
  let isClean = false;
  try {
    const result = await work(client);
    await client.query("rollback");
    await client.query("discard all");
    isClean = true;
    return result;
  } finally {
    client.release(!isClean);
  }
}
