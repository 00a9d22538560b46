import { type FastifyInstance, fastify } from "fastify";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createHashing } from "../../src/access/hashing.ts";
import { loginNameFor } from "../../src/access/login-name.ts";
import { findCooperatives } from "../../src/access/operator.ts";
import { changePassword } from "../../src/access/password-change.ts";
import { signIn } from "../../src/access/sign-in.ts";
import { draftStarters, validateStarters } from "../../src/access/starters.ts";
import { cooperativesByHost } from "../../src/web/cooperatives.ts";
import { createSignIn } from "../../src/web/portal-sign-in.ts";
import { residentReads } from "../../src/web/resident/reads/resident-reads.ts";
import { createServer } from "../../src/web/server.ts";
import { formTokenFor } from "../../src/web/session-cookie.ts";
import { fixedClock } from "../../src/world/clock.ts";
import { launchBrowser } from "../setup/browser.ts";
import { freshDatabase, type TestDatabase } from "../setup/database.ts";
import { LIBRARY_ROUTES } from "../setup/library-routes.ts";
import { meteringBooks } from "../setup/metering-books.ts";
import { wholeBooks } from "../setup/whole-books.ts";
import { portalOverFixtures } from "./pages/portal.fixtures.ts";

/** Every route of the server, asked by every kind of person for what is theirs, their neighbour's, their predecessor's, and nobody's. */

/** People of the example package. */
const PEOPLE = {
  member: "P1",
  jointHolder: "P2",
  formerHolder: "P3",
  successor: "P4",
  nonMember: "P5",
  starter: "P6",
} as const;
type Person = keyof typeof PEOPLE;
const SIGNED_IN: readonly Person[] = ["member", "jointHolder", "formerHolder", "successor", "nonMember"];

/** What only the holders of a right may read of it; `CANARY` of each right is in none of the others' pages. */
const RIGHTS = {
  R1: {
    holders: ["member", "jointHolder"],
    canaries: ["204-R1-", "KANAREK-R1", "23 1020 2528 0000 0000 0000 0001"],
  },
  R2: {
    holders: ["formerHolder"],
    canaries: ["204-R2-0", "KANAREK-R2-", "93 1020 2528 0000 0000 0000 0002"],
  },
  R2A: {
    holders: ["successor"],
    canaries: ["204-R2A-", "KANAREK-R2A-", "66 1020 2528 0000 0000 0000 0003", "I C 123/26"],
  },
  R3: {
    holders: ["nonMember", "starter"],
    canaries: ["204-R3-", "KANAREK-R3-", "39 1020 2528 0000 0000 0000 0004"],
  },
  R4: { holders: ["member", "jointHolder"], canaries: ["KANAREK-R4-", "12 1020 2528 0000 0000 0000 0005"] },
} as const;
type Right = keyof typeof RIGHTS;

/** Names a page may show: one's own and those of the joint holders. */
const NAMES: readonly (readonly [name: string, mayBeSeenBy: readonly Person[]])[] = [
  ["Żaneta", ["member", "jointHolder"]],
  ["Łukasz", ["member", "jointHolder"]],
  ["Wymyślony", ["formerHolder"]],
  ["Zmyślona", ["successor"]],
  ["Wzorcowa", ["nonMember", "starter"]],
  ["Pierwszak", ["nonMember", "starter"]],
  ["zaneta@example.org", ["member"]],
  ["500 000 001", ["member"]],
];

/** Off the portal for everybody. */
const NEVER = ["204-R4-08", "204-R3-09", "I Nc 4477/2024", "204-R2-09", "<script>alert"];

type Ids = Readonly<
  Record<
    Right,
    Readonly<
      Record<"accountId" | "unitId" | "paymentId" | "lineId" | "mediaAccountId" | "settlementId", string>
    >
  >
>;
interface Place {
  readonly ids: Ids;
  readonly right: Right | "missing";
  readonly sessionId: string;
}

const MISSING: Partial<Record<keyof Ids["R1"], string>> = {
  lineId: "999999-1-1-1",
  settlementId: "999999-1",
};

const idOf = ({ ids, right }: Place, which: keyof Ids["R1"]): string =>
  right === "missing" ? (MISSING[which] ?? "999999") : ids[right][which];

