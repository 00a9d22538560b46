import { mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { text } from "node:stream/consumers";
import { afterAll, describe, expect, it } from "vitest";
import { openFileStore } from "./files.ts";

const folder = mkdtempSync(join(tmpdir(), "osiedle-files-"));
const store = openFileStore(folder);

afterAll(() => rmSync(folder, { recursive: true, force: true }));

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
    const files = [own!, earlier!, since!].map((bytes) => store.keepForNow(bytes));
    const kept = await Promise.all(files);
    const later = await store.keep(since!);
    expect(readdirSync(join(folder, "files"), { recursive: true })).toHaveLength(8);
    for (const file of kept) await file.discard();
    for (const file of kept) await file.discard();
    expect([await store.has(before.sha256), await store.has(later.sha256)]).toEqual([true, true]);
    expect(await text(store.read(later.sha256))).toBe("cudzy");
    expect(readdirSync(join(folder, "files"), { recursive: true })).toHaveLength(7);
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
