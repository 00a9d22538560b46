import { Fragment } from "preact";
import { accountNumberGroups } from "../wording.ts";

/** An account number in the groups printed by banks; selecting and copying it gives the spaced form banks accept. */
export function AccountNumber({ number }: { number: string }) {
  const groups = accountNumberGroups(number);
  return (
    <span class="account-number" data-account-number={number}>
      {groups.map((group, index) => (
        <Fragment key={index}>
          {index > 0 && " "}
          <span class="account-number-group">{group}</span>
        </Fragment>
      ))}
    </span>
  );
}
