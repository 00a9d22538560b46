import { describe, expect, it } from "vitest";
import { DOCUMENT_KINDS, ORGANS } from "../../domain/governance/documents.ts";
import { LIBRARY_SECTIONS } from "../library-paths.ts";
import { SHELVES, sectionOf } from "./library-shelves.ts";

const everyDocument = ORGANS.flatMap((organ) => DOCUMENT_KINDS.map((kind) => ({ organ, kind })));

describe("the parts of the library", () => {
  it.each(everyDocument)("$kind of $organ stands in exactly one", ({ organ, kind }) => {
    const standing = LIBRARY_SECTIONS.filter((section) => {
      const { organs, kindsOfOrgans, kinds } = SHELVES[section];
      return kinds.includes(kind) || (organs.includes(organ) && kindsOfOrgans.includes(kind));
    });
    expect(standing).toEqual([sectionOf({ organ, kind })]);
  });
});