/** How a route answers: to anybody, to the signed in, or to the holders of the right it names. */
type Audience = "anybody" | "signed-in" | "holders";

const GET: Readonly<Record<string, { readonly for: Audience; readonly url: (place: Place) => string }>> = {
  "/": { for: "anybody", url: () => "/" },
  "/logowanie": { for: "anybody", url: () => "/logowanie" },
  "/dokumenty-publiczne": { for: "anybody", url: () => "/dokumenty-publiczne" },
  "/zasoby/:name": { for: "anybody", url: () => "/zasoby/nie-ma.css" },
  "/styl/spoldzielnia.css": { for: "anybody", url: () => "/styl/spoldzielnia.css" },
  "/haslo/nowe": { for: "signed-in", url: () => "/haslo/nowe" },
  "/sesje": { for: "signed-in", url: () => "/sesje" },
  "/dokumenty": { for: "signed-in", url: () => "/dokumenty" },
  "/dokumenty/szukaj": { for: "signed-in", url: () => "/dokumenty/szukaj?q=KANAREK" },
  "/dokumenty/:section": { for: "signed-in", url: () => "/dokumenty/zarzad" },
  "/dokumenty/:section/:year": { for: "signed-in", url: () => "/dokumenty/zarzad/2026" },
  "/wnioski": { for: "signed-in", url: () => "/wnioski" },
  "/wnioski/nowy": { for: "signed-in", url: () => "/wnioski/nowy" },
  "/start": { for: "signed-in", url: () => "/start" },
  "/dane-osobowe": { for: "signed-in", url: () => "/dane-osobowe" },
  "/wirtualne-rachunki": { for: "signed-in", url: () => "/wirtualne-rachunki" },
  "/ksiegowosc": { for: "signed-in", url: () => "/ksiegowosc" },
  "/ksiegowosc/:year": { for: "signed-in", url: () => "/ksiegowosc/2026" },
  "/czynsz": { for: "holders", url: (place) => `/czynsz?lokal=${idOf(place, "unitId")}` },
  "/czynsz/:year": { for: "holders", url: (place) => `/czynsz/2026?lokal=${idOf(place, "unitId")}` },
  "/czynsz/:year/:month": {
    for: "holders",
    url: (place) => `/czynsz/2026/03?lokal=${idOf(place, "unitId")}`,
  },
  "/czynsz/:year/:month/skladnik/:lineId": {
    for: "holders",
    url: (place) => `/czynsz/2026/03/skladnik/${idOf(place, "lineId")}?lokal=${idOf(place, "unitId")}`,
  },
  "/ksiegowosc/:year/konto/:accountId": {
    for: "holders",
    url: (place) => `/ksiegowosc/2026/konto/${idOf(place, "accountId")}`,
  },
  "/ksiegowosc/:year/konto/:accountId/szczegoly": {
    for: "holders",
    url: (place) => `/ksiegowosc/2026/konto/${idOf(place, "accountId")}/szczegoly`,
  },
  "/media-odczyty": { for: "holders", url: (place) => `/media-odczyty?lokal=${idOf(place, "unitId")}` },
  "/media-odczyty/:year/:medium": {
    for: "holders",
    url: (place) => `/media-odczyty/2026/zimna-woda?lokal=${idOf(place, "unitId")}`,
  },
  "/media-odczyty/:year/:medium/:month": {
    for: "holders",
    url: (place) =>
      `/media-odczyty/2026/zimna-woda/${place.right === "R2" ? "02" : "04"}?lokal=${idOf(place, "unitId")}`,
  },
  "/media-rozliczenia": { for: "signed-in", url: () => "/media-rozliczenia" },
  "/media-rozliczenia/:year": { for: "signed-in", url: () => "/media-rozliczenia/2026" },
  "/media-rozliczenia/:year/konto/:accountId": {
    for: "holders",
    url: (place) => `/media-rozliczenia/2026/konto/${idOf(place, "mediaAccountId")}`,
  },
  "/media-rozliczenia/rozliczenie/:settlementId": {
    for: "holders",
    url: (place) => `/media-rozliczenia/rozliczenie/${idOf(place, "settlementId")}`,
  },
  "/media-rozliczenia/rozliczenie/:settlementId/obliczenie": {
    for: "holders",
    url: (place) => `/media-rozliczenia/rozliczenie/${idOf(place, "settlementId")}/obliczenie`,
  },
  "/media-rozliczenia/rozliczenie/:settlementId/rozliczenie.pdf": {
    for: "holders",
    url: (place) => `/media-rozliczenia/rozliczenie/${idOf(place, "settlementId")}/rozliczenie.pdf`,
  },
  "/wplaty/:paymentId": { for: "holders", url: (place) => `/wplaty/${idOf(place, "paymentId")}` },
};

