import { randomBytes } from "node:crypto";
import { hash as argon2, verify as argon2Verify } from "@node-rs/argon2";

/** Too many hashes wait already; whoever asks should come back later. */
export const BUSY = Symbol("busy");
export type Busy = typeof BUSY;

/**
 * Who goes first when hashes queue: an `owner` has shown a known browser, a starter letter or a session, so a flood of strange
 * guesses cannot keep them out.
 */
export type HashPriority = "owner" | "stranger";

/** Argon2id behind a gate: a hash takes 64 MiB and some 80 ms, which unbounded would be a way to stop the server. */
export interface Hashing {
  readonly hash: (password: string, priority: HashPriority) => Promise<string | Busy>;
  /** Against null a decoy of the same cost is checked, and the answer is false. */
  readonly verify: (hash: string | null, password: string, priority: HashPriority) => Promise<boolean | Busy>;
  /** Hashes worked out so far, for tests that count instead of timing. */
  readonly evaluations: () => number;
}

export interface HashingLimits {
  /** Hashes worked out at the same time. */
  readonly parallel: number;
  /** Strangers and owners that may wait; further ones are told to come back. */
  readonly waitingStrangers: number;
  readonly waitingOwners: number;
}

/** Memory in KiB, passes, lanes. */
export interface HashingCost {
  readonly memoryCost: number;
  readonly timeCost: number;
  readonly parallelism: number;
}

/** @law NIST SP 800-63B-4 § 3.1.1.2; OWASP ASVS 5.0 appendix B: Argon2id (the library's default), here m = 64 MiB, t = 3, p = 1 */
const COST: HashingCost = { memoryCost: 64 * 1024, timeCost: 3, parallelism: 1 };

const LIMITS: HashingLimits = { parallel: 2, waitingStrangers: 40, waitingOwners: 40 };

/** Seconds after which a busy answer says to try again: a full queue is empty by then. */
export const BUSY_SECONDS = 5;

/** @param cost other than the rule's only for tests that count guesses by the hundred. */
export function createHashing(limits: HashingLimits = LIMITS, cost: HashingCost = COST): Hashing {
  const gate = createGate(limits);
  let evaluations = 0;
  // Nobody knows its password: what a login without one is compared with.
  const decoy = argon2(randomBytes(32), cost);
  decoy.catch(() => {});
  const compare = (hash: string, password: string) => {
    evaluations += 1;
    return argon2Verify(hash, normalise(password));
  };
  return {
    hash: (password, priority) =>
      gate(priority, () => {
        evaluations += 1;
        return argon2(normalise(password), cost);
      }),
    verify: (hash, password, priority) =>
      gate(priority, async () => {
        const matches = await compare(hash ?? (await decoy), password);
        return hash !== null && matches;
      }),
    evaluations: () => evaluations,
  };
}

/**
 * One password typed on two keyboards is one password: composed and decomposed letters are the same.
 * @law NIST SP 800-63B-4 § 3.1.1.2 (normalisation before hashing)
 */
export function normalise(password: string): string {
  return password.toWellFormed().normalize("NFC");
}

type Gate = <T>(priority: HashPriority, work: () => Promise<T>) => Promise<T | Busy>;

function createGate(limits: HashingLimits): Gate {
  const waiting: Record<HashPriority, (() => void)[]> = { owner: [], stranger: [] };
  const longest = { owner: limits.waitingOwners, stranger: limits.waitingStrangers };
  let running = 0;
  const leave = () => {
    const next = waiting.owner.shift() ?? waiting.stranger.shift();
    if (next) next();
    else running -= 1;
  };
  return async (priority, work) => {
    if (running < limits.parallel) running += 1;
    else if (waiting[priority].length >= longest[priority]) return BUSY;
    // The place of the one who leaves is handed over, so `running` stays as it is.
    else await new Promise<void>((resolve) => waiting[priority].push(resolve));
    try {
      return await work();
    } finally {
      leave();
    }
  };
}
