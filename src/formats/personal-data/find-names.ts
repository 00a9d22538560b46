import { isFirstName } from "./first-names.ts";

/** A piece of a text: its first place and the one after its last. */
export interface Span {
  readonly from: number;
  readonly until: number;
}

const WORD = /\p{L}+(?:-\p{L}+)*/gu;
const CAPITALISED = /^\p{Lu}(?:\p{Ll}+(?:-\p{Lu}\p{Ll}+)*|\p{Lu}+(?:-\p{Lu}+)*)$/u;
/** Between the words of a name: spaces, at most one line end. */
const GAP = /^[ \t\u00a0]*\r?\n?[ \t\u00a0]*$/;
/** What stands before the name of a street, a school or a saint, not of a person in the document. */
const PATRON =
  /(?:^|[^\p{L}])(?:ul|al|os|pl|im|św|ulic[ayę]|alej[aię]|osiedl[eau]|plac[ua]?|imienia|święt\p{Ll}+)\.?\s+$/iu;
/** Endings by which a word is most likely a surname. */
const SURNAME =
  /(?:(?:sk|ck|dzk)(?:i|a|iego|iej|iemu|im|ą)|(?:ewicz|owicz)(?:a|owi|em|u)?|czyk(?:a|owi|iem|u)?|(?:[iz]ak|ński|ńsk)(?:a|owi|iem|u)?)$/u;
const TITLE = /^(?:pan|pana|panu|panem|pani|panią)$/iu;
/** What follows "Pan" and "Pani" besides surnames. */
const OFFICE =
  /^(?:prezes|przewodnicząc|kierowni|dyrektor|człon|księgow|mecenas|radc|zastępc|sekretarz|inspektor|administrator|zarząd|mieszka|notariusz|sędzi)/iu;
const MOST_NAMES = 3;

interface Word extends Span {
  readonly text: string;
}

/**
 * Probable names of persons: a common first name and a capitalised word after it, a surname by its ending before one, or a
 * capitalised word after "Pan" or "Pani". Patrons of streets are left out.
 */
export function findNames(text: string): Span[] {
  const words = [...text.matchAll(WORD)].map(
    (match): Word => ({ text: match[0], from: match.index, until: match.index + match[0].length }),
  );
  const found: Span[] = [];
  for (let index = 0; index < words.length; index += 1) {
    const last = lastOfName(text, words, index);
    if (last === null) continue;
    const span = { from: words[index]!.from, until: words[last]!.until };
    index = last;
    if (!PATRON.test(text.slice(Math.max(0, span.from - 16), span.from))) found.push(span);
  }
  return found;
}

/** The place of the last word of a name that begins at the place; null where none does. */
function lastOfName(text: string, words: readonly Word[], index: number): number | null {
  const word = words[index]!;
  const next = follower(text, words, index);
  if (next === null) return null;
  if (TITLE.test(word.text)) {
    if (OFFICE.test(next.text)) return null;
    return lastOfFirstName(text, words, index + 1, follower(text, words, index + 1)) ?? index + 1;
  }
  return lastOfFirstName(text, words, index, next);
}

/** As `lastOfName`, for a name that begins with a first name, or with a surname before one. */
function lastOfFirstName(
  text: string,
  words: readonly Word[],
  index: number,
  next: Word | null,
): number | null {
  const word = words[index]!;
  if (next === null) return null;
  if (!CAPITALISED.test(word.text)) return null;
  if (!isFirstName(word.text)) return SURNAME.test(word.text) && isFirstName(next.text) ? index + 1 : null;
  let last = index + 1;
  while (last - index < MOST_NAMES && isFirstName(words[last]!.text) && follower(text, words, last) !== null)
    last += 1;
  return last;
}

/** The capitalised word that follows with nothing but space between. */
function follower(text: string, words: readonly Word[], index: number): Word | null {
  const next = words[index + 1];
  if (next === undefined || !CAPITALISED.test(next.text)) return null;
  return GAP.test(text.slice(words[index]!.until, next.from)) ? next : null;
}
