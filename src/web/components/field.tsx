import { FieldErrors } from "./field-errors.tsx";

export interface FieldProps {
  readonly name: string;
  readonly label: string;
  readonly hint?: string;
  readonly type?: "text" | "password";
  readonly value?: string;
  readonly autocomplete: string;
  /** Every reason why this field was refused, as sentences. */
  readonly errors?: readonly string[];
}

/** One labelled field: the word first, its explanation, then what has to be put right. */
export function Field({ name, label, hint, type = "text", value, autocomplete, errors = [] }: FieldProps) {
  const described = [hint && `${name}-hint`, errors.length > 0 && `${name}-error`].filter(Boolean).join(" ");
  const attributes = {
    class: "input",
    id: name,
    name,
    value,
    autocomplete,
    autocapitalize: "none",
    spellcheck: false,
    required: true,
    "aria-describedby": described === "" ? undefined : described,
    "aria-invalid": errors.length > 0,
  } as const;
  return (
    <div class={errors.length > 0 ? "field field-refused" : "field"}>
      <label for={name}>{label}</label>
      {hint && (
        <p class="field-hint" id={`${name}-hint`}>
          {hint}
        </p>
      )}
      <FieldErrors name={name} errors={errors} />
      {type === "password" ? (
        <input type="password" {...attributes} />
      ) : (
        <input type="text" {...attributes} />
      )}
    </div>
  );
}
