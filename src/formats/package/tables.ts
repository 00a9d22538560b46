import type { FactKind } from "../../domain/register/facts.ts";
import { BOOKS_TABLES } from "./books-tables.ts";
import { METERING_TABLES } from "./metering-tables.ts";
import { REGISTER_TABLES } from "./register-tables.ts";
import type { Table } from "./table.ts";

export type { Table } from "./table.ts";

/** In the order in which they are read: a file names only rows of files before it. */
export const TABLES = { ...REGISTER_TABLES, ...BOOKS_TABLES, ...METERING_TABLES } satisfies Record<
  FactKind,
  Table
>;
