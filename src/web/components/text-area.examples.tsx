import { TextArea } from "./text-area.tsx";

export const examples = {
  empty: () => <TextArea name="opis-pusty" label="Opis" hint="Kilka słów." value="" />,
  refused: () => (
    <TextArea name="opis-zly" label="Opis" hint="Kilka słów." value="…" errors={["Opis jest za długi."]} />
  ),
};
