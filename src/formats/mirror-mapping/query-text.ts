import { type Refusal, refusal } from "../../domain/values/result.ts";

/** The one placeholder a query may have: the mark that a difference follows. */
const SINCE = ":since";

/** Words that begin or join what changes a database; as bare words none of them has a place in a query that only reads. */
const WRITING =
  /^(insert|update|delete|merge|upsert|replace|into|create|alter|drop|truncate|grant|revoke|exec|execute|call|copy|lock|vacuum|begin|commit|rollback|declare|set|use|do|waitfor|openrowset|openquery|opendatasource|xp_\w+|sp_\w+)$/;
/** Of these the names of functions are spared: `replace(a, b, c)` only reads. */
const ALSO_FUNCTIONS = new Set(["replace", "insert", "truncate", "set"]);

interface Token {
  readonly kind: "word" | "since" | "placeholder" | "semicolon" | "bracket";
  readonly text: string;
  readonly from: number;
  readonly until: number;
}

const PIECES =
  /'(?:[^']|'')*'|"(?:[^"]|"")*"|\[[^\]\n]*\]|\$([A-Za-z_]*)\$[\s\S]*?\$\1\$|--[^\n]*|\/\*[\s\S]*?\*\/|::|:[A-Za-z_]\w*|\$\d+|@{1,2}\w+|\?|;|\(|[\p{L}_][\p{L}\w$#]*/gu;

/** What stands in a query outside texts, quoted names and comments. */
function* tokensOf(query: string): Generator<Token> {
  for (const piece of query.matchAll(PIECES)) {
    const [text] = piece;
    const place = { text, from: piece.index, until: piece.index + text.length };
    if (text === SINCE) yield { kind: "since", ...place };
    else if (/^(:[A-Za-z_]|\$\d|@|\?)/.test(text)) yield { kind: "placeholder", ...place };
    else if (text === ";") yield { kind: "semicolon", ...place };
    else if (text === "(") yield { kind: "bracket", ...place };
    else if (/^[\p{L}_]/u.test(text)) yield { kind: "word", ...place };
  }
}

/**
 * What makes a text no query of a mapping: `query-not-select` (it must be one SELECT, or WITH … SELECT, that writes nothing),
 * `query-placeholder` (other than `:since`), `query-since-misplaced` (only a query of changes follows a mark).
 * @param place how the sentence names the query: table, or `mark`.
 */
export function queryProblems(query: string, place: string, maySince: boolean): Refusal[] {
  const problems: Refusal[] = [];
  const tokens = [...tokensOf(query.replace(/;\s*$/, ""))];
  const words = tokens.filter(({ kind }) => kind === "word");
  const first = words[0]?.text.toLowerCase();
  const writing = tokens.find(
    ({ kind, text }, index) =>
      kind === "word" &&
      WRITING.test(text.toLowerCase()) &&
      !(ALSO_FUNCTIONS.has(text.toLowerCase()) && tokens[index + 1]?.kind === "bracket"),
  );
  if (
    (first !== "select" && first !== "with") ||
    writing !== undefined ||
    tokens.some(({ kind }) => kind === "semicolon") ||
    !words.some(({ text }) => text.toLowerCase() === "select")
  )
    problems.push(refusal("query-not-select", { place, word: writing?.text ?? first ?? "" }));
  for (const { text } of tokens.filter(({ kind }) => kind === "placeholder"))
    problems.push(refusal("query-placeholder", { place, text }));
  if (!maySince && tokens.some(({ kind }) => kind === "since"))
    problems.push(refusal("query-since-misplaced", { place }));
  return problems;
}

/** The query without its last semicolon, with each `:since` as the database writes it. */
export function withSince(query: string, written: (index: number) => string): string {
  const bare = query.replace(/;\s*$/, "");
  let text = "";
  let from = 0;
  let index = 0;
  for (const token of tokensOf(bare)) {
    if (token.kind !== "since") continue;
    text += bare.slice(from, token.from) + written(index);
    from = token.until;
    index += 1;
  }
  return text + bare.slice(from);
}

/** Whether the query follows a mark. */
export function followsMark(query: string): boolean {
  return [...tokensOf(query)].some(({ kind }) => kind === "since");
}
