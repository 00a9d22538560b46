/** A state of the world that the operator has to change; its message is one clear Polish sentence. */
export class WorldFault extends Error {
  override readonly name = "WorldFault";
}

/** The `code` of an error of Node or of PostgreSQL, or null. */
export function errorCode(error: unknown): string | null {
  const code = error instanceof Error && "code" in error ? error.code : null;
  return typeof code === "string" ? code : null;
}
