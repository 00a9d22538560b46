import type { ItemKey, OpenItem } from "../ledger/documents.ts";
import { grosze } from "../values/money.ts";

/**
 * Open items of several accounts while payments are being credited: what one payment covers is no longer there for the next.
 * Claims have a positive, credits a negative remaining amount.
 */
export class OpenItems {
  /** An account has few items: a list is searched faster than an index is kept. */
  readonly #byAccount = new Map<number, OpenItem[]>();

  constructor(items: Iterable<OpenItem> = []) {
    for (const item of items) this.add(item);
  }

  /** An item known already is left as it stands. */
  add(item: OpenItem): void {
    const account = this.#byAccount.get(item.accountId);
    if (account === undefined) this.#byAccount.set(item.accountId, [item]);
    else if (placeOf(account, item) < 0) account.push(item);
  }

  claimsOf(accountId: number): OpenItem[] {
    const account = this.#byAccount.get(accountId);
    return account === undefined ? [] : account.filter((item) => item.remainingGrosze > 0);
  }

  /** In the order they came about: document, line. */
  creditsOf(accountId: number): OpenItem[] {
    const account = this.#byAccount.get(accountId) ?? [];
    return account
      .filter((item) => item.remainingGrosze < 0)
      .sort((a, b) => a.documentId - b.documentId || a.line - b.line);
  }

  /** Adds to what remains of an item; an unknown item is a bug and throws. */
  change(key: ItemKey & { readonly accountId: number }, change: number): void {
    const account = this.#byAccount.get(key.accountId) ?? [];
    const place = placeOf(account, key);
    const item = account[place];
    if (item === undefined) {
      throw new Error(`no open item ${key.documentId}/${key.line} on account ${key.accountId}`);
    }
    account[place] = { ...item, remainingGrosze: grosze(item.remainingGrosze + change) };
  }
}

function placeOf(items: readonly OpenItem[], { documentId, line }: ItemKey): number {
  return items.findIndex((item) => item.documentId === documentId && item.line === line);
}
