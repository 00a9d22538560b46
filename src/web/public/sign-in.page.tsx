import { ErrorSummary } from "../components/error-summary.tsx";
import { Field } from "../components/field.tsx";
import { FormToken } from "../components/form-token.tsx";
import { Layout } from "../layout.tsx";
import { signIn } from "../messages/pl/pages/sign-in.ts";
import { paths } from "../paths.ts";
import type { PageFrame } from "../view.ts";

/** Signing in. After a refusal the login stays typed, the password never does. */
export function SignInPage(props: {
  frame: PageFrame;
  formToken: string;
  login?: string;
  /** Where the person was going when asked to sign in. */
  returnPath?: string | null;
  isRefused?: boolean;
  remark?: "ended" | "expired" | undefined;
}) {
  const { frame, formToken, isRefused = false } = props;
  const words = signIn.form;
  const { department, room } = frame.cooperative.loginDesk;
  return (
    <Layout frame={frame} title={words.title}>
      {isRefused && <ErrorSummary errors={[{ field: "login", sentence: words.refused }]} />}
      <h1>{words.title}</h1>
      {props.remark && <p role="status">{words[props.remark]}</p>}
      <form class="form" method="post" action={paths.signIn}>
        <FormToken token={formToken} />
        {props.returnPath && <input type="hidden" name="powrot" value={props.returnPath} />}
        <Field
          name="login"
          label={words.login}
          hint={words.loginHint}
          value={props.login ?? ""}
          autocomplete="username"
        />
        <Field name="password" label={words.password} type="password" autocomplete="current-password" />
        <button class="btn btn-primary" type="submit">
          {words.submit}
        </button>
      </form>
      <p class="form-remark">{words.starter}</p>
      <p class="quiet">{words.noLogin(department, room)}</p>
    </Layout>
  );
}
