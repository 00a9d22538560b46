import type { ItemKey, OpenItem } from "../ledger/documents.ts";
import { grosze } from "../values/money.ts";

/**
 * Open items of several accounts while payments are being credited: what one payment covers is no longer there for the next.
 * Claims have a positive, credits a negative remaining amount.
 */
export class OpenItems {
  readonly #byAccount = new Map<number, Map<number, OpenItem>>();

  constructor(items: Iterable<OpenItem> = []) {
    for (const item of items) this.add(item);
  }

  /** An item known already is left as it stands. */
  add(item: OpenItem): void {
    let account = this.#byAccount.get(item.accountId);
    if (account === undefined) {
      account = new Map();
      this.#byAccount.set(item.accountId, account);
    }
    const key = keyNumber(item);
    if (!account.has(key)) account.set(key, item);
  }

  claimsOf(accountId: number): OpenItem[] {
    return this.#itemsOf(accountId).filter((item) => item.remainingGrosze > 0);
  }

  /** In the order they came about: document, line. */
  creditsOf(accountId: number): OpenItem[] {
    return this.#itemsOf(accountId)
      .filter((item) => item.remainingGrosze < 0)
      .sort((a, b) => a.documentId - b.documentId || a.line - b.line);
  }

  /** Adds to what remains of an item; an unknown item is a bug and throws. */
  change(key: ItemKey & { readonly accountId: number }, change: number): void {
    const account = this.#byAccount.get(key.accountId);
    const item = account?.get(keyNumber(key));
    if (account === undefined || item === undefined) {
      throw new Error(`no open item ${key.documentId}/${key.line} on account ${key.accountId}`);
    }
    account.set(keyNumber(key), { ...item, remainingGrosze: grosze(item.remainingGrosze + change) });
  }

  #itemsOf(accountId: number): OpenItem[] {
    return [...(this.#byAccount.get(accountId)?.values() ?? [])];
  }
}

/** Document ids are below 2^31 and lines below 2^21: one safe integer names an item. */
function keyNumber({ documentId, line }: ItemKey): number {
  return documentId * 2 ** 21 + line;
}
