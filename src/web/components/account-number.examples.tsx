import { AccountNumber } from "./account-number.tsx";

export const examples = {
  "a Polish number": () => <AccountNumber number="66102025280000010204771707" />,
  "a number of another shape": () => <AccountNumber number="DE89370400440532013000" />,
};
