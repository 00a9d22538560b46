import type { PlainDate } from "../values/plain-date.ts";
import type { CooperativeFacts, FactProblem, RightHolderFacts } from "./facts.ts";
import { NO_ROW } from "./facts.ts";
import { compareEnds, inGroups } from "./periods.ts";

/**
 * Rights and those who hold them: `holder-outside-right` (held on days when there is no such right), `right-without-holder`
 * (nobody ever holds it), `right-without-continuity` (all holders change at once: what is behind the right — its debts, its
 * documents, its account number — must not pass to strangers, so a new right is needed).
 */
export function holderProblems(facts: CooperativeFacts): FactProblem[] {
  const { rights, rightHolders } = facts;
  const holdersOf: (number[] | undefined)[] = [];
  const known = (row: number) => rightHolders.right[row] !== NO_ROW && rightHolders.person[row] !== NO_ROW;
  for (const row of inGroups(rightHolders, (holder) => rightHolders.right[holder]!, known)) {
    const right = rightHolders.right[row]!;
    const holders = holdersOf[right];
    if (holders) holders.push(row);
    else holdersOf[right] = [row];
  }
  const unclear = new Set([...rightHolders.faulty].map((row) => rightHolders.right[row]!));
  const problems: FactProblem[] = [];
  for (let right = 0; right < rights.count; right += 1) {
    if (rights.faulty.has(right) || unclear.has(right)) continue;
    const holders = holdersOf[right] ?? [];
    const data = { right: rights.code[right]! };
    if (holders.length === 0)
      problems.push({ kind: "rights", row: right, field: null, reason: "right-without-holder", data });
    problems.push(...outsideRight(facts, right, holders));
    const stranger = firstWithoutContinuity(rightHolders, holders);
    if (stranger === null) continue;
    const since = { ...data, day: rightHolders.from[stranger]! };
    problems.push({
      kind: "rightHolders",
      row: stranger,
      field: "from",
      reason: "right-without-continuity",
      data: since,
    });
  }
  return problems;
}

function outsideRight(
  { rights, rightHolders, people }: CooperativeFacts,
  right: number,
  holders: readonly number[],
) {
  const problems: FactProblem[] = [];
  for (const row of holders) {
    const data = { right: rights.code[right]!, person: people.code[rightHolders.person[row]!]! };
    const isEarly = rightHolders.from[row]! < rights.from[right]!;
    const isLate = compareEnds(rightHolders.until[row]!, rights.until[right]!) > 0;
    if (isEarly || isLate)
      problems.push({
        kind: "rightHolders",
        row,
        field: isEarly ? "from" : "until",
        reason: "holder-outside-right",
        data,
      });
  }
  return problems;
}

/**
 * The first row, in the order of first days, by which people hold the right of whom none held it before the change. Holders
 * before a time without any are compared with those after it.
 */
function firstWithoutContinuity(holders: RightHolderFacts, sorted: readonly number[]): number | null {
  if (sorted.length < 2) return null;
  let before = new Set<number>();
  for (const day of changeDays(holders, sorted)) {
    const after = sorted.filter(
      (row) => holders.from[row]! <= day && compareEnds(holders.until[row]!, day) > 0,
    );
    if (after.length === 0) continue;
    if (before.size > 0 && !after.some((row) => before.has(holders.person[row]!)))
      return after.find((row) => holders.from[row] === day) ?? after[0]!;
    before = new Set(after.map((row) => holders.person[row]!));
  }
  return null;
}

function changeDays(holders: RightHolderFacts, rows: readonly number[]): PlainDate[] {
  const days = rows.flatMap((row) => [holders.from[row]!, holders.until[row]!]);
  return [...new Set(days)].filter((day) => day !== null).sort();
}
