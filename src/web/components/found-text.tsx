import type { FoundFragment } from "../found-fragments.ts";
import { libraryDocument } from "../messages/pl/pages/library-document.ts";

/** Fragments of a text with what was searched for marked. */
export function FoundText({ fragments }: { fragments: readonly FoundFragment[] }) {
  const { cut } = libraryDocument.search;
  return (
    <>
      {fragments.map((fragment, place) => (
        <p class="found-text" key={place}>
          {fragment.isCutBefore && `${cut} `}
          {fragment.pieces.map((piece, index) =>
            piece.isFound ? <mark key={index}>{piece.text}</mark> : piece.text,
          )}
          {fragment.isCutAfter && ` ${cut}`}
        </p>
      ))}
    </>
  );
}
