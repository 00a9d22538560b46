import type { FastifyInstance } from "fastify";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { findCooperatives } from "../../src/access/operator.ts";
import type { LibraryDocument, Visibility } from "../../src/domain/governance/documents.ts";
import { mayRead, type Reader } from "../../src/domain/governance/may-read.ts";
import { type PlainDate, plainDate } from "../../src/domain/values/plain-date.ts";
import { askForDocument } from "../../src/operations/ask-for-document.ts";
import { cooperativesByHost } from "../../src/web/cooperatives.ts";
import { paths } from "../../src/web/paths.ts";
import { createSignIn } from "../../src/web/portal-sign-in.ts";
import { publicLibraryOf } from "../../src/web/public/library.ts";
import { residentReads } from "../../src/web/resident/reads/resident-reads.ts";
import { createServer } from "../../src/web/server.ts";
import { formTokenFor } from "../../src/web/session-cookie.ts";
import { systemClock } from "../../src/world/clock.ts";
import { freshDatabase, type TestDatabase } from "../setup/database.ts";
import { LIBRARY_ROUTES } from "../setup/library-routes.ts";
import {
  copyOf,
  type LibraryWorld,
  libraryWorld,
  ORIGINAL_ONLY,
  PEOPLE,
  type Person,
  PLANNED,
  type PlannedDocument,
  WIDENED,
} from "../setup/library-world.ts";
import { portalOverFixtures } from "./pages/portal.fixtures.ts";

/** Every document × every person × every route that names a document, against what the pure rule says. */

const HOST = "czytelnia.example";
const MISSING = 999_999;
const DAY = systemClock.today() as PlainDate;

let database: TestDatabase;
let world: LibraryWorld;
let server: FastifyInstance;
const documents: { readonly id: number; readonly planned: PlannedDocument }[] = [];
const faults: string[] = [];
let meetingCode: string;

beforeAll(async () => {
  database = await freshDatabase();
  world = await libraryWorld(database);
  const ids = await world.add(PLANNED);
  documents.push(...PLANNED.map((planned, index) => ({ id: ids[index]!, planned })));
  meetingCode = "WZ 1/2026 (zwyczajne)";
  await sql(
    `insert into app.general_meeting (cooperative_id, code, year_end, parts, agenda, notice_given_on)
     values ($1, $2, '2025-12-31', '[{"on": "2026-06-20", "at": "17:00", "place": "Sala", "name": ""}]', '{Otwarcie}', '2026-05-20')`,
    [world.cooperativeId, meetingCode],
  );
  const { pools } = database;
  server = await createServer({
    ...(await portalOverFixtures()),
    signIn: createSignIn(world.signIn.access, () => findCooperatives(pools.runtime)),
    reads: residentReads({
      reading: pools.reading,
      searching: pools.searching,
      clock: systemClock,
      touch: async () => {},
    }),
    files: world.files,
    clock: systemClock,
    askForDocument: (token, request) => askForDocument({ pools, today: () => DAY }, token, request),
    publicLibrary: publicLibraryOf(pools, systemClock),
    loadCooperative: cooperativesByHost(pools.runtime),
    reportFault: (error) => void faults.push(String(error)),
  });
});
afterEach(() => expect(faults).toEqual([]));
afterAll(async () => {
  await server?.close();
  await database?.close();
});

const sql = <Row>(text: string, values: unknown[] = []): Promise<Row[]> =>
  database.asSuperuser(async (client) => (await client.query(text, values)).rows as Row[]);

const hostOf = (person: Person | null) => (person === "elsewhere" ? "obca.example" : HOST);

const get = (url: string, person: Person | null, method: "GET" | "HEAD" = "GET") =>
  server.inject({
    method,
    url,
    headers: {
      host: hostOf(person),
      ...(person === null ? {} : { cookie: `__Host-osiedle=${world.tokens[person]}` }),
    },
  });

const post = (url: string, person: Person, fields: Record<string, string>) => {
  const token = world.tokens[person];
  return server.inject({
    method: "POST",
    url,
    headers: {
      host: hostOf(person),
      origin: `http://${hostOf(person)}`,
      "content-type": "application/x-www-form-urlencoded",
      cookie: `__Host-osiedle=${token}`,
    },
    payload: new URLSearchParams({ "form-token": formTokenFor(token), ...fields }).toString(),
  });
};

const at = (route: string, id: number | string) => route.replace(/:\w+/, String(id));

