import { readdirSync, readFileSync } from "node:fs";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { MirrorArea } from "../../src/domain/mirror/areas.ts";
import { month } from "../../src/domain/values/month.ts";
import { plainDate } from "../../src/domain/values/plain-date.ts";
import type { Refusal, Result } from "../../src/domain/values/result.ts";
import { writeMt940 } from "../../src/formats/bank/write-mt940.ts";
import { addDocument } from "../../src/operations/add-document.ts";
import { addReading } from "../../src/operations/add-reading.ts";
import { assignClearing } from "../../src/operations/assign-clearing.ts";
import { changeLibraryGroup } from "../../src/operations/change-library-group.ts";
import { closeAssessment } from "../../src/operations/close-assessment.ts";
import { closeAccountingPeriod } from "../../src/operations/close-period.ts";
import { correctAssessments } from "../../src/operations/correct-assessment.ts";
import { correctSettlement } from "../../src/operations/correct-settlement.ts";
import { draftAssessment } from "../../src/operations/draft-assessment.ts";
import { importPackage } from "../../src/operations/import-package.ts";
import { importStatements } from "../../src/operations/import-statements.ts";
import { issueConsumptionInformation } from "../../src/operations/issue-consumption-information.ts";
import { listClearing } from "../../src/operations/list-clearing.ts";
import { openAccountingYear } from "../../src/operations/open-year.ts";
import { postAssessment } from "../../src/operations/post-assessment.ts";
import { postSettlement } from "../../src/operations/post-settlement.ts";
import { publishDocument } from "../../src/operations/publish-document.ts";
import { putMeeting } from "../../src/operations/put-meeting.ts";
import { reverseLedgerDocument } from "../../src/operations/reverse-document.ts";
import { splitClearing } from "../../src/operations/split-clearing.ts";
import { widenVisibility } from "../../src/operations/widen-visibility.ts";
import { setMirroredAreas } from "../../src/store/mirror/areas.ts";
import { sentenceOf } from "../../src/web/messages/refusals.pl.ts";
import { inScope } from "../../src/world/database/scope.ts";
import { freshDatabase, type TestDatabase } from "../setup/database.ts";
import { change, sealed } from "../setup/exchange-package.ts";
import { mirrorRows } from "../setup/mirror-package.ts";
import { keptFiles, mirrored, PROGRAM, wholePicture } from "../setup/mirrored.ts";
import { statementOf, transfer } from "../setup/payment-books.ts";
import { laterPackage, OWN_NUMBER, type WholeBooks, wholeBooks } from "../setup/whole-books.ts";
import { SETTLED, waterOrder } from "../setup/whole-settlement.ts";

/** What another program keeps is changed by no operation of ours; the refusal says whose it is. */

let database: TestDatabase;
let books: WholeBooks;

beforeAll(async () => {
  database = await freshDatabase();
  books = await wholeBooks(database);
  await database.asSuperuser((client) =>
    client.query("insert into app.mirror_source (cooperative_id, program, kind) values (1, $1, 'package')", [
      PROGRAM,
    ]),
  );
});

afterAll(() => database?.close());

const june = month("2026-06");

type Call = () => Promise<Result<unknown, Refusal>>;
const withBooks =
  <T>(
    operation: (
      context: WholeBooks["context"],
      scope: WholeBooks["scope"],
      input: T,
    ) => Promise<Result<unknown, Refusal>>,
    input: T,
  ): Call =>
  () =>
    operation(books.context, books.scope, input);

const reading = {
  meter: "L4",
  on: plainDate("2026-06-01"),
  value: "99",
  source: "resident",
  note: "",
  corrects: null,
} as never;

