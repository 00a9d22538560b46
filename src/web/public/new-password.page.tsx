import { ErrorSummary, type FieldError } from "../components/error-summary.tsx";
import { Field } from "../components/field.tsx";
import { FormToken } from "../components/form-token.tsx";
import { Layout } from "../layout.tsx";
import { signIn } from "../messages/pl/pages/sign-in.ts";
import { paths } from "../paths.ts";
import type { PageFrame } from "../view.ts";

export type PasswordField = "current-password" | "new-password" | "repeated-password";

export interface PasswordError extends FieldError {
  readonly field: PasswordField;
}

/** The forced first change and the later, wanted one. Every reason stands at its field; no password is sent back. */
export function NewPasswordPage(props: {
  frame: PageFrame;
  formToken: string;
  isFirst: boolean;
  errors?: readonly PasswordError[];
}) {
  const { frame, formToken, isFirst, errors = [] } = props;
  const words = signIn.password;
  const title = isFirst ? words.titleFirst : words.titleLater;
  const sentencesAt = (field: PasswordField) =>
    errors.filter((error) => error.field === field).map((error) => error.sentence);
  return (
    <Layout frame={frame} title={title} menu={isFirst ? "sign-out-only" : "tabs"}>
      <ErrorSummary errors={errors} />
      <h1>{title}</h1>
      {isFirst && <p class="lead">{words.whyFirst}</p>}
      <form class="form" method="post" action={paths.newPassword}>
        <FormToken token={formToken} />
        {!isFirst && (
          <Field
            name="current-password"
            label={words.current}
            type="password"
            autocomplete="current-password"
            errors={sentencesAt("current-password")}
          />
        )}
        <Field
          name="new-password"
          label={words.next}
          hint={words.hint}
          type="password"
          autocomplete="new-password"
          errors={sentencesAt("new-password")}
        />
        <Field
          name="repeated-password"
          label={words.repeated}
          type="password"
          autocomplete="new-password"
          errors={sentencesAt("repeated-password")}
        />
        <button class="btn btn-primary" type="submit">
          {words.submit}
        </button>
      </form>
    </Layout>
  );
}
