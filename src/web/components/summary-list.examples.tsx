import { SummaryList } from "./summary-list.tsx";

export const examples = {
  "words and values": () => (
    <SummaryList
      entries={[
        { word: "Imię i nazwisko", value: <strong>Genowefa Przykładowa</strong> },
        { word: "E-mail", value: "bardzo.dlugi.adres.poczty.elektronicznej@spoldzielnia.poddebami.example" },
      ]}
    />
  ),
};
