import { IdleWarning } from "./idle-warning.tsx";

export const examples = {
  "hidden until the script shows it": () => <IdleWarning idleSeconds={900} />,
};
