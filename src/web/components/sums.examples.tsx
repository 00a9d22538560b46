import { grosze } from "../../domain/values/money.ts";
import { Sums } from "./sums.tsx";

export const examples = {
  "parts and their total": () => (
    <Sums
      parts={[
        { word: "Naliczono", amountGrosze: grosze(64218) },
        { word: "Korekty", amountGrosze: grosze(-2950) },
      ]}
      total={{ word: "Razem", amountGrosze: grosze(61268) }}
    />
  ),
};
