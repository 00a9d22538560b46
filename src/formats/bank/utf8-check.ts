/** Says whether bytes that come in pieces are UTF-8; a sequence cut off at the very end does not count against it. */
export interface Utf8Check {
  push(bytes: Uint8Array): void;
  isUtf8(): boolean;
}

/**
 * One damaged place does not make a file another encoding: with at least eight good multi-byte sequences for each bad
 * one it is still UTF-8, for in the single-byte encodings Polish letters form such sequences only by accident.
 */
export function createUtf8Check(): Utf8Check {
  let missing = 0;
  let lowest = 0x80;
  let highest = 0xbf;
  let good = 0;
  let bad = 0;
  const start = (byte: number) => {
    lowest = byte === 0xe0 ? 0xa0 : byte === 0xf0 ? 0x90 : 0x80;
    highest = byte === 0xed ? 0x9f : byte === 0xf4 ? 0x8f : 0xbf;
    if (byte >= 0xc2 && byte <= 0xdf) missing = 1;
    else if (byte >= 0xe0 && byte <= 0xef) missing = 2;
    else if (byte >= 0xf0 && byte <= 0xf4) missing = 3;
    else bad += 1;
  };
  return {
    push(bytes) {
      for (let place = 0; place < bytes.length; place += 1) {
        const byte = bytes[place] ?? 0;
        if (missing === 0) {
          if (byte >= 0x80) start(byte);
          continue;
        }
        if (byte >= lowest && byte <= highest) {
          lowest = 0x80;
          highest = 0xbf;
          missing -= 1;
          if (missing === 0) good += 1;
          continue;
        }
        bad += 1;
        missing = 0;
        if (byte >= 0x80) start(byte);
      }
    },
    isUtf8: () => bad === 0 || good >= 8 * bad,
  };
}
