import { readdirSync, readFileSync } from "node:fs";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { MIRROR_AREAS, type MirrorArea } from "../../src/domain/mirror/areas.ts";
import { plainDate } from "../../src/domain/values/plain-date.ts";
import { putMeeting } from "../../src/operations/put-meeting.ts";
import { setAreas } from "../../src/operations/set-mirror-areas.ts";
import { PublicLibraryPage } from "../../src/web/public/library.page.tsx";
import { publicLibraryOf } from "../../src/web/public/library.ts";
import { MeetingPage } from "../../src/web/resident/meeting.page.tsx";
import { RequestFormPage } from "../../src/web/resident/request-form.page.tsx";
import { RequestsPage } from "../../src/web/resident/requests.page.tsx";
import { SettlementWorkingPage } from "../../src/web/resident/settlement-working.page.tsx";
import { fixedClock } from "../../src/world/clock.ts";
import { inScope } from "../../src/world/database/scope.ts";
import type { TestDatabase } from "../setup/database.ts";
import { accepted } from "../setup/library.ts";
import { openSide, type Side } from "../setup/mirror-equality.ts";
import { type Mirrored, PROGRAM, wholePicture } from "../setup/mirrored.ts";
import { wordsOf } from "../setup/rendered.tsx";
import { wholeBooksToMirror } from "../setup/whole-mirror.ts";

/** Every page says as of when its data are: of a mirrored area the program's moment, of ours the clock's. */

const THEIRS = `Dane z programu spółdzielni „${PROGRAM}”. Stan na 15 czerwca 2026, godz. 6:00.`;
const PART = `Z programu spółdzielni „${PROGRAM}”: lokale i osoby. Stan na 15 czerwca 2026, godz. 6:00. Pozostałe dane: stan na 20 czerwca 2026, godz. 12:00.`;
const NOW = "2026-06-20T10:00:00Z";
let database: TestDatabase;
let there: Mirrored;
let side: Side;

beforeAll(async () => {
  const books = await wholeBooksToMirror();
  const { rows } = books;
  ({ database, there } = books);
  accepted(await there.load(wholePicture(rows, "1")));
  await mirror([]);
  const parts = [{ on: plainDate("2026-09-15"), at: "17:00", place: "Dom kultury", name: "" }];
  accepted(await putMeeting(there.context, there.scope, { code: "WZ-2026", parts }));
  side = await openSide(database, "theirs", there.scope.cooperativeId, ["P1"], NOW);
});

afterAll(() => database.close());

const mirror = async (areas: readonly MirrorArea[]) =>
  accepted(await setAreas(there.context, there.scope, areas));
const token = () => side.tokens.get("P1")!;

async function meetingWords(): Promise<string> {
  const { view } = await side.reads.loadMeeting(token(), "WZ-2026");
  return wordsOf(MeetingPage, view!);
}

/** What anybody reads who did not sign in. */
async function publicWords(): Promise<string> {
  const shelf = await publicLibraryOf(database.pools, fixedClock(NOW)).list("localhost");
  const today = plainDate("2026-06-20");
  return wordsOf(({ frame, view }) => PublicLibraryPage({ frame, ...view, today }), shelf);
}

async function requestsWords(): Promise<string[]> {
  const { view } = await side.reads.loadRequests(token());
  return [
    wordsOf((props) => RequestsPage({ ...props, isSent: false }), view!),
    wordsOf((props) => RequestFormPage({ ...props, typed: { subject: "", wording: "" }, errors: [] }), view!),
  ];
}

describe("as of when", () => {
  it("is told by every page of a resident", () => {
    const folder = new URL("../../src/web/resident/", import.meta.url);
    const pages = readdirSync(folder).filter((name) => name.endsWith(".page.tsx"));
    const silent = pages.filter(
      (name) => !/<(AsOfLine|MirroredLine|AccountFrame)\b/.test(readFileSync(new URL(name, folder), "utf8")),
    );
    expect(pages.length).toBeGreaterThan(15);
    expect(silent).toEqual([]);
  });

  it("a General Meeting is of the library's program, where another keeps it", async () => {
    await mirror([]);
    expect(await meetingWords()).not.toContain("Stan na");
    await mirror(["library"]);
    expect(await meetingWords()).toContain(THEIRS);
  });

  it("documents for everybody are of the library's program too, and nobody reads more of the mirror than that", async () => {
    await mirror([]);
    expect(await publicWords()).not.toContain("Stan na");
    await mirror(["register"]);
    expect(await publicWords()).not.toContain("Stan na");
    await mirror(["library"]);
    expect(await publicWords()).toContain(THEIRS);
    await expect(
      inScope(database.pools.reading, null, (tx) =>
        tx.client.query("select from app.mirror_picture union all select from app.mirror_area"),
      ),
    ).resolves.toMatchObject({ rows: [] });
  });

  it("requests are ours, who is a member is theirs", async () => {
    await mirror([]);
    for (const words of await requestsWords()) expect(words).not.toContain("Stan na");
    await mirror(["register"]);
    for (const words of await requestsWords()) expect(words).toContain(PART);
  });

  it("the working of a settlement is of the program that settled", async () => {
    await mirror(MIRROR_AREAS);
    const { view: year } = await side.reads.loadSettlements(token(), null, null, null);
    const [settlement] = year!.accounts.flatMap(({ settlements }) => settlements);
    const { view } = await side.reads.loadSettlement(token(), settlement!.settlementId);
    expect(wordsOf(SettlementWorkingPage, view!)).toContain(THEIRS);
  });
});
