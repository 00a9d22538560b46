import { insertSession } from "../../src/store/session.ts";
import { residentReads } from "../../src/web/resident/reads/resident-reads.ts";
import type { ResidentReads, Seen } from "../../src/web/resident/reads.ts";
import { fixedClock } from "../../src/world/clock.ts";
import { inScope } from "../../src/world/database/scope.ts";
import type { TestDatabase } from "./database.ts";
import { compareLibrary } from "./mirror/library-pages.ts";
import { type Both, compareBooks, type IsNew } from "./mirror/pages.ts";
import { RATE_CODE } from "./mirror/register-rows.ts";

/** One installation of two that should show the same: ours, or the one that mirrors it. */
export interface Side {
  readonly reads: ResidentReads;
  /** Sessions of residents by the code of the person. */
  readonly tokens: ReadonlyMap<string, string>;
  readonly nameOf: (kind: IdKind, id: string) => string;
}

type IdKind =
  | "unit"
  | "account"
  | "right"
  | "point"
  | "meter"
  | "document"
  | "component"
  | "rate"
  | "payment"
  | "settlement"
  | "reading"
  | "library";

/** What each id is called on both sides; $1 is the cooperative. */
const NAMES: Readonly<Record<"ours" | "theirs", Readonly<Record<IdKind, string>>>> = (() => {
  const register = {
    unit: "select id, code from app.unit where cooperative_id = $1",
    account: "select id, code from app.account where cooperative_id = $1",
    right: "select id, code from app.unit_right where cooperative_id = $1",
    point: "select id, code from app.metering_point where cooperative_id = $1",
    meter: "select id, code from app.meter where cooperative_id = $1",
    library: "select id, code from app.library_document where cooperative_id = $1",
    component: "select id, code from app.fee_component where cooperative_id = $1",
  };
  const reading = (table: string, line: string) =>
    `select t.id, concat_ws(' ', m.code, t.read_on, t.${line}) as code from app.${table} t
     join app.meter m on m.cooperative_id = t.cooperative_id and m.id = t.meter_id where t.cooperative_id = $1`;
  return {
    ours: {
      ...register,
      document:
        "select id, series || '/' || year || '/' || number as code from app.document where cooperative_id = $1",
      rate: `select r.id, ${RATE_CODE} as code from app.fee_rate r where cooperative_id = $1`,
      payment: "select id, 'W' || id as code from app.bank_entry where cooperative_id = $1",
      settlement: "select id, code || '#' || id as code from app.settlement where cooperative_id = $1",
      reading: reading("reading", "import_line"),
    },
    theirs: {
      ...register,
      document: "select id, code from app.mirror_document where cooperative_id = $1",
      rate: "select id, code from app.fee_rate where cooperative_id = $1",
      payment:
        "select distinct bank_entry_id as id, code from app.mirror_crediting where cooperative_id = $1",
      settlement: "select id, code from app.mirror_settlement where cooperative_id = $1",
      reading: reading("mirror_reading", "position"),
    },
  };
})();

/** Opens the portal of one side for these people; `at` is the moment on which its clock stands. */
export async function openSide(
  database: TestDatabase,
  kind: "ours" | "theirs",
  cooperativeId: number,
  people: readonly string[],
  at: string,
): Promise<Side> {
  const { pools } = database;
  const [names, logins] = await database.asSuperuser(async (client) => {
    const found = new Map<string, string>();
    for (const [idKind, sql] of Object.entries(NAMES[kind])) {
      const { rows } = await client.query<{ id: number; code: string }>(sql, [cooperativeId]);
      for (const { id, code } of rows) found.set(`${idKind} ${id}`, code);
    }
    // Logins are ours on both sides; everybody has one, of the same name.
    await client.query(
      `insert into app.login (cooperative_id, person_id, name) select cooperative_id, id, 'login.' || code from app.person
       where cooperative_id = $1 and code = any($2) on conflict do nothing`,
      [cooperativeId, people],
    );
    await client.query(
      `update app.login l set name = 'login.' || p.code from app.person p
       where p.cooperative_id = l.cooperative_id and p.id = l.person_id and l.cooperative_id = $1`,
      [cooperativeId],
    );
    const { rows } = await client.query<{ code: string; person_id: number; login_id: number }>(
      `select p.code, p.id as person_id, l.id as login_id from app.login l
       join app.person p on p.cooperative_id = l.cooperative_id and p.id = l.person_id where l.cooperative_id = $1`,
      [cooperativeId],
    );
    return [found, rows];
  });
  const tokens = new Map<string, string>();
  for (const { code, person_id, login_id } of logins.filter((login) => people.includes(login.code)))
    tokens.set(
      code,
      await inScope(pools.signin, null, (tx) =>
        insertSession(tx, {
          cooperativeId,
          kind: "resident",
          personId: person_id,
          loginId: login_id,
          userAgent: "",
          address: "",
          idleSeconds: 36_000,
          lifetimeSeconds: 36_000,
        }),
      ),
    );
  return {
    reads: residentReads({
      reading: pools.reading,
      searching: pools.searching,
      clock: fixedClock(at),
      touch: async () => {},
    }),
    tokens,
    nameOf: (idKind, id) => names.get(`${idKind} ${id}`) ?? `no ${idKind} ${id}`,
  };
}

