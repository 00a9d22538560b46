import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { plainDate } from "../../src/domain/values/plain-date.ts";
import type { MeetingChange } from "../../src/formats/meeting/read-meeting.ts";
import { putMeeting } from "../../src/operations/put-meeting.ts";
import { showMeeting, showMeetings } from "../../src/operations/show-meeting-calendar.ts";
import { type SmallBooks, smallBooks } from "../setup/books.ts";
import { freshDatabase, type TestDatabase } from "../setup/database.ts";
import { accepted, add, facts, reasonsOf } from "../setup/library.ts";

let database: TestDatabase;
let books: SmallBooks;

/** The books' day is 2026-03-15, a Sunday. */
beforeAll(async () => {
  database = await freshDatabase();
  books = await smallBooks(database);
});
afterAll(() => database.close());

const day = plainDate;
const part = (on: string, place = "Dom kultury") => ({ on: day(on), at: "17:00", place, name: "" });
const put = (change: MeetingChange, today = "2026-03-15") =>
  putMeeting({ ...books.context, today: () => day(today) }, books.scope, change);
const show = (code: string) => showMeeting(books.context, books.scope, code);

describe("General Meetings", () => {
  it("are planned, changed field by field, and keep their calendar", async () => {
    const planned = await put({ code: "WZ-2026", yearEnd: day("2025-12-31"), parts: [part("2026-06-15")] });
    expect(accepted(planned)).toEqual({ code: "WZ-2026", isNew: true, isChanged: true, missed: [] });
    const agenda = ["Otwarcie", "Sprawozdanie zarządu"];
    expect(accepted(await put({ code: "WZ-2026", agenda })).isNew).toBe(false);
    expect(accepted(await put({ code: "WZ-2026", agenda })).isChanged).toBe(false);
    const parts = [part("2026-06-15")];
    expect(accepted(await put({ code: "WZ-2026", parts })).isChanged).toBe(false);
    const meeting = accepted(await show("WZ-2026"));
    expect(meeting).toMatchObject({ agenda, sequence: 1, yearEnd: "2025-12-31", parts });
    expect(
      meeting.deadlines.map(({ kind, day, state, article }) => [kind, day, state, article.length > 5]),
    ).toEqual([
      ["notice", "2026-05-25", "open", true],
      ["members-drafts", "2026-05-31", "open", true],
      ["drafts-display", "2026-06-01", "open", true],
      ["amendments", "2026-06-12", "open", true],
      ["proxies", "2026-06-12", "open", true],
      ["annual-meeting", "2026-06-30", "planned", true],
    ]);
  });

  it("are refused with the article when a deadline is missed, and nothing is changed", async () => {
    const late = await put({ code: "WZ-2026", noticeGivenOn: day("2026-05-26") }, "2026-05-26");
    expect(late).toMatchObject({
      refusals: [
        {
          reason: "meeting-notice-late",
          data: { day: "2026-05-25", earliest: "2026-06-16", article: "art. 8³ ust. 6 usm" },
        },
      ],
    });
    expect(accepted(await show("WZ-2026")).noticeGivenOn).toBeNull();
    expect(reasonsOf(await put({ code: "WZ-2026", agenda: ["Inny"] }, "2026-06-05"))).toEqual([
      "meeting-notice-missed",
      "meeting-drafts-missed",
    ]);
    expect(reasonsOf(await put({ code: "WZ-p", parts: [part("2026-06-15"), part("2026-06-16")] }))).toEqual([
      "meeting-parts-not-allowed",
    ]);
    expect(
      reasonsOf(await put({ code: "WZ-l", yearEnd: day("2025-12-31"), parts: [part("2026-07-01")] })),
    ).toEqual(["annual-meeting-late"]);
    expect(reasonsOf(await put({ code: "WZ-0" }))).toEqual(["meeting-without-day"]);
    expect(
      reasonsOf(
        await put({ code: "WZ-m", parts: [part("2026-06-15", "")], noticeGivenOn: day("2026-05-01") }),
      ),
    ).toEqual(["meeting-place-missing", "meeting-agenda-missing"]);
    expect(reasonsOf(await show("WZ-l"))).toEqual(["meeting-unknown"]);
  });

  it("are written down as they were once they were held, and say what was missed", async () => {
    const held = await put({
      code: "WZ-2014",
      yearEnd: day("2013-12-31"),
      parts: [part("2014-06-20")],
      results: "Uchwała 1: za 40, przeciw 2.",
    });
    expect(accepted(held).missed.map(({ reason }) => reason)).toEqual([
      "meeting-notice-missed",
      "meeting-drafts-missed",
    ]);
    const shown = accepted(await show("WZ-2014"));
    expect(shown.results).toContain("za 40");
    expect(shown.deadlines.map(({ kind, state }) => [kind, state])).toEqual([
      ["notice", "missed"],
      ["members-drafts", "missed"],
      ["drafts-display", "missed"],
      ["amendments", "missed"],
      ["proxies", "missed"],
      ["annual-meeting", "kept"],
    ]);
    expect((await showMeetings(books.context, books.scope)).map(({ code }) => code)).toEqual([
      "WZ-2026",
      "WZ-2014",
    ]);
  });

  it("may be held in parts by a large cooperative", async () => {
    await database.asSuperuser(async (client) => {
      await client.query(
        `with p as (insert into app.person (cooperative_id, code, kind, last_name)
           select $1, 'M' || n, 'natural', 'Członek' from generate_series(1, 501) n returning id)
         insert into app.membership select $1, p.id, p.id::text, '[2020-01-01,)' from p`,
        [books.scope.cooperativeId],
      );
    });
    expect(
      accepted(await put({ code: "WZ-czesci", parts: [part("2026-06-15"), part("2026-06-16")] })).isNew,
    ).toBe(true);
  });

  it("have their documents", async () => {
    accepted(await add(books, "WZ-2026-1", { facts: facts({ meeting: "WZ-2026" }) }));
    expect(accepted(await show("WZ-2026")).documents.map(({ code }) => code)).toEqual(["WZ-2026-1"]);
    expect(accepted(await show("WZ-2014")).documents).toEqual([]);
  });
});
