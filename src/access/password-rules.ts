import { type Refusal, refusal } from "../domain/values/result.ts";
import { predictability, type WeakPiece } from "./predictability.ts";
import { looksLikeStarterPassword } from "./starter-password.ts";

/** @law NIST SP 800-63B-4 § 3.1.1.2: at least 15 characters where the password is used alone */
export const SHORTEST_PASSWORD = 15;
export const LONGEST_PASSWORD = 128;

/** Below this a password counts as one of a list: a patient attacker gets there with the guesses the throttle allows. */
const LEAST_BITS = 32;

/** A short password written twice is still a short password: more is asked of what repeats itself. */
const LEAST_BITS_REPEATING = 50;
const REPEATING_SHARE = 1 / 3;

/** Why a password is not taken. */
export type PasswordReason =
  | "password-too-long"
  | "password-too-short"
  | "password-like-starter"
  | "password-common"
  | "password-of-own-names"
  | "password-repeats"
  | "password-sequence"
  | "password-keyboard-row";

export interface PasswordRefusal extends Refusal {
  readonly reason: PasswordReason;
}

const REASONS: Readonly<Record<WeakPiece, PasswordReason>> = {
  "common-word": "password-common",
  "context-word": "password-of-own-names",
  repetition: "password-repeats",
  sequence: "password-sequence",
  "keyboard-row": "password-keyboard-row",
  year: "password-common",
};

/**
 * Every reason why a password may not be chosen; none when it may. Any characters are allowed and none are demanded.
 * @param contextWords names of the person and of the cooperative, its streets, the login.
 * @law NIST SP 800-63B-4 § 3.1.1.2 (length in characters, no composition rules, list of common and context words)
 */
export function passwordRefusals(
  password: string,
  contextWords: readonly string[],
): readonly PasswordRefusal[] {
  const characters = [...password.toWellFormed().normalize("NFC")].length;
  if (characters > LONGEST_PASSWORD)
    return [refusal("password-too-long", { characters, longest: LONGEST_PASSWORD })];
  const refusals: PasswordRefusal[] = [];
  if (characters < SHORTEST_PASSWORD)
    refusals.push(refusal("password-too-short", { characters, shortest: SHORTEST_PASSWORD }));
  if (looksLikeStarterPassword(password)) refusals.push(refusal("password-like-starter"));
  return [...refusals, ...predictabilityRefusals(password, contextWords, characters)];
}

/** A long sentence may well contain a common word or the street: only what is made of little else is refused. */
function predictabilityRefusals(
  password: string,
  contextWords: readonly string[],
  characters: number,
): readonly PasswordRefusal[] {
  const { bits, pieces } = predictability(password, contextWords);
  const repeated = pieces.find((piece) => piece.kind === "repetition")?.characters ?? 0;
  const isRepeating = repeated > REPEATING_SHARE * characters;
  if (bits >= (isRepeating ? LEAST_BITS_REPEATING : LEAST_BITS)) return [];
  const weighty = pieces.filter((piece) => piece.characters >= Math.min(3, characters));
  const reasons = new Set((weighty.length > 0 ? weighty : pieces).map(({ kind }) => REASONS[kind]));
  if (reasons.size === 0) reasons.add("password-common");
  return [...reasons].map((reason) => refusal(reason));
}
