import type { DeviceState } from "../../domain/metering/reading-terms.ts";

/** Makers' words for states, the most telling first; a word that none explains is `unknown`. */
const WORDS: readonly (readonly [RegExp, DeviceState])[] = [
  [/LEAK|BURST|WYCIEK|PRZECIEK/, "leak"],
  [/SEAL|TAMPER|FRAUD|SABOTA[GŻZ]|REMOV(ED|AL)|MAGNE[TS]|PLOMB|^OPEN/, "seal-broken"],
  [/^DRY|EMPTY_?PIPE|AIR_IN|ZAPOWIETRZ/, "dry"],
  [/REVERS|BACK_?FLOW|BACKWARD|WRONG_FLOW|WSTECZN/, "reversed"],
  [/POWER_LOW|BATTER|BATERI|^LOW$/, "battery-low"],
  [/BLOCK|BLOKAD|ZABLOKOW|STUCK|NO_USAGE|NO_FLOW/, "blocked"],
  [/SENSOR|RANGE|TEMPERATURE/, "sensor-fault"],
  [/UNDERFLOW|OVERFLOW|FLOW/, "flow-fault"],
  [/ERROR|ALARM|FAULT|ABNORMAL|RESET|FAIL/, "fault"],
];

const NOTHING = /^(OK|NO_ALARM|NO_ERROR|NONE|NULL|-|(0X)?0+H?|SPRAWNY|PRAWIDŁOWY|BRAK)?$/;
/** Said in several words, as people write it in a gateway's table. */
const NOTHING_IN_WORDS = /^(BRAK|BEZ) (ALARM(U|ÓW)|BŁĘD(U|ÓW)|USTER(KI|EK)|UWAG)$/;

/** "METER_BLOCKED UNDERFLOW" → blocked, flow-fault. */
export function statesOfText(status: string): DeviceState[] {
  const states = new Set<DeviceState>();
  const written = status.trim().toUpperCase();
  if (NOTHING_IN_WORDS.test(written)) return [];
  for (const word of written.split(/[\s,;|]+/)) {
    if (NOTHING.test(word)) continue;
    states.add(WORDS.find(([pattern]) => pattern.test(word))?.[1] ?? "unknown");
  }
  return [...states];
}

/** The status byte of M-Bus telegrams (EN 13757-7), written in hexadecimal: "00h", "0B", "0x04"; null for anything else. */
export function statesOfMbusByte(status: string): DeviceState[] | null {
  const digits = /^(?:0x)?([0-9a-f]{1,2})h?$/i.exec(status.trim())?.[1];
  if (digits === undefined) return null;
  const byte = Number.parseInt(digits, 16);
  const states: DeviceState[] = [];
  // Bits 0 and 1: 1 busy, 2 an error, 3 an abnormal state; bit 2 low power, 3 lasting error, 4 passing error; above the maker's own.
  if ((byte & 3) >= 2 || (byte & 0b11000) !== 0) states.push("fault");
  if ((byte & 4) !== 0) states.push("battery-low");
  if (byte >> 5 !== 0) states.push("unknown");
  return states;
}

/** Text of a device or file as it is kept: no control characters, no half of a character pair, not endless. */
export function keptText(text: string, longest = 300): string {
  return text
    .slice(0, longest)
    .toWellFormed()
    .replace(/\p{Cc}+/gu, " ")
    .trim();
}
