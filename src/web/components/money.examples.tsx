import { grosze } from "../../domain/values/money.ts";
import { Balance, Money, MoneyOrDash } from "./money.tsx";

export const examples = {
  "an amount": () => <Money amountGrosze={grosze(123456)} />,
  "a storno": () => <Money amountGrosze={grosze(-300)} />,
  "a side without an amount": () => <MoneyOrDash amountGrosze={grosze(0)} />,
  "owed, overpaid, settled": () => (
    <p>
      <Balance balanceGrosze={grosze(64218)} />, <Balance balanceGrosze={grosze(-4530)} />,{" "}
      <Balance balanceGrosze={grosze(0)} />
    </p>
  ),
  "a fund is never an overpayment": () => <Balance balanceGrosze={grosze(-1234500)} nature="fund" />,
};
