import { createHash } from "node:crypto";
import { describe, expect, it } from "vitest";
import { passwordRefusals } from "../access/password-rules.ts";
import { parseAccountNumber } from "../domain/receivables/account-number.ts";
import { definitionProblems } from "../domain/settlement/definition-problems.ts";
import { addToMonth, lastDay, month, monthOf } from "../domain/values/month.ts";
import { plainDate } from "../domain/values/plain-date.ts";
import { readStatements } from "../formats/bank/read-statements.ts";
import { PackageReader } from "../formats/package/package-reader.ts";
import { DEMO_COOPERATIVE, DEMO_MONTHS, demoMonthsFrom, demoMonthsUntil } from "./cooperative.ts";
import { DEMO_SIGN_INS } from "./demo-people.ts";
import { demoFacts } from "./facts.ts";
import { otherTransfers } from "./happenings.ts";
import { readingFiles } from "./metering-files.ts";
import { demoPackage } from "./package.ts";
import type { PackageEdition, WrittenFile } from "./package-rows.ts";
import { draw, drawByShare, drawWhole } from "./random.ts";
import { DEMO_DEFINITIONS } from "./settlement-definitions.ts";
import { demoOrders, SETTLED_YEARS } from "./settlements.ts";
import { StatementDesk } from "./statements.ts";
import { residentTransfers } from "./transfers.ts";

const MONTHS = demoMonthsUntil(plainDate("2026-11-23"));
const digest = (files: readonly WrittenFile[]) => {
  const hash = createHash("sha256");
  for (const { name, bytes } of files) hash.update(name).update(bytes);
  return hash.digest("hex");
};

function statementFiles(months = MONTHS): WrittenFile[] {
  const facts = demoFacts(months);
  const desk = new StatementDesk(plainDate(`${months[0]}-01`));
  const told = (right: string, index: number) => 400_00 + right.length * 10_00 + index * 3_00;
  return months.flatMap((each, index) => {
    desk.book([...residentTransfers(facts, index, told), ...otherTransfers(facts, index, told)]);
    return desk.filesUntil(lastDay(each), each);
  });
}

describe("chance of the demo", () => {
  it("depends on the key only", () => {
    expect(draw("LIP4/12")).toBe(draw("LIP4/12"));
    expect(draw("LIP4/12")).not.toBe(draw("LIP4/13"));
  });

  it("is spread evenly enough for a story", () => {
    const counts = Array.from({ length: 10 }, () => 0);
    for (let index = 0; index < 10_000; index += 1) counts[drawWhole(`key ${index}`, 0, 9)]! += 1;
    for (const count of counts) expect(Math.abs(count - 1000)).toBeLessThan(150);
  });

  it("follows the shares given", () => {
    const drawn = Array.from({ length: 1000 }, (_, index) =>
      drawByShare(`${index}`, { much: 9, little: 1, none: 0 }),
    );
    expect(drawn.filter((each) => each === "none")).toEqual([]);
    expect(drawn.filter((each) => each === "much").length).toBeGreaterThan(850);
  });
});

describe("months of the demo", () => {
  it("end with the present one", () => {
    expect(MONTHS).toHaveLength(DEMO_MONTHS);
    expect([MONTHS[0], MONTHS.at(-1)]).toEqual(["2024-10", "2026-11"]);
    expect(demoMonthsFrom(month("2024-10"))).toEqual(MONTHS);
  });
});

