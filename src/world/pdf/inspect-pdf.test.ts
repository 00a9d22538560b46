import { describe, expect, it } from "vitest";
import { inspectPdf, PDF_LIMITS } from "./inspect-pdf.ts";

const TEXT_PAGE =
  "4 0 obj << /Length 44 >> stream\nBT /F1 18 Tf 20 100 Td (Uchwala nr 7) Tj ET\nendstream endobj";

/** A small PDF of one page; what differs is added to its catalogue, or stands as objects of its own. */
function pdf(catalogue = "", objects: readonly string[] = [TEXT_PAGE]): Uint8Array {
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

const reasons = async (bytes: Uint8Array, limits = PDF_LIMITS) => {
  const inspected = await inspectPdf(bytes, limits);
  return inspected.ok ? [] : inspected.refusals.map(({ reason }) => reason);
};

describe("inspecting a PDF", () => {
  it("reads the text of an ordinary one", async () => {
    const inspected = await inspectPdf(pdf("/OpenAction << /S /GoTo /D [3 0 R /Fit] >>"));
    expect(inspected.ok && inspected.value.pages.join()).toContain("Uchwala nr 7");
    expect(inspected.ok && inspected.value.isScan).toBe(false);
  });

  it("says of pages without text that they are a scan", async () => {
    const inspected = await inspectPdf(pdf("", ["4 0 obj << /Length 0 >> stream\nendstream endobj"]));
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
    ["a form of scripts", "/AcroForm << /XFA (x) >>", ["pdf-with-scripts"]],
    [
      "another file inside",
      "/Names << /EmbeddedFiles << /Names [(a) << /Type /Filespec /F (a) /EF << /F 4 0 R >> >>] >> >>",
      ["pdf-with-embedded-files"],
    ],
  ])("refuses %s", async (_what, catalogue, expected) => {
    expect(await reasons(pdf(catalogue))).toEqual(expected);
    expect(await reasons(pdf())).toEqual([]);
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
    expect(await reasons(pdf(), { ...PDF_LIMITS, mostBytes: 10 })).toEqual(["pdf-too-large"]);
    expect(await reasons(pdf(), { ...PDF_LIMITS, mostPages: 0 })).toEqual(["pdf-too-many-pages"]);
    expect(await reasons(pdf(), { ...PDF_LIMITS, mostSeconds: 0.01 })).toEqual(["pdf-too-demanding"]);
    expect(await reasons(pdf(), { ...PDF_LIMITS, mostMegabytes: 1 })).toEqual(["pdf-too-demanding"]);
  });
});
