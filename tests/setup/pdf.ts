import { openPdfPress, type PdfPress } from "../../src/world/pdf/typst.ts";

/** A page of text for `smallPdf`; letters of English alone, for its font has no others. */
export function textPage(text: string): string {
  const content = `BT /F1 18 Tf 20 100 Td (${text.replace(/[()\\]/g, "\\$&")}) Tj ET`;
  return `4 0 obj << /Length ${content.length} >> stream\n${content}\nendstream endobj`;
}

/** A page without text, as a scan has it. */
export const EMPTY_PAGE = "4 0 obj << /Length 0 >> stream\nendstream endobj";

/** A small PDF of one page; what differs is added to its catalogue, or stands as objects of its own. */
export function smallPdf(catalogue = "", objects: readonly string[] = [textPage("Uchwala nr 7")]): Buffer {
  const font = "5 0 obj << /Type /Font /Subtype /Type1 /BaseFont /Helvetica >> endobj";
  const page =
    "3 0 obj << /Type /Page /Parent 2 0 R /MediaBox [0 0 300 200] /Contents 4 0 R /Resources << /Font << /F1 5 0 R >> >> >> endobj";
  return Buffer.from(
    [
      "%PDF-1.7",
      `1 0 obj << /Type /Catalog /Pages 2 0 R ${catalogue} >> endobj`,
      "2 0 obj << /Type /Pages /Kids [3 0 R] /Count 1 >> endobj",
      page,
      ...objects,
      font,
      "trailer << /Root 1 0 R /Size 20 >>",
      "%%EOF",
    ].join("\n"),
    "latin1",
  );
}

let press: PdfPress | null = null;

const TEMPLATE = `
#let data = json(bytes(sys.inputs.data))
#set document(title: "Dokument próbny")
#set text(lang: "pl", font: "Noto Sans")
#for (index, words) in data.pages.enumerate() {
  if index > 0 { pagebreak() }
  par(words)
}
`;

/** A PDF in Polish, a page for each text. */
export function printedPdf(...pages: readonly string[]): Buffer {
  press ??= openPdfPress();
  return press.print(TEMPLATE, { pages });
}
