import { WorkingSteps } from "./working.tsx";

export const examples = {
  "base, rate, product": () => (
    <WorkingSteps
      lines={[
        { sentence: "Podstawa: powierzchnia użytkowa", outcome: "48,50 m²" },
        { sentence: "Stawka", outcome: "3,42 zł/m²", source: "Uchwała Zarządu nr 12/2025 z 16.09.2025" },
        { sentence: "3,42 zł/m² × 48,50 m², zaokrąglone do grosza", outcome: "165,87 zł" },
      ]}
    />
  ),
};
