/** The text of one field of a sent form; null when missing, doubled or longer than `maximumLength` characters. */
export function formField(body: unknown, name: string, maximumLength: number): string | null {
  if (typeof body !== "object" || body === null || !Object.hasOwn(body, name)) return null;
  const value: unknown = (body as Readonly<Record<string, unknown>>)[name];
  return typeof value === "string" && value.length <= maximumLength ? value : null;
}
