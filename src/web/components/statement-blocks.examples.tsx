import { StatementSections } from "./statement-blocks.tsx";

export const examples = {
  "text, list, facts and a table": () => (
    <StatementSections
      sections={[
        {
          id: "przyklad-kosztow",
          title: "Z czego wynika kwota",
          blocks: [
            { kind: "text", text: "Każdy koszt dzieli się według klucza.", isQuiet: true },
            { kind: "facts", entries: [{ word: "Okres", value: "2025" }] },
            {
              kind: "table",
              caption: "Ciepło, do podziału 25 600,00 zł",
              showCaption: true,
              isWide: true,
              columns: [
                { label: "Klucz podziału", isFigure: false },
                { label: "Ten lokal", isFigure: true },
                { label: "Kwota", isFigure: true },
              ],
              rows: [
                [
                  { text: "Powierzchnia ogrzewana", note: "40% kosztu" },
                  { text: "48,5 m²", note: "z 3 120,4 m²" },
                  { text: "397,90 zł", note: "" },
                ],
              ],
              total: [
                { text: "Razem", note: "" },
                { text: "", note: "" },
                { text: "397,90 zł", note: "" },
              ],
            },
            { kind: "list", items: ["Szacunek: brakowało odczytu."] },
          ],
        },
      ]}
    />
  ),
};
