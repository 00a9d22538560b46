import { sql } from "kysely";
import type pg from "pg";
import { endSession, insertSession } from "../store/session.ts";
import { inScope } from "../world/database/scope.ts";

/** The operator's own session while a command runs. */
export interface OperatorSession {
  readonly token: string;
  /** Ends it; a token somebody copied is worthless afterwards. */
  readonly end: () => Promise<void>;
}

/** A cooperative by the names a command may give it. */
export interface CooperativeName {
  readonly id: number;
  readonly slug: string;
  readonly host: string | null;
  readonly name: string;
  readonly isDemo: boolean;
}

/** As long as any session may last; a command at work is never idle. */
const OPERATOR_SECONDS = 12 * 60 * 60 - 1;

/**
 * A session of kind `operator` for one cooperative: what a command of the operator acts through.
 * @param signin the pool of the sign-in role.
 */
export async function openOperatorSession(signin: pg.Pool, cooperativeId: number): Promise<OperatorSession> {
  const token = await inScope(signin, null, (tx) =>
    insertSession(tx, {
      cooperativeId,
      kind: "operator",
      personId: null,
      loginId: null,
      userAgent: "osiedle",
      address: "",
      idleSeconds: OPERATOR_SECONDS,
      lifetimeSeconds: OPERATOR_SECONDS,
    }),
  );
  return { token, end: () => inScope(signin, null, (tx) => endSession(tx, token)) };
}

/** Every cooperative of this installation. */
export async function findCooperatives(pool: pg.Pool): Promise<readonly CooperativeName[]> {
  return inScope(pool, null, async (tx) => {
    const { rows } = await sql<CooperativeName>`
      select id, slug, host, name, is_demo as "isDemo" from app.cooperative order by id`.execute(tx);
    return rows;
  });
}

/** The cooperative a request's host names, or the only one there is; null when neither. */
export function cooperativeOfHost<C extends { readonly host: string | null }>(
  cooperatives: readonly C[],
  host: string,
): C | null {
  const name = host.toLowerCase().replace(/:\d+$/, "");
  const named = cooperatives.find((cooperative) => cooperative.host === name);
  return named ?? (cooperatives.length === 1 ? cooperatives[0]! : null);
}