describe("facts of the demo", () => {
  it("are the same in two runs, to the byte", () => {
    for (const edition of ["opening", "survey"] as const) {
      expect(digest(demoPackage(demoFacts(MONTHS), edition))).toBe(
        digest(demoPackage(demoFacts(MONTHS), edition)),
      );
    }
    expect(digest(statementFiles())).toBe(digest(statementFiles()));
  });

  const cases = [0, 1, 5, 13].flatMap((later) =>
    (["opening", "survey"] as const).map((edition) => [addToMonth(MONTHS[0]!, later), edition] as const),
  );
  it.each(cases)("from %s are a package without a problem (%s)", (first, edition: PackageEdition) => {
    const files = demoPackage(demoFacts(demoMonthsFrom(first)), edition);
    const reader = new PackageReader(
      files[0]!.bytes,
      files.map(({ name }) => name),
    );
    for (const name of reader.order) {
      const { bytes } = files.find((file) => file.name === name)!;
      reader.add({ name, bytes, sha256: createHash("sha256").update(bytes).digest("hex") });
    }
    expect(reader.finish().problems).toEqual([]);
  });

  it("hold what a cooperative has", () => {
    const { estate, rights, members, people, accounts } = demoFacts(MONTHS);
    expect(estate.buildings).toHaveLength(24);
    expect(estate.units.length).toBeGreaterThan(1150);
    expect(new Set(estate.units.map(({ kind }) => kind)).size).toBe(5);
    expect(new Set(rights.map(({ kind }) => kind)).size).toBe(6);
    expect(rights.filter(({ holders }) => holders.length > 1).length).toBeGreaterThan(300);
    expect(
      rights.some(({ until, holders }) => until === null && holders.some((holder) => holder.until !== null)),
    ).toBe(true);
    expect(rights.filter(({ until }) => until !== null).length).toBeGreaterThan(20);
    expect(members.length).toBeLessThan(people.length);
    expect(accounts.some(({ purpose }) => purpose === "court-claim")).toBe(true);
  });

  it("name nobody's bank, PESEL or tax number", () => {
    const facts = demoFacts(MONTHS);
    for (const { number } of facts.virtualAccounts) {
      expect(parseAccountNumber(number).ok).toBe(true);
      expect(number.slice(2, 5)).toBe("999");
    }
    for (const { pesel, nip, kind } of facts.people) {
      // The month carries the century: 60 more is 22xx.
      if (kind === "natural") expect(Number(pesel.slice(2, 4))).toBeGreaterThan(60);
      else expect(nip).toMatch(/^000/);
    }
    expect(DEMO_COOPERATIVE.nip).toMatch(/^000/);
  });
});

describe("meters of the demo", () => {
  const facts = demoFacts(MONTHS);
  const { points, meters, radios, use } = facts.metering;
  const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0);

  it("are everywhere, and of every kind of story", () => {
    const ofKind = (kind: string) => points.filter(({ measuredBy }) => measuredBy === kind);
    expect(ofKind("water-meter").length).toBeGreaterThan(2500);
    expect(ofKind("heat-cost-allocator").length).toBeGreaterThan(600);
    expect(new Set(ofKind("heat-cost-allocator").map(({ locationFactor }) => locationFactor)).size).toBe(5);
    expect(points.filter(({ behind }) => behind === "ZW-HYDROFORNIA")).toHaveLength(2);
    expect(points.filter(({ units }) => units.length === 2)).toHaveLength(2);
    expect(points.filter(({ isRemote }) => !isRemote).length).toBeGreaterThan(100);
    expect(meters.filter(({ endReason }) => endReason === "koniec legalizacji").length).toBeGreaterThan(90);
    expect(meters.filter(({ endReason }) => endReason === "zatrzymane liczydło").length).toBeGreaterThan(10);
    expect(radios.length - new Set(radios.map(({ meter }) => meter.code)).size).toBe(1);
    expect(
      meters.filter(
        ({ until, verifiedUntil }) =>
          until === null && verifiedUntil !== null && verifiedUntil < lastDay(MONTHS.at(-1)!),
      ),
    ).toHaveLength(3);
  });

  it("of mains count two to four percent more than those of units behind them", () => {
    for (const main of points.filter(({ level, medium }) => level === "main" && medium !== "heat")) {
      const behind = points.filter((point) => point.behind === main.code);
      const ratio = sum(use.get(main.code)!) / sum(behind.flatMap(({ code }) => use.get(code)!));
      expect([main.code, ratio > 1.02 && ratio < 1.04]).toEqual([main.code, true]);
    }
  });

  it("count what people use: cold and hot water a month, heat in winter only", () => {
    const persons = sum(
      facts.persons
        .filter(({ until, unit }) => until === null && !unit.startsWith("BUK2"))
        .map((state) => state.persons),
    );
    const ofMedium = (medium: string, from = 0, to = MONTHS.length) =>
      points
        .filter((point) => point.level === "individual" && point.medium === medium)
        .flatMap(({ code }) => use.get(code)!.slice(from, to));
    const monthly = (medium: string) => sum(ofMedium(medium)) / MONTHS.length / persons / 1000;
    expect(monthly("cold-water")).toBeGreaterThan(2);
    expect(monthly("cold-water")).toBeLessThan(3);
    expect(monthly("hot-water")).toBeGreaterThan(1);
    expect(monthly("hot-water")).toBeLessThan(1.6);
    const july = MONTHS.indexOf(month("2025-07"));
    expect(sum(ofMedium("heat", july, july + 1))).toBe(0);
    expect(sum(ofMedium("heat", july + 6, july + 7))).toBeGreaterThan(0);
  });

  it("come in files that are the same in two runs and tell each meter once a month", () => {
    const files = readingFiles(facts.metering, MONTHS, 3, 5);
    expect(files.map(({ name }) => name)).toEqual([
      "radio-2025-03.jsonl",
      "bramka-KLO5-2025-03.csv",
      "obchod-2025-03.csv",
    ]);
    expect(digest(files)).toBe(digest(readingFiles(demoFacts(MONTHS).metering, MONTHS, 3, 5)));
    const telegrams = Buffer.from(files[0]!.bytes)
      .toString("utf8")
      .trimEnd()
      .split("\n")
      .map((line) => JSON.parse(line) as { id: string; timestamp: string });
    expect(new Set(telegrams.map(({ id, timestamp }) => `${id} ${timestamp}`)).size).toBe(telegrams.length);
    expect(new Set(telegrams.map(({ timestamp }) => timestamp)).size).toBe(3);
  });
});

