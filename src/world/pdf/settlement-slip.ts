import type { PdfPress } from "./typst.ts";

/** A settlement in the words people read, section by section: what the page shows and what is printed. */
export interface StatementSection {
  readonly id: string;
  readonly title: string;
  readonly blocks: readonly StatementBlock[];
}

export type StatementBlock =
  | { readonly kind: "text"; readonly text: string; readonly isQuiet?: boolean }
  | { readonly kind: "list"; readonly items: readonly string[] }
  | { readonly kind: "facts"; readonly entries: readonly { readonly word: string; readonly value: string }[] }
  | StatementTable
  | StatementChart;

export interface StatementTable {
  readonly kind: "table";
  readonly caption: string;
  readonly showCaption: boolean;
  readonly isWide: boolean;
  /** On a narrow screen the last column's label stands with its figure. */
  readonly namesFigure?: boolean;
  readonly columns: readonly { readonly label: string; readonly isFigure: boolean }[];
  readonly rows: readonly (readonly StatementCell[])[];
  readonly total: readonly StatementCell[] | null;
}

export interface StatementCell {
  readonly text: string;
  readonly note: string;
  /** On the page, where the figure is explained; paper leaves it out. */
  readonly path?: string;
}

/** Bars from zero; `share` is the bar's length in thousandths of the longest. */
export interface StatementChart {
  readonly kind: "chart";
  readonly caption: string;
  /** The same in one sentence, for who cannot see it. */
  readonly inWords: string;
  readonly bars: readonly {
    readonly label: string;
    readonly value: string;
    readonly share: number;
    readonly isPresent: boolean;
  }[];
}

/** One settlement slip, ready to be printed. */
export interface SettlementSlipPage {
  readonly cooperative: {
    readonly name: string;
    readonly contactLines: readonly string[];
    /** "#RRGGBB", dark enough for paper. */
    readonly accentColour: string;
  };
  readonly title: string;
  readonly recipientLines: readonly string[];
  /** "22 listopada 2026" */
  readonly asOf: string;
  readonly code: string;
  readonly answer: {
    readonly words: string;
    readonly amount: string | null;
    readonly sentences: readonly string[];
  };
  readonly sections: readonly StatementSection[];
  readonly footer: string;
}

/** A4 pages, tagged as PDF/UA. */
export function printSettlementSlip(press: PdfPress, page: SettlementSlipPage): Buffer {
  return press.print(TEMPLATE, { ...page });
}

