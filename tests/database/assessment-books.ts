import type pg from "pg";
import { openOperatorSession } from "../../src/access/operator.ts";
import { NATURE_OF_PURPOSE, type Purpose } from "../../src/domain/ledger/accounts.ts";
import { ITEM_OF_THIS_DOCUMENT, type Posting } from "../../src/domain/ledger/documents.ts";
import { grosze } from "../../src/domain/values/money.ts";
import { month } from "../../src/domain/values/month.ts";
import { plainDate } from "../../src/domain/values/plain-date.ts";
import type { Result } from "../../src/domain/values/result.ts";
import { closeAssessment } from "../../src/operations/close-assessment.ts";
import type { OperationContext, OperatorScope } from "../../src/operations/context.ts";
import { draftAssessment } from "../../src/operations/draft-assessment.ts";
import { postAssessment } from "../../src/operations/post-assessment.ts";
import { appendDocuments, lockBooks, reserveDocumentIds } from "../../src/store/ledger.ts";
import { inBulkScope } from "../../src/world/database/bulk.ts";
import type { TestDatabase } from "../setup/database.ts";

/** A row for `insert`: column → value; ids come back. */
export type Row = Readonly<Record<string, unknown>>;

/** Books to assess: two properties of one building each; what stands in them, each test says. Invented. */
export interface FeeBooks {
  readonly scope: OperatorScope;
  readonly context: OperationContext;
  readonly cooperativeId: number;
  readonly properties: readonly [number, number];
  readonly insert: (table: string, row: Row) => Promise<number>;
  readonly sql: <R extends pg.QueryResultRow = Row>(
    text: string,
    values?: readonly unknown[],
  ) => Promise<R[]>;
  /** A dwelling (unless said otherwise) with state, right, holder and accounts. */
  readonly unit: (code: string, more?: UnitWish) => Promise<FeeUnit>;
  readonly right: (unitId: number, code: string, during: string, more?: Row) => Promise<FeeRight>;
  readonly component: (code: string, more?: Row) => Promise<number>;
  readonly rate: (
    componentId: number,
    code: string,
    base: string,
    amount: number,
    more?: Row,
  ) => Promise<number>;
}

export interface UnitWish {
  readonly place?: 0 | 1;
  readonly unit?: Row;
  readonly state?: Row;
  /** Null: the unit is vacant. */
  readonly right?: Row | null;
}

export interface FeeRight {
  readonly rightId: number;
  readonly personId: number;
  readonly accounts: Readonly<Record<string, number>>;
}

export interface FeeUnit extends FeeRight {
  readonly unitId: number;
}

const ROLES = [
  "bank",
  "clearing-credits",
  "inter-property",
  "operating-revenue",
  "repair-fund",
  "output-vat",
];
const PURPOSES: readonly Purpose[] = ["fees", "repair-fund", "media", "interest", "invoice"];
const SINCE_2020 = "[2020-01-01,)";

type Insert = FeeBooks["insert"];

export async function feeBooks(
  database: TestDatabase,
  { slug = "oplaty", today = "2026-02-15", terms = {} }: { slug?: string; today?: string; terms?: Row } = {},
): Promise<FeeBooks> {
  const { pools } = database;
  const sql: FeeBooks["sql"] = async (text, values = []) =>
    database.asSuperuser(async (client) => (await client.query(text, [...values])).rows);
  const insertAny: Insert = async (table, row) => {
    const columns = Object.keys(row);
    const [inserted] = await sql(
      `insert into app.${table} (${columns.join(", ")}) values (${columns.map((_, index) => `$${index + 1}`).join(", ")}) returning *`,
      Object.values(row),
    );
    return (inserted as { id?: number }).id ?? 0;
  };
  const cooperativeId = await insertAny("cooperative", {
    slug,
    name: "Spółdzielnia Testowa",
    short_name: "SM Testowa",
    street: "ul. Próbna 1",
    postal_code: "00-000",
    city: "Testów",
    first_month: "2026-01-01",
    ...terms,
  });
  const insert: Insert = (table, row) => insertAny(table, { cooperative_id: cooperativeId, ...row });
  const places = [await insertPlace(insert, 0), await insertPlace(insert, 1)] as const;
  for (const role of ROLES) await insert("account", { code: role, name: role, role });
  for (const medium of ["heat", "waste", "cold-water"]) {
    await insert("account", { code: `advances-${medium}`, name: medium, role: "advances", medium });
  }
  const session = await openOperatorSession(pools.signin, cooperativeId);
  return {
    scope: { token: session.token, cooperativeId },
    context: { pools, today: () => plainDate(today) },
    cooperativeId,
    properties: [places[0].property_id, places[1].property_id],
    insert,
    sql,
    right: (unitId, code, during, more = {}) => insertRight(insert, unitId, code, during, more),
    unit: (code, wish = {}) => insertUnit(insert, places[wish.place ?? 0], code, wish),
    component: (code, more = {}) =>
      insert("fee_component", {
        code,
        name: code,
        purpose: "fees",
        posted_to: "operating-revenue",
        is_controllable: true,
        position: 10,
        ...more,
      }),
    rate: (componentId, code, base, amount, more = {}) =>
      insert("fee_rate", {
        code,
        component_id: componentId,
        during: SINCE_2020,
        base,
        amount_millionths: amount,
        ...more,
      }),
  };
}