describe("settlements of the demo", () => {
  it("cost what the invoices of their period sum to, near the advances", () => {
    const facts = demoFacts(MONTHS);
    const advances = new Map(
      facts.estate.buildings.flatMap(({ code }) =>
        ["cold-water", "hot-water", "heat"].map((medium) => [`${code}/${medium}`, 100_000_00] as const),
      ),
    );
    for (const year of SETTLED_YEARS) {
      const orders = demoOrders(facts, year, advances);
      expect(new Set(orders.map(({ code }) => code)).size).toBe(orders.length);
      for (const { definition, period, costs, buildings } of orders) {
        const defined = DEMO_DEFINITIONS.find(({ code }) => code === definition)!;
        expect(new Set(costs.map(({ cost }) => cost))).toEqual(new Set(defined.costs.map(({ id }) => id)));
        expect(costs.every(({ from, to }) => period.from <= from && to <= period.to)).toBe(true);
        const ratio =
          costs.reduce((total, { amountGrosze }) => total + amountGrosze, 0) /
          (buildings.length * 100_000_00);
        expect(Math.abs(ratio - 1)).toBeLessThan(0.06);
      }
    }
  });

  it("are made by definitions that are lawful", () => {
    for (const definition of DEMO_DEFINITIONS)
      expect(definitionProblems(definition, plainDate("2026-11-23"))).toEqual([]);
  });
});

describe("statements of the demo", () => {
  const parsed = statementFiles().map(({ name, bytes }) => ({ name, ...readStatements(bytes) }));

  it("are read without a problem, and their balances agree", () => {
    expect(parsed.flatMap(({ problems }) => problems)).toEqual([]);
    const statements = parsed.flatMap((file) => file.statements);
    expect(statements.filter(({ balances }) => balances !== "agree")).toEqual([]);
    expect(new Set(parsed.map(({ encoding }) => encoding))).toEqual(new Set(["iso-8859-2", "cp852"]));
  });

  it("continue each other", () => {
    for (const [, statements] of Map.groupBy(
      parsed.flatMap((file) => file.statements),
      ({ account }) => account,
    )) {
      for (const [index, statement] of statements.slice(1).entries()) {
        expect(statement.opening?.amountMinor).toBe(statements[index]?.closing?.amountMinor);
      }
    }
  });

  it("hold twins, a return, and a hostile title", () => {
    const entries = parsed.flatMap((file) => file.statements).flatMap((statement) => statement.entries);
    expect(entries.some(({ isReversal, side }) => isReversal && side === "debit")).toBe(true);
    expect(entries.some(({ title }) => title?.includes("<script>"))).toBe(true);
    const keys = entries
      .filter(({ bankReference }) => bankReference === null)
      .map(({ bookingDate, amountMinor, title }) => `${bookingDate}/${amountMinor}/${title}`);
    expect(keys.length).toBeGreaterThan(new Set(keys).size);
  });

  it("never tell of a day to come", () => {
    const facts = demoFacts(MONTHS);
    const desk = new StatementDesk(plainDate(`${MONTHS[0]}-01`));
    for (const index of MONTHS.keys()) desk.book(residentTransfers(facts, index, () => 500_00));
    const entries = desk
      .filesUntil(plainDate("2026-11-22"), "all")
      .flatMap(({ bytes }) => readStatements(bytes).statements)
      .flatMap((statement) => statement.entries);
    expect(entries.filter(({ bookingDate }) => bookingDate !== null && bookingDate > "2026-11-22")).toEqual(
      [],
    );
    expect(
      entries.some(({ bookingDate }) => bookingDate !== null && monthOf(bookingDate) === MONTHS.at(-1)),
    ).toBe(true);
  });
});

describe("published passwords", () => {
  it.each(DEMO_SIGN_INS.map(({ password, person, login }) => [password, person, login] as const))(
    "%s keeps the rules",
    (password, person, login) => {
      const words = [
        person.firstName,
        person.lastName,
        login,
        DEMO_COOPERATIVE.name,
        "Lipowa Klonowa Bukowa Jesionowa Wiązowa",
      ];
      expect(passwordRefusals(password, words)).toEqual([]);
    },
  );
});
