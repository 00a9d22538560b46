import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, it } from "vitest";
import { createDemo } from "../../src/demo/create-demo.ts";
import { JOINT_HOLDER } from "../../src/demo/demo-people.ts";
import { tellRequests } from "../../src/demo/library-requests.ts";
import { AUDIT_COMMITTEE } from "../../src/demo/library-single.ts";
import { type PlainDate, plainDate } from "../../src/domain/values/plain-date.ts";
import type { MeetingChange } from "../../src/formats/meeting/read-meeting.ts";
import { changeLibraryGroup } from "../../src/operations/change-library-group.ts";
import { putMeeting } from "../../src/operations/put-meeting.ts";
import { openFileStore } from "../../src/world/files.ts";
import { freshDatabase, type TestDatabase } from "../setup/database.ts";
import { accepted } from "../setup/library.ts";
import { writeLibrary } from "../setup/mirror/library-rows.ts";
import { compareSides, type Difference, openSide } from "../setup/mirror-equality.ts";
import { keptFiles } from "../setup/mirrored.ts";
import { mirrorThroughVendor, type VendorMirror } from "../setup/vendor-mirror.ts";

/**
 * The whole demonstration cooperative — over a thousand units, 26 months — kept by a vendor's program of another shape and mirrored:
 * every page of every one of its people is the engine's own. The working of a fee is opened once for all months in which its figures are
 * the same, and a library's documents once for all people who are shown the same library.
 */

const TODAY = plainDate("2026-11-23");
const AT = `${TODAY}T10:00:00Z`;
const MINUTES = 60_000;

let ours: TestDatabase;
let folder: string;
let cooperativeId: number;
let mirror: VendorMirror;

beforeAll(async () => {
  ours = await freshDatabase();
  folder = mkdtempSync(join(tmpdir(), "osiedle-demo-"));
  const demo = await createDemo({ pools: ours.pools, today: () => TODAY }, folder);
  cooperativeId = demo.cooperativeId;
  mirror = await mirrorThroughVendor(ours, cooperativeId, { asOf: "2026-11-22 22:40:00" });
  await shelve(plainDate(`${demo.months.at(-1)!}-01`));
  tell("obie strony są gotowe");
}, 20 * MINUTES);
afterAll(async () => {
  await Promise.all([ours.close(), mirror.close()]);
  rmSync(folder, { recursive: true, force: true });
});

/** The library as a package brings it, and what none brings: readers' groups, General Meetings, and what people asked for. */
async function shelve(openedOn: PlainDate): Promise<void> {
  const { there } = mirror;
  const context = { ...there.context, today: () => openedOn };
  const during = { from: plainDate("2024-01-01"), until: null };
  const group = { ...AUDIT_COMMITTEE, add: { person: JOINT_HOLDER.code, during }, end: null };
  accepted(await changeLibraryGroup(context, there.scope, group));
  for (const meeting of await meetings()) accepted(await putMeeting(context, there.scope, meeting));
  await ours.asSuperuser((client) =>
    writeLibrary(client, cooperativeId, { folder: mirror.folder, files: openFileStore(folder) }),
  );
  accepted(await there.load(mirror.folder));
  await tellRequests({ ...there.context, today: () => TODAY }, there.scope, keptFiles);
}

function meetings(): Promise<MeetingChange[]> {
  return ours.asSuperuser(async (client) => {
    const { rows } = await client.query<MeetingChange>(
      `select code, year_end::text as "yearEnd", parts, agenda, notice_given_on::text as "noticeGivenOn",
         notice_delivery as "noticeDelivery", drafts_laid_out_on::text as "draftsLaidOutOn", results
       from app.general_meeting where cooperative_id = $1 order by id`,
      [cooperativeId],
    );
    return rows;
  });
}

/** Lanes side by side: the pages wait for the database more than they compute. */
const LANES = 4;
/** People between two words of how far it is. */
const STEP = 25;

it(
  "shows every resident of the demonstration on every tab what the engine shows",
  async () => {
    const { people, theirs, there } = mirror;
    const [mine, other] = [
      await openSide(ours, "ours", cooperativeId, people, AT),
      await openSide(theirs, "theirs", there.scope.cooperativeId, people, AT),
    ];
    const opened = new Set<string>();
    const isNew = (name: string) => opened.size < opened.add(name).size;
    const pages: Record<string, number> = {};
    const differences: Difference[] = [];
    const waiting = people.values();
    let done = 0;
    const lane = async () => {
      for (const person of waiting) {
        const compared = await compareSides(mine, other, [person], { isNew });
        if (differences.length === 0)
          for (const each of compared.differences.slice(0, 5)) tell(JSON.stringify(each));
        differences.push(...compared.differences);
        for (const [page, count] of Object.entries(compared.pages)) pages[page] = (pages[page] ?? 0) + count;
        done += 1;
        if (done % STEP === 0) tell(`${done} z ${people.length} osób, różnic: ${differences.length}`);
      }
    };
    await Promise.all(Array.from({ length: LANES }, lane));
    tell(`${people.length} osób; stron: ${JSON.stringify(pages)}`);
    expect(differences.slice(0, 5)).toEqual([]);
    expect(people.length).toBeGreaterThan(1000);
    for (const page of ["start", "fee-month", "fee-line", "account-documents", "payment", "information"])
      expect([page, pages[page]! > 1000]).toEqual([page, true]);
    for (const page of ["settlement", "library", "document", "meeting", "requests"])
      expect([page, pages[page]! > 10]).toEqual([page, true]);
  },
  90 * MINUTES,
);

function tell(text: string): void {
  process.stdout.write(`${new Date().toTimeString().slice(0, 8)} ${text}\n`);
}
