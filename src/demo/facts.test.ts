import { createHash } from "node:crypto";
import { describe, expect, it } from "vitest";
import { passwordRefusals } from "../access/password-rules.ts";
import { parseAccountNumber } from "../domain/receivables/account-number.ts";
import { addToMonth, lastDay, month, monthOf } from "../domain/values/month.ts";
import { plainDate } from "../domain/values/plain-date.ts";
import { readStatements } from "../formats/bank/read-statements.ts";
import { PackageReader } from "../formats/package/package-reader.ts";
import { DEMO_COOPERATIVE, DEMO_MONTHS, demoMonthsFrom, demoMonthsUntil } from "./cooperative.ts";
import { DEMO_SIGN_INS } from "./demo-people.ts";
import { demoFacts } from "./facts.ts";
import { otherTransfers } from "./happenings.ts";
import { demoPackage } from "./package.ts";
import type { PackageEdition, WrittenFile } from "./package-rows.ts";
import { draw, drawByShare, drawWhole } from "./random.ts";
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