/** What two sides show differently: the page, and both views where they part. */
export interface Difference {
  readonly person: string;
  readonly page: string;
  readonly ours: string;
  readonly theirs: string;
}

export interface Comparison {
  /** Pages looked at, by their read. */
  readonly pages: Readonly<Record<string, number>>;
  readonly differences: readonly Difference[];
}

export interface ComparisonScope {
  readonly parts?: readonly (keyof typeof PARTS)[];
  readonly isNew?: IsNew;
}

const PARTS = { books: compareBooks, library: compareLibrary };

/** Opens every page of these people on both sides, as far as links lead, and tells what is not the same. */
export async function compareSides(
  ours: Side,
  theirs: Side,
  people: readonly string[],
  { parts = ["books", "library"], isNew = () => true }: ComparisonScope = {},
): Promise<Comparison> {
  const pages: Record<string, number> = {};
  const differences: Difference[] = [];
  for (const person of people) {
    const [a, b] = [ours.tokens.get(person)!, theirs.tokens.get(person)!];
    /** Reads one page of both; answers both views where they say the same. */
    const both: Both = async (page, of, theirOf) => {
      const [mine, other] = await Promise.all([of(ours.reads, a), (theirOf ?? of)(theirs.reads, b)]);
      const name = page.split(" ")[0]!;
      if (mine.view !== null) pages[name] = (pages[name] ?? 0) + 1;
      const [left, right] = [canonical(ours, mine), canonical(theirs, other)];
      if (left === right) return mine.view === null || other.view === null ? null : [mine.view, other.view];
      differences.push({ person, page, ...firstDifference(left, right) });
      return null;
    };
    for (const part of parts) await PARTS[part](both, isNew);
  }
  return { pages, differences };
}

/**
 * A view as text with ids by what they are called; the clock (`asOf`), the session, and numbers and moments of what a person did on the
 * portal itself are no part of what is shown.
 */
function canonical(side: Side, { view }: Seen<unknown>): string {
  return JSON.stringify(
    view,
    (key, value: unknown) => {
      if (key === "asOf") return undefined;
      if (key === "lastOn") return value !== null;
      if (key === "documentId" && typeof value === "number") return side.nameOf("library", String(value));
      if (typeof value === "object" && value !== null && "id" in value && typeof value.id === "number") {
        const { id, ...rest } = value;
        return { ...rest, named: "organ" in value ? side.nameOf("library", String(id)) : null };
      }
      if (typeof value === "object" && value !== null && "unitId" in value && "id" in value) {
        const { id: _id, ...place } = value;
        return place;
      }
      if (typeof value !== "string") return key === "importId" ? null : value;
      return named(side, key, value);
    },
    1,
  );
}

const ID_OF_KEY: Readonly<Record<string, IdKind>> = {
  unitId: "unit",
  accountId: "account",
  rightId: "right",
  pointId: "point",
  meterId: "meter",
  paymentId: "payment",
};

function named(side: Side, key: string, value: string): string {
  const kind = ID_OF_KEY[key];
  if (kind !== undefined) return side.nameOf(kind, value);
  if (key === "id" && !/^\d+-\d+$/.test(value)) return value;
  const parts = value.split("-");
  const line = () => `${side.nameOf("document", parts[0]!)} line ${parts[1]}`;
  if (key === "settlementId") return `${side.nameOf("settlement", parts[0]!)} participant ${parts[1]}`;
  if (key === "itemId" || key === "id") return line();
  if (key !== "lineId") return value;
  if (value.startsWith("o")) return `reading ${side.nameOf("reading", value.slice(1))}`;
  if (/^[md]/.test(value)) return `${value[0]} ${side.nameOf("meter", value.slice(1))}`;
  if (parts.length === 2) return line();
  const [document, component, rate, ...rest] = parts as [string, string, string, ...string[]];
  const byCode = (idKind: IdKind, id: string) => (id === "0" ? "none" : side.nameOf(idKind, id));
  return [
    side.nameOf("document", document),
    byCode("component", component),
    byCode("rate", rate),
    ...rest.slice(0, -1),
    side.nameOf("right", rest.at(-1)!),
  ].join(" ");
}

const AROUND = 300;

function firstDifference(ours: string, theirs: string): Pick<Difference, "ours" | "theirs"> {
  let at = 0;
  while (at < ours.length && ours[at] === theirs[at]) at += 1;
  const part = (text: string) => text.slice(Math.max(0, at - AROUND), at + AROUND);
  return { ours: part(ours), theirs: part(theirs) };
}
