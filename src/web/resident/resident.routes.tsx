import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import type { ComponentType } from "preact";
import { parseMonth } from "../../domain/values/month.ts";
import { printSettlementSlip } from "../../world/pdf/settlement-slip.ts";
import { sendAttachment } from "../attachment.ts";
import { isMeetingCode } from "../library-paths.ts";
import { isIdentifier, mediumOfSegment, paths, routePatterns } from "../paths.ts";
import { loadFrame, type PortalDependencies, sendError, sendPage } from "../portal.tsx";
import { sessionToken } from "../session-cookie.ts";
import type { PageFrame } from "../view.ts";
import { AccountDocumentsPage } from "./account-documents.page.tsx";
import { AccountMonthsPage } from "./account-months.page.tsx";
import { AccountingYearPage } from "./accounting-year.page.tsx";
import { ConsumptionInformationPage } from "./consumption-information.page.tsx";
import { FeeLinePage } from "./fee-line.page.tsx";
import { FeeMonthPage } from "./fee-month.page.tsx";
import { FeeYearPage } from "./fee-year.page.tsx";
import { PaymentPage } from "./payment.page.tsx";
import { PersonalPage } from "./personal.page.tsx";
import { ReadingsPage } from "./readings.page.tsx";
import type { ResidentReads, Seen } from "./reads.ts";
import { SettlementPage } from "./settlement.page.tsx";
import { slipFileName, slipPageOf } from "./settlement-slip.ts";
import { parsePeriodInAddress } from "./settlement-words.ts";
import { SettlementWorkingPage } from "./settlement-working.page.tsx";
import { SettlementsPage } from "./settlements.page.tsx";
import { StartPage } from "./start.page.tsx";
import type { SettledPeriod } from "./view-models.ts";
import { VirtualAccountsPage } from "./virtual-accounts.page.tsx";

type Address = Readonly<Record<string, string | undefined>>;

/** A page of the portal: what it reads and what shows it. A null read means that the address itself cannot exist. */
interface ResidentPage<View> {
  readonly pattern: string;
  readonly read: (reads: ResidentReads, token: string, address: Address) => Promise<Seen<View>> | null;
  readonly Page: ComponentType<{ frame: PageFrame; view: View }>;
}

/** The tabs and what opens from them. All of them only read. */
export function registerResidentRoutes(server: FastifyInstance, portal: PortalDependencies): void {
  const show = <View,>(page: ResidentPage<View>) => {
    const { Page, read } = page;
    server.get(page.pattern, (request, reply) =>
      answerResident(portal, request, reply, {
        read,
        answer: (view, frame) => sendPage(reply, <Page frame={frame} view={view} />),
      }),
    );
  };
  show({ pattern: paths.start, Page: StartPage, read: (reads, token) => reads.loadStart(token) });
  show({ pattern: paths.personal, Page: PersonalPage, read: (reads, token) => reads.loadPersonal(token) });
  show({
    pattern: paths.fees(),
    Page: FeeYearPage,
    read: (reads, token, { lokal }) => reads.loadFeeYear(token, null, lokal ?? null),
  });
  show({
    pattern: routePatterns.feeYear,
    Page: FeeYearPage,
    read: (reads, token, address) =>
      withYear(address, (year) => reads.loadFeeYear(token, year, address.lokal ?? null)),
  });
  show({
    pattern: routePatterns.feeMonth,
    Page: FeeMonthPage,
    read: (reads, token, address) => {
      const month = parseMonth(`${address.year}-${address.month}`);
      return month && reads.loadFeeMonth(token, month, address.lokal ?? null);
    },
  });
  show({
    pattern: routePatterns.feeLine,
    Page: FeeLinePage,
    read: (reads, token, address) => {
      const month = parseMonth(`${address.year}-${address.month}`);
      return month && reads.loadFeeLine(token, month, address.lineId ?? "", address.lokal ?? null);
    },
  });
  show({
    pattern: paths.accounting,
    Page: AccountingYearPage,
    read: (reads, token) => reads.loadAccountingYear(token, null),
  });
  show({
    pattern: routePatterns.accountingYear,
    Page: AccountingYearPage,
    read: (reads, token, address) => withYear(address, (year) => reads.loadAccountingYear(token, year)),
  });
  show({
    pattern: routePatterns.account,
    Page: AccountMonthsPage,
    read: (reads, token, address) =>
      withYear(address, (year) => reads.loadAccountMonths(token, year, address.accountId ?? "")),
  });
  show({
    pattern: routePatterns.accountDetails,
    Page: AccountDocumentsPage,
    read: (reads, token, address) =>
      withYear(address, (year) => reads.loadAccountDocuments(token, year, address.accountId ?? "")),
  });
  show({
    pattern: routePatterns.payment,
    Page: PaymentPage,
    read: (reads, token, { paymentId }) => reads.loadPayment(token, paymentId ?? ""),
  });
  show({
    pattern: paths.virtualAccounts,
    Page: VirtualAccountsPage,
    read: (reads, token) => reads.loadVirtualAccounts(token),
  });
  showReadings(show);
  showSettlements(show);
  server.get(routePatterns.settlementSlip, (request, reply) =>
    answerResident(portal, request, reply, {
      read: (reads, token, { settlementId }) => reads.loadSettlement(token, settlementId ?? ""),
      answer: (view, { cooperative }) =>
        sendAttachment(reply, {
          type: "application/pdf",
          fileName: slipFileName(view),
          bytes: printSettlementSlip(portal.press, slipPageOf(view, cooperative)),
        }),
    }),
  );
}

