import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { RefusalGround, RequestSubject } from "../../src/domain/governance/requests.ts";
import { grosze } from "../../src/domain/values/money.ts";
import { type PlainDate, plainDate } from "../../src/domain/values/plain-date.ts";
import { type AnswerInput, answerRequest } from "../../src/operations/answer-request.ts";
import { listDocumentRequests } from "../../src/operations/list-requests.ts";
import { refuseRequest } from "../../src/operations/refuse-request.ts";
import { setRequestTerm } from "../../src/operations/set-request-term.ts";
import { inScope } from "../../src/world/database/scope.ts";
import { freshDatabase, type TestDatabase } from "../setup/database.ts";
import { accepted, files, publishNew, reasonsOf } from "../setup/library.ts";
import { smallPdf, textPage } from "../setup/pdf.ts";
import { type SignInWorld, signInWorld } from "../setup/sign-in.ts";

let database: TestDatabase;
let books: SignInWorld["books"];
let member: string;
let other: string;
/** The day of asking in Poland, by the database's clock. */
let today: PlainDate;

beforeAll(async () => {
  database = await freshDatabase();
  const world = await signInWorld(database, "wnioski");
  books = world.books;
  await database.asSuperuser(async (client) => {
    await client.query("insert into app.membership values ($1, $2, '1', '[2020-01-01,)')", [
      books.scope.cooperativeId,
      books.people[0],
    ]);
    today = plainDate(
      (await client.query("select (now() at time zone 'Europe/Warsaw')::date::text as today")).rows[0].today,
    );
  });
  member = (await world.settle(books.people[0])).token;
  other = (await world.settle(books.people[1])).token;
});
afterAll(() => database.close());

async function ask(
  token: string,
  subject: string,
  wording = "Umowa o sprzątanie",
  document: number | null = null,
) {
  const { rows } = await inScope(database.pools.reading, token, (tx) =>
    tx.client.query<{ id: number | null }>("select app.ask_for_document($1, $2, $3) as id", [
      subject,
      wording,
      document,
    ]),
  );
  return rows[0]?.id ?? null;
}
const context = (on: PlainDate = today) => ({ ...books.context, today: () => on });
const answer = (id: number, more: Partial<AnswerInput> = {}) =>
  answerRequest(context(), books.scope, {
    id,
    file: null,
    isHandedOver: false,
    feeGrosze: grosze(0),
    note: "",
    files,
    ...more,
  });
const withhold = (
  id: number,
  ground: RefusalGround | null,
  reasons: string,
  courtSentence = "Sąd rejestrowy w 7 dni.",
) => refuseRequest(context(), books.scope, { id, ground, reasons, courtSentence });
async function asked(subject: RequestSubject): Promise<number> {
  const id = await ask(member, subject);
  if (id === null) throw new Error("the request was not taken");
  return id;
}
async function mine(token: string, id: number) {
  const { rows } = await inScope(database.pools.reading, token, (tx) =>
    tx.client.query(
      "select state, answer, ground, is_handed_over, fee_grosze, file_name, encode(file_sha256, 'hex') as sha256 from app.document_request where id = $1",
      [id],
    ),
  );
  return rows[0];
}

describe("asking for a copy", () => {
  it("is for members, in their own name, and nobody else sees it", async () => {
    const id = await ask(member, "invoice", "Faktury za remont dachu");
    expect(await mine(member, id!)).toMatchObject({ state: "asked" });
    expect(await mine(other, id!)).toBeUndefined();
    expect(await ask(other, "invoice")).toBeNull();
    expect(await ask("bez sesji", "invoice")).toBeNull();
    const [listed] = await listDocumentRequests(context(), books.scope, { isWaiting: true });
    expect(listed).toMatchObject({
      id,
      person: "P0",
      askedOn: today,
      wording: "Faktury za remont dachu",
      isOverdue: false,
    });
  });

  it("takes no blank wording, no other subject and no document that is not shown to them", async () => {
    await expect(ask(member, "gossip")).rejects.toThrow(/check constraint/);
    await expect(ask(member, "invoice", "")).rejects.toThrow(/check constraint/);
    await publishNew(books, "dla-czlonkow");
    const id = async () =>
      database.asSuperuser(
        async (client) =>
          (await client.query("select id from app.library_document where code = 'dla-czlonkow'")).rows[0].id,
      );
    expect(await ask(member, "resolution", "Proszę", await id())).not.toBeNull();
    expect(await ask(member, "resolution", "Proszę", (await id()) + 1)).toBeNull();
  });

  it("is written through the function alone", async () => {
    for (const statement of [
      "insert into app.document_request (cooperative_id, person_id, asked_on, subject, wording, state) values (1, 1, '2026-01-01', 'invoice', 'x', 'asked')",
      "update app.document_request set state = 'answered'",
      "delete from app.document_request",
    ]) {
      const attempt = inScope(database.pools.reading, member, (tx) => tx.client.query(statement));
      await expect(attempt).rejects.toThrow(/permission denied/);
    }
  });
});