/** The calm of a bank statement: rules instead of boxes, figures that line up, one accent. All words come as data. */
const TEMPLATE = String.raw`
#let data = json(bytes(sys.inputs.data))
#let accent = rgb(data.cooperative.accentColour)
#let quiet = rgb("#4a514c")
#let ink = rgb("#1a1e1b")
#let hair = 0.4pt + rgb("#c3c8c2")
#let rule = 0.8pt + ink

#set document(title: data.title, author: data.cooperative.name)
#set page(
  paper: "a4", margin: (x: 20mm, top: 16mm, bottom: 18mm),
  footer: context [
    #set text(size: 8pt, fill: quiet)
    #grid(columns: (1fr, auto), [#data.footer], [#counter(page).display("1 / 1", both: true)])
  ],
)
#set text(lang: "pl", region: "pl", font: "Noto Sans", size: 9.5pt, fallback: false, fill: ink, number-type: "lining", number-width: "tabular", overhang: false)
#set par(leading: 0.6em, spacing: 0.8em, justify: false)
#show heading.where(level: 1): set text(size: 17pt, weight: 600)
#show heading.where(level: 1): set block(above: 0pt, below: 10pt)
#show heading.where(level: 2): set text(size: 11.5pt, weight: 600, fill: accent)
#show heading.where(level: 2): set block(above: 17pt, below: 7pt, sticky: true)
// Polish print leaves no one-letter word at the end of a line.
#show regex("\\b[aiouwzAIOUWZ] "): it => it.text.slice(0, 1) + sym.space.nobreak

#let cell-of(value, heavy: false) = {
  let body = if heavy { text(weight: 600)[#value.text] } else { [#value.text] }
  if value.note == "" { body } else [#body #linebreak() #text(size: 7.8pt, fill: quiet, weight: 400)[#value.note]]
}

#let facts-of(block) = {
  set par(spacing: 0.4em)
  set table.cell(breakable: false)
  table(
    columns: (52mm, 1fr), stroke: (x, y) => (bottom: hair), inset: (x: 0pt, y: 4pt), align: left + top,
    ..block.entries.map(entry => (text(fill: quiet)[#entry.word], [#entry.value])).flatten(),
  )
}

// Columns as wide as their longest figure asks for, the first one never narrow.
#let widths-of(block) = range(block.columns.len()).map(index => {
  let rows = block.rows + if block.total == none { () } else { (block.total,) }
  let longest = calc.max(6, ..rows.map(row => row.at(index).text.clusters().len()))
  (if index == 0 { calc.max(26, calc.min(longest, 44)) } else { longest + 3 }) * 1fr
})

#let table-of(block) = {
  let last = block.columns.len() - 1
  set text(size: if block.isWide { 8.4pt } else { 9.5pt })
  set table.cell(breakable: false)
  if block.showCaption { std.block(above: 10pt, below: 5pt, sticky: true, text(size: 9.5pt, weight: 600)[#block.caption]) }
  table(
    columns: widths-of(block),
    align: (x, y) => (if block.columns.at(x).isFigure { right } else { left }) + (if y == 0 { bottom } else { top }),
    stroke: (x, y) => if y == 0 { (bottom: rule) } else { (bottom: hair) },
    inset: (x, y) => (left: if x == 0 { 0pt } else { 8pt }, right: 0pt, y: 3.6pt),
    table.header(..block.columns.map(column => text(size: 7.8pt, fill: quiet)[#column.label])),
    ..block.rows.map(row => row.enumerate().map(((index, value)) => cell-of(value, heavy: index == last))).flatten(),
    ..if block.total == none { () } else {
      block.total.map(value => table.cell(stroke: (top: rule), cell-of(value, heavy: true)))
    },
  )
}

#let chart-of(block) = {
  std.block(above: 6pt, below: 4pt, sticky: true, text(weight: 600)[#block.caption])
  figure(
    kind: image, supplement: none, alt: block.inWords,
    align(left, stack(spacing: 5pt, ..block.bars.map(bar => grid(
      columns: (58mm, 1fr, 24mm), column-gutter: 3mm, align: (left + horizon, left + horizon, right + horizon),
      text(size: 8.6pt)[#bar.label],
      rect(
        width: calc.max(bar.share, 4) / 1000 * 100%, height: 9pt,
        fill: if bar.isPresent { accent } else { rgb("#c3c8c2") }, stroke: none,
      ),
      text(size: 8.6pt, weight: 600)[#bar.value],
    )))),
  )
}

#let block-of(block) = {
  if block.kind == "text" {
    if block.at("isQuiet", default: false) { par(text(fill: quiet, size: 8.8pt)[#block.text]) } else { par[#block.text] }
  } else if block.kind == "list" { list(..block.items.map(item => [#item]))
  } else if block.kind == "facts" { facts-of(block)
  } else if block.kind == "table" { table-of(block)
  } else { chart-of(block) }
}

#grid(
  columns: (1fr, auto), column-gutter: 10mm, align: (left + bottom, right + bottom),
  text(size: 12pt, weight: 600)[#data.cooperative.name],
  text(size: 8.4pt, fill: quiet)[#data.cooperative.contactLines.join(linebreak())],
)
#v(-3pt)
#line(length: 100%, stroke: 1.4pt + accent)
#v(2mm)
#grid(
  columns: (1fr, auto), column-gutter: 8mm,
  data.recipientLines.map(line => [#line]).join(linebreak()),
  align(right, text(fill: quiet)[#data.code #linebreak() #data.asOf]),
)
#v(6mm)

= #data.title

#std.block(
  width: 100%, above: 8pt, below: 6pt, inset: (x: 14pt, y: 11pt), fill: rgb("#f3f4f0"), stroke: (left: 2.5pt + accent),
  {
    par({
      text(size: 11pt)[#data.answer.words]
      if data.answer.amount != none [ #h(5pt) #text(size: 18pt, weight: 600)[#data.answer.amount]]
    })
    for sentence in data.answer.sentences { par[#sentence] }
  },
)

#for section in data.sections {
  heading(level: 2)[#section.title]
  for block in section.blocks { block-of(block) }
}
`;
