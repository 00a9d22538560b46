import type { Refusal } from "../../domain/values/result.ts";
import type { ScopedTransaction } from "../../world/database/scope.ts";

/** Tells what is wrong with a row: its field as the format names it. */
export type ReportField = (field: string | null, reason: string, data?: Refusal["data"]) => void;

/** Codes of a kind and their ids. Rows of a file often repeat the code of the row before. */
export class CodeIds {
  readonly #ids: ReadonlyMap<string, number>;
  #code: string | null = null;
  #id = 0;

  constructor(ids: ReadonlyMap<string, number>) {
    this.#ids = ids;
  }

  /** The id of a code; reports `unknown-reference` and answers 0 where there is none. */
  need(code: string, field: string, report: ReportField): number {
    if (code === this.#code) return this.#id;
    const id = this.#ids.get(code);
    if (id === undefined) {
      report(field, "unknown-reference", { code });
      return 0;
    }
    this.#code = code;
    this.#id = id;
    return id;
  }

  /** The same where a code may be left out. */
  find(code: string | null, field: string, report: ReportField): number | null {
    return code === null ? null : this.need(code, field, report);
  }

  get(code: string): number | undefined {
    return this.#ids.get(code);
  }
}

/** What rows of the books name of the register, the fees and the meters. */
export interface RegisterCodes {
  readonly rights: CodeIds;
  readonly accounts: CodeIds;
  readonly components: CodeIds;
  readonly rates: CodeIds;
  readonly properties: CodeIds;
  readonly units: CodeIds;
  readonly buildings: CodeIds;
  readonly meters: CodeIds;
  /** Of a right's account its right; by the account's id. */
  readonly rightOfAccount: ReadonlyMap<number, number>;
  /** Of a right's account the property of its unit. */
  readonly propertyOfAccount: ReadonlyMap<number, number>;
  readonly pointOfMeter: ReadonlyMap<number, number>;
}

/** Reads the codes as they stand after the register has come; rates that were corrected have left their code to the one that counts. */
export async function loadRegisterCodes(
  tx: ScopedTransaction,
  cooperativeId: number,
): Promise<RegisterCodes> {
  const load = async (table: string, where = "") => {
    const { rows } = await tx.client.query<[string, number]>({
      text: `select code, id from ${table} where cooperative_id = $1 ${where}`,
      values: [cooperativeId],
      rowMode: "array",
    });
    return new CodeIds(new Map(rows));
  };
  const { rows: accounts } = await tx.client.query<[number, number, number]>({
    text: `select a.id, a.right_id, u.property_id from app.account a
      join app.unit_right r on r.cooperative_id = a.cooperative_id and r.id = a.right_id
      join app.unit u on u.cooperative_id = r.cooperative_id and u.id = r.unit_id
      where a.cooperative_id = $1`,
    values: [cooperativeId],
    rowMode: "array",
  });
  const { rows: meters } = await tx.client.query<[number, number]>({
    text: "select id, point_id from app.meter where cooperative_id = $1",
    values: [cooperativeId],
    rowMode: "array",
  });
  return {
    rights: await load("app.unit_right"),
    accounts: await load("app.account"),
    components: await load("app.fee_component"),
    rates: await load("app.fee_rate", "and withdrawn_at is null"),
    properties: await load("app.property"),
    units: await load("app.unit"),
    buildings: await load("app.building"),
    meters: await load("app.meter"),
    rightOfAccount: new Map(accounts.map(([id, right]) => [id, right])),
    propertyOfAccount: new Map(accounts.map(([id, , property]) => [id, property])),
    pointOfMeter: new Map(meters),
  };
}
