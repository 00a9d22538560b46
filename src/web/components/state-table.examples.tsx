import { StateTable } from "./state-table.tsx";

const columns = [
  { label: "Miesiąc" },
  { label: "Wn", align: "figures" },
  { label: "Ma", align: "figures" },
] as const;

export const examples = {
  "with a total": () => (
    <StateTable
      caption="Obroty konta"
      columns={columns}
      rows={[
        { id: "1", cells: ["styczeń", "642,18 zł", ""] },
        { id: "2", cells: ["luty", "642,18 zł", "642,18 zł"], anchor: "m2026-02" },
      ]}
      total={["Razem", "1 284,36 zł", "642,18 zł"]}
    />
  ),
  "its figure named where it is narrow": () => (
    <StateTable
      caption="Odczyty"
      namesFigure
      columns={[
        { label: "Dzień" },
        { label: "Odczyt", align: "figures" },
        { label: "Zużycie", align: "figures" },
      ]}
      rows={[{ id: "1", cells: ["31.03.2026", "19,011", "0,786"] }]}
    />
  ),
  "wide, with a visible caption and no rows": () => (
    <StateTable caption="Lokal 12, ul. Lipowa 4" showCaption width="wide" columns={columns} rows={[]} />
  ),
};
