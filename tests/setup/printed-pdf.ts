import { getDocument } from "pdfjs-dist/legacy/build/pdf.mjs";

/** A printed PDF as a reader opens it. */
export interface PrintedPdf {
  readonly pages: number;
  readonly title: string | null;
  readonly language: string | null;
  /** Every word of it, single spaces between. */
  readonly text: string;
  /** Roles of the tags, each as often as it stands there: "H1", "Table", "Figure". */
  readonly roles: ReadonlyMap<string, number>;
  /** What is said in place of figures. */
  readonly alternatives: readonly string[];
}

interface Tag {
  readonly role?: string;
  readonly alt?: string;
  readonly lang?: string;
  readonly children?: readonly Tag[];
}

export async function openPrintedPdf(bytes: Uint8Array): Promise<PrintedPdf> {
  const document = await getDocument({ data: new Uint8Array(bytes), verbosity: 0 }).promise;
  const { info } = (await document.getMetadata()) as { info: { Title?: string; Language?: string } };
  const words: string[] = [];
  const roles = new Map<string, number>();
  const alternatives: string[] = [];
  const visit = ({ role, alt, children }: Tag): void => {
    if (role !== undefined) roles.set(role, (roles.get(role) ?? 0) + 1);
    if (alt !== undefined) alternatives.push(alt);
    for (const child of children ?? []) visit(child);
  };
  for (let number = 1; number <= document.numPages; number += 1) {
    const page = await document.getPage(number);
    const { items } = await page.getTextContent();
    words.push(...items.map((item) => ("str" in item ? item.str : "")));
    visit((await page.getStructTree()) as unknown as Tag);
  }
  const text = words.join(" ").replace(/\s+/g, " ");
  const printed = {
    pages: document.numPages,
    title: info.Title ?? null,
    language: info.Language ?? null,
    text,
    roles,
    alternatives,
  };
  await document.destroy();
  return printed;
}
