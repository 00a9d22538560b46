import { randomInt } from "node:crypto";

/** Capitals and digits that nobody mistakes for each other: no 0 and O, no 1 and I. 5 bits each. */
const ALPHABET = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ";
const GROUPS = 4;
const GROUP_CHARACTERS = 4;
const CHARACTERS = GROUPS * GROUP_CHARACTERS;

/** Days a starter letter is good for. */
export const STARTER_DAYS = 14;

/** A starter password as it is kept: without separators. */
export interface StarterPassword {
  readonly characters: string;
  /** The first group. It only tells one letter from another; the other three are the secret of 60 random bits. */
  readonly selector: string;
}

export function newStarterPassword(): StarterPassword {
  const characters = Array.from({ length: CHARACTERS }, () => ALPHABET[randomInt(ALPHABET.length)]).join("");
  return { characters, selector: characters.slice(0, GROUP_CHARACTERS) };
}

/** "K7MW-3HPX-9TQA-R5ZN", as printed. */
export function inGroups(characters: string): string {
  return characters.match(/.{1,4}/g)?.join("-") ?? "";
}

/** Reads what was typed from paper, in small letters and with or without separators; null when it cannot be a starter password. */
export function readStarterPassword(typed: string): StarterPassword | null {
  const characters = typed.toUpperCase().replace(/[\s\u2010-\u2015-]/g, "");
  if (characters.length !== CHARACTERS) return null;
  if (![...characters].every((character) => ALPHABET.includes(character))) return null;
  return { characters, selector: characters.slice(0, GROUP_CHARACTERS) };
}

/** Whether a chosen password is written like a starter password: capitals and digits, in one piece or in groups. */
export function looksLikeStarterPassword(password: string): boolean {
  return /^[2-9A-HJ-NP-Z]{4}([- ]?)[2-9A-HJ-NP-Z]{4}\1[2-9A-HJ-NP-Z]{4}\1[2-9A-HJ-NP-Z]{4}$/.test(password);
}
