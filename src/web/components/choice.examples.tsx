import { Choice } from "./choice.tsx";

const options = [
  { value: "", label: "wybierz" },
  { value: "faktura", label: "Faktura" },
];

export const examples = {
  chosen: () => <Choice name="rodzaj-wzor" label="Rodzaj" value="faktura" options={options} />,
  refused: () => (
    <Choice
      name="rodzaj-zly"
      label="Rodzaj"
      value=""
      options={options}
      errors={["Wybierz rodzaj dokumentu."]}
    />
  ),
};
