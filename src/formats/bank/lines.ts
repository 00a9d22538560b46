/** Cuts text that comes in pieces into lines; CR, LF and CRLF all end one. */
export interface LineCutter {
  push(text: string): string[];
  /** The last line, when the file did not end with a line end. */
  finish(): string[];
}

/** No bank writes such a line; what stands beyond is dropped so that garbage cannot fill the memory. */
export const LONGEST_LINE = 100_000;

/** A line that reaches `LONGEST_LINE` is given cut to just that length, wherever the pieces were cut. */
export function createLineCutter(): LineCutter {
  let rest = "";
  return {
    push(text) {
      const whole = rest + text;
      // A CR at the very end may be half of a CRLF: it waits for the next piece.
      const heldBack = whole.endsWith("\r") ? 1 : 0;
      const lines = whole.slice(0, whole.length - heldBack).split(LINE_END);
      const last = lines.pop() ?? "";
      rest = heldBack === 1 ? `${last.slice(0, LONGEST_LINE)}\r` : last.slice(0, LONGEST_LINE);
      return lines.map(cut);
    },
    finish() {
      const lines = rest.split(LINE_END).map(cut);
      rest = "";
      if (lines.at(-1) === "") lines.pop();
      return lines;
    },
  };
}

const LINE_END = /\r\n|\r|\n/;

function cut(line: string): string {
  return line.length > LONGEST_LINE ? line.slice(0, LONGEST_LINE) : line;
}
