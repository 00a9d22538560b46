import type { Month } from "../values/month.ts";
import type { PlainDate } from "../values/plain-date.ts";
import type { CodedRows, Column, DatedRows, Reference, Rows } from "./fact-rows.ts";
import type { MeteringFacts } from "./metering-facts.ts";

export { type DatedRows, NO_ROW, type Rows } from "./fact-rows.ts";

/**
 * What a cooperative tells about itself, column by column: row n of a kind is element n of each of its columns, so that
 * a hundred thousand units fit in little memory and travel to the database as they are. A row names rows of other kinds
 * by their index. Nothing here is judged yet.
 */
export interface CooperativeFacts extends MeteringFacts {
  readonly cooperative: Cooperative;
  readonly properties: PropertyFacts;
  readonly buildings: BuildingFacts;
  readonly staircases: StaircaseFacts;
  readonly units: UnitFacts;
  readonly unitStates: UnitStateFacts;
  readonly people: PersonFacts;
  readonly rights: RightFacts;
  readonly rightHolders: RightHolderFacts;
  readonly residents: ResidentFacts;
  readonly members: MemberFacts;
  readonly resolutions: ResolutionFacts;
  readonly components: ComponentFacts;
  readonly rates: RateFacts;
  readonly disputedRates: DisputedRateFacts;
  readonly accounts: AccountFacts;
  readonly bankAccounts: BankAccountFacts;
  readonly openingItems: OpeningItemFacts;
  readonly virtualAccountSchemes: VirtualAccountSchemeFacts;
  readonly virtualAccounts: VirtualAccountFacts;
}

/** A kind of fact that comes in rows. */
export type FactKind = Exclude<keyof CooperativeFacts, "cooperative">;

export interface Cooperative {
  readonly slug: string;
  readonly host: string | null;
  readonly name: string;
  readonly shortName: string;
  readonly street: string;
  readonly postalCode: string;
  readonly city: string;
  readonly telephone: string;
  readonly email: string;
  readonly nip: string;
  readonly accentColour: string | null;
  readonly loginDepartment: string;
  readonly loginRoom: string;
  readonly loginHours: string;
  readonly feeDueDay: number;
  readonly purposeOrder: readonly string[];
  readonly handOverDays: number;
  readonly midMonthHolder: string;
  readonly firstMonth: Month;
  readonly isDemo: boolean;
}

export interface PropertyFacts extends CodedRows {
  readonly name: Column<string>;
}

export interface BuildingFacts extends CodedRows {
  readonly property: Reference;
  readonly name: Column<string>;
  readonly street: Column<string>;
  readonly houseNumber: Column<string>;
  readonly postalCode: Column<string>;
  readonly city: Column<string>;
}

export interface StaircaseFacts extends CodedRows {
  readonly building: Reference;
  readonly name: Column<string>;
}

export interface UnitFacts extends CodedRows {
  readonly kind: Column<string>;
  readonly building: Reference;
  readonly staircase: Reference;
  readonly number: Column<string>;
  readonly floor: Column<number | null>;
}

export interface UnitStateFacts extends DatedRows {
  readonly unit: Reference;
  readonly usableAreaCm2: Column<number>;
  readonly heatedAreaCm2: Column<number>;
  readonly volumeDm3: Column<number>;
  readonly persons: Column<number>;
  readonly meters: Column<number>;
  readonly shareMillionths: Column<number>;
  /** Canonical JSON, names in order: {"intercom":1,"lift":1}. */
  readonly equipment: Column<string>;
}

export interface PersonFacts extends CodedRows {
  readonly kind: Column<string>;
  readonly firstName: Column<string>;
  readonly lastName: Column<string>;
  readonly pesel: Column<string>;
  readonly nip: Column<string>;
  readonly streetAddress: Column<string>;
  readonly postalCode: Column<string>;
  readonly city: Column<string>;
  readonly correspondenceAddress: Column<string>;
  readonly email: Column<string>;
  readonly telephone: Column<string>;
}

