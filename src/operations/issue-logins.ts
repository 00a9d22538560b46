import type { Hashing } from "../access/hashing.ts";
import { loginNameFor } from "../access/login-name.ts";
import { STARTER_DAYS } from "../access/starter-password.ts";
import { draftStarters, type StarterDraft, validateStarters } from "../access/starters.ts";
import { addDays, type PlainDate } from "../domain/values/plain-date.ts";
import { accept, type Result, refusal, refuse } from "../domain/values/result.ts";
import {
  findRecipient,
  hasBuilding,
  type Letterhead,
  type LetterRecipient,
  listRecipients,
  loadLetterhead,
} from "../store/letter-recipient.ts";
import { type LoginState, loadLoginStates } from "../store/login.ts";
import { inScope } from "../world/database/scope.ts";
import type { OperationContext, OperatorScope } from "./context.ts";

/** For whom: one person (again, if need be), or everybody of a building or of all who has no way in yet. */
export type LoginsWanted =
  | { readonly kind: "person"; readonly code: string; readonly opensDisabled: boolean }
  | { readonly kind: "building"; readonly code: string }
  | { readonly kind: "all-without" };

/** Everything one letter says. */
export interface StarterLetter {
  readonly letterhead: Letterhead;
  readonly recipient: LetterRecipient;
  readonly loginName: string;
  readonly password: string;
  readonly writtenOn: PlainDate;
  /** The last whole day on which the starter password works. */
  readonly validUntil: PlainDate;
}

/** What is left of a letter once it is written: never the password. */
export interface IssuedLogin {
  readonly personCode: string;
  readonly personName: string;
  readonly loginName: string;
  readonly validUntil: PlainDate;
  /** What the writer made of it: the name of the file. */
  readonly letter: string;
}

/** Writes the letter down and says where; the only place that ever sees the password. */
export type WriteLetter = (letter: StarterLetter) => Promise<string>;

/** Letters between two commits: a crash leaves at most so many papers whose passwords do not work. */
const BATCH = 25;

/**
 * Makes starter letters. Each batch is thought up, written and only then made valid, so that no password is valid that is on no
 * paper. Refuses `person-unknown`, `building-unknown`, `login-disabled`.
 */
export async function issueLogins(
  context: OperationContext & { readonly hashing: Hashing },
  { token }: OperatorScope,
  wanted: LoginsWanted,
  writeLetter: WriteLetter,
): Promise<Result<readonly IssuedLogin[]>> {
  const { pools, hashing, today, progress } = context;
  const found = await inScope(pools.runtime, token, async (tx) => ({
    letterhead: await loadLetterhead(tx),
    recipients: await findRecipients(tx, wanted, today()),
  }));
  if (!found.recipients.ok) return found.recipients;
  const { letterhead } = found;
  const { cooperativeId } = letterhead;
  const states = await inScope(pools.signin, null, (tx) => loadLoginStates(tx, cooperativeId));
  const chosen = choose(found.recipients.value, wanted, states);
  if (!chosen.ok) return chosen;
  const access = { signin: pools.signin, hashing };
  const dates = { writtenOn: today(), validUntil: addDays(today(), STARTER_DAYS - 1) };
  const issued: IssuedLogin[] = [];
  for (let start = 0; start < chosen.value.length; start += BATCH) {
    const batch = chosen.value.slice(start, start + BATCH);
    const drafts = await draftStarters(
      access,
      batch.map(({ personId }) => ({
        personId,
        loginName: states.get(personId)?.name ?? loginNameFor(personId),
      })),
    );
    for (const [index, recipient] of batch.entries()) {
      const letter = { letterhead, recipient, ...namesOf(drafts[index]!), ...dates };
      issued.push(record(letter, await writeLetter(letter)));
    }
    await validateStarters(access, cooperativeId, drafts);
    progress?.(issued.length, chosen.value.length);
  }
  return accept(issued);
}

async function findRecipients(
  tx: Parameters<typeof findRecipient>[0],
  wanted: LoginsWanted,
  today: PlainDate,
): Promise<Result<readonly LetterRecipient[]>> {
  switch (wanted.kind) {
    case "person": {
      const person = await findRecipient(tx, wanted.code);
      return person ? accept([person]) : refuse(refusal("person-unknown", { code: wanted.code }));
    }
    case "building":
      return (await hasBuilding(tx, wanted.code))
        ? accept(await listRecipients(tx, today, wanted.code))
        : refuse(refusal("building-unknown", { code: wanted.code }));
    case "all-without":
      return accept(await listRecipients(tx, today, null));
  }
}

/** Many letters at once never replace a letter that still works, nor open what somebody closed. */
function choose(
  recipients: readonly LetterRecipient[],
  wanted: LoginsWanted,
  states: ReadonlyMap<number, LoginState>,
): Result<readonly LetterRecipient[]> {
  const stateOf = (recipient: LetterRecipient) => states.get(recipient.personId);
  if (wanted.kind !== "person")
    return accept(
      recipients.filter((recipient) => !stateOf(recipient)?.isUsable && !stateOf(recipient)?.isDisabled),
    );
  const closed = recipients.some((recipient) => stateOf(recipient)?.isDisabled);
  return closed && !wanted.opensDisabled
    ? refuse(refusal("login-disabled", { code: wanted.code }))
    : accept(recipients);
}

function namesOf({ loginName, password }: StarterDraft) {
  return { loginName, password };
}

function record(letter: StarterLetter, written: string): IssuedLogin {
  const { recipient, loginName, validUntil } = letter;
  return { personCode: recipient.code, personName: recipient.name, loginName, validUntil, letter: written };
}