/** Media odczyty. */
function showReadings(show: <View>(page: ResidentPage<View>) => void): void {
  show({
    pattern: paths.readings(),
    Page: ReadingsPage,
    read: (reads, token, { lokal }) => reads.loadReadings(token, null, null, lokal ?? null),
  });
  show({
    pattern: routePatterns.readingsYear,
    Page: ReadingsPage,
    read: (reads, token, address) =>
      withYear(address, (year) => {
        const medium = mediumOfSegment(address.medium ?? "");
        return medium && reads.loadReadings(token, year, medium, address.lokal ?? null);
      }),
  });
  show({
    pattern: routePatterns.consumptionInformation,
    Page: ConsumptionInformationPage,
    read: (reads, token, address) => {
      const month = parseMonth(`${address.year}-${address.month}`);
      const medium = mediumOfSegment(address.medium ?? "");
      return month && medium && reads.loadConsumptionInformation(token, month, medium, address.lokal ?? null);
    },
  });
}

/** Media rozliczenia. */
function showSettlements(show: <View>(page: ResidentPage<View>) => void): void {
  show({
    pattern: paths.settlements,
    Page: SettlementsPage,
    read: (reads, token) => reads.loadSettlements(token, null, null, null),
  });
  show({
    pattern: routePatterns.settlementsYear,
    Page: SettlementsPage,
    read: (reads, token, address) =>
      withYear(address, (year) => reads.loadSettlements(token, year, null, periodOf(address))),
  });
  show({
    pattern: routePatterns.settledAccount,
    Page: SettlementsPage,
    read: (reads, token, address) =>
      withYear(address, (year) =>
        reads.loadSettlements(token, year, address.accountId ?? "", periodOf(address)),
      ),
  });
  show({
    pattern: routePatterns.settlement,
    Page: SettlementPage,
    read: (reads, token, { settlementId }) => reads.loadSettlement(token, settlementId ?? ""),
  });
  show({
    pattern: routePatterns.settlementWorking,
    Page: SettlementWorkingPage,
    read: (reads, token, { settlementId }) => reads.loadSettlement(token, settlementId ?? ""),
  });
}

/** A period that is none filters nothing. */
function periodOf({ okres }: Address): SettledPeriod | null {
  return okres === undefined ? null : parsePeriodInAddress(okres);
}

/** Who is not signed in is sent to sign in; a starter session to its new password; what one may not see does not exist. */
export async function answerResident<View>(
  portal: PortalDependencies,
  request: FastifyRequest,
  reply: FastifyReply,
  {
    read,
    answer,
  }: Pick<ResidentPage<View>, "read"> & {
    readonly answer: (view: View, frame: PageFrame) => FastifyReply;
  },
): Promise<FastifyReply> {
  const token = sessionToken(request);
  if (token === null) return reply.redirect(signInPath(request.url), 303);
  const address = addressOf(request);
  const reading = address === null ? null : read(portal.reads, token, address);
  const seen = reading === null ? null : await reading;
  const session = seen === null ? await portal.signIn.session(token) : seen.session;
  if (session === null) return reply.redirect(signInPath(request.url), 303);
  if (session.kind === "starter") return reply.redirect(paths.newPassword, 303);
  if (seen === null || seen.view === null)
    return sendError(portal, request, reply, { kind: "not-found", session });
  return answer(seen.view, await loadFrame(portal, request, session));
}

function signInPath(url: string): string {
  return url === paths.start ? paths.signIn : `${paths.signIn}?powrot=${encodeURIComponent(url)}`;
}

function withYear<Answer>(address: Address, use: (year: number) => Answer): Answer | null {
  return /^(19|20)\d{2}$/.test(address.year ?? "") ? use(Number(address.year)) : null;
}

/** Path and query together, a doubled query parameter counting as missing; null where a piece cannot be an identifier. */
function addressOf(request: FastifyRequest): Address | null {
  const params = request.params as Readonly<Record<string, string>>;
  const query = request.query as Readonly<Record<string, unknown>>;
  const { lokal, okres } = query;
  const address: Address = {
    ...params,
    ...(typeof lokal === "string" ? { lokal } : {}),
    ...(typeof okres === "string" ? { okres } : {}),
  };
  const { code, ...identifiers } = address;
  if (code !== undefined && !isMeetingCode(code)) return null;
  return Object.values(identifiers).every((piece) => piece === undefined || isIdentifier(piece))
    ? address
    : null;
}
