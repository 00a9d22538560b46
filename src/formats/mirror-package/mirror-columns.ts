import { CellProblem, type Column } from "../package/columns.ts";

/** Signs are the source's: amounts may be below zero. */
export const ANY_AMOUNT = { from: -1e13 };
export const INDEX = { from: 1, to: 2_000_000_000 };

const WORDS = /^[a-z][a-z-]*( [a-z][a-z-]*)*$/;
/** Longer details than this are a file that went wrong. */
const LONGEST_JSON = 4_000_000;

/** Words of a fixed vocabulary between single spaces, such as flags of a reading. */
export function words(name: string): Column<string> {
  return {
    name,
    holds: "words between spaces",
    unread: "",
    read: (cell) => (WORDS.test(cell) ? cell : new CellProblem("not-words", { text: cell })),
  };
}

/** A JSON object, kept as it is written. */
export function jsonObject(name: string): Column<string> {
  return {
    name,
    holds: "JSON object",
    unread: "{}",
    read: (cell) => {
      if (cell.length > LONGEST_JSON)
        return new CellProblem("text-too-long", { length: cell.length, longest: LONGEST_JSON });
      try {
        const value: unknown = JSON.parse(cell);
        return typeof value === "object" && value !== null && !Array.isArray(value)
          ? cell
          : new CellProblem("not-json-object");
      } catch {
        return new CellProblem("not-json-object");
      }
    },
  };
}
