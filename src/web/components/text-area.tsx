import { FieldErrors } from "./field-errors.tsx";

/** A field for several lines. */
export function TextArea(props: {
  readonly name: string;
  readonly label: string;
  readonly hint: string;
  readonly value: string;
  readonly errors?: readonly string[];
}) {
  const { name, label, hint, value, errors = [] } = props;
  return (
    <div class={errors.length > 0 ? "field field-refused" : "field"}>
      <label for={name}>{label}</label>
      <p class="field-hint" id={`${name}-hint`}>
        {hint}
      </p>
      <FieldErrors name={name} errors={errors} />
      <textarea
        class="input"
        id={name}
        name={name}
        rows={5}
        aria-describedby={errors.length > 0 ? `${name}-hint ${name}-error` : `${name}-hint`}
        aria-invalid={errors.length > 0}
      >
        {value}
      </textarea>
    </div>
  );
}
