/** A piece of a text: its first place and the one after its last. */
export interface Span {
  readonly from: number;
  readonly until: number;
}

/** A text as patterns read it, with the way back to the places of the text it was made from. */
export interface FlatText {
  readonly text: string;
  /** Where a piece of it stands in the given text. */
  readonly original: (span: Span) => Span;
  /** Whether a line of the given text begins at the place. */
  readonly beginsLine: (place: number) => boolean;
}

const SPACE = /^\s$/u;
/** Soft hyphens and joiners that nobody sees. */
const INVISIBLE = /^[\u00ad\u200b-\u200d\u2060\ufeff]$/u;
const HYPHEN = /^[\u2010-\u2013\u2212]$/u;
const ACCENT = /^[\u0300-\u036f]$/u;

/**
 * One space for every run of space of any width and for the end of a line, since a PDF breaks its lines anywhere; a line end for
 * a blank line; every hyphen a plain one, nothing invisible, accents joined with their letters.
 */
export function flatText(given: string): FlatText {
  const characters: string[] = [];
  const from: number[] = [];
  const until: number[] = [];
  const put = (character: string, place: number) => {
    characters.push(character);
    from.push(place);
    until.push(place + 1);
  };
  for (let place = 0; place < given.length; place += 1) {
    const character = given[place]!;
    const last = characters.length - 1;
    if (INVISIBLE.test(character)) continue;
    if (SPACE.test(character)) {
      const end = endOfSpace(given, place);
      put(isParted(given.slice(place, end)) ? "\n" : " ", place);
      until[until.length - 1] = end;
      place = end - 1;
    } else if (ACCENT.test(character) && last >= 0 && joined(characters[last]!, character) !== null) {
      characters[last] = joined(characters[last]!, character)!;
      until[last] = place + 1;
    } else put(HYPHEN.test(character) ? "-" : character, place);
  }
  return {
    text: characters.join(""),
    original: (span) => ({ from: from[span.from]!, until: until[span.until - 1]! }),
    beginsLine: (place) =>
      /(?:^|[\n\f\r])[^\S\n\r]*$/u.test(given.slice(Math.max(0, from[place]! - 40), from[place])),
  };
}

function endOfSpace(given: string, place: number): number {
  let end = place + 1;
  while (end < given.length && (SPACE.test(given[end]!) || INVISIBLE.test(given[end]!))) end += 1;
  return end;
}

/** Whether a blank line or the end of a page stands between. */
function isParted(space: string): boolean {
  return space.includes("\f") || space.replaceAll("\r\n", "\n").replaceAll("\r", "\n").split("\n").length > 2;
}

/** One letter with its accent; null where there is no such letter. */
function joined(letter: string, accent: string): string | null {
  const one = (letter + accent).normalize("NFC");
  return one.length === 1 ? one : null;
}
