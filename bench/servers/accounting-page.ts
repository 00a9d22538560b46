import { createServer as createBareServer } from "node:http";
import { join } from "node:path";
import { createHashing } from "../../src/access/hashing.ts";
import { findCooperatives } from "../../src/access/operator.ts";
import { touch } from "../../src/access/sessions.ts";
import {
  accountDocuments,
  accountYears,
  myAccountingYears,
  openingItems,
} from "../../src/store/portal/accounting.ts";
import { myPerson } from "../../src/store/portal/personal.ts";
import { myUnits } from "../../src/store/portal/places.ts";
import { currentSessionQuery } from "../../src/store/session.ts";
import { openDatabase } from "../../src/world/database/database.ts";
import { readInScope } from "../../src/world/database/scope.ts";

/**
 * One of the two servers of the measurement, in a process of its own: the portal, or a bare Node server that answers the same
 * queries as bytes. Says its port to the parent.
 */

const [kind, dataFolder = "", token = "", year = "", account = ""] = process.argv.slice(2);
const database = await openDatabase({ dataFolder });
const { pools } = database;

async function listenPortal(): Promise<number> {
  const dist = join(import.meta.dirname, "..", "..", "dist");
  const load = <Module>(file: string) => import(join(dist, file)) as Promise<Module>;
  const { createServer } = await load<typeof import("../../src/web/server.ts")>("web/server.js");
  const { loadAssets } = await load<typeof import("../../src/web/assets.ts")>("web/assets.js");
  const { cooperativesByHost } =
    await load<typeof import("../../src/web/cooperatives.ts")>("web/cooperatives.js");
  const { createSignIn } =
    await load<typeof import("../../src/web/portal-sign-in.ts")>("web/portal-sign-in.js");
  const { residentReads } = await load<typeof import("../../src/web/resident/reads/resident-reads.ts")>(
    "web/resident/reads/resident-reads.js",
  );
  const { publicLibraryOf } =
    await load<typeof import("../../src/web/public/library.ts")>("web/public/library.js");
  const { openFileStore } = await load<typeof import("../../src/world/files.ts")>("world/files.js");
  const { systemClock } = await load<typeof import("../../src/world/clock.ts")>("world/clock.js");
  const { openPdfPress } = await load<typeof import("../../src/world/pdf/typst.ts")>("world/pdf/typst.js");
  const access = { signin: pools.signin, hashing: createHashing() };
  const server = await createServer({
    signIn: createSignIn(access, () => findCooperatives(pools.runtime)),
    reads: residentReads({
      reading: pools.reading,
      searching: pools.searching,
      clock: systemClock,
      touch: (of) => touch(access, of),
    }),
    clock: systemClock,
    files: openFileStore(dataFolder),
    askForDocument: async () => ({ ok: false, refusals: [] }),
    publicLibrary: publicLibraryOf(pools, systemClock),
    assets: loadAssets({
      stylesFile: join(dist, "public/styles.css"),
      sourceFolder: join(dist, "../assets"),
    }),
    press: openPdfPress(),
    loadCooperative: cooperativesByHost(pools.runtime),
    isHttps: false,
  });
  await server.listen({ host: "127.0.0.1", port: 0 });
  const address = server.server.address();
  return typeof address === "object" && address !== null ? address.port : 0;
}

function listenBare(): Promise<number> {
  const queries = () =>
    [
      currentSessionQuery,
      myPerson(),
      myUnits(),
      accountYears(Number(year), undefined, Number(account)),
      myAccountingYears(),
      accountDocuments(Number(year), Number(account)),
      openingItems(Number(year), Number(account)),
    ] as const;
  const server = createBareServer((_request, response) => {
    readInScope(pools.reading, token, queries()).then(
      (rows) => {
        response.setHeader("content-type", "application/json");
        response.end(Buffer.from(JSON.stringify(rows)));
      },
      () => response.writeHead(500).end(),
    );
  });
  return new Promise((resolve) => {
    server.listen(0, "127.0.0.1", () => {
      const address = server.address();
      resolve(typeof address === "object" && address !== null ? address.port : 0);
    });
  });
}

process.send?.({ port: kind === "portal" ? await listenPortal() : await listenBare() });
process.once("disconnect", () => database.close().finally(() => process.exit(0)));
