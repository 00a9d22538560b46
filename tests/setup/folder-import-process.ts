import { plainDate } from "../../src/domain/values/plain-date.ts";
import { importDocuments } from "../../src/operations/import-documents.ts";
import { ADMIN, clusterPlace, SOCKET_PORT } from "../../src/world/database/cluster.ts";
import { openPools } from "../../src/world/database/database.ts";
import { readSecrets } from "../../src/world/database/secrets.ts";
import { openDocumentFolder } from "../../src/world/document-folder.ts";
import { openFileStore } from "../../src/world/files.ts";

/** Imports a folder as a process of its own, so that it can be killed: databaseFolder, database, token, cooperative, folder, files. */
const [databaseFolder = "", name = "", token = "", cooperative = "", folder = "", files = ""] =
  process.argv.slice(2);
const secrets = readSecrets(databaseFolder);
const server = {
  address: { host: clusterPlace(databaseFolder).socketFolder, port: SOCKET_PORT },
  admin: { user: ADMIN, password: secrets.admin },
  maintenanceDatabase: "postgres",
  database: name,
  leave: async () => {},
};
const opened = await openDocumentFolder(folder, "index.csv", 2 ** 20);
if (!opened.ok) throw new Error(JSON.stringify(opened.refusals));
const context = { pools: openPools(server, secrets, name), today: () => plainDate("2026-03-15") };
const scope = { token, cooperativeId: Number(cooperative) };
const input = { folder: opened.value, role: "original", files: openFileStore(files) } as const;
await importDocuments(context, scope, input);
process.stdout.write("done\n");
process.exit(0);