/** The rule's own answer, from facts written down here and not read from the tables. */
function ruleAllows({ planned }: (typeof documents)[number], person: Person | null): boolean {
  const { cooperativeId, properties, personIds, groupId } = world;
  const visibility = {
    public: { to: "public" },
    members: { to: "members" },
    "property-holders": { to: "property-holders" },
    group: { to: "group", groupId },
    person: { to: "person", personId: personIds.jointHolder },
  } as const satisfies Record<Visibility["to"], Visibility>;
  const document: LibraryDocument = {
    cooperativeId,
    id: 1,
    kind: planned.kind,
    organ: "general-meeting",
    number: "1",
    date: plainDate("2026-06-01"),
    year: 2026,
    title: planned.title,
    topic: "",
    status: planned.isDraft ? "draft" : "in-force",
    validity: { from: plainDate("2026-06-01"), until: null },
    concern:
      planned.to === "property-holders"
        ? { of: "property", propertyId: properties[0] }
        : { of: "cooperative" },
    visibility: planned.to === null ? null : visibility[planned.to],
    concernsPersonsDebt: planned.concernsDebt ?? false,
    amends: [],
    consolidates: null,
    publication:
      planned.isPublished === false
        ? null
        : { copyId: 2, during: { from: plainDate("2026-06-10"), until: null } },
  };
  const widening = new Map(Object.entries(WIDENED)) as Parameters<typeof mayRead>[3];
  return mayRead(document, readerOf(person), DAY, widening).ok;
}

function readerOf(person: Person | null): Reader {
  if (person === null) return { as: "public" };
  if (person === "starter") return { as: "starter" };
  const always = { from: plainDate("2020-01-01"), until: null };
  const isOnFirst = person === "member" || person === "jointHolder";
  const ended = { from: plainDate("2020-01-01"), until: plainDate("2026-01-01") };
  return {
    as: "person",
    cooperativeId: person === "elsewhere" ? -1 : world.cooperativeId,
    personId: world.personIds[person],
    memberships:
      person === "member" || person === "elsewhere" ? [always] : person === "formerMember" ? [ended] : [],
    holdings: [{ propertyId: world.properties[isOnFirst ? 0 : 1], buildingId: -1, during: always }],
    groups: person === "nonMember" ? [{ groupId: world.groupId, during: always }] : [],
  };
}

const READERS = PEOPLE.filter((person) => person !== "starter" && person !== "elsewhere");

describe("the access matrix: kind × visibility × person", () => {
  it.each(READERS)(
    "of %s is what the rule says, in every cell, and what is refused is like nothing",
    async (person) => {
      const wrong: string[] = [];
      const cells = { open: 0, closed: 0 };
      const nothing = new Map<string, string>();
      for (const route of [LIBRARY_ROUTES.document, LIBRARY_ROUTES.preview, LIBRARY_ROUTES.file]) {
        const missing = await get(at(route, MISSING), person);
        expect(missing.statusCode).toBe(404);
        nothing.set(route, missing.body);
        for (const document of documents) {
          const answer = await get(at(route, document.id), person);
          const isAllowed = ruleAllows(document, person);
          cells[isAllowed ? "open" : "closed"] += 1;
          if (answer.statusCode !== (isAllowed ? 200 : 404)) wrong.push(`${route} ${document.planned.title}`);
          if (isAllowed) expect(answer.body).toContain(copyOf(document.id));
          else {
            expect(answer.body).toBe(nothing.get(route));
            expect(Object.keys(answer.headers)).toEqual(Object.keys(missing.headers));
          }
          expect(answer.body).not.toContain(ORIGINAL_ONLY);
          expect(answer.body).not.toContain("Tajny");
        }
      }
      expect(wrong).toEqual([]);
      expect(cells.open).toBeGreaterThan(30);
      expect(cells.closed).toBeGreaterThan(30);
    },
  );

  it("opens nothing to a starter session, and nothing of this cooperative to a member of another", async () => {
    for (const { id } of documents)
      for (const route of [LIBRARY_ROUTES.document, LIBRARY_ROUTES.preview, LIBRARY_ROUTES.file]) {
        const early = await get(at(route, id), "starter");
        expect(early).toMatchObject({ statusCode: 303, headers: { location: "/haslo/nowe" }, body: "" });
        const foreign = await get(at(route, id), "elsewhere");
        expect(foreign.statusCode).toBe(404);
        expect(foreign.body).toBe((await get(at(route, MISSING), "elsewhere")).body);
        expect((await get(at(route, id), null)).statusCode).toBe(303);
      }
  });

  it.each([null, "member", "starter", "elsewhere"] as const)(
    "shows to %s at the public addresses what is public, and the rest like nothing",
    async (person) => {
      const missing = await get(at(LIBRARY_ROUTES.publicFile, MISSING), person);
      const list = await get("/dokumenty-publiczne", person);
      let open = 0;
      for (const document of documents) {
        const isPublic = person !== "elsewhere" && ruleAllows(document, null);
        for (const route of [LIBRARY_ROUTES.publicFile, LIBRARY_ROUTES.publicPreview]) {
          const answer = await get(at(route, document.id), person);
          expect(answer.statusCode, document.planned.title).toBe(isPublic ? 200 : 404);
          if (!isPublic) expect(answer.body).toBe(missing.body);
        }
        expect(list.body.includes(`/dokumenty-publiczne/${document.id}/plik.pdf`)).toBe(isPublic);
        if (isPublic) open += 1;
      }
      expect(open > 10).toBe(person !== "elsewhere");
    },
  );

  it("lists and finds exactly what may be read", async () => {
    for (const person of READERS) {
      const found = new Set<string>();
      for (const { id } of documents) {
        const { body } = await get(`/dokumenty/szukaj?q=${copyOf(id)}`, person);
        if (body.includes(`/dokumenty/dokument/${id}"`)) found.add(String(id));
      }
      const readable = documents.filter((document) => ruleAllows(document, person));
      expect(found.size).toBe(readable.length);
      expect(readable.every(({ id }) => found.has(String(id)))).toBe(true);
    }
  });
});

