import { BUSY, createHashing, type Hashing } from "../access/hashing.ts";
import { loginNameFor } from "../access/login-name.ts";
import { inGroups, STARTER_DAYS } from "../access/starter-password.ts";
import { type DemoLogin, loadDemoLogins, storeDemoPasswords } from "../store/demo.ts";
import { storeStarters } from "../store/login.ts";
import type { Pools } from "../world/database/database.ts";
import { inScope } from "../world/database/scope.ts";
import { DEMO_SIGN_INS, NAMED_PEOPLE, NEWCOMERS } from "./demo-people.ts";

/** A way into the demo, printed at every start. */
export interface PrintedSignIn {
  readonly login: string;
  readonly password: string;
  /** In Polish. */
  readonly who: string;
  readonly isStarter: boolean;
}

/** Starter passwords of the newcomers: published, so no secret is lost by their not being random. */
const STARTERS = [
  "KAWAMLEKCUKR2345",
  "WAZAGRATPLAT3456",
  "ZBAKRABEKMAK4567",
  "TRAMRAKPARK25678",
  "SADLASMAJMUR6789",
] as const;

/** People with published passwords, as they are told in the documentation. */
export function demoSignIns(): readonly PrintedSignIn[] {
  return DEMO_SIGN_INS.map(({ login, password, who }) => ({ login, password, who, isStarter: false }));
}

/** Whether the demo was finished: its sign-ins are the last thing made. */
export async function hasDemoSignIns(pools: Pools, cooperativeId: number): Promise<boolean> {
  const logins = await loadLogins(pools, cooperativeId);
  return DEMO_SIGN_INS.every(({ person }) => logins.get(person.code)?.name != null);
}

/**
 * Brings the demo's sign-ins to what is printed: a published password that somebody changed is set back, and the first newcomer
 * without a password of their own has an unused starter login. Touches demo cooperatives only.
 */
export async function readyDemoSignIns(
  pools: Pools,
  cooperativeId: number,
  hashing: Hashing = createHashing(),
): Promise<readonly PrintedSignIn[]> {
  const logins = await loadLogins(pools, cooperativeId);
  await setPasswords(pools, cooperativeId, logins, hashing);
  const starter = await readyStarter(pools, cooperativeId, logins, hashing);
  return [...demoSignIns(), ...(starter === null ? [] : [starter])];
}

function loadLogins(pools: Pools, cooperativeId: number): Promise<ReadonlyMap<string, DemoLogin>> {
  const codes = NAMED_PEOPLE.map((person) => person.code);
  return inScope(pools.signin, null, (tx) => loadDemoLogins(tx, cooperativeId, codes));
}

async function setPasswords(
  pools: Pools,
  cooperativeId: number,
  logins: ReadonlyMap<string, DemoLogin>,
  hashing: Hashing,
): Promise<void> {
  const changed = DEMO_SIGN_INS.flatMap(({ person, login, password }) => {
    const found = logins.get(person.code);
    if (found === undefined) return [];
    const isAsPublished =
      found.name === login && found.hasPassword && !found.hasChosenPassword && !found.isDisabled;
    return isAsPublished ? [] : [{ personId: found.personId, name: login, password }];
  });
  if (changed.length === 0) return;
  const hashed = await Promise.all(
    changed.map(async ({ personId, name, password }) => ({
      personId,
      name,
      passwordHash: await hashOf(hashing, password),
    })),
  );
  await inScope(pools.signin, null, (tx) => storeDemoPasswords(tx, cooperativeId, hashed));
}

async function readyStarter(
  pools: Pools,
  cooperativeId: number,
  logins: ReadonlyMap<string, DemoLogin>,
  hashing: Hashing,
): Promise<PrintedSignIn | null> {
  const index = NEWCOMERS.findIndex(({ code }) => logins.get(code)?.hasPassword === false);
  const newcomer = NEWCOMERS[index];
  const found = newcomer && logins.get(newcomer.code);
  if (newcomer === undefined || found === undefined) return null;
  const characters = STARTERS[index]!;
  const name = found.name ?? loginNameFor(found.personId);
  if (!found.hasStarter || found.isDisabled) {
    const starterHash = await hashOf(hashing, characters);
    const starter = {
      personId: found.personId,
      name,
      starterHash,
      starterSelector: characters.slice(0, 4),
    };
    await inScope(pools.signin, null, (tx) => storeStarters(tx, cooperativeId, [starter], STARTER_DAYS));
  }
  const who = `${newcomer.firstName} ${newcomer.lastName}: nieużyte hasło startowe, do zmiany przy pierwszym logowaniu`;
  return { login: name, password: inGroups(characters), who, isStarter: true };
}

async function hashOf(hashing: Hashing, password: string): Promise<string> {
  const hash = await hashing.hash(password, "owner");
  if (hash === BUSY) throw new Error("more demo passwords at once than the gate of the hashes lets wait");
  return hash;
}
