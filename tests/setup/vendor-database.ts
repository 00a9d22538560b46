import { randomBytes } from "node:crypto";
import pg from "pg";
import { inject } from "vitest";
import { ADMIN, clusterPlace, SOCKET_PORT } from "../../src/world/database/cluster.ts";
import { readSecrets } from "../../src/world/database/secrets.ts";

/** A database of another program on the server of the tests, with somebody who may only read it. */
export interface VendorDatabase {
  /** `postgresql://…` without the password, as `mirror source` is given it. */
  readonly address: string;
  readonly password: string;
  readonly asSuperuser: <T>(work: (client: pg.ClientBase) => Promise<T>) => Promise<T>;
  readonly close: () => Promise<void>;
}

/** Makes an empty database whose texts are Windows-1250; close it in `afterAll`. */
export async function vendorDatabase(): Promise<VendorDatabase> {
  const folder = inject("databaseFolder");
  const host = clusterPlace(folder).socketFolder;
  const place = { host, port: SOCKET_PORT, user: ADMIN, password: readSecrets(folder).admin };
  const name = `vendor_${randomBytes(6).toString("hex")}`;
  const reader = `reader_${name}`;
  const password = randomBytes(12).toString("hex");
  const connected = async <T>(database: string, work: (client: pg.ClientBase) => Promise<T>) => {
    const client = new pg.Client({ ...place, database });
    await client.connect();
    try {
      return await work(client);
    } finally {
      await client.end();
    }
  };
  await connected("postgres", async (admin) => {
    await admin.query(
      `create database ${name} template template0 encoding 'WIN1250' locale_provider 'libc' locale 'C'`,
    );
    await admin.query(`create role ${reader} login password '${password}'`);
    await admin.query(`grant pg_read_all_data to ${reader}`);
  });
  return {
    address: `postgresql://${reader}@localhost:${SOCKET_PORT}/${name}?host=${encodeURIComponent(host)}`,
    password,
    asSuperuser: (work) => connected(name, work),
    close: () =>
      connected("postgres", async (admin) => {
        await admin.query(`drop database ${name} with (force)`);
        await admin.query(`drop role ${reader}`);
      }),
  };
}