/** Each call works, or is refused for a reason of its own, while its areas are ours. */
const CALLS: readonly (readonly [name: string, areas: readonly MirrorArea[], call: Call])[] = [
  ["draft-assessment", ["fees"], withBooks(draftAssessment, { month: june })],
  ["close-assessment", ["fees"], withBooks(closeAssessment, { month: june })],
  ["post-assessment", ["fees", "accounts"], withBooks(postAssessment, { month: june })],
  ["correct-assessment", ["fees", "accounts"], withBooks(correctAssessments, { months: [month("2026-03")] })],
  [
    "assign-clearing",
    ["accounts"],
    withBooks(assignClearing, { entryId: 1, right: "R1", account: null, purpose: null }),
  ],
  [
    "split-clearing",
    ["accounts"],
    withBooks(splitClearing, {
      entryId: 1,
      list: Buffer.from("konto;kwota\nR1;1,00\n"),
      isHousingBenefit: false,
    } as never),
  ],
  ["reverse-document", ["accounts"], withBooks(reverseLedgerDocument, "NAL/2026/1")],
  ["close-period", ["accounts"], withBooks(closeAccountingPeriod, month("2026-01"))],
  ["open-year", ["accounts"], withBooks(openAccountingYear, 2027)],
  ["add-reading", ["metering"], withBooks(addReading, reading)],
  [
    "issue-consumption-information",
    ["metering"],
    withBooks(issueConsumptionInformation, { month: month("2026-05") }),
  ],
  [
    "publish-document",
    ["library"],
    withBooks(publishDocument, { code: "X", version: null, confirmation: null }),
  ],
  [
    "import-package",
    ["register"],
    () =>
      importPackage(
        books.context,
        sealed(change(laterPackage(), "people.csv", (text) => text.replace("500 000 001", "500 000 002"))),
        null,
      ),
  ],
];

const mirror = (areas: readonly MirrorArea[]) =>
  inScope(books.context.pools.runtime, books.scope.token, (tx) => setMirroredAreas(tx, 1, areas));