const POST: Readonly<Record<string, (place: Place) => string>> = {
  "/logowanie": () => "/logowanie",
  "/wylogowanie": () => "/wylogowanie",
  "/haslo/nowe": () => "/haslo/nowe",
  "/sesje/:sessionId/zakonczenie": ({ sessionId }) => `/sesje/${sessionId}/zakonczenie`,
  "/wnioski/nowy": () => "/wnioski/nowy",
  "/sesje/zakonczenie-wszystkich": () => "/sesje/zakonczenie-wszystkich",
};

const HOST = "localhost";
const PASSWORD = "zielony kot pije mleko o siódmej";

const CLOCK = fixedClock("2026-06-15T10:00:00Z");

let database: TestDatabase;
let server: FastifyInstance;
let ids: Ids;
const tokens = new Map<Person, string>();
const sessionIds = new Map<Person, string>();

beforeAll(async () => {
  database = await freshDatabase();
  await wholeBooks(database);
  await meteringBooks(database);
  const { pools } = database;
  const access = {
    signin: pools.signin,
    hashing: createHashing(undefined, { memoryCost: 64, timeCost: 1, parallelism: 1 }),
  };
  server = await createServer({
    ...(await portalOverFixtures()),
    signIn: createSignIn(access, () => findCooperatives(pools.runtime)),
    reads: residentReads({
      reading: pools.reading,
      searching: pools.searching,
      clock: CLOCK,
      touch: async () => {},
    }),
    loadCooperative: cooperativesByHost(pools.runtime),
  });
  const rows = async <Row>(text: string): Promise<Row[]> =>
    database.asSuperuser(async (client) => (await client.query(text)).rows as Row[]);
  for (const person of Object.keys(PEOPLE) as Person[]) {
    const [found] = await rows<{ id: number }>(`select id from app.person where code = '${PEOPLE[person]}'`);
    const drafts = await draftStarters(access, [{ personId: found!.id, loginName: loginNameFor(found!.id) }]);
    await validateStarters(access, 1, drafts);
    const from = {
      cooperativeId: 1,
      address: "198.51.100.7",
      userAgent: "Test",
      deviceToken: null,
      formerToken: null,
    };
    const first = await signIn(access, {
      ...from,
      login: drafts[0]!.loginName,
      password: drafts[0]!.password,
    });
    if (first.outcome !== "signed-in") throw new Error(first.outcome);
    tokens.set(person, first.token);
    if (person !== "starter") {
      const changed = await changePassword(access, {
        ...from,
        token: first.token,
        currentPassword: null,
        newPassword: PASSWORD,
      });
      if (changed.outcome !== "changed") throw new Error(changed.outcome);
      tokens.set(person, changed.token);
    }
    const [session] = await rows<{ id: string }>(
      `select id from app.session where person_id = ${found!.id} and ended_at is null order by created_at desc limit 1`,
    );
    sessionIds.set(person, session!.id);
  }
  const found = await rows<{ code: Right } & Record<keyof Ids["R1"], string>>(
    `select r.code, r.unit_id::text as "unitId",
            (select a.id from app.account a where a.right_id = r.id and a.purpose in ('fees', 'invoice') order by a.id limit 1)::text as "accountId",
            coalesce((select a.id from app.account a where a.right_id = r.id and a.purpose = 'media'), 0)::text as "mediaAccountId",
            coalesce((select t.settlement_id || '-' || t.participant from app.settlement_result t where t.right_id = r.id
                      order by t.settlement_id desc limit 1), '0-0') as "settlementId",
            coalesce((select min(e.id) from app.bank_entry e where e.title like 'KANAREK-' || r.code || '-%'), 0)::text as "paymentId",
            coalesce((select concat_ws('-', c.document_id, c.component_id, coalesce(c.rate_id, 0), c.vat_rate, c.right_id) from app.charge c
                      where c.right_id = r.id and c.kind = 'A' and c.month = '2026-03-01' order by c.component_id limit 1), '0') as "lineId"
     from app.unit_right r`,
  );
  ids = Object.fromEntries(found.map(({ code, ...rest }) => [code, rest])) as unknown as Ids;
});
afterAll(async () => {
  await server?.close();
  await database?.close();
});

