import { accept, type Refusal, type Result, refuse } from "../domain/values/result.ts";
import { canTellChanges, readMirrorMapping } from "../formats/mirror-mapping/mapping.ts";
import { readSourceAddress } from "../world/mirror-source/address.ts";
import { checkMapping } from "../world/mirror-source/checked-mapping.ts";
import { openSource } from "../world/mirror-source/open.ts";
import { SourceFault } from "../world/mirror-source/source.ts";

/** What checking a database and its mapping answers. */
export interface SourceCheck {
  readonly tables: readonly string[];
  readonly canTellChanges: boolean;
  readonly asOf: string;
  readonly warnings: readonly Refusal[];
}

/**
 * Opens the other program's database read only and holds every query of the mapping against it, without reading a row. Lists all problems
 * at once: those of the address, of the mapping, `source-unreachable` and what `checkMapping` names.
 */
export async function checkMirrorSource(
  location: string,
  password: string,
  mappingJson: unknown,
): Promise<Result<SourceCheck>> {
  const address = readSourceAddress(location);
  const mapping = readMirrorMapping(mappingJson);
  if (!address.ok || !mapping.ok)
    return refuse(...(address.ok ? [] : address.refusals), ...(mapping.ok ? [] : mapping.refusals));
  try {
    const connection = await openSource(address.value, password);
    try {
      const checked = await checkMapping(connection, mapping.value, null);
      if (!checked.ok) return checked;
      return accept({
        tables: checked.value.tables.map(({ mapped }) => mapped.name),
        canTellChanges: canTellChanges(mapping.value),
        asOf: connection.asOf,
        warnings: connection.warnings,
      });
    } finally {
      await connection.close();
    }
  } catch (error) {
    if (error instanceof SourceFault) return refuse(error.refusal);
    throw error;
  }
}
