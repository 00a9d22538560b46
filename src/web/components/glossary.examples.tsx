import { terms } from "../messages/pl/pages/terms.ts";
import { Glossary } from "./glossary.tsx";

export const examples = {
  "all the explained words": () => (
    <Glossary title="Objaśnienie słów" words={Object.values(terms.explanations)} />
  ),
};
