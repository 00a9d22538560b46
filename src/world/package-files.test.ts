import { createHash } from "node:crypto";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { ZipFile } from "yazl";
import { openPackageFiles } from "./package-files.ts";

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "osiedle-package-"));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

async function zipped(name: string, files: Readonly<Record<string, string>>, mode?: number): Promise<string> {
  const archive = new ZipFile();
  for (const [path, text] of Object.entries(files))
    archive.addBuffer(Buffer.from(text), path, mode === undefined ? {} : { mode });
  archive.end();
  const chunks: Buffer[] = [];
  for await (const chunk of archive.outputStream) chunks.push(chunk as Buffer);
  const path = join(folder, name);
  writeFileSync(path, Buffer.concat(chunks));
  return path;
}

async function reasonsOf(path: string): Promise<string[]> {
  const opened = await openPackageFiles(path);
  return opened.ok ? [] : opened.refusals.map(({ reason }) => reason);
}

/** Changes a text inside an archive's bytes without touching its structure. */
function patched(path: string, name: string, from: string, to: string): string {
  const bytes = readFileSync(path);
  const changed = Buffer.from(bytes.toString("latin1").replaceAll(from, to), "latin1");
  const target = join(folder, name);
  writeFileSync(target, changed);
  return target;
}

describe("the files of a package", () => {
  it("are read from a folder and from an archive alike, a wrapping folder aside", async () => {
    const plain = join(folder, "plain");
    mkdirSync(plain);
    writeFileSync(join(plain, "units.csv"), "code");
    writeFileSync(join(plain, "README.txt"), "for people");
    writeFileSync(join(plain, ".DS_Store"), "");
    const archive = await zipped("wrapped.zip", { "paczka/units.csv": "code", "__MACOSX/._units.csv": "" });
    for (const path of [plain, archive]) {
      const opened = await openPackageFiles(path);
      if (!opened.ok) throw new Error(JSON.stringify(opened.refusals));
      expect(opened.value.names).toEqual(["units.csv"]);
      expect(await opened.value.read("units.csv")).toMatchObject({
        ok: true,
        value: { sha256: "5694d08a2e53ffcae0c3103e5ad6f6076abd960eb1f8a56577040bc1028f702b" },
      });
      await opened.value.close();
    }
  });

  it("that are not there or no archive are refused", async () => {
    writeFileSync(join(folder, "text.zip"), "not an archive");
    expect(await reasonsOf(join(folder, "nothing"))).toEqual(["package-not-found"]);
    expect(await reasonsOf(join(folder, "text.zip"))).toEqual(["package-not-readable"]);
  });

  it("with names that lead out of the package are refused", async () => {
    const archive = await zipped("inside.zip", { "aa/bb/units.csv": "code" });
    const climbing = patched(archive, "climbing.zip", "aa/bb/", "../../");
    const absolute = patched(archive, "absolute.zip", "aa/bb/", "/a/bb/");
    expect(await reasonsOf(climbing)).toEqual(["package-unsafe-name"]);
    expect(await reasonsOf(absolute)).toEqual(["package-unsafe-name"]);
  });

  it("told twice, or as links, are refused", async () => {
    const twice = patched(
      await zipped("two.zip", { "units.csv": "code", "unitz.csv": "code" }),
      "twice.zip",
      "unitz",
      "units",
    );
    expect(await reasonsOf(twice)).toEqual(["package-entry-twice"]);
    expect(await reasonsOf(await zipped("link.zip", { "units.csv": "/etc/passwd" }, 0o120777))).toEqual([
      "package-not-a-file",
    ]);
    const linked = join(folder, "linked");
    mkdirSync(linked);
    symlinkSync("/etc/passwd", join(linked, "units.csv"));
    expect(await reasonsOf(linked)).toEqual(["package-not-a-file"]);
  });

  it("of an archive that says less than it unpacks to are never taken whole", async () => {
    const path = await zipped("bomb.zip", { "units.csv": "0".repeat(1_000_000) });
    const bytes = readFileSync(path);
    const directory = bytes.lastIndexOf(Buffer.from("PK\x01\x02", "latin1"));
    bytes.writeUInt32LE(10, directory + 24);
    writeFileSync(join(folder, "lying.zip"), bytes);
    const opened = await openPackageFiles(join(folder, "lying.zip"));
    if (!opened.ok) throw new Error(JSON.stringify(opened.refusals));
    expect(await opened.value.read("units.csv")).toMatchObject({
      ok: false,
      refusals: [{ reason: "package-file-damaged" }],
    });
    await opened.value.close();
  });

  it("are streamed from a folder and from an archive alike, digested on the way", async () => {
    const text = "Łódź;1\n".repeat(100_000);
    const plain = join(folder, "streamed");
    mkdirSync(plain);
    writeFileSync(join(plain, "charges.csv"), text);
    for (const path of [plain, await zipped("streamed.zip", { "charges.csv": text })]) {
      const opened = await openPackageFiles(path);
      if (!opened.ok) throw new Error(JSON.stringify(opened.refusals));
      const stream = opened.value.stream("charges.csv");
      expect(stream.end()).toMatchObject({ ok: false });
      const pieces: Uint8Array[] = [];
      for await (const piece of stream) pieces.push(piece);
      expect(pieces.length).toBeGreaterThan(1);
      expect(Buffer.concat(pieces).toString()).toBe(text);
      const sha256 = createHash("sha256").update(text).digest("hex");
      expect(stream.end()).toEqual({ ok: true, value: { sha256, bytes: Buffer.byteLength(text) } });
      await opened.value.close();
    }
  });

  it("that are damaged or left off in the middle prove nothing", async () => {
    const path = await zipped("damaged.zip", { "charges.csv": "0;1\n".repeat(500_000) });
    const bytes = readFileSync(path);
    bytes.fill(0xff, 200, 400);
    writeFileSync(join(folder, "broken.zip"), bytes);
    for (const [name, isLeftOff] of [
      ["broken.zip", false],
      ["damaged.zip", true],
    ] as const) {
      const opened = await openPackageFiles(join(folder, name));
      if (!opened.ok) throw new Error(JSON.stringify(opened.refusals));
      const stream = opened.value.stream("charges.csv");
      for await (const _ of stream) if (isLeftOff) break;
      expect(stream.end()).toMatchObject({ ok: false, refusals: [{ reason: "package-file-damaged" }] });
      await opened.value.close();
    }
  });

  it("of a library lie in a folder of their own, and in no other", async () => {
    const plain = join(folder, "with-library");
    mkdirSync(join(plain, "library"), { recursive: true });
    writeFileSync(join(plain, "library", "statut.pdf"), "%PDF");
    mkdirSync(join(plain, "library", "2024", ".kosz"), { recursive: true });
    writeFileSync(join(plain, "library", "2024", "uchwala 1.pdf"), "%PDF");
    writeFileSync(join(plain, "library", "2024", ".kosz", "dawna.pdf"), "%PDF");
    writeFileSync(join(plain, "units.csv"), "code");
    const archive = await zipped("library.zip", {
      "x/units.csv": "code",
      "x/library/statut.pdf": "%PDF",
      "x/library/2024/uchwala 1.pdf": "%PDF",
    });
    for (const path of [plain, archive]) {
      const opened = await openPackageFiles(path);
      if (!opened.ok) throw new Error(JSON.stringify(opened.refusals));
      expect(opened.value.names).toEqual(["library/2024/uchwala 1.pdf", "library/statut.pdf", "units.csv"]);
      expect(await opened.value.read("library/2024/uchwala 1.pdf")).toMatchObject({ ok: true });
      expect(await opened.value.read("library/statut.pdf")).toMatchObject({ ok: true });
      await opened.value.close();
    }
    mkdirSync(join(plain, "other"));
    expect(await reasonsOf(plain)).toEqual(["package-not-a-file"]);
    rmSync(join(plain, "other"), { recursive: true });
    rmSync(join(plain, "library"), { recursive: true });
    symlinkSync("/etc", join(plain, "library"));
    expect(await reasonsOf(plain)).toEqual(["package-not-a-file"]);
  });

  it("that are streamed may have three gigabytes, others not", async () => {
    const three = (name: string) => {
      const bytes = readFileSync(join(folder, "three.zip"));
      bytes.writeUInt32LE(0xc000_0000, bytes.lastIndexOf(Buffer.from("PK\x01\x02", "latin1")) + 24);
      writeFileSync(join(folder, name), bytes);
      return join(folder, name);
    };
    await zipped("three.zip", { "charges.csv": "0" });
    expect(await reasonsOf(three("large-books.zip"))).toEqual(["package-too-large", "package-too-large"]);
    const opened = await openPackageFiles(join(folder, "large-books.zip"), ["charges.csv"]);
    expect(opened.ok).toBe(true);
    if (opened.ok) await opened.value.close();
  });

  it("too large or too many are refused before anything is unpacked", async () => {
    const path = await zipped("small.zip", { "units.csv": "code" });
    const bytes = readFileSync(path);
    const directory = bytes.lastIndexOf(Buffer.from("PK\x01\x02", "latin1"));
    bytes.writeUInt32LE(0x7fffffff, directory + 24);
    writeFileSync(join(folder, "large.zip"), bytes);
    expect(await reasonsOf(join(folder, "large.zip"))).toEqual(["package-too-large"]);
    const many = Object.fromEntries(Array.from({ length: 201 }, (_, index) => [`${index}.csv`, ""]));
    expect(await reasonsOf(await zipped("many.zip", many))).toEqual(["package-too-many-files"]);
  });
});
