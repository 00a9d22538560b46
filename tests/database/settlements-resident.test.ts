import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { plainDate } from "../../src/domain/values/plain-date.ts";
import { insertSession } from "../../src/store/session.ts";
import { accountingReads } from "../../src/web/resident/reads/accounting.ts";
import { settlementReads } from "../../src/web/resident/reads/settlements.ts";
import { startReads } from "../../src/web/resident/reads/start.ts";
import type { SettlementView } from "../../src/web/resident/view-models.ts";
import { fixedClock } from "../../src/world/clock.ts";
import { inScope } from "../../src/world/database/scope.ts";
import { freshDatabase, type TestDatabase } from "../setup/database.ts";
import { wholeBooks } from "../setup/whole-books.ts";

/** Media rozliczenia as each person meets them, over settlements that the operations computed and posted. */

const PEOPLE = { member: "P1", jointHolder: "P2", formerHolder: "P3", successor: "P4", firm: "P5" } as const;
type Person = keyof typeof PEOPLE;

let database: TestDatabase;
const tokens = new Map<Person, string>();

const rows = <Row>(text: string): Promise<Row[]> =>
  database.asSuperuser(async (client) => (await client.query(text)).rows as Row[]);

beforeAll(async () => {
  database = await freshDatabase();
  await wholeBooks(database);
  const people = await rows<{ id: number; code: string }>("select id, code from app.person");
  for (const person of Object.keys(PEOPLE) as Person[]) {
    const personId = people.find(({ code }) => code === PEOPLE[person])!.id;
    const token = await inScope(database.pools.signin, null, (tx) =>
      insertSession(tx, {
        cooperativeId: 1,
        kind: "resident",
        personId,
        loginId: null,
        userAgent: "",
        address: "",
        idleSeconds: 900,
        lifetimeSeconds: 3600,
      }),
    );
    tokens.set(person, token);
  }
});
afterAll(() => database.close());

const world = () => ({
  reading: database.pools.reading,
  clock: fixedClock("2026-06-20T10:00:00Z"),
  touch: async () => {},
});
type World = Parameters<typeof settlementReads>[0];
const reads = () => settlementReads(world() as unknown as World);

const yearOf = async (
  person: Person,
  year: number | null = null,
  account: string | null = null,
  period: SettlementView["period"] | null = null,
) => (await reads().loadSettlements(tokens.get(person)!, year, account, period)).view;

async function listOf(person: Person) {
  const view = await yearOf(person);
  return view?.accounts.map(({ place, account, settlements }) => [
    place.name,
    account?.number ?? null,
    settlements.map(({ isReversed, costGrosze, resultGrosze }) => [isReversed, costGrosze, resultGrosze]),
  ]);
}

const settlementOf = async (person: Person, settlementId: string) =>
  (await reads().loadSettlement(tokens.get(person)!, settlementId)).view;

async function idsOf(person: Person): Promise<string[]> {
  const view = await yearOf(person);
  return view!.accounts.flatMap(({ settlements }) => settlements.map(({ settlementId }) => settlementId));
}

describe("the year of posting", () => {
  it("lists both settlements, the one that was replaced too, joint holders alike", async () => {
    const list = await listOf("member");
    expect(list).toEqual([
      [
        "Lokal\u00a01",
        "204-R1-03",
        [
          [false, 334_07, 25_91],
          [true, 405_90, 97_74],
        ],
      ],
    ]);
    expect(await listOf("jointHolder")).toEqual(list);
    expect(await yearOf("member")).toMatchObject({
      year: 2026,
      years: [2026],
      periods: [{ from: "2026-01-01", to: "2026-03-31" }],
      period: null,
    });
  });

  it("is filtered by account and period, an empty one said so, a stranger's account not there", async () => {
    const [first] = (await yearOf("member"))!.accounts;
    const account = first!.account!.accountId;
    const period = { from: plainDate("2026-01-01"), to: plainDate("2026-03-31") };
    expect((await yearOf("member", 2026, account, period))!.accounts[0]!.settlements).toHaveLength(2);
    const other = { ...period, from: plainDate("2025-01-01") };
    expect((await yearOf("member", 2026, account, other))!.accounts[0]!.settlements).toEqual([]);
    expect((await yearOf("member", 2024, account))!.accounts[0]!.settlements).toEqual([]);
    expect(await yearOf("successor", 2026, account)).toBeNull();
    expect(await yearOf("member", 2026, "x")).toBeNull();
  });

  it("leaves each holder of a flat that changed hands their own, and shows a firm its settlement without an account", async () => {
    const [former, next, firm] = await Promise.all([
      listOf("formerHolder"),
      listOf("successor"),
      listOf("firm"),
    ]);
    expect(former).toHaveLength(1);
    expect(next).toHaveLength(1);
    expect(former![0]![1]).toBe("204-R2-03");
    expect(next![0]![1]).toBe("204-R2A-03");
    expect(firm![0]![1]).toBeNull();
    expect(firm![0]![2]).toHaveLength(2);
    const everybody = (await Promise.all((Object.keys(PEOPLE) as Person[]).map(idsOf))).flat();
    // Joint holders see the same two; nobody else shares any.
    expect(new Set(everybody).size).toBe(everybody.length - 2);
  });
});