describe("the matrix", () => {
  it("would notice a policy that shows everything, and a copy other than the published one", async () => {
    const [id] = await world.add([{ kind: "resolution", to: "person", title: "Podłożony błąd" }]);
    expect((await get(at(LIBRARY_ROUTES.file, id!), "member")).statusCode).toBe(404);
    await sql("create policy leak on app.library_document for select to osiedle_resident using (true)");
    const leaked = await get(at(LIBRARY_ROUTES.file, id!), "member");
    await sql("update app.library_document set published_version = 1 where id = $1", [id]);
    const original = await get(at(LIBRARY_ROUTES.file, id!), "member");
    await sql("drop policy leak on app.library_document");
    expect(leaked.statusCode).toBe(200);
    // Even where a document points at it, row security keeps the original.
    expect(original.statusCode).toBe(404);
    expect((await get(at(LIBRARY_ROUTES.file, id!), "member")).statusCode).toBe(404);
  });
});

const taken = (id: number) =>
  sql<{ person_id: number; version: number }>(
    "select person_id, version from app.library_download where document_id = $1 order by person_id",
    [id],
  );

describe("a file that is taken", () => {
  it("is sandboxed, kept by no cache, and has a name of its own, in the browser and as a file", async () => {
    const [id] = await world.add([{ kind: "resolution", to: "members", title: "Uchwała do pobrania" }]);
    const kept = await get(at(LIBRARY_ROUTES.file, id!), "member");
    expect(kept.headers).toMatchObject({
      "content-type": "application/pdf",
      "content-security-policy": "sandbox",
      "x-content-type-options": "nosniff",
      "cache-control": "no-store",
      "content-disposition":
        "attachment; filename=\"Uchwala nr 1 z 2026-06-01.pdf\"; filename*=UTF-8''Uchwa%C5%82a%20nr%201%20z%202026-06-01.pdf",
    });
    expect(kept.rawPayload.subarray(0, 5).toString()).toBe("%PDF-");
    const shown = await get(at(LIBRARY_ROUTES.preview, id!), "member");
    expect(shown.headers["content-disposition"]).toMatch(/^inline; filename=/);
    expect(shown.headers["content-security-policy"]).toContain("default-src 'none'");
    expect(shown.headers["content-security-policy"]).toContain("frame-ancestors 'none'");
    expect(shown.headers["cache-control"]).toBe("no-store");
    expect(shown.rawPayload.equals(kept.rawPayload)).toBe(true);
  });

  it("is recorded in the name of who took it and told to them alone; what was refused is not", async () => {
    const [id] = await world.add([{ kind: "minutes", to: "members", title: "Protokół do pobrania" }]);
    expect((await get(at(LIBRARY_ROUTES.document, id!), "member")).body).toContain(
      "nie był jeszcze pobierany",
    );
    expect((await get(at(LIBRARY_ROUTES.file, id!), "nonMember")).statusCode).toBe(404);
    expect((await get(at(LIBRARY_ROUTES.file, id!), "member", "HEAD")).statusCode).toBe(404);
    expect(await taken(id!)).toEqual([]);
    await get(at(LIBRARY_ROUTES.file, id!), "member");
    await get(at(LIBRARY_ROUTES.preview, id!), "member");
    const member = { person_id: world.personIds.member, version: 2 };
    expect(await taken(id!)).toEqual([member, member]);
    expect((await get(at(LIBRARY_ROUTES.document, id!), "member")).body).toContain(
      "Z tego konta: 2\u00a0razy",
    );
    const [shared] = await world.add([{ kind: "minutes", to: "public", title: "Protokół dla wszystkich" }]);
    await get(at(LIBRARY_ROUTES.file, shared!), "member");
    expect((await get(at(LIBRARY_ROUTES.document, shared!), "nonMember")).body).toContain(
      "nie był jeszcze pobierany",
    );
  });

  it("is not handed out where the record cannot be written", async () => {
    const [id] = await world.add([{ kind: "minutes", to: "members", title: "Protokół bez zapisu" }]);
    await sql("revoke insert on app.library_download from osiedle_poster");
    const answer = await get(at(LIBRARY_ROUTES.file, id!), "member");
    await sql("grant insert on app.library_download to osiedle_poster");
    expect(answer.statusCode).toBe(500);
    expect(answer.body).not.toContain(copyOf(id!));
    expect(faults.splice(0)).toHaveLength(1);
  });

  it("of a withdrawn document is gone at once", async () => {
    const [id] = await world.add([{ kind: "minutes", to: "members", title: "Protokół wycofany" }]);
    expect((await get(at(LIBRARY_ROUTES.file, id!), "member")).statusCode).toBe(200);
    await sql("update app.library_document set published_version = null, published_on = null where id = $1", [
      id,
    ]);
    expect((await get(at(LIBRARY_ROUTES.file, id!), "member")).statusCode).toBe(404);
    expect((await get(at(LIBRARY_ROUTES.document, id!), "member")).statusCode).toBe(404);
  });
});

