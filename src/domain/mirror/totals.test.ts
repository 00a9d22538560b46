import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { month } from "../values/month.ts";
import { MIRROR_KINDS, type MirrorKind } from "./areas.ts";
import { type MirrorTotal, MirrorTotals } from "./mirror-totals.ts";
import { compareTotals, missingTotals, TOTALS_OF_KIND } from "./totals.ts";

const line = fc.record({
  kind: fc.constantFrom(...MIRROR_KINDS),
  account: fc.constantFrom(null, "201-1", "201-2", "|", ""),
  month: fc.constantFrom(null, ...["1800-01", "2026-01", "2026-12", "2199-12"].map(month)),
  rows: fc.nat(1000),
  debitGrosze: fc.integer({ min: -1e9, max: 1e9 }),
  creditGrosze: fc.integer({ min: -1e9, max: 1e9 }),
});

function given(...lines: readonly MirrorTotal[]): MirrorTotals {
  const totals = new MirrorTotals();
  for (const each of lines) totals.add(each);
  return totals;
}

function counted(
  lines: readonly (MirrorTotal & { rows: number; debitGrosze: number; creditGrosze: number })[],
) {
  const totals = new MirrorTotals();
  for (const { kind, account, month: of, rows, debitGrosze, creditGrosze } of lines)
    totals.count(kind, account, of, rows, debitGrosze, creditGrosze);
  return totals;
}

const total = (
  kind: MirrorKind,
  account: string | null,
  of: string | null,
  ...sums: number[]
): MirrorTotal => ({
  kind,
  account,
  month: of === null ? null : month(of),
  rows: sums[0] ?? null,
  debitGrosze: sums[1] ?? null,
  creditGrosze: sums[2] ?? null,
});

describe("totals in columns", () => {
  it("keep the first of each line and give all back", () => {
    fc.assert(
      fc.property(fc.array(line), (lines) => {
        const totals = new MirrorTotals();
        const kept = new Map<string, MirrorTotal>();
        for (const each of lines) {
          const key = JSON.stringify([each.kind, each.account, each.month]);
          expect(totals.add(each)).toBe(!kept.has(key));
          if (!kept.has(key)) kept.set(key, each);
        }
        expect(totals.length).toBe(kept.size);
        expect(new Set([...totals].map((each) => JSON.stringify(each)))).toEqual(
          new Set([...kept.values()].map((each) => JSON.stringify(each))),
        );
        for (const each of kept.values())
          expect(totals.find(each.kind, each.account, each.month)).toEqual(each);
      }),
    );
  });

  it("sum up accounts, months and the table from the rows", () => {
    fc.assert(
      fc.property(fc.array(line), (lines) => {
        // Rows of a kind are counted by the same of account and month.
        const rows = lines.filter(({ account, month: of }) => account !== null && of !== null);
        const totals = counted(rows);
        totals.sumUp();
        for (const { kind, account, month: of } of rows)
          for (const [a, m] of [
            [account, of],
            [account, null],
            [null, of],
            [null, null],
          ] as const) {
            const among = rows.filter(
              (row) =>
                row.kind === kind && (a === null || row.account === a) && (m === null || row.month === m),
            );
            const sum = (field: "rows" | "debitGrosze" | "creditGrosze") =>
              among.reduce((so, row) => so + row[field], 0);
            expect(totals.find(kind, a, m)).toEqual({
              kind,
              account: a,
              month: m,
              rows: sum("rows"),
              debitGrosze: sum("debitGrosze"),
              creditGrosze: sum("creditGrosze"),
            });
          }
      }),
    );
  });
});

describe("the source's totals", () => {
  it("agree with themselves, and one that is off by one is named", () => {
    fc.assert(
      fc.property(
        fc.uniqueArray(line, {
          minLength: 1,
          selector: (each) => JSON.stringify([each.kind, each.account, each.month]),
        }),
        fc.nat(),
        (lines, at) => {
          const found = counted(lines);
          expect(compareTotals(given(...lines), found)).toEqual([]);
          const wrong = lines[at % lines.length]!;
          const told = lines.map((each) => (each === wrong ? { ...each, rows: each.rows + 1 } : each));
          expect(compareTotals(given(...told), found)).toEqual([
            {
              reason: "total-disagrees",
              data: {
                kind: wrong.kind,
                account: wrong.account,
                month: wrong.month,
                measure: "rows",
                promised: wrong.rows + 1,
                found: wrong.rows,
              },
            },
          ]);
        },
      ),
    );
  });

  it("are called what the kind calls them, to the grosz", () => {
    for (const kind of MIRROR_KINDS) {
      const { measures } = TOTALS_OF_KIND[kind];
      const refusals = compareTotals(
        given(total(kind, null, null, 5, 101, -7)),
        given(total(kind, null, null, 5, 100, -8)),
      );
      expect(refusals.map(({ data }) => data.measure)).toEqual([...measures]);
      expect(refusals.map(({ data }) => data.promised)).toEqual([101, -7].slice(0, measures.length));
    }
  });

  it("that say nothing are no disagreement, a line without rows is one, kinds that were not read are left alone", () => {
    const nothing = { ...total("charge", "201-1", "2026-01"), rows: null };
    expect(compareTotals(given(nothing), new MirrorTotals())).toEqual([]);
    const lines = given(total("charge", "201-1", "2026-01", 1, 100));
    expect(compareTotals(lines, new MirrorTotals()).map(({ data }) => [data.measure, data.found])).toEqual([
      ["rows", 0],
      ["amount", 0],
    ]);
    expect(compareTotals(lines, new MirrorTotals(), new Set<MirrorKind>(["charge"]))).toEqual([]);
  });

  it("are missing where a kind has none or where an account and month of postings or charges has none", () => {
    const cells = [
      total("posting", "201-1", "2026-01", 1),
      total("posting", "201-1", null, 1),
      total("open_item", "201-1", null, 1),
      total("charge", "201-2", "2026-02", 1),
    ];
    const totals = given(total("posting", null, null, 1), cells[0]!);
    expect(missingTotals(totals, ["posting", "charge"], cells).map(({ data }) => data)).toEqual([
      { kind: "charge", account: null, month: null },
      { kind: "charge", account: "201-2", month: "2026-02" },
    ]);
  });

  it("that all disagree are told a thousand times", () => {
    const many = Array.from({ length: 1500 }, (_, number) => total("charge", String(number), "2026-01", 1));
    const refusals = compareTotals(given(...many), new MirrorTotals());
    expect(refusals).toHaveLength(1001);
    expect(refusals.at(-1)).toEqual({ reason: "problems-left-out", data: { count: 500 } });
  });
});
