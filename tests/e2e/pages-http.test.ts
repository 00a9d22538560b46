import type { FastifyInstance, InjectOptions } from "fastify";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { ResidentReads } from "../../src/web/resident/reads.ts";
import { createServer } from "../../src/web/server.ts";
import { formTokenFor } from "../../src/web/session-cookie.ts";
import { paymentUncovered } from "./pages/accounting.fixtures.ts";
import { feeMonthEmpty, feeMonthWithVat, feeYearEmpty } from "./pages/fees.fixtures.ts";
import { startOfNone } from "./pages/people.fixtures.ts";
import { FULL_TOKEN, LOGIN, PASSWORD, portalOverFixtures, STARTER_TOKEN } from "./pages/portal.fixtures.ts";

/** What the portal answers on the wire: headers, the guard of forms, and what is given away to nobody. */

let server: FastifyInstance;

beforeAll(async () => {
  server = await createServer(await portalOverFixtures());
});

afterAll(() => server.close());

const HOST = "localhost:3000";
const OWN = { host: HOST, origin: `http://${HOST}`, "sec-fetch-site": "same-origin" };

function get(url: string, token?: string) {
  return server.inject({
    url,
    headers: { host: HOST, ...(token ? { cookie: `__Host-osiedle=${token}` } : {}) },
  });
}

function post(
  url: string,
  fields: Record<string, string>,
  {
    token,
    headers = OWN,
    formToken,
  }: { token?: string; headers?: InjectOptions["headers"]; formToken?: string | null } = {},
) {
  const proof = formToken === undefined && token !== undefined ? formTokenFor(token) : formToken;
  return server.inject({
    method: "POST",
    url,
    headers: {
      ...headers,
      "content-type": "application/x-www-form-urlencoded",
      ...(token ? { cookie: `__Host-osiedle=${token}` } : {}),
    },
    payload: new URLSearchParams({ ...fields, ...(proof ? { "form-token": proof } : {}) }).toString(),
  });
}

/** Signs in as a browser would: opens the form, sends it back with the cookie and token it was given. */
async function signIn(fields: Record<string, string>) {
  const form = await get("/logowanie");
  const entry = form.cookies.find((cookie) => cookie.name === "__Host-osiedle-wejscie")!.value;
  const formToken = /name="form-token" value="([^"]+)"/.exec(form.body)![1]!;
  return server.inject({
    method: "POST",
    url: "/logowanie",
    headers: {
      ...OWN,
      "content-type": "application/x-www-form-urlencoded",
      cookie: `__Host-osiedle-wejscie=${entry}`,
    },
    payload: new URLSearchParams({ ...fields, "form-token": formToken }).toString(),
  });
}

describe("every page", () => {
  it.each(["/", "/logowanie", "/start", "/nie-ma", "/czynsz/2026/11"])(
    "%s is locked down and kept by no cache",
    async (url) => {
      const { headers } = await get(url, FULL_TOKEN);
      const policy = String(headers["content-security-policy"]);
      for (const rule of [
        "default-src 'none'",
        "style-src 'self'",
        "script-src 'self'",
        "object-src 'none'",
        "base-uri 'none'",
        "frame-ancestors 'none'",
        "form-action 'self'",
      ])
        expect(policy).toContain(rule);
      expect(policy).not.toContain("unsafe");
      expect(headers["x-content-type-options"]).toBe("nosniff");
      expect(headers["cross-origin-opener-policy"]).toBe("same-origin");
      expect(headers["cross-origin-resource-policy"]).toBe("same-origin");
      expect(headers["strict-transport-security"]).toBeUndefined();
      expect(headers["cache-control"] ?? "no-store").toBe("no-store");
    },
  );

  it("promises https for a year where it is reached over https", async () => {
    const secured = await createServer({ ...(await portalOverFixtures()), isHttps: true });
    const { headers } = await secured.inject("/");
    expect(headers["strict-transport-security"]).toBe("max-age=31536000");
    await secured.close();
  });

  it("has no inline style, script or handler, and shows a stranger's title as text", async () => {
    for (const url of ["/", "/logowanie", "/start", "/wplaty/w-118-4", "/wirtualne-rachunki"]) {
      const { body } = await get(url, FULL_TOKEN);
      expect(body).not.toMatch(/<style|style="|<script(?![^>]* src=)|\son\w+="/);
    }
    const { body } = await get("/wplaty/w-118-4", FULL_TOKEN);
    expect(body).toContain("&lt;b>listopad&lt;/b>");
  });
});