const get = (url: string, person: Person | null) =>
  server.inject({
    url,
    headers: { host: HOST, ...(person === null ? {} : { cookie: `__Host-osiedle=${tokens.get(person)}` }) },
  });

const post = (
  url: string,
  person: Person | null,
  headers: Record<string, string> = {},
  proof: string | null = null,
) => {
  const token = person === null ? null : (tokens.get(person) ?? null);
  const formToken = proof ?? (token === null ? "x" : formTokenFor(token));
  return server.inject({
    method: "POST",
    url,
    headers: {
      host: HOST,
      origin: `http://${HOST}`,
      "content-type": "application/x-www-form-urlencoded",
      ...(token === null ? {} : { cookie: `__Host-osiedle=${token}` }),
      ...headers,
    },
    payload: new URLSearchParams({ "form-token": formToken }).toString(),
  });
};

/** Method and pattern of every route, read from the server itself. */
function routesOf(built: FastifyInstance): string[] {
  const path: string[] = [];
  return built
    .printRoutes({ commonPrefix: false })
    .split("\n")
    .flatMap((line) => {
      const parts = /^((?:[│ ] {3})*)[├└]── (.*?)(?: \((.+)\))?$/.exec(line);
      if (parts === null) return [];
      const depth = parts[1]!.length / 4;
      path.length = depth;
      path[depth] = parts[2]!;
      const methods = (parts[3] ?? "").split(", ").filter((method) => method !== "" && method !== "HEAD");
      return methods.map((method) => `${method} ${path.join("")}`);
    });
}

describe("the table", () => {
  it("has every route of the server, and no other", () => {
    const listed = [
      ...Object.keys(GET).map((path) => `GET ${path}`),
      ...Object.keys(POST).map((path) => `POST ${path}`),
      ...Object.values(LIBRARY_ROUTES).map((path) => `GET ${path}`),
    ];
    expect(routesOf(server).sort()).toEqual(listed.sort());
  });

  it("would notice a route that is not in it", async () => {
    const planted = fastify()
      .get("/ksiegowosc/:year/tajne", () => "")
      .get("/ksiegowosc", () => "");
    await planted.ready();
    expect(routesOf(planted)).toEqual(["GET /ksiegowosc", "GET /ksiegowosc/:year/tajne"]);
  });
});

const UNIT_ROUTES: readonly string[] = [
  "/czynsz",
  "/czynsz/:year",
  "/czynsz/:year/:month",
  "/media-odczyty",
  "/media-odczyty/:year/:medium",
];
/** Told of one right's month: of a unit that changed hands, each holder has their own. A garage and a shop without a meter have none. */
const INFORMATION = "/media-odczyty/:year/:medium/:month";
/** A firm's payment waits for a person and its account is an invoice account: neither is on the portal, for itself either. */
const OFF_THE_PORTAL: readonly string[] = [
  "/ksiegowosc/:year/konto/:accountId",
  "/ksiegowosc/:year/konto/:accountId/szczegoly",
  "/wplaty/:paymentId",
  "/media-rozliczenia/:year/konto/:accountId",
];
/** The garage uses no water: it is settled nowhere and has no account for it. */
const SETTLED = /^\/media-rozliczenia\/.*:(accountId|settlementId)/;

function mayOpen(route: string, right: Right | "missing", person: Person): boolean {
  if (right === "missing" || (right === "R3" && OFF_THE_PORTAL.includes(route))) return false;
  if (SETTLED.test(route) && right === "R4") return false;
  if (route === INFORMATION && (right === "R3" || right === "R4")) return false;
  const isTheirs = (each: Right) => (RIGHTS[each].holders as readonly Person[]).includes(person);
  if (!UNIT_ROUTES.includes(route)) return isTheirs(right);
  return (Object.keys(RIGHTS) as Right[]).some(
    (each) => ids[each].unitId === ids[right].unitId && isTheirs(each),
  );
}

