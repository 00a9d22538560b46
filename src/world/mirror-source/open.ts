import type { SourceAddress } from "./address.ts";
import type { SourceConnection } from "./source.ts";

/** Opens a database read only; only the client that is needed is loaded. @throws SourceFault */
export async function openSource(address: SourceAddress, password: string): Promise<SourceConnection> {
  switch (address.kind) {
    case "postgresql":
      return (await import("./postgresql.ts")).openPostgresql(address, password);
    case "sqlserver":
      return (await import("./sqlserver.ts")).openSqlServer(address, password);
    case "firebird":
      return (await import("./firebird.ts")).openFirebird(address, password);
  }
}
