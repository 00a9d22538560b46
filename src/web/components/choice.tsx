import { FieldErrors } from "./field-errors.tsx";

/** One of a few, out of a list that opens. */
export function Choice(props: {
  readonly name: string;
  readonly label: string;
  readonly value: string;
  readonly options: readonly { readonly value: string; readonly label: string }[];
  readonly errors?: readonly string[];
}) {
  const { name, label, value, options, errors = [] } = props;
  return (
    <div class={errors.length > 0 ? "field field-refused" : "field"}>
      <label for={name}>{label}</label>
      <FieldErrors name={name} errors={errors} />
      <select
        class="input"
        id={name}
        name={name}
        aria-describedby={errors.length > 0 ? `${name}-error` : undefined}
        aria-invalid={errors.length > 0}
      >
        {options.map((option) => (
          <option key={option.value} value={option.value} selected={option.value === value}>
            {option.label}
          </option>
        ))}
      </select>
    </div>
  );
}
