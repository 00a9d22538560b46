import type { PlainDate } from "../domain/values/plain-date.ts";
import type { Pools } from "../world/database/database.ts";

/** What every operation is handed: pools by role, today's date, and somewhere to say how far long work has come. */
export interface OperationContext {
  readonly pools: Pools;
  /** The calendar day in Poland. */
  readonly today: () => PlainDate;
  /** Called now and then during long work. */
  readonly progress?: (done: number, total: number) => void;
}

/** Who asks: the session token that every transaction hands to the database, and the cooperative it is for. */
export interface OperatorScope {
  readonly token: string;
  readonly cooperativeId: number;
}
