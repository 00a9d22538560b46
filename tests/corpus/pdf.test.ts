import { readdirSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import { openPdfInspector } from "../../src/world/pdf/inspect-pdf.ts";
import { HAS_SHARED_DATA, sharedBytes } from "./shared-data.ts";

const FOLDER = fileURLToPath(new URL("../../../shared/data/pdf/qpdf/", import.meta.url));
const FILES = HAS_SHARED_DATA ? readdirSync(FOLDER).filter((name) => name.endsWith(".pdf")) : [];

const REFUSED = [
  "not-a-pdf",
  "pdf-unreadable",
  "pdf-without-pages",
  "pdf-encrypted",
  "pdf-with-scripts",
  "pdf-with-embedded-files",
];

describe.skipIf(!HAS_SHARED_DATA)(
  "damaged, minimal, signed and encrypted files of another program's tests",
  () => {
    it("are all there", () => expect(FILES.length).toBeGreaterThan(90));

    it("each have a result, and nothing crashes or hangs", async () => {
      const results = new Map<string, string[]>();
      const inspector = openPdfInspector();
      for (const name of FILES) {
        const inspected = await inspector.inspect(sharedBytes(`pdf/qpdf/${name}`));
        const said = inspected.ok
          ? [inspected.value.isScan ? "without text" : "read"]
          : inspected.refusals.map(({ reason }) => reason);
        for (const each of said) results.set(each, [...(results.get(each) ?? []), name]);
      }
      expect(
        [...results.keys()].filter((each) => !["read", "without text", ...REFUSED].includes(each)),
      ).toEqual([]);
      inspector.close();
      expect(results.get("read")).toContain("digitally-signed.pdf");
      expect(results.get("read")).toContain("minimal.pdf");
      expect(results.get("pdf-encrypted")).toContain("encrypted-with-images.pdf");
      expect(results.get("pdf-with-embedded-files")).toContain("enc-XI-attachments-base.pdf");
      expect(results.get("not-a-pdf")).toContain("bad1.pdf");
    });
  },
);
