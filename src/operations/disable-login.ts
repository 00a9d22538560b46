import { accept, type Result, refusal, refuse } from "../domain/values/result.ts";
import { forgetDevices } from "../store/known-device.ts";
import { findRecipient } from "../store/letter-recipient.ts";
import { disableLogin, loadLoginStates } from "../store/login.ts";
import { endSessionsOfLogin } from "../store/session.ts";
import { inScope } from "../world/database/scope.ts";
import type { OperationContext, OperatorScope } from "./context.ts";

export interface DisabledLogin {
  readonly personCode: string;
  readonly loginName: string;
  readonly endedSessions: number;
}

/**
 * Closes a person's login: sessions end at once, passwords, letters and known browsers are forgotten. Only a new letter opens it
 * again. Refuses `person-unknown`, `login-missing`, `login-already-disabled`.
 */
export async function disablePersonLogin(
  { pools }: OperationContext,
  { token }: OperatorScope,
  personCode: string,
): Promise<Result<DisabledLogin>> {
  // Found under row security, as the operator: of another cooperative nobody is found.
  const person = await inScope(pools.runtime, token, (tx) => findRecipient(tx, personCode));
  if (person === null) return refuse(refusal("person-unknown", { code: personCode }));
  const { cooperativeId } = person;
  return inScope(pools.signin, null, async (tx) => {
    const state = (await loadLoginStates(tx, cooperativeId)).get(person.personId);
    if (state?.isDisabled) return refuse(refusal("login-already-disabled", { code: personCode }));
    const login = await disableLogin(tx, cooperativeId, person.personId);
    if (login === null) return refuse(refusal("login-missing", { code: personCode }));
    const endedSessions = await endSessionsOfLogin(tx, cooperativeId, login.id);
    await forgetDevices(tx, { cooperativeId, loginId: login.id });
    return accept({ personCode, loginName: login.name, endedSessions });
  });
}
