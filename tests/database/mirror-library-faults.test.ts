import { readdirSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { addDocument } from "../../src/operations/add-document.ts";
import { checkPackage } from "../../src/operations/check-package.ts";
import { setMirroredAreas } from "../../src/store/mirror/areas.ts";
import { inScope } from "../../src/world/database/scope.ts";
import { openPackageFiles } from "../../src/world/package-files.ts";
import { accepted, facts } from "../setup/library.ts";
import {
  digest,
  document,
  type LibraryPictures,
  libraryPictures,
  pdf,
  THREE,
} from "../setup/library-pictures.ts";
import { keptFiles, keptFolder, withRows } from "../setup/mirrored.ts";
import { smallPdf, textPage } from "../setup/pdf.ts";

/** A library of another program that is wrong is refused with its picture, and leaves nothing behind. */

let pictures: LibraryPictures;

beforeAll(async () => {
  pictures = await libraryPictures();
  await pictures.shown(THREE);
});

afterAll(() => pictures.database.close());

const OF_BOOKS = "file-of-other-document";

/** What the check says of the package without a database. */
async function checked(folder: string): Promise<string[]> {
  const files = await openPackageFiles(folder);
  const { problems } = await checkPackage(accepted(files));
  return problems.map(({ file, line, reason }) => `${file} ${line} ${reason}`);
}

const keptCount = () =>
  readdirSync(keptFolder, { recursive: true, withFileTypes: true }).filter((each) => each.isFile()).length;

describe("what is wrong with the library refuses the whole picture", () => {
  const FAULTS: readonly (readonly [string, () => string, string[]])[] = [
    [
      "a PDF with a script",
      () =>
        pictures.with([
          ...THREE,
          document(
            "OGL-6",
            smallPdf("/OpenAction 20 0 R", [
              textPage("Skrypt"),
              "20 0 obj << /S /JavaScript /JS (app.alert\\(1\\)) >> endobj",
            ]),
          ),
        ]),
      ["library/index.csv 5 pdf-with-open-action", "library/index.csv 5 pdf-with-scripts"],
    ],
    [
      "no PDF",
      () => pictures.with([...THREE, document("OGL-6", Buffer.from("nic"))]),
      ["library/index.csv 5 not-a-pdf"],
    ],
    [
      "a row without all of its cells, and a file that no row names",
      () =>
        pictures.with([...THREE, document("OGL-6", pdf("x"), { kind: "inne" })], pictures.rows, {
          "obcy.pdf": pdf("y"),
        }),
      ["library/index.csv null folder-file-not-indexed", "library/index.csv 5 not-one-of"],
    ],
    [
      "a signature without a day",
      () => pictures.with([...THREE, document("OGL-6", pdf("x"), { confirmed_on: "" })]),
      ["library/index.csv 5 library-signature-incomplete"],
    ],
    [
      "a decision on a debt that is signed",
      () => pictures.with([...THREE, document("OGL-6", pdf("x"), { persons_debt: "yes" })]),
      ["library/index.csv 5 publication-persons-debt"],
    ],
    [
      "a signer who was shown other findings",
      () =>
        pictures.with([...THREE, document("OGL-6", pdf("PESEL 44051401458"), { confirmed_findings: "0" })]),
      ["library/index.csv 5 publication-findings-not-shown"],
    ],
    [
      "a file of another document",
      () => pictures.with([...THREE.slice(1), document("OGL-6", THREE[0]!.bytes)]),
      ["library/index.csv 4 file-of-other-document"],
    ],
  ];

  it.each(FAULTS)("%s, and the check of the package says so before", async (_name, faulty, told) => {
    const folder = faulty();
    const files = keptCount();
    expect((await pictures.refused(folder)).sort()).toEqual([...told].sort());
    expect(keptCount()).toBe(files);
    // What only the books know, no check of a package can say.
    expect((await checked(folder)).sort()).toEqual(told.filter((each) => !each.endsWith(OF_BOOKS)).sort());
  });

  it("the check has nothing to say of a library that is good, or names what only the books know", async () => {
    const shownToGroup = document("OGL-8", pdf("Dla komisji"), { visibility: "group", audience: "KOMISJA" });
    const amending = document("OGL-9", pdf("Po dawnym"), { date: "2026-04-01", repeals: "DAWNY" });
    expect(await checked(pictures.with([...THREE, shownToGroup, amending]))).toEqual([]);
    const inNoProperty = document("OGL-8", pdf("Donikąd"), { property: "N-NIE-MA" });
    expect(await checked(pictures.with([...THREE, inNoProperty]))).toEqual([
      "library/index.csv 5 unknown-reference",
    ]);
  });

  it("and what is wrong with the books leaves the library as it was, and no file that nothing names", async () => {
    const broken = withRows(pictures.rows, "posting", (all) => all.slice(1));
    const fresh = pdf("Nowe");
    const told = await pictures.refused(
      pictures.with([...THREE, document("OGL-7", fresh)], broken, {}, pictures.rows),
    );
    expect(await keptFiles.has(digest(fresh))).toBe(false);
    expect(told.some((each) => each.startsWith("totals.csv"))).toBe(true);
    expect(Object.keys(await pictures.read())).toEqual(["OGL-1", "OGL-2"]);
  });
});

describe("files that a killed run left", () => {
  it("are taken away by the next run, whether it has a library or not; what something names stays", async () => {
    const owner = `mirror-${pictures.there.scope.cooperativeId}`;
    const left = [pdf("Po zabitym pierwszym"), pdf("Po zabitym drugim"), pdf("Po zabitym trzecim")];
    const [first, second, named] = left.map(digest) as [string, string, string];
    await keptFiles.keepForNow(owner, left[0]!);
    await pictures.shown(THREE);
    expect(await keptFiles.has(first)).toBe(false);
    await keptFiles.keepForNow(owner, left[1]!);
    accepted(await pictures.there.load(pictures.withoutLibrary()));
    expect(await keptFiles.has(second)).toBe(false);

    // Killed when the picture was shown already, before it said that its files stay.
    await pictures.shown([...THREE, document("OGL-9", left[2]!)]);
    const { ino, mtimeNs } = statSync(join(keptFolder, "files", named.slice(0, 2), named), { bigint: true });
    writeFileSync(join(keptFolder, "files", "for-now", owner, named), `${ino} ${mtimeNs}`);
    await pictures.shown(THREE);
    expect([await keptFiles.has(named), await keptFiles.leftForNow(owner)]).toEqual([true, []]);
  });
});

describe("whose the library is", () => {
  it("a picture without one leaves it as it is; ours is not changed by a picture, theirs not by us", async () => {
    expect(await pictures.there.load(pictures.withoutLibrary())).toMatchObject({ ok: true });
    expect(Object.keys(await pictures.read())).toEqual(["OGL-1", "OGL-2"]);
    const file = { name: "x.pdf", bytes: pdf("x") };
    const added = { code: "NASZ", facts: facts(), role: "original", file, files: keptFiles } as const;
    expect(await addDocument(pictures.there.context, pictures.there.scope, added)).toMatchObject({
      ok: false,
      refusals: [{ reason: "area-mirrored" }],
    });
    const { token, cooperativeId } = pictures.there.scope;
    const { pools } = pictures.there.context;
    await inScope(pools.runtime, token, (tx) =>
      setMirroredAreas(tx, cooperativeId, [
        "register",
        "fees",
        "accounts",
        "virtual-accounts",
        "metering",
        "settlements",
      ]),
    );
    expect(await pictures.refused(pictures.with(THREE))).toEqual(["library/index.csv null area-is-ours"]);
  });
});
