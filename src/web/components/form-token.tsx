/** Name of the hidden field that proves a form came from our own page. */
export const FORM_TOKEN_FIELD = "form-token";

export function FormToken({ token }: { token: string }) {
  return <input type="hidden" name={FORM_TOKEN_FIELD} value={token} />;
}
