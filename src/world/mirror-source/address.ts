import { accept, type Result, refusal, refuse } from "../../domain/values/result.ts";

export const DATABASE_KINDS = ["postgresql", "sqlserver", "firebird"] as const;

/** Where another program's database is; the password is kept apart from it. */
export interface SourceAddress {
  readonly kind: (typeof DATABASE_KINDS)[number];
  readonly host: string;
  readonly port: number;
  readonly database: string;
  readonly user: string;
  /** `?name=value` of the address. */
  readonly options: Readonly<Record<string, string>>;
}

const PROTOCOLS: Readonly<Record<string, SourceAddress["kind"]>> = {
  "postgres:": "postgresql",
  "postgresql:": "postgresql",
  "sqlserver:": "sqlserver",
  "mssql:": "sqlserver",
  "firebird:": "firebird",
};
const PORTS = { postgresql: 5432, sqlserver: 1433, firebird: 3050 } as const;

/**
 * Reads `postgresql://user@host:port/database?option=value`, `sqlserver://…` or `firebird://…` (database: alias, or path after `//`).
 * Refuses `source-address-unclear` and `source-password-in-address`.
 */
export function readSourceAddress(text: string): Result<SourceAddress> {
  if (!URL.canParse(text)) return refuse(refusal("source-address-unclear", { protocols: protocols() }));
  const url = new URL(text);
  const kind = PROTOCOLS[url.protocol];
  const database = decodeURIComponent(url.pathname.slice(1));
  if (kind === undefined || database === "" || url.username === "")
    return refuse(refusal("source-address-unclear", { protocols: protocols() }));
  if (url.password !== "") return refuse(refusal("source-password-in-address"));
  return accept({
    kind,
    // A socket's folder is no host name, so it may stand among the options, as libpq has it.
    host:
      url.searchParams.get("host") ??
      (decodeURIComponent(url.hostname).replace(/^\[|\]$/g, "") || "localhost"),
    port: url.port === "" ? PORTS[kind] : Number(url.port),
    database,
    user: decodeURIComponent(url.username),
    options: Object.fromEntries(url.searchParams),
  });
}

/** Takes the password out of an address that somebody typed with one. */
export function withoutPassword(text: string): {
  readonly address: string;
  readonly password: string | null;
} {
  if (!URL.canParse(text)) return { address: text, password: null };
  const url = new URL(text);
  const password = url.password === "" ? null : decodeURIComponent(url.password);
  url.password = "";
  return { address: url.href, password };
}

/** Whether a text is the address of a database rather than a path. */
export function isSourceAddress(text: string): boolean {
  return Object.keys(PROTOCOLS).some((protocol) => text.startsWith(`${protocol}//`));
}

function protocols(): string {
  return "postgresql://, sqlserver://, firebird://";
}
