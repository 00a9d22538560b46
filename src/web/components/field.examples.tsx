import { Field } from "./field.tsx";

export const examples = {
  "with a hint and what was typed": () => (
    <Field
      name="login-w-przykladzie"
      label="Login"
      hint="Z wydruku otrzymanego w spółdzielni."
      value='g"<b>'
      autocomplete="username"
    />
  ),
  "refused for two reasons": () => (
    <Field
      name="refused-field"
      label="Nowe hasło"
      hint="Co najmniej 15 znaków."
      type="password"
      autocomplete="new-password"
      errors={["Hasło ma 9 znaków, a musi mieć co najmniej 15.", "W haśle jest nazwa ulicy."]}
    />
  ),
};
