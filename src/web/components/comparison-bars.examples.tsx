import { ComparisonBars } from "./comparison-bars.tsx";

export const examples = {
  "this period beside last year": () => (
    <ComparisonBars
      chart={{
        kind: "chart",
        caption: "Zużycie (jedn.)",
        inWords: "Ten okres: 1 519 jedn.; Rok wcześniej: 1 702 jedn.",
        bars: [
          { label: "Ten okres", value: "1 519 jedn.", share: 892, isPresent: true },
          { label: "Rok wcześniej", value: "1 702 jedn.", share: 1000, isPresent: false },
          { label: "Rok wcześniej, w pogodzie tego okresu", value: "0 jedn.", share: 0, isPresent: false },
        ],
      }}
    />
  ),
};