interface Place {
  readonly property_id: number;
  readonly building_id: number;
}

async function insertPlace(insert: Insert, index: number): Promise<Place> {
  const property_id = await insert("property", { code: `N${index}`, name: `Nieruchomość ${index}` });
  const building_id = await insert("building", {
    code: `B${index}`,
    property_id,
    street: "ul. Próbna",
    house_number: String(index + 1),
    postal_code: "00-000",
    city: "Testów",
  });
  return { property_id, building_id };
}

async function insertUnit(insert: Insert, place: Place, code: string, wish: UnitWish): Promise<FeeUnit> {
  const unitId = await insert("unit", {
    code,
    kind: "dwelling",
    ...place,
    number: code,
    floor: 1,
    ...wish.unit,
  });
  await insert("unit_state", {
    unit_id: unitId,
    during: SINCE_2020,
    usable_area_cm2: 500_000,
    heated_area_cm2: 480_000,
    volume_dm3: 125_000,
    persons: 2,
    meters: 2,
    share_millionths: 10_000,
    ...wish.state,
  });
  if (wish.right === null) return { unitId, rightId: 0, personId: 0, accounts: {} };
  const { during = SINCE_2020, ...more } = wish.right ?? {};
  return { unitId, ...(await insertRight(insert, unitId, `R-${code}`, during as string, more)) };
}

async function insertRight(
  insert: Insert,
  unitId: number,
  code: string,
  during: string,
  more: Row,
): Promise<FeeRight> {
  const rightId = await insert("unit_right", {
    code,
    unit_id: unitId,
    kind: "ownership-right",
    during,
    ...more,
  });
  const personId = await insert("person", {
    code: `P-${code}`,
    kind: "natural",
    first_name: "Osoba",
    last_name: code,
  });
  await insert("right_holder", { right_id: rightId, person_id: personId, during });
  const accounts: Record<string, number> = {};
  for (const purpose of PURPOSES) {
    accounts[purpose] = await insert("account", {
      code: `${code}-${purpose}`,
      name: purpose,
      right_id: rightId,
      purpose,
      nature: NATURE_OF_PURPOSE[purpose],
    });
  }
  return { rightId, personId, accounts };
}

/** Drafts, closes and posts a month; throws what is refused. */
export async function assessMonth(books: FeeBooks, written: string): Promise<readonly string[]> {
  const of = { month: month(written) };
  accepted(await draftAssessment(books.context, books.scope, of));
  accepted(await closeAssessment(books.context, books.scope, of));
  return accepted(await postAssessment(books.context, books.scope, of)).answer.documents;
}

export function accepted<T>(result: Result<T>): T {
  if (!result.ok) throw new Error(JSON.stringify(result.refusals));
  return result.value;
}

/** A payment on a resident account, allocated to nothing unless said: the money that assessments and corrections meet. */
export async function pay(books: FeeBooks, { accountId, amount, on, claims = [] }: Payment): Promise<number> {
  const [bank] = await books.sql<{ id: number }>(
    "select id from app.account where role = 'bank' and cooperative_id = $1",
    [books.cooperativeId],
  );
  return inBulkScope(books.context.pools.loader, books.scope.token, async (tx) => {
    await lockBooks(tx);
    const [id = 0] = await reserveDocumentIds(tx, 1);
    const posting = (account: number, side: "D" | "C", item: Posting["item"]): Posting => ({
      accountId: account,
      propertyId: 0,
      side,
      amountGrosze: grosze(amount),
      effectiveOn: null,
      dueOn: null,
      concernsMonth: null,
      bankEntryId: null,
      text: null,
      item,
    });
    await appendDocuments(tx, books.cooperativeId, [
      {
        id,
        kind: "payment",
        series: "WB",
        documentDate: plainDate(on),
        postedOn: plainDate(on),
        description: "wpłata",
        concernsMonth: null,
        reversesDocumentId: null,
        postings: [posting(bank!.id, "D", null), posting(accountId, "C", ITEM_OF_THIS_DOCUMENT)],
        allocations: claims.map((claim) => ({
          accountId,
          credit: { documentId: id, line: 2 },
          claim,
          amountGrosze: grosze(claim.amount),
        })),
      },
    ]);
    return id;
  });
}

interface Payment {
  readonly accountId: number;
  readonly amount: number;
  readonly on: string;
  readonly claims?: readonly {
    readonly documentId: number;
    readonly line: number;
    readonly amount: number;
  }[];
}
