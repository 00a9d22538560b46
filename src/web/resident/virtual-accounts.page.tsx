import { zlotyForPeople } from "../../domain/values/money.ts";
import type { PlainDate } from "../../domain/values/plain-date.ts";
import { AccountNumber } from "../components/account-number.tsx";
import { AsOfLine } from "../components/as-of-line.tsx";
import { CopyButton } from "../components/copy-button.tsx";
import { EmptyState } from "../components/empty-state.tsx";
import { Qr } from "../components/qr.tsx";
import { SummaryList } from "../components/summary-list.tsx";
import { Layout } from "../layout.tsx";
import { sourceChanges } from "../messages/pl/pages/source-changes.ts";
import { terms } from "../messages/pl/pages/terms.ts";
import { virtualAccounts } from "../messages/pl/pages/virtual-accounts.ts";
import type { PageFrame } from "../view.ts";
import { accountNumberGroups, dateInSentence } from "../wording.ts";
import type { VirtualAccount, VirtualAccountsView } from "./view-models.ts";

/** Where to pay: the number of each unit, what to write, and a code for the bank's application. */
export function VirtualAccountsPage({ frame, view }: { frame: PageFrame; view: VirtualAccountsView }) {
  return (
    <Layout frame={frame} title={virtualAccounts.title} tab="virtual-accounts">
      <h1>{virtualAccounts.title}</h1>
      <AsOfLine asOf={view.asOf} shows={virtualAccounts.shows} />
      {view.accounts.length === 0 && (
        <EmptyState title={virtualAccounts.empty}>
          <p>{virtualAccounts.emptyWhatToDo}</p>
        </EmptyState>
      )}
      {view.accounts.map((account) =>
        account.withdrawnOn === null ? (
          <AccountSection key={account.number} account={account} />
        ) : (
          <WithdrawnSection key={account.number} account={account} on={account.withdrawnOn} />
        ),
      )}
    </Layout>
  );
}

function AccountSection({ account }: { account: VirtualAccount }) {
  const id = `rachunek-${account.number.slice(-8)}`;
  const place = `${account.place.name}, ${account.place.address}`;
  return (
    <section class="statement" aria-labelledby={id}>
      <h2 id={id} class="statement-place">
        {place}
      </h2>
      <p class="payment-number">
        <span class="only-heard">{virtualAccounts.number}: </span>
        <AccountNumber number={account.number} />
        <CopyButton text={accountNumberGroups(account.number).join(" ")} describedBy={id} />
      </p>
      {account.heldUntil && <p>{virtualAccounts.former(dateInSentence(account.heldUntil))}</p>}
      <div class="payment-order">
        <SummaryList
          entries={[
            {
              word: virtualAccounts.whose,
              value: `${place}: ${terms.rights[account.right]} – ${account.holders.join(", ")}`,
            },
            {
              word: virtualAccounts.recipient,
              value: `${account.recipientName}, ${account.recipientAddress}`,
            },
            { word: virtualAccounts.transferTitle, value: account.transferTitle },
            {
              word: virtualAccounts.amount,
              value:
                account.qrAmountGrosze === null
                  ? virtualAccounts.amountTyped
                  : virtualAccounts.amountInCode(zlotyForPeople(account.qrAmountGrosze)),
            },
          ]}
        />
        {account.qrPayload !== null && (
          <figure class="payment-code">
            <Qr payload={account.qrPayload} title={virtualAccounts.codeTitle(place)} />
            <figcaption>{virtualAccounts.codeHint}</figcaption>
          </figure>
        )}
      </div>
    </section>
  );
}

/** A number nobody may pay to any more: struck through, nothing to copy and no code. */
function WithdrawnSection({ account, on }: { account: VirtualAccount; on: PlainDate }) {
  const id = `rachunek-${account.number.slice(-8)}`;
  return (
    <section class="statement" aria-labelledby={id}>
      <h2 id={id} class="statement-place">
        {account.place.name}, {account.place.address}
      </h2>
      <p>
        <span class="only-heard">{virtualAccounts.number}: </span>
        <s>
          <AccountNumber number={account.number} />
        </s>
      </p>
      <p>
        <strong>{sourceChanges.numberWithdrawn(dateInSentence(on))}</strong>
      </p>
    </section>
  );
}
