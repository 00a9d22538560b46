import { findCooperatives, openOperatorSession } from "../access/operator.ts";
import { type Refusal, type Result, refusal } from "../domain/values/result.ts";
import type { OperationContext, OperatorScope } from "../operations/context.ts";
import type { Frame, OutputOptions } from "./frame.ts";

export interface CooperativeOptions extends OutputOptions {
  /** Short name of the cooperative; needed where the database keeps more than one. */
  readonly cooperative?: string;
}

/**
 * Runs work as the operator of one cooperative: opens a session for it, hands it to every transaction, ends it.
 * Refusals are printed and null returned; the command then ends with exit code 2.
 */
export async function asOperator<T>(
  frame: Frame,
  options: CooperativeOptions,
  work: (context: OperationContext, scope: OperatorScope) => Promise<Result<T>>,
  label?: string,
): Promise<T | null> {
  const context = await frame.operationContext(label);
  const cooperatives = await findCooperatives(context.pools.runtime);
  const chosen = chooseCooperative(cooperatives, options.cooperative);
  if ("reason" in chosen) {
    frame.refuse([chosen], options);
    return null;
  }
  const session = await openOperatorSession(context.pools.signin, chosen.id);
  try {
    const result = await work(context, { token: session.token, cooperativeId: chosen.id });
    if (result.ok) return result.value;
    frame.refuse(result.refusals, options);
    return null;
  } finally {
    await session.end();
  }
}

/** The cooperative a command is for: the only one, or the one named. */
export function chooseCooperative(
  cooperatives: readonly { readonly id: number; readonly slug: string }[],
  slug: string | undefined,
): { readonly id: number } | Refusal {
  const known = cooperatives.map((cooperative) => cooperative.slug).join(", ");
  if (slug !== undefined) {
    return (
      cooperatives.find((cooperative) => cooperative.slug === slug) ??
      refusal("cooperative-unknown", { slug, known })
    );
  }
  const [only, another] = cooperatives;
  if (only === undefined) return refusal("no-cooperative");
  return another === undefined ? only : refusal("cooperative-not-chosen", { known });
}