describe("General Meetings", () => {
  const addresses = () => [paths.meeting(meetingCode), paths.meetingCalendar(meetingCode)];

  it("are for members; to others like one that does not exist", async () => {
    const [page, calendar] = await Promise.all(addresses().map((address) => get(address, "member")));
    expect(page!.body).toContain("art. 8³ ust. 6 usm");
    expect(page!.body).toContain("zachowano, 20.05.2026");
    expect(calendar!.headers["content-type"]).toBe("text/calendar; charset=utf-8");
    expect(calendar!.body).toContain("DTSTART:20260620T150000Z");
    expect(calendar!.body).toContain("DTSTART;VALUE=DATE:20260530");
    for (const person of ["jointHolder", "formerMember", "nonMember", "elsewhere"] as const)
      for (const address of addresses()) {
        const answer = await get(address, person);
        expect(answer.statusCode).toBe(404);
        expect(answer.body).toBe((await get(address.replace("2026", "1999"), person)).body);
      }
  });
});

describe("requests for copies", () => {
  const ask = (person: Person, wording: string, subject = "contract") =>
    post("/wnioski/nowy", person, { rodzaj: subject, opis: wording });

  it("are kept and shown with their term; a script in one is text", async () => {
    const sent = await ask("member", "<script>alert(1)</script> umowa sprzątania");
    expect(sent).toMatchObject({ statusCode: 303, headers: { location: "/wnioski?przyjety" } });
    const { body } = await get("/wnioski?przyjety", "member");
    expect(body).toContain("Wniosek przyjęty.");
    expect(body).toContain("&lt;script>alert(1)&lt;/script> umowa sprzątania");
    expect(body).toContain("spółdzielnia odpowiada do");
    for (const person of ["jointHolder", "formerMember", "elsewhere"] as const)
      expect((await get("/wnioski", person)).body).not.toContain("umowa sprzątania");
  });

  it("come back with what was typed where something is wrong", async () => {
    const refused = await ask("member", "x".repeat(2001), "");
    expect(refused.statusCode).toBe(422);
    expect(refused.body).toContain("Wybierz rodzaj dokumentu.");
    expect(refused.body).toContain("najwyżej 2000 znaków");
    expect(refused.body).toContain("x".repeat(2001));
    expect((await ask("member", "  \n ")).statusCode).toBe(422);
    expect((await ask("member", "umowa", "wszystko")).statusCode).toBe(422);
  });

  it("of those who are no members are refused, and a starter session is sent away", async () => {
    const before = await sql("select from app.document_request");
    for (const person of ["jointHolder", "formerMember", "nonMember"] as const) {
      const refused = await ask(person, "umowa");
      expect(refused.statusCode).toBe(422);
      expect(refused.body).toContain("art. 8¹ ust. 1");
    }
    expect((await ask("starter", "umowa")).headers.location).toBe("/haslo/nowe");
    expect(await sql("select from app.document_request")).toHaveLength(before.length);
  });

  it("have their answers, with a file for who asked alone, and the way to the court", async () => {
    const kept = await world.files.keep(Buffer.from("%PDF-1.7 KOPIA-UMOWY"));
    const [answered] = await sql<{ id: number }>(
      `insert into app.document_request (cooperative_id, person_id, asked_on, subject, wording, state, answered_on, answer, fee_grosze,
         file_sha256, file_name) values ($1, $2, '2026-09-01', 'invoice', 'faktura', 'answered', '2026-09-08', 'W załączeniu.', 450,
         decode($3, 'hex'), 'faktura dach.pdf') returning id`,
      [world.cooperativeId, world.personIds.member, kept.sha256],
    );
    await sql(
      `insert into app.document_request (cooperative_id, person_id, asked_on, subject, wording, state, answered_on, answer, ground)
       values ($1, $2, '2026-08-03', 'contract', 'umowa', 'refused', '2026-08-10', 'Tajemnica wykonawcy.', 'rights-of-third-party')`,
      [world.cooperativeId, world.personIds.member],
    );
    const body = (await get("/wnioski", "member")).body.replaceAll("\u00a0", " ");
    expect(body).toContain("4,50 zł");
    expect(body).toContain("Tajemnica wykonawcy.");
    expect(body).toContain("ostatnim dniem jest 17 sierpnia 2026");
    const address = at(LIBRARY_ROUTES.requestFile, answered!.id);
    const file = await get(address, "member");
    expect(file.body).toContain("KOPIA-UMOWY");
    expect(file.headers["content-security-policy"]).toBe("sandbox");
    for (const person of ["jointHolder", "formerMember", "elsewhere"] as const) {
      const other = await get(address, person);
      expect(other.statusCode).toBe(404);
      expect(other.body).toBe((await get(at(LIBRARY_ROUTES.requestFile, MISSING), person)).body);
    }
  });

  it("are twenty at most that wait", async () => {
    let answer = await ask("member", "kolejna umowa");
    for (let more = 0; more < 20 && answer.statusCode === 303; more++)
      answer = await ask("member", "kolejna umowa");
    expect(answer.statusCode).toBe(422);
    expect(answer.body).toContain("czeka już 20 wniosków");
    expect(await sql("select from app.document_request where state = 'asked'")).toHaveLength(20);
  });
});