const PLACES: readonly (Right | "missing")[] = ["R1", "R2", "R2A", "R3", "R4", "missing"];
const placeOf = (right: Right | "missing"): Place => ({ ids, right, sessionId: "" });

/** What of other people's is in a page. */
function strangersIn(body: string, person: Person | null): string[] {
  const text = body.replace(/\u00a0|&nbsp;/g, " ").replace(/&quot;/g, '"');
  const others = Object.values(RIGHTS).filter(
    ({ holders }) => !(holders as readonly (Person | null)[]).includes(person),
  );
  return [
    ...others.flatMap(({ canaries }) => canaries),
    ...NAMES.filter(([, seers]) => person === null || !seers.includes(person)).map(([name]) => name),
    ...NEVER,
  ].filter((canary) => text.includes(canary));
}

describe.each(Object.entries(GET))("GET %s", (route, { for: audience, url }) => {
  it("is for those it is for, and shows nobody else's", async () => {
    for (const right of PLACES) {
      const address = url(placeOf(right));
      const nobody = await get(address, null);
      if (audience === "anybody") expect(nobody.statusCode).toBe(route === "/zasoby/:name" ? 404 : 200);
      else expect(nobody).toMatchObject({ statusCode: 303, body: "" });
      expect(strangersIn(nobody.body, null)).toEqual([]);
      const early = await get(address, "starter");
      if (route !== "/haslo/nowe" && route !== "/" && audience !== "anybody")
        expect(early).toMatchObject({ statusCode: 303, headers: { location: "/haslo/nowe" } });
      expect(strangersIn(early.body, null).filter((found) => found !== "Pierwszak")).toEqual([]);
      for (const person of SIGNED_IN) {
        const answer = await get(address, person);
        expect(strangersIn(answer.body, person), `${person} at ${address}`).toEqual([]);
        if (audience !== "holders") continue;
        expect(answer.statusCode, `${person} at ${address}`).toBe(mayOpen(route, right, person) ? 200 : 404);
      }
    }
  });
});

describe("what is somebody else's", () => {
  it.each(Object.entries(GET).filter(([, { for: audience }]) => audience === "holders"))(
    "%s answers byte for byte like what does not exist",
    async (route, { url }) => {
      let compared = 0;
      for (const person of SIGNED_IN) {
        const missing = await get(url(placeOf("missing")), person);
        expect(missing.statusCode).toBe(404);
        for (const right of PLACES.filter((each) => !mayOpen(route, each, person))) {
          const answer = await get(url(placeOf(right)), person);
          expect(answer.body).toBe(missing.body);
          expect(Object.keys(answer.headers)).toEqual(Object.keys(missing.headers));
          compared += 1;
        }
      }
      expect(compared).toBeGreaterThan(SIGNED_IN.length);
    },
  );

  it("is in the pages of its holders, so that the canaries sing", async () => {
    const seen = new Map<Person, string>();
    for (const person of SIGNED_IN) {
      const bodies: string[] = [];
      for (const [, { url }] of Object.entries(GET))
        for (const right of PLACES) bodies.push((await get(url(placeOf(right)), person)).body);
      seen.set(person, bodies.join("\n").replace(/\u00a0|&nbsp;/g, " "));
    }
    const shown = (canary: string, person: Person) => seen.get(person)?.includes(canary);
    const singers = ["KANAREK-R1-", "204-R1-", "23 1020 2528 0000 0000 0000 0001", "KANAREK-R4-"];
    for (const canary of singers) {
      expect(shown(canary, "member"), canary).toBe(true);
      expect(shown(canary, "jointHolder"), canary).toBe(true);
    }
    for (const canary of ["KANAREK-R2-", "204-R2-0"])
      expect(shown(canary, "formerHolder"), canary).toBe(true);
    for (const canary of ["KANAREK-R2A-", "204-R2A-"]) expect(shown(canary, "successor"), canary).toBe(true);
    const readings = GET["/media-odczyty/:year/:medium"]!.url;
    for (const [right, person] of [
      ["R1", "member"],
      ["R2", "formerHolder"],
      ["R2A", "successor"],
    ] as const)
      expect((await get(readings(placeOf(right)), person)).body).toContain(`KANAREK-${right}-`);
    expect(shown("39 1020 2528 0000 0000 0000 0004", "nonMember")).toBe(true);
    for (const [name, seers] of NAMES)
      for (const person of seers.filter((each) => each !== "starter"))
        expect(shown(name, person), name).toBe(true);
  });
});

