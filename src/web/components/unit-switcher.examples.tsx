import { UnitSwitcher } from "./unit-switcher.tsx";

const flat = { unitId: "l-12", name: "Lokal 12", address: "ul. Lipowa 4" };
const garage = { unitId: "g-7", name: "Garaż 7", address: "ul. Lipowa 6A" };
const path = (unitId: string) => `/czynsz/2026/11?lokal=${unitId}`;

export const examples = {
  "two units": () => <UnitSwitcher units={[flat, garage]} shown={flat} path={path} />,
  "one unit needs no choice": () => <UnitSwitcher units={[flat]} shown={flat} path={path} />,
};
