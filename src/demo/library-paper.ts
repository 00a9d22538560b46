import { groupThousands } from "../domain/values/money.ts";
import type { PlainDate } from "../domain/values/plain-date.ts";
import type { IndexCells } from "../formats/document-index/write-index.ts";
import type { PdfPress } from "../world/pdf/typst.ts";
import { DEMO_COOPERATIVE } from "./cooperative.ts";

/** What is printed; a person's data stand between `{` and `}`. */
export interface DemoPaper {
  /** Over the title: whose document it is, and its number. */
  readonly issuer: string;
  readonly title: string;
  readonly date: PlainDate;
  readonly paragraphs: readonly string[];
  readonly signature: string;
}

/** One document of the demo's library. */
export interface DemoDocument {
  readonly code: string;
  readonly cells: Omit<IndexCells, "code" | "file" | "date" | "title"> & {
    readonly kind: string;
    readonly date: PlainDate;
    readonly title: string;
  };
  /** Null: a scan, pages without a letter. */
  readonly paper: DemoPaper | null;
  /** False: the office keeps it for itself. */
  readonly isPublished: boolean;
}

const MONTHS =
  "stycznia lutego marca kwietnia maja czerwca lipca sierpnia września października listopada grudnia".split(
    " ",
  );
const PERSONAL = /\{([^}]*)\}/g;
const TAKEN_OUT = "[dane osobowe usunięto]";

/** "12 czerwca 2026 r." */
export function writtenDay(date: PlainDate): string {
  return `${Number(date.slice(8))} ${MONTHS[Number(date.slice(5, 7)) - 1]} ${date.slice(0, 4)} r.`;
}

/** Whole złoty for people: "12 345 zł". */
export function zloty(amount: number): string {
  return `${groupThousands(String(amount))}\u00a0zł`;
}

/** Whether the paper says something of a person that has to be taken out of what others read. */
export function isPersonal({ paper }: DemoDocument): boolean {
  return paper?.paragraphs.some((paragraph) => paragraph.search(PERSONAL) >= 0) ?? false;
}

/** The document as it was signed. The same paper gives the same bytes, whenever it is printed. */
export function printOriginal(press: PdfPress, { paper, cells }: DemoDocument): Buffer {
  if (paper === null) return press.print(SCAN, { title: cells.title });
  return print(press, paper, (name) => name);
}

/** The document with everybody's data taken out. */
export function printCopy(press: PdfPress, document: DemoDocument): Buffer {
  const { paper } = document;
  return paper === null ? printOriginal(press, document) : print(press, paper, () => TAKEN_OUT);
}

function print(
  press: PdfPress,
  { paragraphs, ...paper }: DemoPaper,
  written: (name: string) => string,
): Buffer {
  const { name, street, postalCode, city, accentColour } = DEMO_COOPERATIVE;
  return press.print(TEMPLATE, {
    ...paper,
    cooperative: name,
    address: `${street}, ${postalCode} ${city}`,
    accentColour,
    place: `${city}, ${writtenDay(paper.date)}`,
    paragraphs: paragraphs.map((paragraph) =>
      paragraph.replace(PERSONAL, (_match, inside: string) => written(inside)),
    ),
  });
}

/** Without a date of its own the same words give the same file, so that a killed start recognises what it made. */
const TEMPLATE = String.raw`
#let data = json(bytes(sys.inputs.data))
#let accent = rgb(data.accentColour)
#set document(title: data.title, date: none)
#set page(paper: "a4", margin: (x: 24mm, y: 22mm))
#set text(lang: "pl", font: "Noto Sans", size: 10.5pt)
#set par(leading: 0.72em, spacing: 1.05em)
#text(weight: 600, fill: accent, data.cooperative) \
#text(size: 9pt, data.address)
#v(6mm)
#align(right, data.place)
#v(4mm)
#text(weight: 600, data.issuer)
#heading(level: 1, outlined: false, data.title)
#v(3mm)
#for paragraph in data.paragraphs { par(paragraph) }
#v(8mm)
#align(right, data.signature)
`;

/** Grey lines where the words of an old typescript would be. */
const SCAN = `
#let data = json(bytes(sys.inputs.data))
#set document(title: data.title, date: none)
#set page(paper: "a4", margin: 26mm, fill: luma(243))
#set text(lang: "pl", font: "Noto Sans")
#for line in range(34) {
  rect(width: 100% - calc.rem(line * 37, 11) * 3%, height: 1.6mm, fill: luma(150 + calc.rem(line * 13, 40)))
}
`;
