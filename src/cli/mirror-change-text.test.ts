import { expect, it } from "vitest";
import type { MirrorChange } from "../store/mirror/changes.ts";
import { changesText } from "./mirror-change-text.ts";
import { momentText } from "./mirror-text.ts";

const CHANGE: MirrorChange = {
  id: "1",
  runId: 3,
  noticedOn: "2026-03-01",
  kind: "posting",
  action: "changed",
  code: "2026/1 #2",
  account: "204-1",
  unit: "B1-1",
  month: "2026-01-01",
  happenedOn: null,
  before: { amount_grosze: 10_000, side: "D", text: "Naliczenie" },
  after: { amount_grosze: 11_001, side: "D", text: "Naliczenie" },
};

it("tells the accountant what differs, in the accountant's words", () => {
  expect(changesText([CHANGE]).replaceAll("\u00a0", " ")).toBe(
    "2026-03-01 (odświeżenie 3) zapisy 2026/1 #2: zmienione; konto 204-1, lokal B1-1, 2026-01; kwota 100,00 zł → 110,01 zł",
  );
});

it("tells everything of a row that was taken back", () => {
  const withdrawn: MirrorChange = { ...CHANGE, action: "withdrawn", account: null, after: null };
  expect(changesText([withdrawn]).replaceAll("\u00a0", " ")).toContain(
    "wycofane; lokal B1-1, 2026-01; kwota 100,00 zł, strona Wn, treść Naliczenie",
  );
});

it("tells a moment as a clock in Poland showed it, in summer and in winter", () => {
  expect(momentText("2026-06-14 22:40:00+00")).toBe("15.06.2026, 00:40");
  expect(momentText("2026-11-29 15:59:10.520844+00")).toBe("29.11.2026, 16:59");
});
