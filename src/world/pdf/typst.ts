import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { NodeCompiler } from "@myriaddreamin/typst-ts-node-compiler";

/** Makes PDF/UA documents (tagged, so that a screen reader reads them) out of Typst templates. */
export interface PdfPress {
  /**
   * @param template Typst source; it reads the data by `json(bytes(sys.inputs.data))`, so that nobody's name becomes markup.
   * @throws Error when the template does not compile, without a word of the data.
   */
  readonly print: (template: string, data: Readonly<Record<string, unknown>>) => Buffer;
}

const WEIGHTS = ["400Regular", "600SemiBold", "700Bold"];

/**
 * What the embedded font has no letter for. PDF/UA allows no empty boxes; a question mark in somebody's name is better than no
 * letter for them.
 */
const UNPRINTABLE =
  /[^\n\u0020-\u007e\u00a0-\u024f\u0370-\u03ff\u0400-\u052f\u1e00-\u1eff\u2010-\u2022\u2026\u2030\u20ac\u2212]/gu;

/** Rounds of printing after which the compiler forgets what it laid out. */
const REMEMBERED = 10;

/** Fonts are embedded; nothing is taken from the machine or the network. */
export function openPdfPress(): PdfPress {
  const compiler = NodeCompiler.create({ fontArgs: [{ fontBlobs: WEIGHTS.map(readFont) }] });
  return {
    print: (template, data) => {
      const text = JSON.stringify(data, (_key, value) =>
        typeof value === "string" ? value.normalize("NFC").replace(UNPRINTABLE, "?") : value,
      );
      const compiled = compiler.compile({ mainFileContent: template, inputs: { data: text } });
      const document = compiled.result;
      // The compiler's own words quote the line, and the line may hold a password.
      if (document === null) throw new Error("the template of a PDF does not compile");
      const pdf = compiler.pdf(document, { pdfStandard: "ua-1" });
      compiler.evictCache(REMEMBERED);
      return pdf;
    },
  };
}

function readFont(weight: string): Buffer {
  const folder = join(
    createRequire(import.meta.url).resolve("@expo-google-fonts/noto-sans/package.json"),
    "..",
  );
  return readFileSync(join(folder, weight, `NotoSans_${weight}.ttf`));
}
