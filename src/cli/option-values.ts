import { type Grosze, parseZloty } from "../domain/values/money.ts";
import { type PlainDate, parsePlainDate } from "../domain/values/plain-date.ts";
import { type Refusal, type Result, refusal, refuse } from "../domain/values/result.ts";

/** Collects what is wrong with the options of one command, so that all of it is told at once. */
export class OptionReader {
  readonly refusals: Refusal[] = [];

  /** The text of a required option; refuses `option-missing`. */
  text(option: string, written: string | undefined): string {
    if (written === undefined || written.trim() === "")
      return this.note("", refusal("option-missing", { option }));
    return written;
  }

  /** An amount in złoty with a dot or a comma; refuses `option-missing`, `option-not-an-amount`. */
  amount(option: string, written: string | undefined): Grosze {
    const nothing = 0 as Grosze;
    if (written === undefined) return this.note(nothing, refusal("option-missing", { option }));
    const parsed = parseZloty(written.replace(/\s/g, ""));
    return parsed.ok
      ? parsed.value
      : this.note(nothing, refusal("option-not-an-amount", { option, written }));
  }

  /** A day YYYY-MM-DD; refuses `option-missing`, `option-not-a-day`. */
  day(option: string, written: string | undefined): PlainDate {
    const noDay = "" as PlainDate;
    if (written === undefined) return this.note(noDay, refusal("option-missing", { option }));
    const parsed = parsePlainDate(written.trim());
    return parsed ?? this.note(noDay, refusal("option-not-a-day", { option, written }));
  }

  /** Decides when every option could be read; otherwise refuses with all that was found. */
  decide<T>(decision: () => Result<T>): Result<T> {
    return this.refusals.length > 0 ? refuse(...this.refusals) : decision();
  }

  private note<T>(instead: T, found: Refusal): T {
    this.refusals.push(found);
    return instead;
  }
}
