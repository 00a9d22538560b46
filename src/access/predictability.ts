import { EVERYDAY_WORDS, FAMILY_NAMES, FIRST_NAMES, MOST_COMMON, PHRASES } from "./common-words.ts";

/** What makes a piece of a password easy to guess. */
export type WeakPiece = "common-word" | "context-word" | "repetition" | "sequence" | "keyboard-row" | "year";

/** How hard a password is to guess, and by which means it is the easiest. */
export interface Predictability {
  /** Rough size of the guessing, in bits: what the cheapest way of putting the password together costs. */
  readonly bits: number;
  /** The weak pieces of that way with the characters each kind covers, most first. */
  readonly pieces: readonly { readonly kind: WeakPiece; readonly characters: number }[];
}

/** What a piece costs who guesses, in bits: for words the size of the list, for patterns the number of them. */
const BITS = {
  context: 3,
  contextStem: 5,
  mostCommon: 7,
  phrase: 7,
  word: 11,
  repetition: 1.5,
  run: 5,
  sequence: 5.5,
  keyboard: 6.5,
  year: 6,
  digit: 3.3,
  letter: 4.7,
  separator: 1.5,
  symbol: 5,
} as const;

const SEPARATORS = /[\s\-_.,!?]/g;

const SHORTEST = { word: 3, context: 3, repetition: 2, run: 3, sequence: 3, keyboard: 4 } as const;

const KEYBOARD = [
  "1234567890",
  "qwertyuiop",
  "qwertzuiop",
  "asdfghjkl",
  "zxcvbnm",
  "yxcvbnm",
  "1qaz2wsx3edc4rfv5tgb6yhn7ujm8ik9ol0p",
  "zaq1xsw2cde3vfr4bgt5nhy6mju7ki8lo9p0",
  "qazwsxedcrfvtgbyhnujmikolp",
  "qwerasdfzxcv",
  "147258369",
  "741852963",
  "159357",
].flatMap((row) => [row, [...row].reverse().join("")]);

/** Signs that stand for letters. */
const STANDS_FOR: Readonly<Record<string, string>> = {
  "0": "o",
  "1": "i",
  "3": "e",
  "4": "a",
  "5": "s",
  "7": "t",
  "@": "a",
  $: "s",
  "!": "i",
  "€": "e",
};

const WORDS = wordCosts();
const LONGEST_WORD = Math.max(...[...WORDS.keys()].map((word) => word.length));

/**
 * Puts the password together from the cheapest pieces: common words (also with digits for letters), the person's own names and
 * the cooperative's, rows of keys, sequences, years, and what stood there before.
 * @param contextWords names and addresses anybody would try first.
 */
export function predictability(password: string, contextWords: readonly string[]): Predictability {
  const context = contextCosts(contextWords);
  const asTyped = puttingTogether(fold(password), context);
  const joined = password.replace(SEPARATORS, "");
  if (joined.length === password.length) return asTyped;
  // Whoever guesses a sentence also tries it with spaces between its words.
  const withoutSeparators = puttingTogether(fold(joined), context);
  const bits = withoutSeparators.bits + BITS.separator;
  return bits < asTyped.bits ? { ...withoutSeparators, bits } : asTyped;
}

function puttingTogether(text: Folded, context: Costs): Predictability {
  const best: Way[] = [{ bits: 0, from: 0, kind: null }];
  for (let end = 1; end <= text.plain.length; end += 1) best.push(cheapestEnd(text, context, best, end));
  return { bits: best.at(-1)!.bits, pieces: piecesOf(best) };
}

/** The cheapest way to the characters before some place, and its last piece. */
interface Way {
  readonly bits: number;
  readonly from: number;
  readonly kind: WeakPiece | null;
}

function cheapestEnd(text: Folded, context: Costs, best: readonly Way[], end: number): Way {
  const last = end - 1;
  let way: Way = { bits: best[last]!.bits + characterBits(text.plain[last]!), from: last, kind: null };
  for (let from = last; from >= 0; from -= 1) {
    const piece = cheapestPiece(text, context, from, end);
    if (piece === null) continue;
    const bits = best[from]!.bits + piece.bits;
    if (bits < way.bits) way = { bits, from, kind: piece.kind };
  }
  return way;
}

interface Piece {
  readonly bits: number;
  readonly kind: WeakPiece;
}