describe("searching", () => {
  it.each([
    "'; drop table app.library_word; --",
    "a:*",
    "& | !",
    "\\",
    "\u0000",
    "\ud800",
    "x".repeat(9000),
    "%",
    "<b>uchwała",
  ])("by %j does no harm", async (typed) => {
    const answer = await get(`/dokumenty/szukaj?q=${encodeURIComponent(typed.toWellFormed())}`, "member");
    expect(answer.statusCode).toBe(200);
    expect(answer.body).not.toContain("<b>uchwała");
  });

  it("takes a doubled, a strange and a missing filter as none", async () => {
    for (const rest of ["&q=x", "&organ=wszyscy&rodzaj=x&rok=99999", "&rok=2026&rok=2025"])
      expect((await get(`/dokumenty/szukaj?q=uchwały${rest}`, "member")).statusCode).toBe(200);
  });
});

describe("a membership that ends", () => {
  it("closes everything for members at the very next request, and says why in plain words", async () => {
    const [id] = await world.add([{ kind: "resolution", to: "members", title: "Uchwała na koniec" }]);
    const before = await get(at(LIBRARY_ROUTES.document, id!), "member");
    expect(before.statusCode).toBe(200);
    await sql(
      "update app.membership set during = daterange(lower(during), current_date) where person_id = $1",
      [world.personIds.member],
    );
    for (const route of [LIBRARY_ROUTES.document, LIBRARY_ROUTES.preview, LIBRARY_ROUTES.file]) {
      const after = await get(at(route, id!), "member");
      expect(after.statusCode).toBe(404);
      expect(after.body).toBe((await get(at(route, MISSING), "member")).body);
    }
    expect((await get(paths.meeting(meetingCode), "member")).statusCode).toBe(404);
    expect((await get("/dokumenty/szukaj?q=koniec", "member")).body).not.toContain("Uchwała na koniec");
    const part = await get("/dokumenty/walne-zgromadzenie/2026", "member");
    expect(part.body).not.toContain("Uchwała na koniec");
    expect(part.body).toContain("Według rejestru członkostwo trwało do");
    expect(part.body).toContain("/dokumenty/statut-i-regulaminy");
    expect((await get("/wnioski", "member")).body).toContain("umowa sprzątania");
    expect((await post("/wnioski/nowy", "member", { rodzaj: "contract", opis: "umowa" })).statusCode).toBe(
      422,
    );
  });
});
