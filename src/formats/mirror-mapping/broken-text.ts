import iconv from "iconv-lite";

const POLISH = "ąćęłńóśźżĄĆĘŁŃÓŚŹŻ";

/** Polish letters of UTF-8 that somebody read as Windows-1250 or 1252: always two signs each. */
const READ_TWICE = [...POLISH].flatMap((letter) =>
  ["windows-1250", "windows-1252"].map((encoding) => iconv.decode(iconv.encode(letter, "utf8"), encoding)),
);

/**
 * Signs that no well-read Polish text has: the mark of an undecodable byte, and the null that Firebird puts for one; control
 * characters, where Windows-1250 was taken for ISO 8859 (ś, ź); ³, ¹, ¿ before a letter, where it was taken for Windows-1252 (ł, ą, ż); UTF-8 read twice. „m³” and „m³/os.” are well.
 */
const BROKEN = new RegExp(
  `[\\u0000\\ufffd]|[\\u0080-\\u009f]|[³¹¿]\\p{L}|${READ_TWICE.map((pair) => pair.replace(/[.*+?^${}()|[\]\\]/g, "\\$&")).join("|")}`,
  "u",
);
// biome-ignore lint/suspicious/noControlCharactersInRegex: all of ASCII but the null
const ASCII = /^[\u0001-\u007f]*$/;

/** Whether a text was read in another encoding than it was written in. */
export function isBrokenText(text: string): boolean {
  return !ASCII.test(text) && BROKEN.test(text);
}
