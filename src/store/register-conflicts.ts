import { type CooperativeFacts, type FactProblem, NO_ROW } from "../domain/register/facts.ts";
import type { ScopedTransaction } from "../world/database/scope.ts";

/**
 * What a package may not say of a cooperative that is in the books already: `fixed-once-imported` (what an account, a right, a
 * unit's property or a number stands for never changes: money and documents hang on it), and rows that stay in the books and
 * collide with new ones: `person-replaced`, `rights-overlap`, `account-of-right-twice`, `account-role-twice`.
 */
export async function listConflicts(
  tx: ScopedTransaction,
  cooperativeId: number,
  facts: CooperativeFacts,
): Promise<FactProblem[]> {
  const problems: FactProblem[] = [];
  for (const fixed of FIXED) {
    const { rows } = await tx.client.query<{ row: number; was: string; is: string }>(fixed.text, [
      cooperativeId,
      ...fixed.parameters(facts),
    ]);
    for (const { row, was, is } of rows) {
      const data = { name: fixed.nameOf(facts, row - 1), was, is };
      problems.push({
        kind: fixed.kind,
        row: row - 1,
        field: fixed.field,
        reason: "fixed-once-imported",
        data,
      });
    }
  }
  problems.push(...(await replacedPeople(tx, cooperativeId, facts)));
  problems.push(...(await overlappingRights(tx, cooperativeId, facts)));
  problems.push(...(await doubledAccounts(tx, cooperativeId, facts)));
  return problems;
}

interface FixedFact {
  readonly kind: "units" | "rights" | "accounts" | "bankAccounts" | "virtualAccounts";
  readonly field: string;
  /** Takes the keys and what they stand for; answers the rows (from 1) that stand for something else. */
  readonly text: string;
  readonly parameters: (facts: CooperativeFacts) => readonly unknown[][];
  readonly nameOf: (facts: CooperativeFacts, row: number) => string;
}

const GIVEN = `unnest($2::text[], $3::text[]) with ordinality as g(key, "is", row)`;

const FIXED: readonly FixedFact[] = [
  {
    kind: "units",
    field: "building",
    text: `select g.row::int, p.code as was, g."is" from ${GIVEN}
      join app.unit u on u.cooperative_id = $1 and u.code = g.key
      join app.property p on p.cooperative_id = $1 and p.id = u.property_id
      where p.code <> g."is"`,
    parameters: ({ units, buildings, properties }) => [
      [...units.code],
      units.building.map((building) => properties.code[buildings.property[building]!]!),
    ],
    nameOf: ({ units }, row) => units.code[row]!,
  },
  {
    kind: "rights",
    field: "unit",
    text: `select g.row::int, u.code as was, g."is" from ${GIVEN}
      join app.unit_right r on r.cooperative_id = $1 and r.code = g.key
      join app.unit u on u.cooperative_id = $1 and u.id = r.unit_id
      where u.code <> g."is"`,
    parameters: ({ rights, units }) => [[...rights.code], rights.unit.map((unit) => units.code[unit]!)],
    nameOf: ({ rights }, row) => rights.code[row]!,
  },
  {
    kind: "accounts",
    field: "code",
    text: `select g.row::int, was, g."is" from ${GIVEN}
      join app.account a on a.cooperative_id = $1 and a.code = g.key
      left join app.unit_right r on r.cooperative_id = $1 and r.id = a.right_id
      cross join lateral concat_ws(' ', r.code, a.purpose, a.role, a.medium) as was
      where was <> g."is"`,
    parameters: ({ accounts, rights }) => [
      [...accounts.code],
      accounts.code.map((_, row) =>
        [
          codeAt(rights.code, accounts.right[row]!),
          accounts.purpose[row],
          accounts.role[row],
          accounts.medium[row],
        ]
          .filter((part) => part !== null)
          .join(" "),
      ),
    ],
    nameOf: ({ accounts }, row) => accounts.code[row]!,
  },
  {
    kind: "bankAccounts",
    field: "account",
    text: `select g.row::int, a.code as was, g."is" from ${GIVEN}
      join app.bank_account b on b.cooperative_id = $1 and b.number = g.key
      join app.account a on a.cooperative_id = $1 and a.id = b.account_id
      where a.code <> g."is" and not a.is_past`,
    parameters: ({ bankAccounts, accounts }) => [
      [...bankAccounts.number],
      bankAccounts.account.map((account) => accounts.code[account]!),
    ],
    nameOf: ({ bankAccounts }, row) => bankAccounts.number[row]!,
  },
  {
    kind: "virtualAccounts",
    field: "number",
    text: `select g.row::int, was, g."is" from ${GIVEN}
      join app.virtual_account v on v.cooperative_id = $1 and v.number = g.key
      left join app.unit_right r on r.cooperative_id = $1 and r.id = v.right_id
      left join app.unit u on u.cooperative_id = $1 and u.id = v.unit_id
      cross join lateral concat_ws(' ', r.code, u.code) as was
      where was <> g."is"`,
    parameters: ({ virtualAccounts, rights, units }) => [
      [...virtualAccounts.number],
      virtualAccounts.number.map(
        (_, row) =>
          codeAt(rights.code, virtualAccounts.right[row]!) ??
          codeAt(units.code, virtualAccounts.unit[row]!) ??
          "",
      ),
    ],
    nameOf: ({ virtualAccounts }, row) => virtualAccounts.number[row]!,
  },
];

