import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { publishDocument } from "../../src/operations/publish-document.ts";
import { verifyBooks } from "../../src/operations/verify-books.ts";
import { withdrawDocument } from "../../src/operations/withdraw-document.ts";
import { accepted } from "../setup/library.ts";
import {
  digest,
  document,
  type LibraryPictures,
  libraryPictures,
  pdf,
  THREE,
} from "../setup/library-pictures.ts";
import { keptFiles } from "../setup/mirrored.ts";

/** The library of another program comes with its picture: whole or not at all, read where somebody signed the copy, never lost. */

let pictures: LibraryPictures;

beforeAll(async () => {
  pictures = await libraryPictures();
});

afterAll(() => pictures.database.close());

describe("a library of another program", () => {
  it("comes with the picture; what nobody signed is kept and not read", async () => {
    const { outcome, counts, runId } = await pictures.shown(THREE);
    expect(outcome).toBe("shown");
    expect(counts.library).toEqual({ given: 3, inserted: 3, changed: 0, withdrawn: 0 });
    expect(await pictures.read()).toEqual({ "OGL-1": "Ogłoszenie OGL-1", "OGL-2": "Ogłoszenie OGL-2" });
    expect(await pictures.versions()).toEqual([
      { code: "OGL-1", version: 1, role: "publication", read: 1, withdrawn: "" },
      { code: "OGL-2", version: 1, role: "publication", read: 1, withdrawn: "" },
      { code: "OGL-3", version: 1, role: "original", read: null, withdrawn: "" },
    ]);
    expect(await pictures.changesOf(runId)).toEqual([]);
    for (const { bytes } of THREE) expect(await keptFiles.has(digest(bytes))).toBe(true);
    const verdict = await verifyBooks(
      pictures.there.context,
      pictures.there.scope.cooperativeId,
      null,
      keptFiles,
    );
    expect(verdict.differences).toEqual([]);
  });

  it("that says the same again is nothing new", async () => {
    const [before] = await pictures.everything();
    const { outcome, counts } = await pictures.shown(THREE);
    expect(outcome).toBe("unchanged");
    expect(counts.library).toEqual({ given: 3, inserted: 0, changed: 0, withdrawn: 0 });
    expect((await pictures.everything())[0]).toEqual({ ...before, mark: pictures.mark });
  });

  it("keeps a changed file as a next version, and reads it once it is signed", async () => {
    const better = pdf("Przeglad gazowy przelozony");
    const stale = document("OGL-1", better, { confirmed_sha256: digest(THREE[0]!.bytes) });
    expect(await pictures.refused(pictures.with([stale, ...THREE.slice(1)]))).toEqual([
      "library/index.csv 2 publication-confirmed-other-copy",
    ]);
    const { counts, runId } = await pictures.shown([document("OGL-1", better), ...THREE.slice(1)]);
    expect(counts.library).toEqual({ given: 3, inserted: 0, changed: 1, withdrawn: 0 });
    expect((await pictures.versions()).slice(0, 2)).toEqual([
      { code: "OGL-1", version: 1, role: "publication", read: 2, withdrawn: "" },
      { code: "OGL-1", version: 2, role: "publication", read: 2, withdrawn: "" },
    ]);
    expect(await pictures.changesOf(runId)).toEqual([
      {
        action: "changed",
        code: "OGL-1",
        before: { file: digest(THREE[0]!.bytes), publishedVersion: 1 },
        after: { file: digest(better), publishedVersion: 2 },
      },
    ]);
    const { runId: back, counts: again } = await pictures.shown(THREE);
    expect(again.library!.changed).toBe(1);
    expect(await pictures.versions()).toHaveLength(4);
    expect((await pictures.changesOf(back))[0]!.after).toEqual({ publishedVersion: 1 });
  });

  it("follows a changed title and what ends a document", async () => {
    const ends = document("OGL-4", pdf("Nowy regulamin"), { date: "2026-04-01", repeals: "OGL-1" });
    const { runId } = await pictures.shown([
      document("OGL-1", THREE[0]!.bytes, { title: "Przegląd gazowy" }),
      ...THREE.slice(1),
      ends,
    ]);
    expect((await pictures.read())["OGL-1"]).toBe("Przegląd gazowy");
    const [change] = await pictures.changesOf(runId);
    expect(change).toMatchObject({
      action: "changed",
      before: { title: "Ogłoszenie OGL-1", status: "in-force" },
      after: { title: "Przegląd gazowy", status: "repealed", validity: { until: "2026-04-01" } },
    });
    const again = await pictures.shown([
      document("OGL-1", THREE[0]!.bytes, { title: "Przegląd gazowy" }),
      ...THREE.slice(1),
      ends,
    ]);
    expect(again.outcome).toBe("unchanged");
    await pictures.shown(THREE);
    expect(
      await pictures.query(
        "select status, repealed_by_document_id as by from app.library_document where code = 'OGL-1'",
      ),
    ).toEqual([{ status: "in-force", by: null }]);
  });

  it("marks what it no longer names as gone; it is read as before, and what comes back is marked no more", async () => {
    const { counts, runId } = await pictures.shown([THREE[0]!]);
    expect(counts.library).toEqual({ given: 1, inserted: 0, changed: 0, withdrawn: 2 });
    for (const words of await pictures.pagesOf("OGL-2"))
      expect(words).toContain("wycofany: usunięty w źródle 16.06.2026");
    expect((await pictures.pagesOf("OGL-1"))[0]).not.toContain("usunięty w źródle");
    expect((await pictures.versions()).filter(({ code }) => code === "OGL-2" || code === "OGL-3")).toEqual([
      { code: "OGL-2", version: 1, role: "publication", read: 1, withdrawn: "" },
      { code: "OGL-3", version: 1, role: "original", read: null, withdrawn: "" },
    ]);
    expect((await pictures.changesOf(runId)).map(({ action, code }) => `${action} ${code}`)).toEqual([
      "withdrawn OGL-2",
      "withdrawn OGL-3",
    ]);
    expect((await pictures.shown([THREE[0]!])).outcome).toBe("unchanged");
    const back = await pictures.shown(THREE);
    expect(back.counts.library).toEqual({ given: 3, inserted: 0, changed: 2, withdrawn: 0 });
    expect((await pictures.changesOf(back.runId))[0]).toMatchObject({
      code: "OGL-2",
      before: { goneOn: "2026-06-16" },
      after: { goneOn: null },
    });
    expect((await pictures.pagesOf("OGL-2"))[0]).not.toContain("usunięty w źródle");
  });

  it("takes a copy back that nobody vouches for any longer, also of a document that was gone", async () => {
    await pictures.shown([THREE[0]!, THREE[2]!]);
    expect((await pictures.pagesOf("OGL-2"))[0]).toContain("usunięty w źródle");
    const unsigned = document("OGL-2", THREE[1]!.bytes, { signed: false });
    const { counts } = await pictures.shown([THREE[0]!, unsigned, THREE[2]!]);
    expect(counts.library!.withdrawn).toBe(1);
    expect(await pictures.open("OGL-2")).toBeNull();
    expect((await pictures.shown([THREE[0]!, unsigned, THREE[2]!])).outcome).toBe("unchanged");
    await pictures.shown(THREE);
  });

  it("says since when the copy stands in the library, where the source says so", async () => {
    const since = (day: string) => [
      document("OGL-1", THREE[0]!.bytes, { published_on: day }),
      ...THREE.slice(1),
    ];
    expect((await pictures.open("OGL-1"))!.publishedOn).toBe("2026-06-16");
    const { runId } = await pictures.shown(since("2026-05-05"));
    expect((await pictures.open("OGL-1"))!.publishedOn).toBe("2026-05-05");
    expect(await pictures.changesOf(runId)).toEqual([
      {
        action: "changed",
        code: "OGL-1",
        before: { publishedOn: "2026-06-16" },
        after: { publishedOn: "2026-05-05" },
      },
    ]);
    expect((await pictures.shown(since("2026-05-05"))).outcome).toBe("unchanged");
    // Nobody vouched for it before the fourth.
    expect(await pictures.refused(pictures.with(since("2026-05-03")))).toEqual([
      "library/index.csv 2 library-published-unconfirmed",
    ]);
    expect((await pictures.shown(THREE)).outcome).toBe("unchanged");
  });

  it("does not show again what the office took back from people, until the office publishes it", async () => {
    const { context, scope } = pictures.there;
    const own = { code: "OGL-1", reason: "nazwisko na stronie 1" };
    expect(accepted(await withdrawDocument(context, scope, own))).toMatchObject({ isMirrored: true });
    expect(await pictures.open("OGL-1")).toBeNull();
    expect((await pictures.shown(THREE)).outcome).toBe("unchanged");
    const printedAgain = pdf("Przeglad gazowy, wydruk drugi");
    await pictures.shown([document("OGL-1", printedAgain), ...THREE.slice(1)]);
    await pictures.shown(THREE.slice(1));
    await pictures.shown([document("OGL-1", printedAgain, { signed: false }), ...THREE.slice(1)]);
    await pictures.shown([document("OGL-1", printedAgain), ...THREE.slice(1)]);
    expect(await pictures.open("OGL-1")).toBeNull();
    expect((await pictures.versions()).find(({ code }) => code === "OGL-1")!.withdrawn).toBe(own.reason);
    const published = { code: "OGL-1", version: null, confirmation: null };
    const confirmation = {
      confirmedBy: "Anna Sekretarz",
      findingsShown: 0,
      originalNeedsNoRedaction: true,
    };
    expect(accepted(await publishDocument(context, scope, { ...published, confirmation })).state).toBe(
      "published",
    );
    expect((await pictures.open("OGL-1"))!.head.title).toBe("Ogłoszenie OGL-1");
    // From here on the source is followed again, and what it shows is not published by the office.
    expect(await publishDocument(context, scope, published)).toMatchObject({
      refusals: [{ reason: "area-mirrored" }],
    });
    await pictures.shown([THREE[0]!, THREE[1]!, THREE[2]!]);
    const { differences } = await verifyBooks(context, scope.cooperativeId, null, keptFiles);
    expect(differences).toEqual([]);
  });

  it("names a property that comes with the same picture", async () => {
    const property = pictures.rows.register.properties[0]!;
    const renamed = {
      ...pictures.rows,
      register: {
        ...pictures.rows.register,
        properties: [...pictures.rows.register.properties, { ...property, code: "N-NOWA" }],
      },
    };
    const { counts } = await pictures.shown(
      [...THREE, document("OGL-5", pdf("Na nowej"), { property: "N-NOWA" })],
      renamed,
    );
    expect(counts.library!.inserted).toBe(1);
    await pictures.shown(THREE, renamed);
  });
});
