import { EmptyState } from "./empty-state.tsx";

export const examples = {
  "a title alone": () => <EmptyState title="W tym roku nie ma żadnych kont." />,
  "with what to do": () => (
    <EmptyState title="Za ten miesiąc nie naliczono jeszcze opłaty.">
      <p>Opłata pojawi się tu zaraz po zaksięgowaniu naliczenia.</p>
    </EmptyState>
  ),
};
