import { plainDate } from "../../domain/values/plain-date.ts";
import { AsOfLine, MirroredLine } from "./as-of-line.tsx";

const asOf = { date: plainDate("2026-11-23"), time: "10:15", mirrored: null };
const picture = { program: "Czynsz 2000", date: plainDate("2026-11-22"), time: "22:40" };
const theirs = { date: picture.date, time: picture.time, mirrored: { areas: [], picture } };

export const examples = {
  "the moment alone": () => <AsOfLine asOf={asOf} />,
  "what is shown and the moment": () => <AsOfLine asOf={asOf} shows="Konta i ich obroty w roku 2026." />,
  "another program's page": () => <AsOfLine asOf={theirs} shows="Konta i ich obroty w roku 2026." />,
  "kept by two programs": () => (
    <AsOfLine asOf={{ ...asOf, mirrored: { areas: ["accounts", "fees"], picture } }} />
  ),
  "another program's page before its first picture": () => (
    <AsOfLine asOf={{ ...asOf, mirrored: { areas: [], picture: null } }} />
  ),
  "kept by two programs before the first picture": () => (
    <AsOfLine asOf={{ ...asOf, mirrored: { areas: ["settlements"], picture: null } }} />
  ),
  "a page that tells no moment of its own": () => <MirroredLine asOf={theirs} />,
};
