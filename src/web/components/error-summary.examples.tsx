import { ErrorSummary } from "./error-summary.tsx";
import { Field } from "./field.tsx";

export const examples = {
  "nothing wrong": () => <ErrorSummary errors={[]} />,
  "a field and the whole form": () => (
    <>
      <ErrorSummary
        errors={[
          { field: "haslo-w-przykladzie", sentence: "Hasło ma 9 znaków, a musi mieć co najmniej 15." },
          { field: null, sentence: "Formularz wysłano dwa razy." },
        ]}
      />
      <Field name="haslo-w-przykladzie" label="Nowe hasło" type="password" autocomplete="new-password" />
    </>
  ),
};