describe("answering", () => {
  it("sends a file that is kept, with a note of its cost; once", async () => {
    const id = await asked("invoice");
    const bytes = smallPdf("", [textPage("Faktura 7")]);
    const sent = await answer(id, {
      file: { name: "faktura.pdf", bytes },
      feeGrosze: grosze(350),
      note: "Proszę zapłacić w kasie.",
    });
    expect(accepted(sent)).toMatchObject({ id, fileName: "faktura.pdf", feeGrosze: 350 });
    const seen = await mine(member, id);
    expect(seen).toMatchObject({
      state: "answered",
      answer: "Proszę zapłacić w kasie.",
      file_name: "faktura.pdf",
      fee_grosze: 350,
    });
    expect(await files.has(seen.sha256)).toBe(true);
    expect(reasonsOf(await answer(id, { isHandedOver: true }))).toEqual(["request-already-answered"]);
  });

  it("says that the copy was handed over on paper", async () => {
    const id = await asked("statute");
    expect(reasonsOf(await answer(id, { isHandedOver: true, feeGrosze: grosze(100) }))).toEqual([
      "copy-fee-not-allowed",
    ]);
    accepted(await answer(id, { isHandedOver: true }));
    expect(await mine(member, id)).toMatchObject({ state: "answered", is_handed_over: true, sha256: null });
  });

  it("refuses all at once what is no answer", async () => {
    const id = await asked("contract");
    expect(reasonsOf(await answer(id))).toEqual(["answer-without-copy"]);
    const scan = { name: "skan.docx", bytes: Buffer.from("PK") };
    expect(reasonsOf(await answer(id, { file: scan }))).toEqual(["not-a-pdf", "index-not-pdf"]);
    expect(reasonsOf(await answer(999_999, { isHandedOver: true }))).toEqual(["request-unknown"]);
    expect(await mine(member, id)).toMatchObject({ state: "asked" });
  });
});

describe("refusing", () => {
  it("is only for contracts, with ground, reasons and the way to court", async () => {
    const invoice = await asked("invoice");
    expect(reasonsOf(await withhold(invoice, "harm-to-cooperative", "Bo nie"))).toEqual([
      "refusal-not-allowed",
    ]);
    const contract = await asked("contract");
    expect(reasonsOf(await withhold(contract, null, " ", ""))).toEqual([
      "refusal-without-ground",
      "refusal-without-reasons",
      "refusal-without-court",
    ]);
    const refused = accepted(
      await withhold(contract, "rights-of-third-party", "Umowa zawiera tajemnicę wykonawcy."),
    );
    expect(refused.letter).toBe("Umowa zawiera tajemnicę wykonawcy.\n\nSąd rejestrowy w 7 dni.");
    expect(await mine(member, contract)).toMatchObject({
      state: "refused",
      ground: "rights-of-third-party",
      answer: refused.letter,
    });
    expect(reasonsOf(await withhold(contract, "rights-of-third-party", "Jeszcze raz"))).toEqual([
      "request-already-answered",
    ]);
  });
});

describe("the term", () => {
  it("is the cooperative's own, and what waits longer is overdue", async () => {
    const id = await asked("minutes");
    const on = async (day: PlainDate) =>
      (await listDocumentRequests(context(day), books.scope, { isWaiting: true })).find(
        (each) => each.id === id,
      );
    const due = (await on(today))!.dueOn;
    expect((await on(due))!.isOverdue).toBe(false);
    accepted(await setRequestTerm(books.context, books.scope, 3));
    expect((await on(due))!).toMatchObject({ isOverdue: true });
    expect(reasonsOf(await setRequestTerm(books.context, books.scope, 0))).toEqual([
      "request-term-out-of-range",
    ]);
    expect(reasonsOf(await setRequestTerm(books.context, books.scope, 91))).toEqual([
      "request-term-out-of-range",
    ]);
  });

  it("keeps the record of what was answered", async () => {
    const all = await listDocumentRequests(context(), books.scope, { isWaiting: false });
    expect(new Set(all.map(({ state }) => state))).toEqual(new Set(["asked", "answered", "refused"]));
  });

  it("lets twenty requests of a person wait, whoever sends them at once", async () => {
    const many = await Promise.all(Array.from({ length: 30 }, () => ask(member, "minutes")));
    expect(many.some((id) => id === null)).toBe(true);
    const waiting = (await listDocumentRequests(context(), books.scope, { isWaiting: true })).length;
    expect(waiting).toBe(20);
    expect(await ask(member, "minutes")).toBeNull();
    const first = (await listDocumentRequests(context(), books.scope, { isWaiting: true }))[0]!;
    accepted(await answer(first.id, { isHandedOver: true }));
    expect(await ask(member, "minutes")).not.toBeNull();
  });
});
