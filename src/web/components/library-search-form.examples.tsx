import { LibrarySearchForm } from "./library-search-form.tsx";

export const examples = {
  "what was typed stays": () => <LibrarySearchForm typed="docieplenie" />,
};
