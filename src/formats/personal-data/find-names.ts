import { isFirstName } from "./first-names.ts";
import type { FlatText, Span } from "./flat-text.ts";
import { beginsPlace, isOffice, isSurname, isTitle, namesRole, PATRON } from "./name-words.ts";

const WORD = /\p{L}+(?:-\p{L}+)*/gu;
const CAPITALISED = /^\p{Lu}(?:\p{Ll}+(?:-\p{Lu}\p{Ll}+)*|\p{Lu}+(?:-\p{Lu}+)*)$/u;
const INITIAL = /^\p{Lu}$/u;
const PARTICLE = /^(?:de|da|van|von|der|di)$/u;
/** What "A. Nowak" is not: the mark of a building or a point. */
const MARKED =
  /(?:^|\P{L})(?:budyn\p{Ll}+|klat\p{Ll}+|blok\p{Ll}*|segment\p{Ll}*|lit|litera|pkt|punk\p{Ll}+|częś\p{Ll}+|wariant\p{Ll}*|grup\p{Ll}+|taryf\p{Ll}+|załącznik\p{Ll}*|nr) $/iu;
const MOST_NAMES = 3;
const MOST_TITLES = 4;
const LOOK_BACK = 24;

interface Word extends Span {
  readonly text: string;
}

/** The words of a text with what stands between two of them. */
class Words {
  readonly all: readonly Word[];
  readonly flat: FlatText;

  constructor(flat: FlatText) {
    this.flat = flat;
    this.all = [...flat.text.matchAll(WORD)].map((match) => ({
      text: match[0],
      from: match.index,
      until: match.index + match[0].length,
    }));
  }

  /** Between a word and the next; null at the end. */
  gap(index: number): string | null {
    const [word, next] = [this.all[index], this.all[index + 1]];
    return word === undefined || next === undefined ? null : this.flat.text.slice(word.until, next.from);
  }

  /** The capitalised word after a gap of this kind. */
  capitalised(index: number, gaps: readonly string[] = [" "]): Word | null {
    const gap = this.gap(index);
    const next = this.all[index + 1];
    return gap !== null && next !== undefined && gaps.includes(gap) && CAPITALISED.test(next.text)
      ? next
      : null;
  }

  before(index: number): string {
    const { from } = this.all[index]!;
    return this.flat.text.slice(Math.max(0, from - LOOK_BACK), from);
  }
}

/**
 * Probable names of persons: a common first name with what follows it, a surname before one, initials with a surname, a word of
 * which only surnames end so, and a capitalised word after a title or after what people are called in a cooperative. Patrons of
 * streets are left out.
 */
export function findNames(flat: FlatText): Span[] {
  const words = new Words(flat);
  const found: Span[] = [];
  for (let index = 0; index < words.all.length; index += 1) {
    const last = lastOfName(words, index);
    if (last === null) continue;
    const span = { from: words.all[index]!.from, until: words.all[last]!.until };
    const isPatron = PATRON.test(words.before(index));
    index = last;
    if (!isPatron) found.push(span);
  }
  return found;
}

/** The place of the last word of a name that begins at the place; null where none does. */
function lastOfName(words: Words, index: number): number | null {
  return (
    afterTitle(words, index) ??
    afterFirstName(words, index) ??
    afterInitials(words, index) ??
    surnameFirst(words, index) ??
    ofTwoWords(words, index)
  );
}

