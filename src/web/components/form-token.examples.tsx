import { FormToken } from "./form-token.tsx";

export const examples = {
  "hidden in a form": () => (
    <form method="post" action="/wylogowanie">
      <FormToken token="przyklad" />
      <button type="submit">Wyloguj</button>
    </form>
  ),
};
