import { FieldErrors } from "./field-errors.tsx";

export const examples = {
  two: () => <FieldErrors name="pole" errors={["Wpisz numer.", "Wybierz rodzaj."]} />,
};
