import { METERED_MEDIA, type MeteredMedium } from "../domain/metering/meters.ts";
import type { Month } from "../domain/values/month.ts";
import { libraryPaths, libraryPatterns } from "./library-paths.ts";

/** Every address of the resident's portal, in Polish; pages and routes build links from here only. */

function withUnit(path: string, unitId: string | undefined): string {
  return unitId === undefined ? path : `${path}?lokal=${encodeURIComponent(unitId)}`;
}

/** @param period first and last day, "2025-01-01_2025-12-31" */
function withPeriod(path: string, period: string | undefined): string {
  return period === undefined ? path : `${path}?okres=${encodeURIComponent(period)}`;
}

/** A medium in an address. */
export const MEDIUM_SEGMENTS = {
  "cold-water": "zimna-woda",
  "hot-water": "ciepla-woda",
  heat: "ogrzewanie",
  gas: "gaz",
  electricity: "energia-elektryczna",
} as const satisfies Record<MeteredMedium, string>;

function segment(text: string): string {
  return encodeURIComponent(text);
}

export const paths = {
  home: "/",
  signIn: "/logowanie",
  signOut: "/wylogowanie",
  newPassword: "/haslo/nowe",
  sessions: "/sesje",
  sessionEnd: (sessionId: string) => `/sesje/${segment(sessionId)}/zakonczenie`,
  sessionsEndAll: "/sesje/zakonczenie-wszystkich",
  start: "/start",
  personal: "/dane-osobowe",
  fees: (unitId?: string) => withUnit("/czynsz", unitId),
  feeYear: (year: number, unitId?: string) => withUnit(`/czynsz/${year}`, unitId),
  feeMonth: (month: Month, unitId?: string) =>
    withUnit(`/czynsz/${month.slice(0, 4)}/${month.slice(5, 7)}`, unitId),
  feeLine: (month: Month, lineId: string, unitId?: string) =>
    withUnit(`/czynsz/${month.slice(0, 4)}/${month.slice(5, 7)}/skladnik/${segment(lineId)}`, unitId),
  accounting: "/ksiegowosc",
  accountingYear: (year: number) => `/ksiegowosc/${year}`,
  account: (year: number, accountId: string) => `/ksiegowosc/${year}/konto/${segment(accountId)}`,
  accountDetails: (year: number, accountId: string, month?: Month) =>
    `/ksiegowosc/${year}/konto/${segment(accountId)}/szczegoly${month === undefined ? "" : `#m${month}`}`,
  payment: (paymentId: string) => `/wplaty/${segment(paymentId)}`,
  virtualAccounts: "/wirtualne-rachunki",
  readings: (unitId?: string) => withUnit("/media-odczyty", unitId),
  readingsYear: (year: number, medium: MeteredMedium, unitId?: string) =>
    withUnit(`/media-odczyty/${year}/${MEDIUM_SEGMENTS[medium]}`, unitId),
  consumptionInformation: (month: Month, medium: MeteredMedium, unitId?: string) =>
    withUnit(`/media-odczyty/${month.slice(0, 4)}/${MEDIUM_SEGMENTS[medium]}/${month.slice(5, 7)}`, unitId),
  settlements: "/media-rozliczenia",
  settlementsYear: (year: number, period?: string) => withPeriod(`/media-rozliczenia/${year}`, period),
  settledAccount: (year: number, accountId: string, period?: string) =>
    withPeriod(`/media-rozliczenia/${year}/konto/${segment(accountId)}`, period),
  settlement: (settlementId: string) => `/media-rozliczenia/rozliczenie/${segment(settlementId)}`,
  settlementWorking: (settlementId: string) =>
    `/media-rozliczenia/rozliczenie/${segment(settlementId)}/obliczenie`,
  settlementSlip: (settlementId: string) =>
    `/media-rozliczenia/rozliczenie/${segment(settlementId)}/rozliczenie.pdf`,
  ...libraryPaths,
  cooperativeStyles: "/styl/spoldzielnia.css",
  assetFolder: "/zasoby/",
} as const;

/** Route patterns of the same addresses, for the server. */
export const routePatterns = {
  sessionEnd: "/sesje/:sessionId/zakonczenie",
  feeYear: "/czynsz/:year",
  feeMonth: "/czynsz/:year/:month",
  feeLine: "/czynsz/:year/:month/skladnik/:lineId",
  accountingYear: "/ksiegowosc/:year",
  account: "/ksiegowosc/:year/konto/:accountId",
  accountDetails: "/ksiegowosc/:year/konto/:accountId/szczegoly",
  payment: "/wplaty/:paymentId",
  readingsYear: "/media-odczyty/:year/:medium",
  consumptionInformation: "/media-odczyty/:year/:medium/:month",
  settlementsYear: "/media-rozliczenia/:year",
  settledAccount: "/media-rozliczenia/:year/konto/:accountId",
  settlement: "/media-rozliczenia/rozliczenie/:settlementId",
  settlementWorking: "/media-rozliczenia/rozliczenie/:settlementId/obliczenie",
  settlementSlip: "/media-rozliczenia/rozliczenie/:settlementId/rozliczenie.pdf",
  ...libraryPatterns,
  asset: "/zasoby/:name",
} as const;

/** The medium that an address names; null for anything else. */
export function mediumOfSegment(text: string): MeteredMedium | null {
  return METERED_MEDIA.find((medium) => MEDIUM_SEGMENTS[medium] === text) ?? null;
}

/** Whether a piece of an address can be one of our identifiers at all: what cannot is answered like what does not exist. */
export function isIdentifier(text: string): boolean {
  return /^[\w.-]{1,64}$/.test(text);
}

/** Whether a path may follow signing in: one of the resident's pages, never another site. */
export function isOwnReturnPath(path: string): boolean {
  return (
    /^\/(start|dane-osobowe|czynsz|ksiegowosc|wplaty|wirtualne-rachunki|media-odczyty|media-rozliczenia|dokumenty|walne-zgromadzenie|wnioski|sesje)([/?][\w/?=&.-]*)?$/.test(
      path,
    ) && !/\/\/|\.\./.test(path)
  );
}
