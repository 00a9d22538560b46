import { execFileSync } from "node:child_process";
import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { refusal } from "../../../src/domain/values/result.ts";
import { loadAssets } from "../../../src/web/assets.ts";
import type { ResidentReads, Seen } from "../../../src/web/resident/reads.ts";
import type { HandedFile } from "../../../src/web/resident/view-models.ts";
import type { ServerDependencies } from "../../../src/web/server.ts";
import type { Session, SignIn } from "../../../src/web/sign-in.ts";
import { fixedClock } from "../../../src/world/clock.ts";
import { openFileStore } from "../../../src/world/files.ts";
import { openPdfPress } from "../../../src/world/pdf/typst.ts";
import { accountDocuments, accountingYear, accountMonths, payment } from "./accounting.fixtures.ts";
import { feeLine, feeMonth, feeYear } from "./fees.fixtures.ts";
import {
  generalMeeting,
  libraryOfFormerMember,
  libraryOfMember,
  meetingsPart,
  publicDocuments,
  repealedScan,
  requestsOfMember,
  resolutionDocument,
  searched,
  statutesPart,
} from "./library.fixtures.ts";
import { asOf, cooperative, personal, startOfMany, virtualAccounts } from "./people.fixtures.ts";
import { consumptionInformation, heatYear, waterYear } from "./readings.fixtures.ts";
import { settlementNews, settlementsOfYear, settlementViews } from "./settlements.fixtures.ts";

/** The portal over the fixtures instead of a database: what the pages' own tests need, and nothing decides here. */

export const STARTER_TOKEN = "starter-token-of-the-fixtures";
export const FULL_TOKEN = "full-token-of-the-fixtures-0001";
/** A resident of the same name whose membership is over. */
const FORMER_MEMBER = "former-member";
export const FORMER_TOKEN = `${FULL_TOKEN}-${FORMER_MEMBER}`;
export const LOGIN = "gprzykladowa";
export const PASSWORD = "zielony rower stoi pod debem";

const session: Session = { personName: personal.name, kind: "full", idleSeconds: 900 };

export async function portalOverFixtures(): Promise<ServerDependencies> {
  return {
    signIn: signInOverFixtures(),
    reads: readsOverFixtures(),
    assets: loadAssets({
      stylesFile: buildStyles(),
      sourceFolder: join(import.meta.dirname, "../../../assets"),
    }),
    press: openPdfPress(),
    files: openFileStore(mkdtempSync(join(tmpdir(), "osiedle-files-"))),
    clock: fixedClock("2026-11-23T09:15:00Z"),
    askForDocument: async () => ({ ok: false, refusals: [refusal("requests-waiting", { most: 20 })] }),
    publicLibrary: { list: async () => ({ documents: publicDocuments, asOf }), find: async () => null },
    loadCooperative: async () => cooperative,
    isHttps: false,
  };
}

function signInOverFixtures(): SignIn {
  const live = new Map<string, Session>([
    [STARTER_TOKEN, { ...session, kind: "starter" }],
    [FULL_TOKEN, session],
    [FORMER_TOKEN, session],
  ]);
  return {
    async signIn({ login, password }) {
      if (login === "zajete") return { outcome: "busy", retryAfterSeconds: 3 };
      if (login !== LOGIN || password !== PASSWORD) return { outcome: "refused" };
      live.set(`${FULL_TOKEN}-new`, session);
      return {
        outcome: "signed-in",
        token: `${FULL_TOKEN}-new`,
        deviceToken: "known-device-of-the-fixtures",
        mustChangePassword: false,
      };
    },
    session: async (token) => live.get(token) ?? null,
    async changePassword({ newPassword }) {
      if (newPassword.length < 15)
        return {
          outcome: "refused",
          currentPassword: [],
          newPassword: [
            { reason: "password-too-short", data: { characters: newPassword.length, shortest: 15 } },
          ],
        };
      live.set(`${FULL_TOKEN}-changed`, session);
      return { outcome: "changed", token: `${FULL_TOKEN}-changed`, deviceToken: null };
    },
    signOut: async (token) => void live.delete(token),
    signOutEverywhere: async () => live.clear(),
    listSessions: async () => [
      {
        sessionId: "s-1",
        isPresent: true,
        userAgent: "Mozilla/5.0 (Windows NT 10.0) Firefox/128.0",
        address: "192.0.2.7",
        startedAt: "2026-11-23 10:02",
        lastSeenAt: "2026-11-23 10:15",
      },
      {
        sessionId: "s-2",
        isPresent: false,
        userAgent: "Mozilla/5.0 (Linux; Android 15) Chrome/150.0 Mobile Safari/537",
        address: "198.51.100.20",
        startedAt: "2026-11-22 19:40",
        lastSeenAt: "2026-11-22 19:51",
      },
    ],
    endSession: async (_token, sessionId) => sessionId === "s-2",
  };
}