describe("one settlement", () => {
  it("is a golden view of what was computed and posted", async () => {
    const [id] = await idsOf("member");
    const view = await settlementOf("member", id!);
    // 60 % of 1 234.57 zł by area: 740.74 × 48.5 ÷ 212 = 169.4617 → 169.46; 40 % equally: 493.83 ÷ 3 = 164.61.
    expect(shown(view!)).toEqual({
      changes: [],
      place: "Lokal\u00a01",
      code: "ZW/2026/B1",
      medium: "cold-water",
      name: "Zimna woda",
      period: { from: "2026-01-01", to: "2026-03-31" },
      ownPeriod: { from: "2026-01-01", to: "2026-03-31" },
      isReversed: false,
      isInvoiced: false,
      postedOn: "2026-06-15",
      dueOn: "2026-08-17",
      interestFreeUntil: "2026-09-15",
      documentNumber: "ROZ/2026/2",
      account: "204-R1-03",
      costGrosze: 334_07,
      advancesGrosze: 308_16,
      resultGrosze: 25_91,
      vatGrosze: 0,
      proposedAdvanceGrosze: 111_36,
      proposedAdvancePercent: "100",
      // Two persons in January, three since.
      advanceMonths: [
        { month: "2026-01", amountGrosze: 77_04 },
        { month: "2026-02", amountGrosze: 115_56 },
        { month: "2026-03", amountGrosze: 115_56 },
      ],
      remainingGrosze: 25_91,
      setOffs: [],
      replacedBy: null,
      corrects: "ZW/2026/B1",
      figures: [
        {
          id: "woda",
          name: "Woda i ścieki",
          nature: "variable",
          amountGrosze: 1234_57,
          parts: [
            { key: "area", percent: "60", amountGrosze: 740_74, total: "212", price: "3.494057", unit: "m2" },
            {
              key: "equal",
              percent: "40",
              amountGrosze: 493_83,
              total: "3",
              price: "164.61",
              unit: "participants",
            },
          ],
        },
      ],
      own: [
        ["woda", "area", "48.5", 169_46],
        ["woda", "equal", "1", 164_61],
      ],
    });
  });

  it("says what replaced it, and the other way round", async () => {
    const [later, earlier] = await idsOf("formerHolder");
    const replaced = await settlementOf("formerHolder", earlier!);
    expect(replaced).toMatchObject({ isReversed: true, replacedBy: { settlementId: later }, corrects: null });
    expect(await settlementOf("formerHolder", later!)).toMatchObject({
      isReversed: false,
      replacedBy: null,
      corrects: { settlementId: earlier },
    });
  });

  it("is what explains its line in Księgowość, the corrected one with it", async () => {
    const [later, earlier] = await idsOf("member");
    const { account } = (await settlementOf("member", later!))!;
    const books = accountingReads(world() as unknown as World);
    const { view } = await books.loadAccountDocuments(tokens.get("member")!, 2026, account!.accountId);
    const explained = view!.lines.map(({ explainedBy }) => explainedBy).filter((each) => each !== null);
    expect(explained).toEqual([
      { kind: "settlement", settlementId: earlier },
      { kind: "settlement", settlementId: later },
    ]);
  });

  it("of somebody else, of nobody, and written otherwise is not there", async () => {
    const [id] = await idsOf("formerHolder");
    const [settlement, participant] = id!.split("-");
    for (const person of ["member", "jointHolder", "successor", "firm"] as const)
      expect(await settlementOf(person, id!)).toBeNull();
    for (const written of [`${settlement}-0${participant}`, `${id}-1`, settlement!, "999-1", "a-b", ""])
      expect(await settlementOf("formerHolder", written)).toBeNull();
    expect(await settlementOf("formerHolder", id!)).not.toBeNull();
  });

  it("of a firm says that an invoice holds the result", async () => {
    const [id] = await idsOf("firm");
    expect(await settlementOf("firm", id!)).toMatchObject({ isInvoiced: true, account: null });
  });

  it("accounts for the whole result: what was set off and what is still open", async () => {
    for (const person of ["member", "formerHolder", "successor"] as const)
      for (const id of await idsOf(person)) {
        const { isReversed, resultGrosze, remainingGrosze, setOffs } = (await settlementOf(person, id))!;
        if (isReversed) expect(setOffs).toEqual([]);
        const sum = setOffs.reduce((all, each) => all + each.amountGrosze, 0);
        if (!isReversed) expect(Math.abs(remainingGrosze ?? 0) + sum).toBe(Math.abs(resultGrosze));
      }
    const [id] = await idsOf("formerHolder");
    expect(shown((await settlementOf("formerHolder", id!))!).setOffs).toEqual([["fees", 65_11]]);
  });
});

describe("the start page", () => {
  it("tells the newest settlement of each unit for thirty days, and none that was reversed", async () => {
    const { view } = await startReads(world() as unknown as World).loadStart(tokens.get("member")!);
    const news = view!.news.filter(({ kind }) => kind === "settlement-posted");
    const [id] = await idsOf("member");
    expect(news).toMatchObject([{ date: "2026-06-15", settlement: { settlementId: id, isReversed: false } }]);
  });
});

/** Without what differs from run to run. */
function shown({ asOf, account, setOffs, settlementId, corrects, place, ...view }: SettlementView) {
  return {
    ...view,
    place: place.name,
    account: account?.number ?? null,
    setOffs: setOffs.map(({ amountGrosze, account: { purpose } }) => [purpose, amountGrosze]),
    corrects: corrects?.code ?? null,
    figures: view.figures.costs,
    own: view.own.shares.map(({ cost, key, quantity, grosze }) => [cost, key, quantity, grosze]),
  };
}