export interface RightFacts extends CodedRows, DatedRows {
  readonly unit: Reference;
  readonly kind: Column<string>;
  readonly basisDocument: Column<string>;
  readonly basisDate: Column<PlainDate | null>;
}

export interface RightHolderFacts extends DatedRows {
  readonly right: Reference;
  readonly person: Reference;
}

export interface ResidentFacts extends DatedRows {
  readonly unit: Reference;
  readonly person: Reference;
}

export interface MemberFacts extends DatedRows {
  readonly person: Reference;
  readonly number: Column<string>;
}

export interface ResolutionFacts extends CodedRows {
  readonly organ: Column<string>;
  readonly number: Column<string>;
  readonly adoptedOn: Column<PlainDate>;
  readonly title: Column<string>;
  readonly justification: Column<string>;
}

export interface ComponentFacts extends CodedRows {
  readonly name: Column<string>;
  readonly explanation: Column<string>;
  readonly purpose: Column<string>;
  readonly postedTo: Column<string>;
  readonly medium: Column<string | null>;
  readonly isControllable: Column<boolean>;
  readonly vatRate: Column<string | null>;
  readonly position: Column<number>;
}

export interface RateFacts extends CodedRows, DatedRows {
  readonly component: Reference;
  readonly base: Column<string>;
  readonly amountMillionths: Column<number>;
  readonly equipment: Column<string | null>;
  readonly normMillionths: Column<number | null>;
  readonly percentOf: Reference;
  readonly property: Reference;
  readonly building: Reference;
  readonly staircase: Reference;
  readonly unit: Reference;
  readonly rightKind: Column<string | null>;
  readonly unitKind: Column<string | null>;
  readonly membership: Column<string>;
  readonly floorFrom: Column<number | null>;
  readonly floorTo: Column<number | null>;
  readonly personsFrom: Column<number | null>;
  readonly personsTo: Column<number | null>;
  readonly resolution: Reference;
  readonly announcedOn: Column<PlainDate | null>;
  readonly isAlreadyAnnounced: Column<boolean>;
}

export interface DisputedRateFacts extends DatedRows {
  readonly unit: Reference;
  readonly component: Reference;
  readonly amountMillionths: Column<number>;
  readonly courtCase: Column<string>;
}

export interface AccountFacts extends CodedRows {
  readonly name: Column<string>;
  readonly right: Reference;
  readonly purpose: Column<string | null>;
  readonly nature: Column<string | null>;
  readonly role: Column<string | null>;
  readonly medium: Column<string | null>;
  /** Wn − Ma: positive where the account stands on Wn. */
  readonly openingGrosze: Column<number>;
}

export interface BankAccountFacts extends Rows {
  readonly number: Column<string>;
  readonly name: Column<string>;
  readonly account: Reference;
}

export interface OpeningItemFacts extends Rows {
  readonly account: Reference;
  readonly document: Column<string>;
  readonly month: Column<Month | null>;
  readonly dueOn: Column<PlainDate | null>;
  readonly originalGrosze: Column<number>;
  readonly remainingGrosze: Column<number>;
  readonly side: Column<string>;
  /** Of a ledger account only; a resident account belongs to the property of its unit. */
  readonly property: Reference;
}

export interface VirtualAccountSchemeFacts extends CodedRows {
  readonly sortCode: Column<string>;
  readonly clientPrefix: Column<string>;
  readonly belongsTo: Column<string>;
}

export interface VirtualAccountFacts extends Rows {
  readonly number: Column<string>;
  readonly scheme: Reference;
  readonly right: Reference;
  readonly unit: Reference;
  readonly purpose: Column<string | null>;
}

/** Something wrong with one row: its kind, index and field, and why. */
export interface FactProblem {
  readonly kind: FactKind;
  readonly row: number;
  /** The field as named here; null where the row as a whole is wrong. */
  readonly field: string | null;
  readonly reason: string;
  readonly data: Readonly<Record<string, string | number | null>>;
}
