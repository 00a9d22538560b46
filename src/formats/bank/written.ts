/** Signs that banks write in place of nothing: byte 0xFF in the three encodings, and an undecodable byte. */
const FILLER_ENDS = /^[\s\u00ff\u02d9\ufffd]+|[\s\u00ff\u02d9\ufffd]+$/g;
const FILLER = /[\u00ff\u02d9\ufffd]/g;
const BLANKS = /[\s\p{Cc}]+/gu;

/** Folds white space and trims; null when nothing is left or the bank says that nothing was given. */
export function writtenText(raw: string): string | null {
  if (raw === "") return null;
  const text = isFolded(raw) ? raw : raw.replace(BLANKS, " ").replace(FILLER_ENDS, "");
  return text === "" || text === "NONREF" || text === "NOTPROVIDED" ? null : text;
}

/** A sub-field without filler, its inner and outer blanks kept: the join with the next one needs them. */
export function withoutFiller(raw: string): string {
  if (raw === "" || (isInk(raw.charCodeAt(0)) && isInk(raw.charCodeAt(raw.length - 1)))) return raw;
  if (raw.length === 1) return raw === " " ? raw : raw.replace(FILLER, "");
  return raw.replace(FILLER_ENDS, (run) => run.replace(FILLER, ""));
}

/** Most texts need no folding, and finding that out is far cheaper than folding them. */
function isFolded(text: string): boolean {
  let isAfterBlank = true;
  for (let place = 0; place < text.length; place += 1) {
    const code = text.charCodeAt(place);
    if (code === 32 ? isAfterBlank : !isInk(code)) return false;
    isAfterBlank = code === 32;
  }
  return !isAfterBlank;
}

/** Surely neither blank nor control sign nor filler; the rarer blanks of Unicode lie above. */
function isInk(code: number): boolean {
  return (code > 32 && code < 127) || (code > 160 && code < 0x1680 && code !== 0xff && code !== 0x2d9);
}

/** An account number without spaces or leading `/`; 26 digits get `PL`, a currency behind an IBAN goes. Null when empty. */
export function writtenAccount(raw: string): string | null {
  const text = writtenText(raw);
  if (text === null) return null;
  const bare = text.replaceAll(" ", "").replace(/^\/+/, "");
  if (bare === "") return null;
  const polish = /^(?:PL)?(\d{26})(?:[A-Z]{3})?$/i.exec(bare);
  if (polish !== null) return `PL${polish[1]}`;
  const suffixed = /^([A-Z]{2}\d{2}[A-Z0-9]{10,30})[A-Z]{3}$/.exec(bare);
  return suffixed?.[1] !== undefined && isIban(suffixed[1]) ? suffixed[1] : bare;
}

/** The Polish account number of a sort code (8 digits) and the 16 digits behind it, with its check digits. */
export function polishAccount(sortCode: string, rest: string): string {
  const check = 98 - remainder97(`${sortCode}${rest}252100`);
  return `PL${String(check).padStart(2, "0")}${sortCode}${rest}`;
}

function isIban(text: string): boolean {
  const digits = [...(text.slice(4) + text.slice(0, 4))].map((sign) => parseInt(sign, 36)).join("");
  return remainder97(digits) === 1;
}

function remainder97(digits: string): number {
  let remainder = 0;
  for (const digit of digits) remainder = (remainder * 10 + Number(digit)) % 97;
  return remainder;
}
