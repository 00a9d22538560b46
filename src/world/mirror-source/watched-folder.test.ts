import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { putAway, REFUSED, TAKEN, waitingPackages } from "./watched-folder.ts";

const folder = mkdtempSync(join(tmpdir(), "osiedle-watched-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const names = async () => (await waitingPackages(folder))?.map(({ name }) => name);

describe("a watched folder", () => {
  it("shows packages that are complete, never half written ones", async () => {
    mkdirSync(join(folder, "b"));
    expect(await names()).toEqual([]);
    writeFileSync(join(folder, "b", "manifest.json"), '{"files": [{"na');
    expect(await names()).toEqual([]);
    writeFileSync(join(folder, "b", "manifest.json"), '{"files": [{"name": "units.csv"}]}');
    expect(await names()).toEqual([]);
    writeFileSync(join(folder, "b", "units.csv"), "code\n");
    writeFileSync(join(folder, "a.zip"), "PK");
    writeFileSync(join(folder, "notatka.txt"), "nie paczka");
    expect(await names()).toEqual(["a.zip", "b"]);
  });

  it("tells a package that is still being written by its changed print", async () => {
    const print = async () => (await waitingPackages(folder))!.find(({ name }) => name === "b")!.print;
    const before = await print();
    expect(await print()).toBe(before);
    writeFileSync(join(folder, "b", "units.csv"), "code\nL1\n");
    const after = await print();
    expect(after).not.toBe(before);
    // A document of the library, which the manifest does not list, is on its way.
    mkdirSync(join(folder, "b", "library", "2024"), { recursive: true });
    writeFileSync(join(folder, "b", "library", "2024", "u1.pdf"), "%P");
    const begun = await print();
    writeFileSync(join(folder, "b", "library", "2024", "u1.pdf"), "%PDF");
    expect(new Set([after, begun, await print()]).size).toBe(3);
  });

  it("is emptied into two others, with a report, never over an earlier package", async () => {
    await putAway(folder, "a.zip", TAKEN, "Odświeżenie 1: pokazane mieszkańcom.");
    writeFileSync(join(folder, "a.zip"), "PK2");
    await putAway(folder, "a.zip", TAKEN, "Odświeżenie 2: bez zmian.");
    await putAway(folder, "b", REFUSED, "Odświeżenie 3: odrzucone.");
    expect(await names()).toEqual([]);
    expect(readdirSync(join(folder, TAKEN)).sort()).toEqual(["2-a.zip", "2-a.zip.txt", "a.zip", "a.zip.txt"]);
    expect(readFileSync(join(folder, REFUSED, "b.txt"), "utf8")).toBe("Odświeżenie 3: odrzucone.\n");
  });

  it("that is not there is told as such", async () => {
    expect(await waitingPackages(join(folder, "nic"))).toBeNull();
  });
});
