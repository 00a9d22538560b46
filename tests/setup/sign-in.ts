import { createHashing, type HashingCost, type HashingLimits } from "../../src/access/hashing.ts";
import { loginNameFor } from "../../src/access/login-name.ts";
import { changePassword } from "../../src/access/password-change.ts";
import { type AccessContext, signIn } from "../../src/access/sign-in.ts";
import { draftStarters, type IssuedStarter, validateStarters } from "../../src/access/starters.ts";
import { type SmallBooks, smallBooks } from "./books.ts";
import type { TestDatabase } from "./database.ts";

/** The rules of guessing are tested by the hundred, so a hash costs little here; its real cost has a test of its own. */
const CHEAP: HashingCost = { memoryCost: 64, timeCost: 1, parallelism: 1 };

export const PASSWORD = "zielony kot pije mleko o siódmej";

/** A cooperative with two residents, and signing in to it. */
export interface SignInWorld {
  readonly books: SmallBooks;
  readonly access: AccessContext;
  readonly cooperativeId: number;
  readonly people: readonly [number, number];
  readonly issue: (personId: number) => Promise<IssuedStarter>;
  /** A resident with a password of their own. */
  readonly settle: (personId: number, password?: string) => Promise<Settled>;
  readonly guess: (login: string, password: string, from?: Partial<Origin>) => ReturnType<typeof signIn>;
  /** Lets time pass for everything that signing in has noted so far. */
  readonly passTime: (interval: string) => Promise<void>;
}

export interface Settled {
  readonly loginName: string;
  readonly token: string;
  readonly deviceToken: string;
}

interface Origin {
  readonly cooperativeId: number;
  readonly address: string;
  readonly userAgent: string;
  readonly deviceToken: string | null;
  readonly formerToken: string | null;
}

const STRANGER = { address: "198.51.100.7", userAgent: "Test", deviceToken: null, formerToken: null };

export async function signInWorld(
  database: TestDatabase,
  slug: string,
  gate: { readonly limits?: HashingLimits; readonly cost?: HashingCost } = {},
): Promise<SignInWorld> {
  const books = await smallBooks(database, slug);
  const { cooperativeId } = books.scope;
  const access = { signin: database.pools.signin, hashing: createHashing(gate.limits, gate.cost ?? CHEAP) };
  const guess: SignInWorld["guess"] = (login, password, from = {}) =>
    signIn(access, { cooperativeId, ...STRANGER, login, password, ...from });
  const issue = async (personId: number) => {
    const drafts = await draftStarters(access, [{ personId, loginName: loginNameFor(personId) }]);
    await validateStarters(access, cooperativeId, drafts);
    return drafts[0]!;
  };
  return {
    books,
    access,
    cooperativeId,
    people: books.people,
    issue,
    guess,
    settle: async (personId, password = PASSWORD) => {
      const { loginName, password: starter } = await issue(personId);
      const first = await guess(loginName, starter);
      if (first.outcome !== "signed-in") throw new Error(`the starter password was ${first.outcome}`);
      const change = { ...STRANGER, token: first.token, currentPassword: null, newPassword: password };
      const changed = await changePassword(access, change);
      if (changed.outcome !== "changed") throw new Error(`the change was ${changed.outcome}`);
      return { loginName, token: changed.token, deviceToken: changed.deviceToken };
    },
    passTime: (interval) =>
      database.asSuperuser(async (client) => {
        for (const [table, columns] of Object.entries(MOMENTS)) {
          const moved = columns.map((column) => `${column} = ${column} - '${interval}'::interval`).join(", ");
          const concerned = table === "session" ? "where kind <> 'operator'" : "";
          await client.query(`update app.${table} set ${moved} ${concerned}`);
        }
      }),
  };
}

const MOMENTS = {
  session: ["created_at", "last_seen_at", "expires_at", "ended_at"],
  login: ["starter_issued_at", "starter_expires_at"],
  sign_in_attempt: ["attempted_at"],
  known_device: ["last_seen_at"],
};
