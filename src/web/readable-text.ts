/** A page of a document's text: paragraphs, as far as the layout of the file tells them apart. */
export interface ReadablePage {
  readonly number: number;
  readonly paragraphs: readonly string[];
}

const PAGE_BREAK = "\f";
/** "§ 4.", "Art. 8¹", "12.", "3)", "b)", "–", "•": where officials begin a new line on purpose. */
const BEGINS_PARAGRAPH =
  /^(§|art\.|rozdział\b|dział\b|\d{1,3}[.)]\s|[a-ząćęłńóśźż]\)\s|[–•·-]\s|[IVX]{1,5}\.\s)/iu;
const ENDS_SENTENCE = /[.:;!?)]$/u;
/** A line this much shorter than the longest of its page ends a paragraph. */
const SHORT_LINE = 0.6;

/**
 * The text of a file as paragraphs: lines that the paper broke are joined, empty lines and numbered items begin anew. Nothing is
 * left out but blanks.
 */
export function readablePages(text: string): readonly ReadablePage[] {
  return text.split(PAGE_BREAK).map((page, index) => ({ number: index + 1, paragraphs: paragraphsOf(page) }));
}

function paragraphsOf(page: string): string[] {
  const lines = page.split(/\r\n?|\n/).map((line) => line.replace(/\s+/gu, " ").trim());
  const longest = Math.max(...lines.map(({ length }) => length));
  const paragraphs: string[] = [];
  let open = false;
  for (const line of lines) {
    if (line === "") {
      open = false;
      continue;
    }
    if (open && !BEGINS_PARAGRAPH.test(line)) paragraphs.push(`${paragraphs.pop()} ${line}`);
    else paragraphs.push(line);
    open = !(ENDS_SENTENCE.test(line) && line.length < longest * SHORT_LINE);
  }
  return paragraphs;
}
