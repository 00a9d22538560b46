import { openPdfInspector, type PdfInspector } from "./inspect-pdf.ts";

/** Inspecting processes at a time. */
const AT_A_TIME = 2;

/** Does the work for each of the files, by turns of a few inspecting processes, which end with it. */
export async function inspectEach<F>(
  files: readonly F[],
  work: (file: F, inspector: PdfInspector) => Promise<void>,
): Promise<void> {
  const waiting = [...files];
  const inspectOn = async () => {
    const inspector = openPdfInspector();
    try {
      for (let file = waiting.shift(); file !== undefined; file = waiting.shift())
        await work(file, inspector);
    } finally {
      // The other turns take nothing more where one has failed.
      waiting.length = 0;
      inspector.close();
    }
  };
  await Promise.all(Array.from({ length: AT_A_TIME }, inspectOn));
}
