import type { DocumentKind } from "../../domain/governance/documents.ts";
import type { MeteredMedium } from "../../domain/metering/meters.ts";
import type { Month } from "../../domain/values/month.ts";
import type { PlainDate } from "../../domain/values/plain-date.ts";
import type { LibrarySearchAddress, LibrarySection } from "../library-paths.ts";
import type { Session } from "../sign-in.ts";
import type {
  AccountDocumentsView,
  AccountingYearView,
  AccountMonthsView,
  ConsumptionInformationView,
  DocumentView,
  FeeLineView,
  FeeMonthView,
  FeeYearView,
  HandedFile,
  LibrarySearchView,
  LibrarySectionView,
  LibraryView,
  MeetingView,
  PaymentView,
  PersonalView,
  ReadingsView,
  RequestsView,
  SettledPeriod,
  SettlementsView,
  SettlementView,
  StartView,
  VirtualAccountsView,
} from "./view-models.ts";

/**
 * What one request of a resident brings back: who is asking and what they may see, read together so that a page costs one
 * scoped transaction. `view` is null for what does not exist and, alike, for what belongs to somebody else.
 */
export interface Seen<View> {
  readonly session: Session | null;
  readonly view: View | null;
}

/** The resident's reads. A starter session sees nothing: its view is null. A missing unit means the person's first one. */
export interface ResidentReads {
  loadStart(token: string): Promise<Seen<StartView>>;
  loadPersonal(token: string): Promise<Seen<PersonalView>>;
  /** Without a year the latest that has fees. */
  loadFeeYear(token: string, year: number | null, unitId: string | null): Promise<Seen<FeeYearView>>;
  loadFeeMonth(token: string, month: Month, unitId: string | null): Promise<Seen<FeeMonthView>>;
  loadFeeLine(token: string, month: Month, lineId: string, unitId: string | null): Promise<Seen<FeeLineView>>;
  /** Without a year the present one. */
  loadAccountingYear(token: string, year: number | null): Promise<Seen<AccountingYearView>>;
  loadAccountMonths(token: string, year: number, accountId: string): Promise<Seen<AccountMonthsView>>;
  loadAccountDocuments(token: string, year: number, accountId: string): Promise<Seen<AccountDocumentsView>>;
  loadPayment(token: string, paymentId: string): Promise<Seen<PaymentView>>;
  loadVirtualAccounts(token: string): Promise<Seen<VirtualAccountsView>>;
  /** Without a year the latest that was read, without a medium the unit's first. */
  loadReadings(
    token: string,
    year: number | null,
    medium: MeteredMedium | null,
    unitId: string | null,
  ): Promise<Seen<ReadingsView>>;
  loadConsumptionInformation(
    token: string,
    month: Month,
    medium: MeteredMedium,
    unitId: string | null,
  ): Promise<Seen<ConsumptionInformationView>>;
  /** Without a year that of the newest settlement; of one media account or of all. */
  loadSettlements(
    token: string,
    year: number | null,
    accountId: string | null,
    period: SettledPeriod | null,
  ): Promise<Seen<SettlementsView>>;
  loadSettlement(token: string, settlementId: string): Promise<Seen<SettlementView>>;
  loadLibrary(token: string): Promise<Seen<LibraryView>>;
  /** Without a year what is present, without a kind all of them. */
  loadLibrarySection(
    token: string,
    section: LibrarySection,
    year: number | null,
    kind: DocumentKind | null,
  ): Promise<Seen<LibrarySectionView>>;
  searchLibrary(token: string, asked: LibrarySearchAddress): Promise<Seen<LibrarySearchView>>;
  loadDocument(token: string, documentId: string, day: PlainDate | null): Promise<Seen<DocumentView>>;
  /** The publication copy of a document; records that the person took it. */
  takeDocument(token: string, documentId: string): Promise<Seen<HandedFile>>;
  loadMeeting(token: string, code: string): Promise<Seen<MeetingView>>;
  loadRequests(token: string): Promise<Seen<RequestsView>>;
  loadRequestFile(token: string, requestId: string): Promise<Seen<HandedFile>>;
}
