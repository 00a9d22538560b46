import type { FactKind } from "../register/facts.ts";

/** Parts of a cooperative's records, each kept by one program: ours or the one that is mirrored. */
export const MIRROR_AREAS = [
  "register",
  "fees",
  "accounts",
  "virtual-accounts",
  "metering",
  "settlements",
  "library",
] as const;
export type MirrorArea = (typeof MIRROR_AREAS)[number];

/** Kinds of rows of the mirrored books, named like their tables without the prefix. */
export const MIRROR_KINDS = [
  "document",
  "posting",
  "open_item",
  "allocation",
  "crediting",
  "account_year",
  "charge",
  "reading",
  "consumption_information",
  "building_consumption",
  "settlement",
  "settlement_cost",
  "settlement_share",
  "settlement_result",
] as const;
export type MirrorKind = (typeof MIRROR_KINDS)[number];

/** The area that a kind of rows belongs to. */
export const AREA_OF_KIND: Readonly<Record<MirrorKind, MirrorArea>> = {
  document: "accounts",
  posting: "accounts",
  open_item: "accounts",
  allocation: "accounts",
  crediting: "accounts",
  account_year: "accounts",
  charge: "fees",
  reading: "metering",
  consumption_information: "metering",
  building_consumption: "metering",
  settlement: "settlements",
  settlement_cost: "settlements",
  settlement_share: "settlements",
  settlement_result: "settlements",
};

/** The area that a kind of facts of an exchange package belongs to. */
export const AREA_OF_FACT: Readonly<Record<FactKind, MirrorArea>> = {
  properties: "register",
  buildings: "register",
  staircases: "register",
  units: "register",
  unitStates: "register",
  people: "register",
  rights: "register",
  rightHolders: "register",
  residents: "register",
  members: "register",
  resolutions: "fees",
  components: "fees",
  rates: "fees",
  disputedRates: "fees",
  accounts: "accounts",
  bankAccounts: "accounts",
  openingItems: "accounts",
  virtualAccountSchemes: "virtual-accounts",
  virtualAccounts: "virtual-accounts",
  meteringPoints: "metering",
  meteringPointStates: "metering",
  meters: "metering",
  meteringPointUnits: "metering",
  meterRadios: "metering",
  readings: "metering",
};
