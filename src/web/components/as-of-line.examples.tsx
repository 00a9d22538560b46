import { plainDate } from "../../domain/values/plain-date.ts";
import { AsOfLine } from "./as-of-line.tsx";

const asOf = { date: plainDate("2026-11-23"), time: "10:15" };

export const examples = {
  "the moment alone": () => <AsOfLine asOf={asOf} />,
  "what is shown and the moment": () => <AsOfLine asOf={asOf} shows="Konta i ich obroty w roku 2026." />,
};