/**
 * `person-replaced`: another first and another last name under a known code, and no PESEL that says it is the same person. The
 * login of the one would open the affairs of the other.
 */
async function replacedPeople(tx: ScopedTransaction, cooperativeId: number, { people }: CooperativeFacts) {
  const { rows } = await tx.client.query<{ row: number }>(
    `select g.row::int
     from unnest($2::text[], $3::text[], $4::text[], $5::text[], $6::text[])
       with ordinality as g(code, kind, first_name, last_name, pesel, row)
     join app.person p on p.cooperative_id = $1 and p.code = g.code
     join app.person_detail d on d.cooperative_id = $1 and d.person_id = p.id
     where p.kind <> g.kind
       or (p.kind = 'natural' and lower(p.first_name) <> lower(g.first_name) and lower(p.last_name) <> lower(g.last_name)
         and (d.pesel = '' or d.pesel <> g.pesel))`,
    [cooperativeId, people.code, people.kind, people.firstName, people.lastName, people.pesel],
  );
  return rows.map(({ row }): FactProblem => {
    const data = { person: people.code[row - 1]! };
    return { kind: "people", row: row - 1, field: "code", reason: "person-replaced", data };
  });
}

/** Rights that the package no longer names still bear the fees of their units. */
async function overlappingRights(
  tx: ScopedTransaction,
  cooperativeId: number,
  { rights, units }: CooperativeFacts,
) {
  const { rows } = await tx.client.query<{ row: number; other: string }>(
    `select g.row::int, r.code as other
     from unnest($2::text[], $3::text[], $4::daterange[]) with ordinality as g(code, unit, during, row)
     join app.unit u on u.cooperative_id = $1 and u.code = g.unit
     join app.unit_right r on r.cooperative_id = $1 and r.unit_id = u.id and r.during && g.during
     where r.code <> g.code and not r.code = any($2::text[])`,
    [
      cooperativeId,
      rights.code,
      rights.unit.map((unit) => units.code[unit]!),
      rights.code.map((_, row) => `[${rights.from[row]},${rights.until[row] ?? ""})`),
    ],
  );
  return rows.map(({ row, other }): FactProblem => {
    const data = { unit: units.code[rights.unit[row - 1]!]!, right: rights.code[row - 1]!, other };
    return { kind: "rights", row: row - 1, field: "from", reason: "rights-overlap", data };
  });
}

/** Accounts that the package no longer names keep their right and purpose, or their role, unless they are past. */
async function doubledAccounts(
  tx: ScopedTransaction,
  cooperativeId: number,
  { accounts, rights }: CooperativeFacts,
) {
  const { rows } = await tx.client.query<{ row: number; other: string }>(
    `select g.row::int, a.code as other
     from unnest($2::text[], $3::text[], $4::text[], $5::text[], $6::text[])
       with ordinality as g(code, right_code, purpose, role, medium, row)
     left join app.unit_right r on r.cooperative_id = $1 and r.code = g.right_code
     left join app.account own on own.cooperative_id = $1 and own.code = g.code
     join app.account a on a.cooperative_id = $1 and a.code <> g.code and not a.is_past and own.is_past is not true
       and ((a.right_id = r.id and a.purpose = g.purpose)
         or (a.role = g.role and a.role not in ('bank', 'other') and a.medium is not distinct from g.medium))
     where not a.code = any($2::text[])`,
    [
      cooperativeId,
      accounts.code,
      accounts.right.map((right) => codeAt(rights.code, right)),
      accounts.purpose,
      accounts.role,
      accounts.medium,
    ],
  );
  return rows.map(({ row: ordinal, other }): FactProblem => {
    const row = ordinal - 1;
    const account = accounts.code[row]!;
    const right = codeAt(rights.code, accounts.right[row]!);
    return right === null
      ? {
          kind: "accounts",
          row,
          field: "role",
          reason: "account-role-twice",
          data: { account, role: accounts.role[row]!, other },
        }
      : {
          kind: "accounts",
          row,
          field: "purpose",
          reason: "account-of-right-twice",
          data: { account, right, purpose: accounts.purpose[row]!, other },
        };
  });
}

function codeAt(codes: readonly string[], row: number): string | null {
  return row === NO_ROW ? null : codes[row]!;
}
