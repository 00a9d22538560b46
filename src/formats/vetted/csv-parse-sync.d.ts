/** The part of csv-parse/sync that the formats use, without Node's types. */
export interface CsvOptions {
  readonly bom?: boolean;
  readonly delimiter?: string | readonly string[];
  readonly quote?: string | boolean | null;
  readonly escape?: string | null;
  readonly relax_column_count?: boolean;
  readonly relax_quotes?: boolean;
  readonly skip_empty_lines?: boolean;
  readonly trim?: boolean;
  readonly record_delimiter?: string | readonly string[];
}

/** One record with the line it ends on (1-based). */
export interface CsvRecordWithInfo {
  readonly record: string[];
  readonly info: { readonly lines: number; readonly records: number };
}

/** What csv-parse throws on malformed input. */
export interface CsvParseError {
  readonly code: string;
  readonly lines?: number;
  readonly message: string;
}

export function parse(
  input: string | Uint8Array,
  options: CsvOptions & { readonly info: true },
): CsvRecordWithInfo[];
export function parse(
  input: string | Uint8Array,
  options?: CsvOptions & { readonly info?: false },
): string[][];
