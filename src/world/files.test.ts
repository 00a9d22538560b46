import { mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { text } from "node:stream/consumers";
import { afterAll, describe, expect, it } from "vitest";
import { openFileStore } from "./files.ts";

const folder = mkdtempSync(join(tmpdir(), "osiedle-files-"));
const store = openFileStore(folder);

afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** Files that stand under their hash, each once. */
const keptNames = () =>
  readdirSync(join(folder, "files"), { recursive: true, encoding: "utf8" }).filter(
    (name) => /[0-9a-f]{64}$/.test(name) && !name.startsWith("for-now"),
  );

describe("kept files", () => {
  it("stand under the hash of their content, once, and read back", async () => {
    const bytes = Buffer.from("uchwała nr 7");
    const kept = await store.keep(bytes);
    expect(kept).toEqual({
      sha256: "936186c0eefa4e73529445d6c1b5a88ae0a06f6dfa405c4b7160d1ea878655d7",
      sizeBytes: bytes.length,
    });
    async function* pieces() {
      yield bytes.subarray(0, 3);
      yield bytes.subarray(3);
    }
    expect(await store.keep(pieces())).toEqual(kept);
    expect(await text(store.read(kept.sha256))).toBe("uchwała nr 7");
    expect(await store.has(kept.sha256)).toBe(true);
    expect(await store.has("0".repeat(64))).toBe(false);
  });

  it("kept for now go when they are discarded, unless they were there before or somebody kept them since", async () => {
    const [own, earlier, since] = ["własny", "dawny", "cudzy"].map((each) => Buffer.from(each));
    const before = await store.keep(earlier!);
    const files = [own!, earlier!, since!].map((bytes) => store.keepForNow("spoldzielnia-1", bytes));
    const kept = await Promise.all(files);
    const later = await store.keep(since!);
    expect(keptNames()).toHaveLength(4);
    for (const file of kept) await file.discard();
    for (const file of kept) await file.discard();
    expect([await store.has(before.sha256), await store.has(later.sha256)]).toEqual([true, true]);
    expect(await text(store.read(later.sha256))).toBe("cudzy");
    expect(keptNames()).toHaveLength(3);
    expect(await store.leftForNow("spoldzielnia-1")).toEqual([]);
  });

  it("for now that a killed program left are found by its owner, settled or taken away; never what somebody else has kept since", async () => {
    const [named, unnamed, since] = ["nazwany", "bez nazwy", "wgrany potem"].map((each) => Buffer.from(each));
    const owner = "spoldzielnia-2";
    const [kept] = [await store.keepForNow(owner, named!)];
    await store.keepForNow(owner, unnamed!);
    await store.keepForNow(owner, since!);
    writeFileSync(join(folder, "files", "for-now", owner, ".draft"), "pół pliku");
    // As the program that comes after the killed one finds it.
    const later = openFileStore(folder);
    const uploaded = await later.keep(since!);
    expect(await later.leftForNow("spoldzielnia-3")).toEqual([]);
    const left = await later.leftForNow(owner);
    expect(left).toHaveLength(3);
    for (const file of left) await (file.sha256 === kept!.sha256 ? file.settle() : file.discard());
    expect(await later.has(kept!.sha256)).toBe(true);
    expect(await text(later.read(uploaded.sha256))).toBe("wgrany potem");
    expect(keptNames()).toHaveLength(5);
    expect(await later.leftForNow(owner)).toEqual([]);
    expect(readdirSync(join(folder, "files", "for-now", owner))).toEqual([]);
  });

  it("leave nothing behind when the source fails", async () => {
    async function* failing() {
      yield Buffer.from("half");
      throw new Error("source ended");
    }
    await expect(store.keep(failing())).rejects.toThrow("source ended");
    expect(readdirSync(join(folder, "files")).filter((name) => name.startsWith("."))).toEqual([]);
  });

  it("are named by a hash and nothing else", () => {
    expect(() => store.read("../secrets.json")).toThrow(RangeError);
  });
});
