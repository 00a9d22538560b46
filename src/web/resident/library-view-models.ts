import type { RateBase } from "../../domain/fees/rates.ts";
import type { DocumentKind, DocumentStatus, Organ } from "../../domain/governance/documents.ts";
import type { MeetingDeadlineKind } from "../../domain/governance/meeting-calendar.ts";
import type { RefusalGround, RequestSubject } from "../../domain/governance/requests.ts";
import type { Grosze } from "../../domain/values/money.ts";
import type { Month } from "../../domain/values/month.ts";
import type { DateRange, PlainDate } from "../../domain/values/plain-date.ts";
import type { Rate } from "../../domain/values/quantity.ts";
import type { FoundFragment } from "../found-fragments.ts";
import type { LibrarySearchAddress, LibrarySection } from "../library-paths.ts";
import type { ReadablePage } from "../readable-text.ts";
import type { AsOf, UnitPlace } from "./place-view-models.ts";

// — Dokumenty —

/** A document as lists name it. */
export interface DocumentHead {
  readonly id: number;
  readonly kind: DocumentKind;
  readonly organ: Organ;
  readonly number: string | null;
  readonly date: PlainDate;
  readonly year: number;
  readonly title: string;
  readonly topic: string;
  readonly status: DocumentStatus;
  readonly validity: { readonly from: PlainDate; readonly until: PlainDate | null };
  readonly isConsolidated: boolean;
  /** Since when the mirrored program no longer has it; what was shown is shown further. */
  readonly goneOn: PlainDate | null;
}

/** Whether the person is a member today; of a former one the first day without. */
export interface MembershipNow {
  readonly isMember: boolean;
  readonly endedOn: PlainDate | null;
}

export interface LibraryView {
  readonly asOf: AsOf;
  readonly today: PlainDate;
  readonly membership: MembershipNow;
  readonly sections: readonly { readonly section: LibrarySection; readonly documents: number }[];
  readonly newest: readonly DocumentHead[];
}

export interface LibrarySectionView {
  readonly asOf: AsOf;
  readonly today: PlainDate;
  readonly membership: MembershipNow;
  readonly section: LibrarySection;
  /** Null: what is present. */
  readonly year: number | null;
  readonly years: readonly number[];
  readonly kinds: readonly DocumentKind[];
  /** Null: all kinds. */
  readonly kind: DocumentKind | null;
  readonly documents: readonly DocumentHead[];
  /** Of the shown time; of the General Meeting's page only. */
  readonly meetings: readonly MeetingHead[];
}

export interface MeetingHead {
  readonly code: string;
  /** First and last part; null before a day is set. */
  readonly from: PlainDate | null;
  readonly to: PlainDate | null;
}

export interface DocumentView {
  readonly asOf: AsOf;
  readonly today: PlainDate;
  readonly head: DocumentHead;
  readonly section: LibrarySection;
  readonly property: string | null;
  readonly building: string | null;
  readonly meetingCode: string | null;
  readonly publishedOn: PlainDate;
  readonly pageCount: number;
  readonly byteCount: number;
  readonly isScan: boolean;
  readonly pages: readonly ReadablePage[];
  readonly links: readonly { readonly relation: DocumentRelation; readonly document: DocumentHead }[];
  readonly downloads: { readonly count: number; readonly lastOn: string | null };
  /** Null where the document sets no fees. */
  readonly changedFees: readonly ChangedFee[] | null;
  /** Null where the document is neither a statute nor a regulation. */
  readonly textOnDay: TextOnDay | null;
}

/** How a statute or regulation is to be read on a day. */
export interface TextOnDay {
  readonly day: PlainDate;
  /** When the statute or regulation itself holds. */
  readonly validity: DateRange;
  /** Null on a day outside of it. */
  readonly text: DocumentHead | null;
  /** Changes that the text does not contain yet. */
  readonly furtherAmendments: readonly DocumentHead[];
}

export type DocumentRelation =
  | "amends"
  | "amended-by"
  | "consolidates"
  | "consolidated-by"
  | "repealed-by"
  | "repeals";

export interface ChangedFee {
  readonly place: UnitPlace;
  readonly lineId: string;
  readonly component: string;
  readonly month: Month;
  readonly present: FeeAt;
  /** Null for a component that is new. */
  readonly former: FeeAt | null;
}

export interface FeeAt {
  readonly base: RateBase;
  readonly rate: Rate;
  readonly amountGrosze: Grosze;
}

export interface LibrarySearchView {
  readonly asOf: AsOf;
  readonly today: PlainDate;
  readonly asked: LibrarySearchAddress;
  readonly years: readonly number[];
  /** Null before anything was asked. */
  readonly results: readonly FoundInLibrary[] | null;
  /** Whether there may be more than are shown. */
  readonly isCut: boolean;
}

/** A document as a search names it. */
export type FoundHead = Pick<
  DocumentHead,
  "id" | "kind" | "organ" | "number" | "date" | "year" | "title" | "status" | "goneOn"
>;

export interface FoundInLibrary {
  readonly document: FoundHead;
  readonly fragments: readonly FoundFragment[];
}

// — Walne Zgromadzenie —

export interface MeetingView {
  readonly asOf: AsOf;
  readonly code: string;
  readonly today: PlainDate;
  readonly yearEnd: PlainDate | null;
  readonly parts: readonly {
    readonly on: PlainDate;
    readonly at: string;
    readonly place: string;
    readonly name: string;
  }[];
  readonly agenda: readonly string[];
  readonly noticeGivenOn: PlainDate | null;
  readonly noticeDelivery: string;
  readonly draftsLaidOutOn: PlainDate | null;
  readonly results: readonly string[];
  readonly sequence: number;
  readonly deadlines: readonly DeadlineLine[];
  readonly documents: readonly DocumentHead[];
}

export interface DeadlineLine {
  readonly kind: MeetingDeadlineKind;
  readonly day: PlainDate;
  readonly article: string;
  readonly state: "kept" | "late" | "open" | "missed" | "planned" | "open-for-members" | "closed-for-members";
  /** When it was, or will be, done. */
  readonly doneOn: PlainDate | null;
}

// — Wnioski —

export interface RequestsView {
  readonly asOf: AsOf;
  readonly today: PlainDate;
  readonly isMember: boolean;
  /** Days within which the cooperative answers. */
  readonly answerDays: number;
  readonly requests: readonly RequestLine[];
}

export interface RequestLine {
  readonly id: number;
  readonly askedOn: PlainDate;
  readonly subject: RequestSubject;
  readonly wording: string;
  readonly state: "asked" | "answered" | "refused";
  readonly dueOn: PlainDate;
  readonly isOverdue: boolean;
  readonly answeredOn: PlainDate | null;
  readonly ground: RefusalGround | null;
  readonly answer: string;
  readonly hasFile: boolean;
  readonly isHandedOver: boolean;
  readonly feeGrosze: Grosze;
  /** The way to the registry court, of a refusal. */
  readonly court: { readonly lastDay: PlainDate; readonly article: string } | null;
}

/** A file that is handed out, and the name it gets. */
export interface HandedFile {
  /** In hexadecimal. */
  readonly sha256: string;
  readonly fileName: string;
}
