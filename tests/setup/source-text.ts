/** One import or re-export of a source file. */
export interface Import {
  readonly from: string;
  /** Nothing is taken from it: it is loaded for what it does. */
  readonly isForEffect: boolean;
}

interface Token {
  readonly kind: "code" | "string" | "comment";
  readonly text: string;
}

const IMPORT = /\b(import|export)\b([^;"'`]*?)\bfrom\s*$|\bimport\s*\(?\s*$/;

export function importsOf(text: string): Import[] {
  const found: Import[] = [];
  let before = "";
  for (const token of tokens(text)) {
    if (token.kind === "comment") continue;
    if (token.kind === "code") {
      before = (before + token.text).slice(-4000);
      continue;
    }
    const match = IMPORT.exec(before);
    if (match)
      found.push({ from: token.text.slice(1, -1), isForEffect: /\bimport\s*$/.test(match[0]) && !match[2] });
    before = '""';
  }
  return found;
}

/** The contents of all string and template literals. */
export function stringsOf(text: string): string[] {
  return tokens(text)
    .filter((token) => token.kind === "string")
    .map((token) => token.text.slice(1, -1));
}

export function withoutCommentsAndStrings(text: string): string {
  return tokens(text)
    .map((token) => (token.kind === "code" ? token.text : token.kind === "string" ? '""' : " "))
    .join("");
}

/** Before these a slash begins a regular expression, after anything else it divides. */
const BEFORE_REGULAR_EXPRESSION = /(?:^|[(,=:[!&|?{};+\-*%~^<>]|\breturn|\btypeof|\bcase)\s*$/;

/** A coarse split, exact enough for rules: code in `${…}` of a template counts as part of the literal. */
function tokens(text: string): Token[] {
  const found: Token[] = [];
  let code = "";
  let position = 0;
  const end = (kind: Token["kind"], length: number) => {
    if (code) found.push({ kind: "code", text: code });
    code = "";
    found.push({ kind, text: text.slice(position, position + length) });
    position += length;
  };
  while (position < text.length) {
    const rest = text.slice(position, position + 2);
    if (rest === "//") end("comment", lineLength(text, position));
    else if (rest === "/*") end("comment", text.indexOf("*/", position + 2) + 2 - position);
    else if (rest[0] === '"' || rest[0] === "'") end("string", quotedLength(text, position));
    else if (rest[0] === "`") end("string", templateLength(text, position));
    else if (rest[0] === "/" && BEFORE_REGULAR_EXPRESSION.test(code.slice(-20))) {
      const length = regularExpressionLength(text, position);
      code += " / /".padEnd(4);
      position += length;
    } else {
      code += rest[0];
      position += 1;
    }
  }
  if (code) found.push({ kind: "code", text: code });
  return found;
}

function lineLength(text: string, start: number): number {
  const end = text.indexOf("\n", start);
  return (end < 0 ? text.length : end) - start;
}

function quotedLength(text: string, start: number): number {
  let position = start + 1;
  while (position < text.length && text[position] !== text[start] && text[position] !== "\n") {
    position += text[position] === "\\" ? 2 : 1;
  }
  return position + 1 - start;
}

function templateLength(text: string, start: number): number {
  let position = start + 1;
  while (position < text.length && text[position] !== "`") {
    if (text[position] === "\\") position += 2;
    else if (text.startsWith("${", position)) position += placeholderLength(text, position);
    else position += 1;
  }
  return position + 1 - start;
}

function placeholderLength(text: string, start: number): number {
  let depth = 0;
  let position = start + 1;
  while (position < text.length) {
    const character = text[position];
    if (character === "`") position += templateLength(text, position);
    else if (character === '"' || character === "'") position += quotedLength(text, position);
    else {
      if (character === "{") depth += 1;
      if (character === "}") depth -= 1;
      position += 1;
      if (depth === 0) break;
    }
  }
  return position - start;
}

function regularExpressionLength(text: string, start: number): number {
  let position = start + 1;
  let isInClass = false;
  while (position < text.length && text[position] !== "\n") {
    const character = text[position];
    if (character === "\\") position += 1;
    else if (character === "[") isInClass = true;
    else if (character === "]") isInClass = false;
    else if (character === "/" && !isInClass) break;
    position += 1;
  }
  return position + 1 - start;
}