/** "Pani Nowak", "p. Nowak", "państwa Nowaków", "mgr inż. Wójcik", "członek Kowalski". */
function afterTitle(words: Words, index: number, titles = 1): number | null {
  const { text } = words.all[index]!;
  const role = namesRole(text);
  if (!role && !isTitle(text)) return null;
  const gaps = role ? [" ", ": "] : [" ", ". ", "."];
  const following = words.all[index + 1];
  if (following === undefined || !gaps.includes(words.gap(index)!)) return null;
  if (isTitle(following.text)) return titles < MOST_TITLES ? afterTitle(words, index + 1, titles + 1) : null;
  const last = afterFirstName(words, index + 1) ?? afterInitials(words, index + 1);
  if (last !== null) return last;
  const next = words.capitalised(index, gaps);
  if (next === null || isOffice(next.text)) return null;
  // Of a heading in capitals only what ends like a surname.
  if (role && next.text === next.text.toUpperCase() && !isSurname(next.text)) return null;
  return words.capitalised(index + 1) !== null && isSurname(words.all[index + 2]!.text)
    ? index + 2
    : index + 1;
}

/** "Jan Kowalski", "Anna Maria Nowak", "Anna i Jan Kowalscy", "Jan de Ville", "Jan K.". */
function afterFirstName(words: Words, index: number, isSecond = false): number | null {
  const { text } = words.all[index]!;
  if (!CAPITALISED.test(text) || !isFirstName(text)) return null;
  let last = index;
  while (last - index < MOST_NAMES) {
    const next = words.all[last + 1];
    if (next === undefined) break;
    if (words.capitalised(last) !== null) {
      last += 1;
      if (!isFirstName(next.text)) return last;
    } else if (INITIAL.test(next.text) && words.gap(last) === " " && isPoint(words, last + 1)) {
      const surname = words.capitalised(last + 1, [". "]);
      return surname !== null && isSurname(surname.text) ? last + 2 : last + 1;
    } else if (/^(?:i|oraz)$/.test(next.text) && words.gap(last) === " " && words.gap(last + 1) === " ") {
      const second = isSecond ? null : afterFirstName(words, last + 2, true);
      return second ?? (last > index ? last : null);
    } else if (PARTICLE.test(next.text) && words.gap(last) === " " && words.capitalised(last + 1) !== null)
      return last + 2;
    else break;
  }
  return last > index ? last : null;
}

/** "J. Kowalski", "A. B. Nowak", "A.B. Nowak-Lis". */
function afterInitials(words: Words, index: number): number | null {
  let last = index;
  while (last - index < 2 && INITIAL.test(words.all[last]?.text ?? "") && isPoint(words, last)) last += 1;
  if (last === index) return null;
  const name = words.all[last];
  if (name === undefined || !CAPITALISED.test(name.text) || name.text.length < 3 || isOffice(name.text))
    return null;
  if (![". ", "."].includes(words.gap(last - 1)!)) return null;
  if (isSurname(name.text)) return last;
  const following = words.all[last + 1];
  const isAlone = following === undefined || words.flat.beginsLine(following.from);
  const isHeading = last - index === 1 && !isAlone && words.flat.beginsLine(words.all[index]!.from);
  return isHeading || MARKED.test(words.before(index)) ? null : last;
}

function isPoint(words: Words, index: number): boolean {
  return words.flat.text.charAt(words.all[index]!.until) === ".";
}

/** "Kowalski Jan", "KOWALSKA, Anna", "Nowak Anna". */
function surnameFirst(words: Words, index: number): number | null {
  const { text } = words.all[index]!;
  if (!CAPITALISED.test(text) || text.length < 3 || isOffice(text) || beginsPlace(text)) return null;
  const name = words.capitalised(index, [" ", ", "]);
  if (name === null || !isFirstName(name.text)) return null;
  if (isSurname(text)) return index + 1;
  return words.capitalised(index + 1) === null ? index + 1 : null;
}

/** "Zoriana Kowalenko": a first name that nobody knows, before what only a surname is. */
function ofTwoWords(words: Words, index: number): number | null {
  const { text } = words.all[index]!;
  if (!CAPITALISED.test(text) || text.length < 3 || isOffice(text) || beginsPlace(text)) return null;
  const next = words.capitalised(index);
  return next !== null && isSurname(next.text) && !beginsPlace(next.text) ? index + 1 : null;
}