describe("an area that another program keeps", () => {
  it.each(CALLS)("is not changed by %s", async (_name, areas, call) => {
    for (const area of areas) {
      await mirror([area]);
      const refused = await call();
      expect(refused.ok ? [] : refused.refusals.map(({ reason, data }) => ({ reason, data }))).toEqual([
        { reason: "area-mirrored", data: { area, program: PROGRAM } },
      ]);
    }
    await mirror([]);
    const worked = await call();
    expect(worked.ok ? [] : worked.refusals.map(({ reason }) => reason)).not.toContain("area-mirrored");
  });

  it("leaves to the office what no picture brings: meetings, groups of readers, kinds shown to more people", async () => {
    await mirror(["library"]);
    const { context, scope } = books;
    const held = { on: plainDate("2019-06-01"), at: "17:00", place: "Klub", name: "" };
    for (const done of [
      await putMeeting(context, scope, { code: "WZ-2019", yearEnd: plainDate("2018-12-31"), parts: [held] }),
      await changeLibraryGroup(context, scope, { code: "GRUPA", name: "Grupa", add: null, end: null }),
      await widenVisibility(context, scope, { kind: "regulation", audience: null }),
    ])
      expect(done).toMatchObject({ ok: true });
    await mirror([]);
  });

  it("is told by name", () => {
    expect(sentenceOf({ reason: "area-mirrored", data: { area: "fees", program: PROGRAM } })).toContain(
      `prowadzi program ${PROGRAM}`,
    );
  });

  it("is asked for by every operation that holds the books or the library", () => {
    const folder = new URL("../../src/operations/", import.meta.url);
    // The mirror itself, its areas, what members ask of the cooperative and get as an answer, what the office takes back from people, and
    // what no picture brings.
    const others = [
      "load-mirror.ts",
      "inspect-mirror-library.ts",
      "set-mirror-areas.ts",
      "answer-request.ts",
      "refuse-request.ts",
      "withdraw-document.ts",
      "put-meeting.ts",
      "change-library-group.ts",
      "widen-visibility.ts",
    ];
    const silent = readdirSync(folder).filter((name) => {
      const text = readFileSync(new URL(name, folder), "utf8");
      return (
        /lock(Books|Library)\(/.test(text) && !text.includes("mirroredRefusals(") && !others.includes(name)
      );
    });
    expect(silent).toEqual([]);
    expect(addDocument).toBeDefined();
  });
});

describe("an account", () => {
  it("with postings of ours never becomes theirs", async () => {
    const rows = await database.asSuperuser((client) => mirrorRows(client, 1));
    const there = await mirroredHere();
    const loaded = await there.load(wholePicture(rows, "1"));
    expect(loaded.ok ? [] : loaded.refusals.map(({ reason }) => reason)).toContain("account-is-ours");
    const { rows: marked } = await database.asSuperuser((client) =>
      client.query("select from app.account where is_mirrored"),
    );
    expect(marked).toEqual([]);
    await mirror([]);
  });

  it("of theirs takes no posting of ours, whatever would post it", async () => {
    const { context, scope } = books;
    const july = month("2026-07");
    const moved = (text: string) => text.replace("121,250;3;3;", "121,250;4;3;");
    const facts = await importPackage(
      context,
      sealed(change(laterPackage(), "unit-states.csv", moved)),
      null,
    );
    expect(facts).toMatchObject({
      ok: true,
      value: { monthsToCorrect: expect.arrayContaining(["2026-02"]) },
    });
    const drafted = await draftAssessment(context, scope, { month: july });
    const closed = await closeAssessment(context, scope, { month: july });
    expect([drafted.ok, closed.ok]).toEqual([true, true]);
    const [waiting] = await listClearing(context, scope);
    const target = { entryId: waiting!.entry.id, right: "R1", account: null, purpose: null };
    const spring = { from: plainDate("2026-04-01"), to: plainDate("2026-05-31") };
    const list = Buffer.from(`prawo;kwota\nR1;${(waiting!.waitingGrosze / 100).toFixed(2)}\n`);
    await database.asSuperuser((client) => client.query("update app.account set is_mirrored = true"));
    const before = await rowsWritten();
    const refused = [
      await postAssessment(context, scope, { month: july }),
      await reverseLedgerDocument(context, scope, "NAL/2026/4"),
      await assignClearing(context, scope, target),
      await splitClearing(context, scope, { entryId: target.entryId, list, isHousingBenefit: false }),
      await correctAssessments(context, scope, { months: [month("2026-02")] }),
      await postSettlement(context, scope, { order: waterOrder("ZW/2026/B1-2", spring, 700_00) }),
      await correctSettlement(context, scope, {
        code: SETTLED.code,
        order: waterOrder(SETTLED.code, SETTLED.period, 1300_00),
      }),
    ].map((answer) => (answer.ok ? [] : answer.refusals.map(({ reason, data }) => [reason, data.program])));
    expect(refused).toEqual(Array(7).fill([["account-mirrored", PROGRAM]]));
    const [file] = await importStatements(context, scope, {
      files: keptFiles,
      postDiffering: false,
      sources,
    });
    expect(file!.statements[0]).toMatchObject({
      state: "refused",
      refusals: [{ reason: "account-mirrored" }],
    });
    expect(await rowsWritten()).toEqual(before);
  });

  it("is named in the refusal, of very many so many", () => {
    const refused = {
      reason: "account-mirrored",
      data: { accounts: "204-1, 204-2", count: 7, program: null },
    };
    expect(sentenceOf(refused)).toMatch(/^Konta 204-1, 204-2 i 5 innych są z innego programu/);
    const one = { accounts: "204-1", count: 1, program: PROGRAM };
    expect(sentenceOf({ ...refused, data: one })).toMatch(/^Konto 204-1 jest z programu Czynsz 2000/);
  });
});

const sources = [
  {
    name: "wyciag.sta",
    bytes: async function* () {
      const wish = { number: "9", openingOn: "2026-07-01", closingOn: "2026-07-31" };
      const entry = transfer({ amount: 10_00, title: "wpłata", on: "2026-07-02" });
      yield writeMt940("pko-bp", [statementOf([entry], { ...wish, account: OWN_NUMBER })]);
    },
  },
];

/** So many rows of everything that a posting operation writes. */
async function rowsWritten() {
  const { rows } = await database.asSuperuser((client) =>
    client.query(`select (select count(*) from app.document) as documents, (select count(*) from app.charge) as charges,
      (select count(*) from app.crediting) as creditings, (select count(*) from app.bank_statement) as statements,
      (select count(*) from app.posting_request) as requests,
      (select jsonb_agg(jsonb_build_array(code, state) order by id) from app.settlement) as settlements`),
  );
  return rows;
}

async function mirroredHere() {
  await database.asSuperuser((client) => client.query("delete from app.mirror_source"));
  const { rows } = await database.asSuperuser((client) =>
    client.query<{ slug: string }>("select slug from app.cooperative"),
  );
  return mirrored(database, { slug: rows[0]!.slug });
}
