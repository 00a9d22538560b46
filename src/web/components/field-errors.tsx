import { layout } from "../messages/pl/pages/layout.ts";

/** Every reason why a field was refused, as sentences at the field. */
export function FieldErrors({ name, errors }: { name: string; errors: readonly string[] }) {
  if (errors.length === 0) return null;
  return (
    <div id={`${name}-error`}>
      {errors.map((error) => (
        <p class="field-error" key={error}>
          <span class="only-heard">{layout.errorPrefix} </span>
          {error}
        </p>
      ))}
    </div>
  );
}