describe("assets", () => {
  it("are named after their content and kept for ever", async () => {
    const { body } = await get("/");
    const addresses = [...body.matchAll(/(?:href|src)="(\/(?:zasoby|styl)\/[^"]+)"/g)].map(
      (match) => match[1]!,
    );
    expect(addresses).toHaveLength(4);
    for (const address of addresses) {
      const answer = await get(address);
      expect(answer.statusCode).toBe(200);
      expect(answer.headers["cache-control"]).toContain("immutable");
    }
  });

  it("point to a font that is there, of at most 60 KB", async () => {
    const page = await get("/");
    const styles = await get(/href="(\/zasoby\/styles[^"]+)"/.exec(page.body)![1]!);
    const font = await get(/\/zasoby\/source-sans-3\.[\w-]+\.woff2/.exec(styles.body)![0]);
    expect(font.statusCode).toBe(200);
    expect(font.rawPayload.length).toBeLessThanOrEqual(60 * 1024);
    for (const [, address] of styles.body.matchAll(/url\(["']?([^"')]*)/g))
      expect(address).toMatch(/^\/zasoby\//);
  });

  it("answers an unknown or climbing name with the page for nothing", async () => {
    for (const name of ["nic.css", "..%2Fpackage.json", "__proto__"])
      expect((await get(`/zasoby/${name}`)).statusCode).toBe(404);
  });
});

describe("forms", () => {
  const change = {
    "new-password": "cztery slowa w jednym zdaniu",
    "repeated-password": "cztery slowa w jednym zdaniu",
  };

  it.each([
    ["another site", { ...OWN, origin: "https://zlosliwa.example" }],
    ["another port of the same machine", { ...OWN, origin: "http://localhost:4000" }],
    ["a page the browser calls cross-site", { ...OWN, "sec-fetch-site": "cross-site" }],
    ["a neighbouring host", { ...OWN, "sec-fetch-site": "same-site" }],
    ["nobody in particular", { host: HOST }],
    ["a hidden origin", { ...OWN, origin: "null" }],
  ])("from %s change nothing", async (_case, headers) => {
    const answer = await post("/wylogowanie", {}, { token: FULL_TOKEN, headers });
    expect(answer.statusCode).toBe(403);
    expect(answer.body).toContain("Niczego nie zmieniono");
    expect((await get("/start", FULL_TOKEN)).statusCode).toBe(200);
  });

  it.each([
    ["without a token", null],
    ["with another session's token", formTokenFor(`${FULL_TOKEN}-other`)],
    ["with a cut token", formTokenFor(FULL_TOKEN).slice(1)],
  ])("%s change nothing", async (_case, formToken) => {
    const answer = await post("/haslo/nowe", change, { token: FULL_TOKEN, formToken });
    expect(answer.statusCode).toBe(403);
  });

  it("that are too large or of another type are refused with a page", async () => {
    const large = await post("/logowanie", { login: "x".repeat(20_000) });
    expect(large.statusCode).toBe(413);
    const json = await server.inject({
      method: "POST",
      url: "/logowanie",
      headers: { ...OWN, "content-type": "application/json" },
      payload: "{}",
    });
    expect(json.statusCode).toBe(415);
    for (const answer of [large, json]) expect(answer.body).toContain("Nie można odczytać formularza");
  });

  it("changing something are never answered to GET", async () => {
    for (const url of ["/wylogowanie", "/sesje/s-2/zakonczenie", "/sesje/zakonczenie-wszystkich"])
      expect((await get(url, FULL_TOKEN)).statusCode).toBe(404);
    expect((await get("/start", FULL_TOKEN)).statusCode).toBe(200);
  });
});

describe("signing in", () => {
  it("gives a host-bound, script-proof cookie and leads to the start page", async () => {
    const answer = await signIn({ login: LOGIN, password: PASSWORD });
    expect(answer.statusCode).toBe(303);
    expect(answer.headers.location).toBe("/start");
    const cookie = [answer.headers["set-cookie"]].flat().find((text) => text?.startsWith("__Host-osiedle="));
    for (const attribute of ["Secure", "HttpOnly", "SameSite=Lax", "Path=/"])
      expect(cookie).toContain(attribute);
    expect(cookie).not.toContain("Domain");
  });

  it("answers an unknown login and a wrong password in the same bytes, but for the login typed", async () => {
    const [unknown, wrong] = await Promise.all([
      signIn({ login: "nieznany", password: PASSWORD }),
      signIn({ login: LOGIN, password: "nie to" }),
    ]);
    const neutral = (body: string) =>
      body.replace(/(name="form-token" value=")[^"]+/g, "$1").replaceAll(/nieznany|gprzykladowa/g, "LOGIN");
    expect(unknown.statusCode).toBe(422);
    expect(wrong.statusCode).toBe(422);
    expect(neutral(unknown.body)).toBe(neutral(wrong.body));
    expect(wrong.body).not.toContain("nie to");
  });

  it("says how long to wait when too many are signing in at once", async () => {
    const answer = await signIn({ login: "zajete", password: "x" });
    expect(answer.statusCode).toBe(503);
    expect(answer.headers["retry-after"]).toBe("3");
    expect(answer.body).toContain("Następna próba możliwa za 3 s.");
  });

  it.each([
    "//zlosliwa.example",
    "https://zlosliwa.example",
    "/start/../../x:y",
    "/logowanie",
    "/\\zlosliwa.example",
  ])("never leads on to %s", async (powrot) => {
    const answer = await signIn({ login: LOGIN, password: PASSWORD, powrot });
    expect(answer.headers.location).toBe("/start");
  });

  it("clears the browser on sign-out", async () => {
    const token = `${FULL_TOKEN}-new`;
    await signIn({ login: LOGIN, password: PASSWORD });
    const answer = await post("/wylogowanie", {}, { token });
    expect(answer.headers["clear-site-data"]).toContain("cache");
    expect(answer.headers.location).toBe("/logowanie?wylogowano");
    expect(String(answer.headers["set-cookie"])).toContain("__Host-osiedle=;");
  });
});

describe("a starter session", () => {
  it.each([
    "/start",
    "/dane-osobowe",
    "/czynsz/2026/11",
    "/ksiegowosc/2026",
    "/wirtualne-rachunki",
    "/sesje",
  ])("is sent from %s to its new password", async (url) => {
    const answer = await get(url, STARTER_TOKEN);
    expect(answer.statusCode).toBe(303);
    expect(answer.headers.location).toBe("/haslo/nowe");
  });

  it("shows no menu of tabs, asks for no old password, and names the reason at the field", async () => {
    const form = await get("/haslo/nowe", STARTER_TOKEN);
    expect(form.body).not.toContain("Wirtualne rachunki");
    expect(form.body).not.toContain("current-password");
    const short = await post(
      "/haslo/nowe",
      { "new-password": "krótkie", "repeated-password": "krótkie" },
      { token: STARTER_TOKEN },
    );
    expect(short.statusCode).toBe(422);
    expect(short.body).toContain('id="new-password-error"');
    expect(short.body).not.toContain("krótkie");
  });
});

describe("what one may not see", () => {
  it.each([
    ["/wplaty/cudza", "/wplaty/nie-ma"],
    ["/ksiegowosc/2026/konto/cudze", "/ksiegowosc/rok/konto/nie-ma"],
    ["/czynsz/2026/11/skladnik/cudzy", "/czynsz/2026/13"],
    ["/czynsz/2026/10", "/zupelnie-nie-ma"],
    ["/wplaty/%00", `/wplaty/${"9".repeat(3000)}`],
    ["/czynsz/2026/11?lokal=%27%20or%201%3D1", "/%ZZ"],
  ])("%s answers in the very bytes of %s", async (one, other) => {
    const [first, second] = await Promise.all([get(one, FULL_TOKEN), get(other, FULL_TOKEN)]);
    expect(first.statusCode).toBe(404);
    expect(second.statusCode).toBe(404);
    expect(first.rawPayload.equals(second.rawPayload)).toBe(true);
    const headers = ({ date: _date, ...rest }: Record<string, unknown>) => rest;
    expect(headers(first.headers)).toEqual(headers(second.headers));
  });

  it("cannot end another person's session, and is told nothing about it", async () => {
    const answer = await post("/sesje/cudza/zakonczenie", {}, { token: FULL_TOKEN });
    expect(answer.statusCode).toBe(404);
  });

  it("sends everybody else to sign in, remembering where they were going", async () => {
    const answer = await get("/czynsz/2026/11?lokal=l-12");
    expect(answer.statusCode).toBe(303);
    expect(answer.headers.location).toBe("/logowanie?powrot=%2Fczynsz%2F2026%2F11%3Flokal%3Dl-12");
    expect(answer.body).not.toContain("Przykładowa");
  });
});

describe("what there is nothing of", () => {
  /** The page at an address when every read answers with these views. */
  async function pageWith(reads: Partial<ResidentReads>, url: string): Promise<string> {
    const portal = await portalOverFixtures();
    const special = await createServer({ ...portal, reads: { ...portal.reads, ...reads } });
    const { body } = await special.inject({ url, headers: { cookie: `__Host-osiedle=${FULL_TOKEN}` } });
    await special.close();
    return body.replaceAll("\u00a0", " ");
  }
  const seen = <View>(view: View) => ({
    session: { personName: "Genowefa Przykładowa", kind: "full" as const, idleSeconds: 900 },
    view,
  });

  it("has its own words on every page", async () => {
    const start = await pageWith({ loadStart: async () => seen(startOfNone) }, "/start");
    expect(start).toContain("nie jest przypisany żaden lokal");
    const month = await pageWith({ loadFeeMonth: async () => seen(feeMonthEmpty) }, "/czynsz/2026/11");
    expect(month).toContain("nie naliczono jeszcze opłaty");
    const year = await pageWith({ loadFeeYear: async () => seen(feeYearEmpty) }, "/czynsz/2026");
    expect(year).toContain("W tym roku nie naliczono opłat");
    const returned = await pageWith({ loadPayment: async () => seen(paymentUncovered) }, "/wplaty/1");
    expect(returned).toContain("zwrócona przez bank");
    expect(returned).toContain("bez tytułu");
  });

  it("shows the VAT of a commercial unit as a line of its own", async () => {
    const month = await pageWith({ loadFeeMonth: async () => seen(feeMonthWithVat) }, "/czynsz/2026/11");
    expect(month).toContain("VAT 23% od 195,00 zł");
    expect(month).toContain("44,85 zł");
  });
});

describe("a fault", () => {
  it("is answered with a page that gives nothing away", async () => {
    const portal = await portalOverFixtures();
    const broken = await createServer({
      ...portal,
      reads: {
        ...portal.reads,
        loadStart: async () => {
          throw new Error("select tajne from konta");
        },
      },
    });
    const answer = await broken.inject({
      url: "/start",
      headers: { cookie: `__Host-osiedle=${FULL_TOKEN}` },
    });
    expect(answer.statusCode).toBe(500);
    expect(answer.body).toContain("Błąd po naszej stronie");
    expect(answer.body).not.toContain("tajne");
    await broken.close();
  });
});
