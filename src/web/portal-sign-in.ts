import { type CooperativeName, cooperativeOfHost } from "../access/operator.ts";
import { changePassword } from "../access/password-change.ts";
import {
  endOwnSession,
  listSessions,
  openNamedSession,
  signOut,
  signOutEverywhere,
} from "../access/sessions.ts";
import { type AccessContext, signIn } from "../access/sign-in.ts";
import type { SignIn } from "./sign-in.ts";

/** The pages' signing in, done by src/access; the host people typed says which cooperative they mean. */
export function createSignIn(
  access: AccessContext,
  findCooperatives: () => Promise<readonly CooperativeName[]>,
): SignIn {
  return {
    signIn: async ({ hostname, ...attempt }) => {
      const cooperative = cooperativeOfHost(await findCooperatives(), hostname);
      if (cooperative === null) return { outcome: "refused" };
      return signIn(access, { ...attempt, cooperativeId: cooperative.id });
    },
    session: async (token) => {
      const session = await openNamedSession(access, token);
      if (session === null) return null;
      const kind = session.kind === "starter" ? "starter" : "full";
      return { personName: session.personName, kind, idleSeconds: session.idleSeconds };
    },
    changePassword: (change) => changePassword(access, change),
    signOut: (token) => signOut(access, token),
    signOutEverywhere: (token) => signOutEverywhere(access, token),
    listSessions: (token) => listSessions(access, token),
    endSession: (token, sessionId) => endOwnSession(access, token, sessionId),
  };
}
