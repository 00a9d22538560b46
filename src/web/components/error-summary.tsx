import { layout } from "../messages/pl/pages/layout.ts";

export interface FieldError {
  /** Name of the field; null where the reason concerns the form as a whole. */
  readonly field: string | null;
  readonly sentence: string;
}

/** Everything that has to be put right, at the top, each leading to its field. */
export function ErrorSummary({ errors }: { errors: readonly FieldError[] }) {
  if (errors.length === 0) return null;
  return (
    <div class="error-summary" role="alert" aria-labelledby="bledy">
      <h2 id="bledy">{layout.errorTitle}</h2>
      <ul class="error-summary-list">
        {errors.map((error) => (
          <li key={error.sentence}>
            {error.field === null ? error.sentence : <a href={`#${error.field}`}>{error.sentence}</a>}
          </li>
        ))}
      </ul>
    </div>
  );
}
