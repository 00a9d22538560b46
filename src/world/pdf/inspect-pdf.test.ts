import { describe, expect, it } from "vitest";
import { EMPTY_PAGE, printedPdf, smallPdf, textPage } from "../../../tests/setup/pdf.ts";
import { inspectPdf, PDF_LIMITS } from "./inspect-pdf.ts";

const reasons = async (bytes: Uint8Array, limits = PDF_LIMITS) => {
  const inspected = await inspectPdf(bytes, limits);
  return inspected.ok ? [] : inspected.refusals.map(({ reason }) => reason);
};

describe("inspecting a PDF", () => {
  it("reads the text of an ordinary one", async () => {
    const inspected = await inspectPdf(smallPdf("/OpenAction << /S /GoTo /D [3 0 R /Fit] >>"));
    expect(inspected.ok && inspected.value.pages.join()).toContain("Uchwala nr 7");
    expect(inspected.ok && inspected.value.isScan).toBe(false);
  });

  it("says of pages without text that they are a scan", async () => {
    const inspected = await inspectPdf(smallPdf("", [EMPTY_PAGE]));
    expect(inspected.ok && inspected.value.isScan).toBe(true);
  });

  it.each([
    [
      "a script",
      "/Names << /JavaScript << /Names [(a) << /S /JavaScript /JS (app.alert\\(1\\)) >>] >> >>",
      ["pdf-with-scripts"],
    ],
    [
      "a script that runs when opened",
      "/OpenAction << /S /JavaScript /JS (1) >>",
      ["pdf-with-open-action", "pdf-with-scripts"],
    ],
    [
      "an action that starts a program",
      "/AA << /WC << /S /Launch /F (cmd.exe) >> >>",
      ["pdf-with-launch-action"],
    ],
    [
      "a form that sends data away",
      "/AcroForm << /Fields [] /A << /S /SubmitForm /F (https://example.org) >> >>",
      ["pdf-with-launch-action"],
    ],
    [
      "an address asked for by opening",
      "/AA << /O << /S /URI /URI (https://example.org) >> >>",
      ["pdf-with-open-action"],
    ],
    ["a form of scripts", "/AcroForm << /XFA (x) >>", ["pdf-with-scripts"]],
    [
      "another file inside",
      "/Names << /EmbeddedFiles << /Names [(a) << /Type /Filespec /F (a) /EF << /F 4 0 R >> >>] >> >>",
      ["pdf-with-embedded-files"],
    ],
  ])("refuses %s", async (_what, catalogue, expected) => {
    expect(await reasons(smallPdf(catalogue))).toEqual(expected);
    expect(await reasons(smallPdf())).toEqual([]);
  });

  it("reads what no page shows, and counts what the file was before", async () => {
    const note =
      "6 0 obj << /Type /Annot /Subtype /Text /Rect [0 0 9 9] /Contents (Jan Nowak) /T (A. Lis) >> endobj";
    const info = "7 0 obj << /Author (Ewa Lis) /Title (Uchwala) >> endobj";
    const bytes = smallPdf("/Extra [6 0 R 7 0 R]", [textPage("Uchwala"), note, info]);
    const inspected = await inspectPdf(bytes);
    expect(inspected.ok && [...inspected.value.unseen].sort()).toEqual([
      "A. Lis",
      "Ewa Lis",
      "Jan Nowak",
      "Uchwala",
    ]);
    expect(inspected.ok && inspected.value.earlierStates).toBe(0);
    const printed = printedPdf("Jan Nowak");
    const startxref = printed.toString("latin1").lastIndexOf("startxref");
    const previous = /\d+/.exec(printed.toString("latin1").slice(startxref))![0];
    const [place, root] = [printed.length + 1, /\/Root (\d+ 0 R)/.exec(printed.toString("latin1"))![1]];
    const changed = Buffer.concat([
      printed,
      Buffer.from(
        `\nxref\n0 1\n0000000000 65535 f \ntrailer << /Root ${root} /Size 99 /Prev ${previous} >>\nstartxref\n${place}\n%%EOF\n`,
      ),
    ]);
    const again = await inspectPdf(changed);
    expect(again.ok && again.value.earlierStates).toBe(1);
  });

  it.each([
    ["a picture", Buffer.from([0x89, 0x50, 0x4e, 0x47]), ["not-a-pdf"]],
    ["nothing", Buffer.alloc(0), ["not-a-pdf"]],
    ["a heading alone", Buffer.from("%PDF-1.7\n"), ["pdf-unreadable"]],
    [
      "no page",
      Buffer.from("%PDF-1.7\n1 0 obj << /Type /Catalog >> endobj\ntrailer << /Root 1 0 R >>"),
      ["pdf-without-pages"],
    ],
  ])("refuses %s", async (_what, bytes, expected) => {
    expect(await reasons(bytes)).toEqual(expected);
  });

  it("keeps its limits", async () => {
    expect(await reasons(smallPdf(), { ...PDF_LIMITS, mostBytes: 10 })).toEqual(["pdf-too-large"]);
    expect(await reasons(smallPdf(), { ...PDF_LIMITS, mostPages: 0 })).toEqual(["pdf-too-many-pages"]);
    expect(await reasons(smallPdf(), { ...PDF_LIMITS, mostSeconds: 0.01 })).toEqual(["pdf-too-demanding"]);
    expect(await reasons(smallPdf(), { ...PDF_LIMITS, mostMegabytes: 1 })).toEqual(["pdf-too-demanding"]);
  });
});
