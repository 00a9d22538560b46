import { createHash } from "node:crypto";

/** Added to a person's number, so that all names are equally long for long. */
const FIRST_NUMBER = 100_000;

/** Longer ones are no login; cut so that nobody can make the database compare long texts. */
const LONGEST_TYPED = 64;

/**
 * A login name says nothing about the person: their running number and a check digit, "1000428". With the digit a slip of one
 * key does not end at a neighbour's login.
 */
export function loginNameFor(personId: number): string {
  const number = String(FIRST_NUMBER + personId);
  return `${number}${luhnDigit(number)}`;
}

/** "100 04 28": in groups, as people read numbers aloud. */
export function loginNameForPeople(name: string): string {
  return /^\d{7}$/.test(name) ? `${name.slice(0, 3)} ${name.slice(3, 5)} ${name.slice(5)}` : name;
}

/** What was typed, as login names are kept: without spaces and hyphens. */
export function readLoginName(typed: string): string {
  return typed
    .slice(0, 4 * LONGEST_TYPED)
    .normalize("NFKC")
    .replace(/[\s-]/g, "")
    .toLowerCase()
    .slice(0, LONGEST_TYPED)
    .toWellFormed()
    .replaceAll("\0", "");
}

/** What attempts are counted by. */
export function hashLoginName(name: string): Buffer {
  return createHash("sha256").update(name).digest();
}

/** @returns the digit that makes the number pass the Luhn check (ISO/IEC 7812-1 annex B). */
function luhnDigit(number: string): number {
  const sum = [...number].reverse().reduce((total, character, index) => {
    const doubled = Number(character) * (index % 2 === 0 ? 2 : 1);
    return total + (doubled > 9 ? doubled - 9 : doubled);
  }, 0);
  return (10 - (sum % 10)) % 10;
}
