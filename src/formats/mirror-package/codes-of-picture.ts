import type { CooperativeFacts } from "../../domain/register/facts.ts";
import type { KnownCodes } from "../document-index/read-index.ts";

/** Codes of a kind that a picture does not bring: any of them may be known where it is loaded. */
class AnyCode extends Map<string, number> {
  override has(_code: string): boolean {
    return true;
  }

  override get(_code: string): number {
    return 0;
  }
}

/**
 * What the index of a library may name, as far as the picture tells by itself: its own register; groups, General Meetings and earlier
 * documents are only known where it is loaded, and so is the register of a difference that brings none.
 */
export function codesOfPicture(facts: CooperativeFacts | null): KnownCodes {
  const [rest, documents] = [new AnyCode(), { has: () => true } as unknown as ReadonlySet<string>];
  const unknown = { groups: rest, meetings: rest, documents };
  if (facts === null)
    return { ...unknown, properties: rest, buildings: new Map(), people: rest, feeResolutions: rest };
  const rowsOf = ({ code }: { readonly code: readonly string[] }) =>
    new Map(code.map((each, row) => [each, row] as const));
  const { buildings } = facts;
  return {
    ...unknown,
    properties: rowsOf(facts.properties),
    buildings: new Map(
      buildings.code.map((code, row) => [code, { id: row, propertyId: buildings.property[row]! }] as const),
    ),
    people: rowsOf(facts.people),
    feeResolutions: rowsOf(facts.resolutions),
  };
}
