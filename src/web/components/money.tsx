import { type Grosze, zlotyForPeople } from "../../domain/values/money.ts";
import type { AccountNature } from "../resident/view-models.ts";
import { balanceSize, balanceWord } from "../wording.ts";

/** An amount as "1 234,56 zł" in tabular figures; a minus only where the ledger has one (storno, rebate). */
export function Money({ amountGrosze }: { amountGrosze: Grosze }) {
  return <span class="money">{zlotyForPeople(amountGrosze)}</span>;
}

/** An amount, or a dash read as "brak" where the side of the account has none. */
export function MoneyOrDash({ amountGrosze }: { amountGrosze: Grosze }) {
  if (amountGrosze !== 0) return <Money amountGrosze={amountGrosze} />;
  return (
    <span class="money money-none quiet">
      <span aria-hidden="true">–</span>
      <span class="only-heard">0,00 zł</span>
    </span>
  );
}

/** A balance said in words: "do zapłaty 642,18 zł", "nadpłata 12,00 zł", "fundusz 1 200,00 zł". */
export function Balance({ balanceGrosze, nature }: { balanceGrosze: Grosze; nature?: AccountNature }) {
  return (
    <span class="balance">
      <Money amountGrosze={balanceSize(balanceGrosze)} />{" "}
      <span class="balance-word">{balanceWord(balanceGrosze, nature)}</span>
    </span>
  );
}
