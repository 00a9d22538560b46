import { addGrosze, type Grosze, grosze, NO_GROSZE } from "../values/money.ts";
import type { Month } from "../values/month.ts";
import type { PlainDate } from "../values/plain-date.ts";

/** What is open on the receivable accounts of a unit: claims (positive) with their due day, credits (negative) without. */
export interface OpenAmount {
  readonly remainingGrosze: Grosze;
  readonly dueOn: PlainDate | null;
  readonly month: Month | null;
}

export interface AmountDue {
  /** Wn − Ma of all that is open. */
  readonly balanceGrosze: Grosze;
  /** What has to arrive by the next due day, arrears included and overpayments taken off; null when nothing has to. */
  readonly due: {
    readonly amountGrosze: Grosze;
    readonly by: PlainDate;
    readonly month: Month | null;
  } | null;
  /** The part of it whose day has passed. */
  readonly overdueGrosze: Grosze;
}

/**
 * What a resident has to pay and by when: everything due up to the next due day, less what is overpaid. Where nothing falls due any
 * more, the latest passed due day stands. Overpayments are set against the oldest claims first, so they lower the overdue part.
 */
export function amountDue(open: readonly OpenAmount[], today: PlainDate): AmountDue {
  const claims = open.filter((item) => item.remainingGrosze > 0);
  const credits = addGrosze(
    NO_GROSZE,
    ...open.filter((item) => item.remainingGrosze < 0).map((item) => item.remainingGrosze),
  );
  const days = claims.map((claim) => claim.dueOn ?? today).sort();
  const by = days.find((day) => day >= today) ?? days.at(-1) ?? null;
  const balanceGrosze = addGrosze(NO_GROSZE, ...open.map((item) => item.remainingGrosze));
  if (by === null) return { balanceGrosze, due: null, overdueGrosze: NO_GROSZE };
  const amountGrosze = lessCredits(
    claims.filter((claim) => (claim.dueOn ?? today) <= by),
    credits,
  );
  const overdueGrosze = lessCredits(
    claims.filter((claim) => (claim.dueOn ?? today) < today),
    credits,
  );
  if (amountGrosze === 0) return { balanceGrosze, due: null, overdueGrosze };
  const month = claims.findLast((claim) => (claim.dueOn ?? today) === by)?.month ?? null;
  return { balanceGrosze, due: { amountGrosze, by, month }, overdueGrosze };
}

function lessCredits(claims: readonly OpenAmount[], credits: Grosze): Grosze {
  return grosze(Math.max(0, addGrosze(credits, ...claims.map((claim) => claim.remainingGrosze))));
}
