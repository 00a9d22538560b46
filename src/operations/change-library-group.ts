import type { DateRange, PlainDate } from "../domain/values/plain-date.ts";
import { accept, type Refusal, type Result, refusal, refuse } from "../domain/values/result.ts";
import { lockLibrary } from "../store/library.ts";
import {
  addGroupMember,
  endGroupMember,
  findGroup,
  findPerson,
  type LibraryGroup,
  saveGroup,
} from "../store/library-settings.ts";
import { inScope, type ScopedTransaction } from "../world/database/scope.ts";
import type { OperationContext, OperatorScope } from "./context.ts";

export interface GroupChange {
  readonly code: string;
  /** Null leaves it; a new group needs one. */
  readonly name: string | null;
  readonly add: { readonly person: string; readonly during: DateRange } | null;
  /** The first day on which a person belongs no more. */
  readonly end: { readonly person: string; readonly from: PlainDate } | null;
}

/**
 * Founds a group of readers or changes who belongs to it on which days, and answers with it; also where another program keeps the library,
 * for no picture brings it. Refuses `library-group-unknown` (a
 * new one needs a name), `library-person-unknown`, `group-days-reversed`, `group-member-known`, `group-member-unknown`; then
 * nothing is changed.
 */
export async function changeLibraryGroup(
  { pools }: OperationContext,
  { token, cooperativeId }: OperatorScope,
  change: GroupChange,
): Promise<Result<LibraryGroup>> {
  const { code, name, add } = change;
  return inScope(pools.runtime, token, async (tx) => {
    await lockLibrary(tx, cooperativeId);
    const group = await findGroup(tx, code);
    const problems: Refusal[] = [];
    if (group === null && name === null) problems.push(refusal("library-group-unknown", { code }));
    if (add !== null && add.during.until !== null && add.during.until <= add.during.from)
      problems.push(refusal("group-days-reversed", { from: add.during.from }));
    const people = new Map<string, number>();
    for (const person of [add?.person, change.end?.person]) {
      if (person === undefined) continue;
      const id = await findPerson(tx, person);
      if (id === null) problems.push(refusal("library-person-unknown", { person }));
      else people.set(person, id);
    }
    if (group !== null) problems.push(...memberProblems(group, change));
    if (problems.length > 0) return refuse(...problems);
    return accept(await apply(tx, cooperativeId, change, people));
  });
}

function memberProblems({ members }: LibraryGroup, { add, end }: GroupChange): Refusal[] {
  const meets = (
    from: string,
    until: string | null,
    other: { readonly from: string; readonly until: string | null },
  ) => (other.until === null || from < other.until) && (until === null || other.from < until);
  const problems: Refusal[] = [];
  const known = members.find(
    ({ person, ...days }) => person === add?.person && meets(add.during.from, add.during.until, days),
  );
  if (add !== null && known !== undefined)
    problems.push(
      refusal("group-member-known", { person: add.person, from: known.from, until: known.until }),
    );
  if (
    end !== null &&
    !members.some(({ person, until }) => person === end.person && (until === null || until > end.from))
  )
    problems.push(refusal("group-member-unknown", { person: end.person, from: end.from }));
  return problems;
}

async function apply(
  tx: ScopedTransaction,
  cooperativeId: number,
  { code, name, add, end }: GroupChange,
  people: ReadonlyMap<string, number>,
): Promise<LibraryGroup> {
  if (name !== null) await saveGroup(tx, cooperativeId, code, name);
  const { id } = (await findGroup(tx, code))!;
  if (end !== null) await endGroupMember(tx, cooperativeId, id, people.get(end.person)!, end.from);
  if (add !== null) await addGroupMember(tx, cooperativeId, id, people.get(add.person)!, add.during);
  return (await findGroup(tx, code))!;
}
