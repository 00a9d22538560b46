/** The cells of one line, blanks around them dropped; null where a quotation mark is never closed. */
export function cellsOf(text: string, delimiter: string): string[] | null {
  if (!text.includes('"')) return text.split(delimiter).map((cell) => cell.trim());
  const cells: string[] = [];
  let place = 0;
  for (;;) {
    while (text[place] === " ") place += 1;
    const cell = text[place] === '"' ? quotedCell(text, place) : plainCell(text, place, delimiter);
    if (cell === null) return null;
    cells.push(cell.text);
    place = cell.end;
    while (text[place] === " " && delimiter !== " ") place += 1;
    if (place >= text.length) return cells;
    if (text[place] !== delimiter) return null;
    place += 1;
    if (place === text.length) return [...cells, ""];
  }
}

interface Cell {
  readonly text: string;
  /** Where the delimiter after it stands. */
  readonly end: number;
}

function plainCell(text: string, start: number, delimiter: string): Cell {
  const found = text.indexOf(delimiter, start);
  const end = found < 0 ? text.length : found;
  return { text: text.slice(start, end).trim(), end };
}

/** Two quotation marks inside mean one. */
function quotedCell(text: string, start: number): Cell | null {
  let content = "";
  let place = start + 1;
  for (;;) {
    const mark = text.indexOf('"', place);
    if (mark < 0) return null;
    content += text.slice(place, mark);
    if (text[mark + 1] !== '"') return { text: content, end: mark + 1 };
    content += '"';
    place = mark + 2;
  }
}

/** The delimiter of a heading line: the one of the three that is in it most often. */
export function delimiterOfHeading(text: string): string {
  const count = (delimiter: string) => text.split(delimiter).length;
  return [";", "\t", ","].reduce((best, each) => (count(each) > count(best) ? each : best));
}
