/**
 * The program of a Polish vendor as its tables stand: its own names, keys and codes. Each table tells how a row comes from a row of the
 * package, which is how the test fills it, and the mapping tells the way back.
 */
export interface VendorTable {
  readonly name: string;
  /** Its own numeric key, where others name it. */
  readonly id?: string;
  readonly columns: readonly VendorColumn[];
}

export interface VendorColumn {
  readonly name: string;
  /** SQL type. */
  readonly type: string;
  /** Column of the package; of `sides` none, it is the side and the amount. */
  readonly of: string;
  readonly how: "as-is" | "month" | "flag" | "list" | "sides" | "reference";
  /** Vendor's word → ours. */
  readonly list?: Readonly<Record<string, string>>;
  /** Table that is named by its key. */
  readonly table?: string;
}

type Columns = readonly VendorColumn[];
export const at = (
  name: string,
  of: string,
  type: string,
  how: VendorColumn["how"] = "as-is",
): VendorColumn => ({
  name,
  of,
  type,
  how,
});
export const text = (name: string, of: string) => at(name, of, "varchar");
export const day = (name: string, of: string) => at(name, of, "date");
export const money = (name: string, of: string) => at(name, of, "numeric(12,2)");
export const amount = (name: string, of: string) => at(name, of, "numeric(18,6)");
export const whole = (name: string, of: string) => at(name, of, "integer");
export const month = (name: string, of: string) => at(name, of, "char(6)", "month");
export const flag = (name: string, of: string) => at(name, of, "char(1)", "flag");
export const list = (name: string, of: string, words: Readonly<Record<string, string>>): VendorColumn => ({
  ...at(name, of, "varchar(4)", "list"),
  list: words,
});
export const key = (name: string, of: string, table: string): VendorColumn => ({
  ...at(name, of, "integer", "reference"),
  table,
});
export const symbol = (of = "code") => at("symbol", of, "varchar");
export const DAYS: Columns = [day("od_dnia", "first_day"), day("do_dnia", "last_day")];

export const MEDIA = {
  ZW: "cold-water",
  CW: "hot-water",
  CO: "heat",
  GAZ: "gas",
  EE: "electricity",
  SM: "waste",
};