function readsOverFixtures(): ResidentReads {
  const seen = <View>(token: string, view: View | null): Seen<View> =>
    token.startsWith(FULL_TOKEN)
      ? { session, view }
      : { session: token === STARTER_TOKEN ? { ...session, kind: "starter" } : null, view: null };
  return {
    loadStart: async (token) => seen(token, { ...startOfMany, news: [settlementNews] }),
    loadPersonal: async (token) => seen(token, personal),
    loadFeeYear: async (token) => seen(token, feeYear),
    loadFeeMonth: async (token, month) => seen(token, month === feeMonth.month ? feeMonth : null),
    loadFeeLine: async (token, _month, lineId) =>
      seen(token, lineId === feeLine.line.lineId ? feeLine : null),
    loadAccountingYear: async (token) => seen(token, accountingYear),
    loadAccountMonths: async (token, _year, accountId) =>
      seen(token, accountId === accountMonths.account.accountId ? accountMonths : null),
    loadAccountDocuments: async (token, _year, accountId) =>
      seen(token, accountId === accountDocuments.account.accountId ? accountDocuments : null),
    loadPayment: async (token, paymentId) => seen(token, paymentId === payment.paymentId ? payment : null),
    loadVirtualAccounts: async (token) => seen(token, virtualAccounts),
    loadSettlements: async (token, year, accountId) =>
      seen(
        token,
        accountId !== null && accountId !== "k-3"
          ? null
          : { ...settlementsOfYear, year: year ?? settlementsOfYear.year, accountId },
      ),
    loadSettlement: async (token, settlementId) =>
      seen(token, settlementViews.find((view) => view.settlementId === settlementId) ?? null),
    loadReadings: async (token, _year, medium) => seen(token, medium === "heat" ? heatYear : waterYear),
    loadLibrary: async (token) =>
      seen(token, token.endsWith(FORMER_MEMBER) ? libraryOfFormerMember : libraryOfMember),
    loadLibrarySection: async (token, section, year, kind) => {
      const part = section === "statutes" ? statutesPart : meetingsPart;
      const documents = part.documents.filter((document) => kind === null || document.kind === kind);
      return seen(token, { ...part, section, year, kind, documents });
    },
    searchLibrary: async (token, { typed }) => seen(token, searched(typed)),
    loadDocument: async (token, documentId) =>
      seen(
        token,
        [resolutionDocument, repealedScan].find(({ head }) => String(head.id) === documentId) ?? null,
      ),
    takeDocument: async (token) => seen<HandedFile>(token, null),
    loadMeeting: async (token, code) => seen(token, code === generalMeeting.code ? generalMeeting : null),
    loadRequests: async (token) =>
      seen(token, { ...requestsOfMember, isMember: !token.endsWith(FORMER_MEMBER) }),
    loadRequestFile: async (token) => seen<HandedFile>(token, null),
    loadConsumptionInformation: async (token, month) =>
      seen(token, month === consumptionInformation.month ? consumptionInformation : null),
  };
}

function buildStyles(): string {
  const root = join(import.meta.dirname, "../../..");
  const built = join(mkdtempSync(join(tmpdir(), "osiedle-styles-")), "styles.css");
  execFileSync(
    process.execPath,
    [
      join(root, "node_modules/@tailwindcss/cli/dist/index.mjs"),
      "-i",
      join(root, "assets/styles.css"),
      "-o",
      built,
    ],
    { cwd: root, stdio: "pipe" },
  );
  return built;
}