describe.each(Object.entries(POST))("POST %s", (route, url) => {
  const address = () => url({ ...placeOf("R1"), sessionId: sessionIds.get("member")! });

  it("is refused from elsewhere, without the form's token, and with somebody else's", async () => {
    for (const person of [null, ...SIGNED_IN, "starter" as const]) {
      for (const headers of [
        { origin: "https://obca.example" },
        { origin: "null" },
        { "sec-fetch-site": "cross-site" },
        { "sec-fetch-site": "same-site" },
      ])
        expect((await post(address(), person, headers)).statusCode, JSON.stringify(headers)).toBe(403);
      expect((await post(address(), person, {}, "")).statusCode).toBe(403);
      const another = tokens.get(person === "member" ? "successor" : "member")!;
      expect((await post(address(), person, {}, formTokenFor(another))).statusCode).toBe(403);
    }
  });

  it("does nothing when it is asked as a reading", async () => {
    for (const method of ["GET", "HEAD", "PUT", "PATCH", "DELETE", "OPTIONS"] as const) {
      const answer = await server.inject({
        method,
        url: address(),
        headers: { host: HOST, origin: `http://${HOST}`, cookie: `__Host-osiedle=${tokens.get("member")}` },
      });
      expect([303, 200, 403, 404]).toContain(answer.statusCode);
    }
    expect((await get("/start", "member")).statusCode).toBe(200);
    expect(route).toMatch(/^\//);
  });
});

describe("what strangers wrote into a transfer", () => {
  it("is shown as text by a browser that runs scripts, on every page, without one violation", async () => {
    const address = await server.listen({ host: "127.0.0.1", port: 0 });
    const base = address.replace("127.0.0.1", "localhost");
    const browser = await launchBrowser();
    const context = await browser.newContext({
      extraHTTPHeaders: { cookie: `__Host-osiedle=${tokens.get("member")}` },
    });
    const page = await context.newPage();
    const complaints: string[] = [];
    page.on("dialog", (dialog) => void complaints.push(dialog.message()));
    page.on("console", (message) => void (message.type() === "error" && complaints.push(message.text())));
    page.on("pageerror", (error) => void complaints.push(error.message));
    const told: string[] = [];
    // What is handed out as a file is no page.
    const pages = Object.entries(GET).filter(([route]) => !route.endsWith(".pdf"));
    for (const [, { url }] of pages.filter(([, { for: audience }]) => audience !== "anybody")) {
      const answer = await page.goto(`${base}${url(placeOf("R1"))}`);
      expect(answer?.status()).toBe(200);
      expect(await page.locator("main script").count()).toBe(0);
      told.push(await page.locator("main").innerText());
    }
    await browser.close();
    expect(complaints).toEqual([]);
    expect(told.filter((text) => text.includes("<script>alert(1)</script>")).length).toBeGreaterThan(0);
  });
});

describe("sessions", () => {
  it("of somebody else cannot be ended, and look like none", async () => {
    const theirs = await post(`/sesje/${sessionIds.get("member")}/zakonczenie`, "successor");
    const missing = await post("/sesje/00000000-0000-7000-8000-000000000000/zakonczenie", "successor");
    expect(theirs.statusCode).toBe(404);
    expect(theirs.body).toBe(missing.body);
    expect((await get("/start", "member")).statusCode).toBe(200);
  });

  it("end at once where their holder ends them", async () => {
    expect((await post(`/sesje/${sessionIds.get("successor")}/zakonczenie`, "successor")).statusCode).toBe(
      303,
    );
    expect((await get("/start", "successor")).statusCode).toBe(303);
    expect((await get("/ksiegowosc/2026", "successor")).body).toBe("");
  });
});
