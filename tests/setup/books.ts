import { openOperatorSession } from "../../src/access/operator.ts";
import type { LedgerRole, Purpose } from "../../src/domain/ledger/accounts.ts";
import { NATURE_OF_PURPOSE } from "../../src/domain/ledger/accounts.ts";
import {
  type DraftDocument,
  ITEM_OF_THIS_DOCUMENT,
  type Posting,
  SERIES_OF_KIND,
} from "../../src/domain/ledger/documents.ts";
import { grosze } from "../../src/domain/values/money.ts";
import { month } from "../../src/domain/values/month.ts";
import { type PlainDate, plainDate } from "../../src/domain/values/plain-date.ts";
import type { OperationContext, OperatorScope } from "../../src/operations/context.ts";
import {
  appendDocuments,
  lockBooks,
  type PostedDocument,
  reserveDocumentIds,
} from "../../src/store/ledger.ts";
import { inBulkScope } from "../../src/world/database/bulk.ts";
import type { TestDatabase } from "./database.ts";

/** A cooperative of two properties with one flat each, a right on each, its accounts; invented. */
export interface SmallBooks {
  readonly scope: OperatorScope;
  readonly context: OperationContext;
  readonly properties: readonly [number, number];
  readonly rights: readonly [number, number];
  readonly people: readonly [number, number];
  readonly account: (right: 0 | 1, purpose: Purpose) => number;
  readonly ledger: (role: LedgerRole) => number;
  readonly post: (
    draft: Omit<DraftDocument, "id"> | ((id: number) => Omit<DraftDocument, "id">),
  ) => Promise<PostedDocument & { readonly id: number }>;
}

const ROLES: readonly LedgerRole[] = [
  "bank",
  "clearing-credits",
  "clearing-debits",
  "inter-property",
  "opening-balance",
  "operating-revenue",
  "repair-fund",
];
const PURPOSES: readonly Purpose[] = ["fees", "repair-fund", "interest", "deposit", "court-claim"];

/** Books that begin in January 2026; `today` is the operator's day. */
export async function smallBooks(
  database: TestDatabase,
  slug = "mala",
  today = "2026-03-15",
  firstMonth = "2026-01",
): Promise<SmallBooks> {
  const { pools } = database;
  const ids = await database.asSuperuser(async (client) => {
    const one = async (text: string, ...values: unknown[]): Promise<number> =>
      (await client.query(text, values)).rows[0].id;
    const cooperative = await one(
      `insert into app.cooperative (slug, name, short_name, street, postal_code, city, first_month)
       values ($1, 'Spółdzielnia Testowa', 'SM Testowa', 'ul. Próbna 1', '00-000', 'Testów', ($2 || '-01')::date) returning id`,
      slug,
      firstMonth,
    );
    const properties: number[] = [];
    const rights: number[] = [];
    const people: number[] = [];
    const accounts = new Map<string, number>();
    for (const place of [0, 1]) {
      const property = await one(
        `insert into app.property (cooperative_id, code, name) values ($1, $2, $2) returning id`,
        cooperative,
        `N${place}`,
      );
      const building = await one(
        `insert into app.building (cooperative_id, code, property_id, street, house_number, postal_code, city)
         values ($1, $2, $3, 'ul. Próbna', $4, '00-000', 'Testów') returning id`,
        cooperative,
        `B${place}`,
        property,
        String(place + 1),
      );
      const unit = await one(
        `insert into app.unit (cooperative_id, code, kind, property_id, building_id, number) values ($1, $2, 'dwelling', $3, $4, '1') returning id`,
        cooperative,
        `L${place}`,
        property,
        building,
      );
      const person = await one(
        `insert into app.person (cooperative_id, code, kind, first_name, last_name) values ($1, $2, 'natural', 'Osoba', $2) returning id`,
        cooperative,
        `P${place}`,
      );
      const right = await one(
        `insert into app.unit_right (cooperative_id, code, unit_id, kind, during) values ($1, $2, $3, 'ownership-right', '[2020-01-01,)') returning id`,
        cooperative,
        `R${place}`,
        unit,
      );
      await client.query(`insert into app.right_holder values ($1, $2, $3, '[2020-01-01,)')`, [
        cooperative,
        right,
        person,
      ]);
      properties.push(property);
      rights.push(right);
      people.push(person);
      for (const purpose of PURPOSES) {
        accounts.set(
          `${place}:${purpose}`,
          await one(
            `insert into app.account (cooperative_id, code, name, right_id, purpose, nature) values ($1, $2, $2, $3, $4, $5) returning id`,
            cooperative,
            `20${place}-${purpose}`,
            right,
            purpose,
            NATURE_OF_PURPOSE[purpose],
          ),
        );
      }
    }
    for (const role of ROLES) {
      accounts.set(
        role,
        await one(
          `insert into app.account (cooperative_id, code, name, role) values ($1, $2, $2, $2) returning id`,
          cooperative,
          role,
        ),
      );
    }
    return { cooperative, properties, rights, people, accounts };
  });
  const session = await openOperatorSession(pools.signin, ids.cooperative);
  const scope = { token: session.token, cooperativeId: ids.cooperative };
  return {
    scope,
    context: { pools, today: () => plainDate(today) },
    properties: ids.properties as [number, number],
    rights: ids.rights as [number, number],
    people: ids.people as [number, number],
    account: (right, purpose) => ids.accounts.get(`${right}:${purpose}`) ?? 0,
    ledger: (role) => ids.accounts.get(role) ?? 0,
    post: (draft) =>
      inBulkScope(pools.loader, scope.token, async (tx) => {
        await lockBooks(tx);
        const [id = 0] = await reserveDocumentIds(tx, 1);
        const [posted] = await appendDocuments(tx, ids.cooperative, [
          { id, ...(typeof draft === "function" ? draft(id) : draft) },
        ]);
        if (posted === undefined) throw new Error("nothing was posted");
        return posted;
      }),
  };
}

/** A posting on a resident account: opens an item. */
export function residentLine(
  accountId: number,
  propertyId: number,
  side: "D" | "C",
  amount: number,
  dueOn: string | null = null,
): Posting {
  return {
    accountId,
    propertyId,
    side,
    amountGrosze: grosze(amount),
    effectiveOn: null,
    dueOn: dueOn as PlainDate | null,
    concernsMonth: null,
    bankEntryId: null,
    text: null,
    item: ITEM_OF_THIS_DOCUMENT,
  };
}

/** A draft with everything that most tests leave alone. */
export function draftOf(
  kind: DraftDocument["kind"],
  postedOn: string,
  postings: readonly Posting[],
  rest: Partial<Omit<DraftDocument, "id">> = {},
): Omit<DraftDocument, "id"> {
  return {
    kind,
    series: SERIES_OF_KIND[kind],
    documentDate: plainDate(postedOn),
    postedOn: plainDate(postedOn),
    description: "dokument próbny",
    concernsMonth: kind === "assessment" ? month(postedOn.slice(0, 7)) : null,
    reversesDocumentId: null,
    postings,
    allocations: [],
    ...rest,
  };
}
