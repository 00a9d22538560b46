/** A piece of a fragment; what was searched for is marked. */
export interface FragmentPiece {
  readonly text: string;
  readonly isFound: boolean;
}

export interface FoundFragment {
  readonly pieces: readonly FragmentPiece[];
  /** Whether the text goes on before and after it. */
  readonly isCutBefore: boolean;
  readonly isCutAfter: boolean;
}

const WORDS_OF_FRAGMENT = 24;
const WORDS_BEFORE_HIT = 8;
const MOST_FRAGMENTS = 2;
const WORD = /[\p{L}\p{M}\p{N}]+/gu;

/**
 * The places of a text where words stand, marked, the first ones of it; without a hit its beginning.
 * @param words in small letters without accents, as `myFoundWords` gives them.
 */
export function foundFragments(text: string, words: readonly string[]): readonly FoundFragment[] {
  const wanted = new Set(words.flatMap((word) => plain(word).match(WORD) ?? []));
  const tokens: Token[] = [];
  const starts: number[] = [];
  let next = 0;
  // A text may be a book: what comes after the last fragment is not looked at.
  for (const { index, 0: word } of text.matchAll(WORD)) {
    if (starts.length === MOST_FRAGMENTS && tokens.length > next) break;
    const isFound = wanted.has(plain(word));
    if (isFound && tokens.length >= next && starts.length < MOST_FRAGMENTS) {
      starts.push(Math.max(next, tokens.length - WORDS_BEFORE_HIT));
      next = starts.at(-1)! + WORDS_OF_FRAGMENT;
    }
    tokens.push({ from: index, until: index + word.length, isFound });
  }
  if (starts.length === 0 && tokens.length > 0) starts.push(0);
  return starts.map((first) => ({
    pieces: piecesOf(text, tokens.slice(first, first + WORDS_OF_FRAGMENT)),
    isCutBefore: first > 0,
    isCutAfter: first + WORDS_OF_FRAGMENT < tokens.length,
  }));
}

interface Token {
  readonly from: number;
  readonly until: number;
  readonly isFound: boolean;
}

function piecesOf(text: string, tokens: readonly Token[]): FragmentPiece[] {
  const pieces: FragmentPiece[] = [];
  let at = tokens[0]?.from ?? 0;
  let unmarked = "";
  for (const { from, until, isFound } of tokens) {
    unmarked += text.slice(at, from);
    if (isFound) {
      if (unmarked !== "") pieces.push({ text: inOneLine(unmarked), isFound: false });
      pieces.push({ text: text.slice(from, until), isFound: true });
      unmarked = "";
    } else unmarked += text.slice(from, until);
    at = until;
  }
  if (unmarked !== "") pieces.push({ text: inOneLine(unmarked), isFound: false });
  return pieces;
}

function inOneLine(text: string): string {
  return text.replace(/[\s\f]+/gu, " ");
}

/** As the database compares words: small letters, without accents. */
function plain(word: string): string {
  return word.toLowerCase().replaceAll("ł", "l").normalize("NFD").replace(/\p{M}/gu, "");
}