function cheapestPiece(text: Folded, context: Costs, from: number, end: number): Piece | null {
  const plain = text.plain.slice(from, end);
  const spoken = text.spoken.slice(from, end);
  const length = end - from;
  const found: Piece[] = [];
  const own = context.get(spoken) ?? context.get(plain);
  if (own !== undefined) found.push({ bits: own, kind: "context-word" });
  const word = length <= LONGEST_WORD ? (WORDS.get(spoken) ?? WORDS.get(plain)) : undefined;
  if (word !== undefined) found.push({ bits: word, kind: "common-word" });
  if (length >= SHORTEST.repetition && text.plain.slice(0, from).includes(plain))
    found.push({ bits: BITS.repetition, kind: "repetition" });
  if (length >= SHORTEST.run && /^(.)\1+$/s.test(plain)) found.push({ bits: BITS.run, kind: "repetition" });
  if (length >= SHORTEST.sequence && isSequence(plain)) found.push({ bits: BITS.sequence, kind: "sequence" });
  if (length >= SHORTEST.keyboard && KEYBOARD.some((row) => row.includes(plain)))
    found.push({ bits: BITS.keyboard, kind: "keyboard-row" });
  if (/^(19|20)\d\d$/.test(plain)) found.push({ bits: BITS.year, kind: "year" });
  return found.reduce<Piece | null>(
    (least, piece) => (least && least.bits <= piece.bits ? least : piece),
    null,
  );
}

/** Neighbours in alphabet or count, upwards or downwards: "abcdef", "987". */
function isSequence(text: string): boolean {
  if (!/^([a-z]+|\d+)$/.test(text)) return false;
  const step = text.charCodeAt(1) - text.charCodeAt(0);
  if (Math.abs(step) !== 1) return false;
  return [...text].every(
    (_, index) => index === 0 || text.charCodeAt(index) - text.charCodeAt(index - 1) === step,
  );
}

function characterBits(character: string): number {
  if (/\d/.test(character)) return BITS.digit;
  if (character.search(SEPARATORS) === 0) return BITS.separator;
  return /\p{L}/u.test(character) ? BITS.letter : BITS.symbol;
}

function piecesOf(best: readonly Way[]): Predictability["pieces"] {
  const covered = new Map<WeakPiece, number>();
  for (let end = best.length - 1; end > 0; end = best[end]!.from) {
    const { kind, from } = best[end]!;
    if (kind !== null) covered.set(kind, (covered.get(kind) ?? 0) + end - from);
  }
  return [...covered]
    .map(([kind, characters]) => ({ kind, characters }))
    .sort((left, right) => right.characters - left.characters);
}

/** The same text twice, character by character: as typed, and with digits and signs read as the letters they stand for. */
interface Folded {
  readonly plain: string;
  readonly spoken: string;
}

/** Small letters without accents, one for each character. */
function fold(text: string): Folded {
  const plain = [...text.normalize("NFKC")].map(foldCharacter).join("");
  return { plain, spoken: [...plain].map((character) => STANDS_FOR[character] ?? character).join("") };
}

function foldCharacter(character: string): string {
  const small = character.toLowerCase().replace("ł", "l");
  const base = small.normalize("NFD").replace(/\p{M}/gu, "") || small;
  const point = base.codePointAt(0)!;
  // Pictures take two code units; one private character stands for each, so that places in the text stay comparable.
  return point > 0xffff ? String.fromCharCode(0xe000 + (point % 0x1900)) : String.fromCharCode(point);
}

type Costs = ReadonlyMap<string, number>;

function wordCosts(): Costs {
  const costs = new Map<string, number>();
  const add = (list: readonly string[], bits: number) => {
    for (const word of list) {
      const folded = fold(word).plain;
      if (folded.length >= SHORTEST.word && !costs.has(folded)) costs.set(folded, bits);
    }
  };
  add(MOST_COMMON, BITS.mostCommon);
  add(PHRASES, BITS.phrase);
  add(FIRST_NAMES, BITS.word);
  add(FAMILY_NAMES, BITS.word);
  add(EVERYDAY_WORDS, BITS.word);
  return costs;
}

/** Words of three characters or more, whole and, for the cases of Polish, without their ending. */
function contextCosts(contextWords: readonly string[]): Costs {
  const costs = new Map<string, number>();
  const cheaper = (word: string, bits: number) => costs.set(word, Math.min(bits, costs.get(word) ?? bits));
  for (const phrase of contextWords) {
    const words = fold(phrase).plain.split(/[^a-z0-9]+/);
    for (const word of [...words, words.join("")]) {
      if (word.length < SHORTEST.context) continue;
      cheaper(word, BITS.context);
      if (word.length >= 6) for (const cut of [1, 2]) cheaper(word.slice(0, -cut), BITS.contextStem);
    }
  }
  return costs;
}
