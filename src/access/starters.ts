import { storeStarters } from "../store/login.ts";
import { inScope } from "../world/database/scope.ts";
import { BUSY } from "./hashing.ts";
import type { AccessContext } from "./sign-in.ts";
import { inGroups, newStarterPassword, STARTER_DAYS } from "./starter-password.ts";

/** What a starter letter says; the password is nowhere else. */
export interface IssuedStarter extends StarterPerson {
  /** "K7MW-3HPX-9TQA-R5ZN" */
  readonly password: string;
}

/** Starter passwords thought up and hashed, not yet valid. */
export interface StarterDraft extends IssuedStarter {
  readonly selector: string;
  readonly hash: string;
}

/** Somebody who is to get a letter; a login keeps its name for ever. */
export interface StarterPerson {
  readonly personId: number;
  readonly loginName: string;
}

/** Thinks up a starter password for each person; nothing is kept yet, so letters can be written first. */
export async function draftStarters(
  access: AccessContext,
  people: readonly StarterPerson[],
): Promise<readonly StarterDraft[]> {
  return Promise.all(people.map((person) => draftStarter(access, person)));
}

async function draftStarter(access: AccessContext, person: StarterPerson): Promise<StarterDraft> {
  const { characters, selector } = newStarterPassword();
  const hash = await access.hashing.hash(characters, "owner");
  if (hash === BUSY) throw new Error("more starter passwords at once than the gate of the hashes lets wait");
  return { ...person, password: inGroups(characters), selector, hash };
}

/**
 * Makes the passwords valid for 14 days, in place of those issued before; a disabled login opens again. A password the person
 * already chose goes on until they choose another.
 */
export async function validateStarters(
  access: AccessContext,
  cooperativeId: number,
  drafts: readonly StarterDraft[],
): Promise<void> {
  await inScope(access.signin, null, (tx) =>
    storeStarters(
      tx,
      cooperativeId,
      drafts.map((draft) => ({
        personId: draft.personId,
        name: draft.loginName,
        starterHash: draft.hash,
        starterSelector: draft.selector,
      })),
      STARTER_DAYS,
    ),
  );
}
