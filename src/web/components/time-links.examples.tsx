import { month } from "../../domain/values/month.ts";
import { MonthLinks, YearLinks } from "./time-links.tsx";

export const examples = {
  "the years, one shown": () => (
    <YearLinks years={[2024, 2025, 2026]} shown={2026} path={(year) => `/ksiegowosc/${year}`} />
  ),
  "the months beside, across a year": () => (
    <MonthLinks
      month={month("2026-01")}
      previous={month("2025-12")}
      next={null}
      path={(other) => `/czynsz/${other.replace("-", "/")}`}
      yearPath="/czynsz/2026"
    />
  ),
};
