import { REQUEST_SUBJECTS } from "../../domain/governance/requests.ts";
import { MirroredLine } from "../components/as-of-line.tsx";
import { Choice } from "../components/choice.tsx";
import { ErrorSummary, type FieldError } from "../components/error-summary.tsx";
import { FormToken } from "../components/form-token.tsx";
import { TextArea } from "../components/text-area.tsx";
import { Layout } from "../layout.tsx";
import { requests } from "../messages/pl/pages/requests.ts";
import { paths } from "../paths.ts";
import type { PageFrame } from "../view.ts";
import { NotMemberNotice } from "./requests.page.tsx";
import type { RequestsView } from "./view-models.ts";

const words = requests.form;

export interface TypedRequest {
  readonly subject: string;
  readonly wording: string;
}

/** Asking for a copy; after a refusal everything typed stays. */
export function RequestFormPage(props: {
  frame: PageFrame;
  view: Pick<RequestsView, "asOf" | "isMember" | "answerDays">;
  typed: TypedRequest;
  errors: readonly FieldError[];
}) {
  const { frame, view, typed, errors } = props;
  const sentencesAt = (field: string) =>
    errors.filter((error) => error.field === field).map(({ sentence }) => sentence);
  return (
    <Layout frame={frame} title={words.title} entry="requests">
      <ErrorSummary errors={errors} />
      <p class="way-back">
        <a href={paths.requests}>
          <span aria-hidden="true">← </span>
          {requests.title}
        </a>
      </p>
      <h1>{words.title}</h1>
      <MirroredLine asOf={view.asOf} />
      {view.isMember ? (
        <form class="form" method="post" action={paths.newRequest}>
          <p>{words.term(view.answerDays)}</p>
          <FormToken token={frame.person?.formToken ?? ""} />
          <Choice
            name="rodzaj"
            label={words.subject}
            value={typed.subject}
            options={[
              { value: "", label: words.choose },
              ...REQUEST_SUBJECTS.map((subject) => ({ value: subject, label: requests.subjects[subject] })),
            ]}
            errors={sentencesAt("rodzaj")}
          />
          <TextArea
            name="opis"
            label={words.wording}
            hint={words.wordingHint}
            value={typed.wording}
            errors={sentencesAt("opis")}
          />
          <button class="btn btn-primary" type="submit">
            {words.submit}
          </button>
        </form>
      ) : (
        <NotMemberNotice />
      )}
    </Layout>
  );
}
