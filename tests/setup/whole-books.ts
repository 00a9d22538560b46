import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { openOperatorSession } from "../../src/access/operator.ts";
import { month } from "../../src/domain/values/month.ts";
import { plainDate } from "../../src/domain/values/plain-date.ts";
import type { Result } from "../../src/domain/values/result.ts";
import { writeMt940 } from "../../src/formats/bank/write-mt940.ts";
import { assignClearing } from "../../src/operations/assign-clearing.ts";
import { closeAssessment } from "../../src/operations/close-assessment.ts";
import type { OperationContext, OperatorScope } from "../../src/operations/context.ts";
import { correctAssessments } from "../../src/operations/correct-assessment.ts";
import { draftAssessment } from "../../src/operations/draft-assessment.ts";
import { importPackage } from "../../src/operations/import-package.ts";
import { type ImportedFile, importStatements } from "../../src/operations/import-statements.ts";
import { listClearing } from "../../src/operations/list-clearing.ts";
import { postAssessment } from "../../src/operations/post-assessment.ts";
import { reverseLedgerDocument } from "../../src/operations/reverse-document.ts";
import { splitClearing } from "../../src/operations/split-clearing.ts";
import { openFileStore } from "../../src/world/files.ts";
import type { TestDatabase } from "./database.ts";
import { change, type DraftPackage, examplePackage, sealed } from "./exchange-package.ts";
import { statementOf, transfer } from "./payment-books.ts";
import { MEDIA_ACCOUNTS, settleWater } from "./whole-settlement.ts";

/** Numbers of the example package, by right; and the cooperative's own. */
const NUMBERS = {
  R1: "PL23102025280000000000000001",
  R2: "PL93102025280000000000000002",
  R2A: "PL66102025280000000000000003",
  R3: "PL39102025280000000000000004",
  R4: "PL12102025280000000000000005",
} as const;
export const OWN_NUMBER = "PL87102025289999000000000001";

type RightCode = keyof typeof NUMBERS;

/** What only the title of a payment for this right says: written by a stranger, and nobody else's to read. */
const titleFor = (right: RightCode): string => `KANAREK-${right}-"'><script>alert(1)</script>\u202E`;

export interface WholeBooks {
  readonly context: OperationContext;
  readonly scope: OperatorScope;
}

/**
 * The example package with something of everything on top of it: months by days of the holder, a disputed rate, an amount divided over a
 * property, VAT, payments credited, waiting, assigned, split and returned, a statement whose balances differ, a correction, a storno, a
 * settlement and its correction.
 */
export async function wholeBooks(database: TestDatabase): Promise<WholeBooks> {
  const context: OperationContext = { pools: database.pools, today: () => plainDate("2026-06-15") };
  must(await importPackage(context, sealed(startingPackage()), null));
  const session = await openOperatorSession(database.pools.signin, 1);
  const scope = { token: session.token, cooperativeId: 1 };
  for (const each of ["01", "02", "03", "04", "05"]) await assess(context, scope, `2026-${each}`);
  await importAll(context, scope);
  await settleClearing(context, scope);
  must(await importPackage(context, sealed(laterPackage()), null));
  must(await correctAssessments(context, scope, { months: [month("2026-02"), month("2026-03")] }));
  must(await reverseLedgerDocument(context, scope, "NAL/2026/9"));
  await settleWater(context, scope);
  return { context, scope };
}

/** A joint holder more, a hand-over inside a month, an amount for a whole property. */
function startingPackage(): DraftPackage {
  const edits: readonly (readonly [string, (text: string) => string])[] = [
    [
      "people.csv",
      (text) => `${text}P6;natural;Zenobiusz;Pierwszak;;;ul. Lipowa 4 lok. U1;00-950;Przykładowo;;;\n`,
    ],
    [
      "right-holders.csv",
      (text) =>
        `${text.replace("R2;P3;1991-03-01;2026-03-31", "R2;P3;1991-03-01;2026-03-14").replace("R2A;P4;2026-04-01", "R2A;P4;2026-03-15")}R3;P6;2024-12-01;\n`,
    ],
    [
      "rights.csv",
      (text) =>
        text
          .replace("1991-03-01;2026-03-31", "1991-03-01;2026-03-14")
          .replace("2026-03-20;2026-04-01", "2026-03-10;2026-03-15"),
    ],
    ["accounts.csv", (text) => `${text}${MEDIA_ACCOUNTS}`],
    ["components.csv", (text) => `${text}ZARZ;Zarząd;;fees;operating-revenue;;yes;23;5\n`],
    ["rates.csv", (text) => `${text}ZARZ-1;ZARZ;2026-01-01;;property;1000,00;any;;;U1;2025-09-15;no\n`],
  ];
  const draft = edits.reduce((package_, [name, edit]) => change(package_, name, edit), examplePackage());
  draft.manifest.cooperative.midMonthHolder = "by-days";
  return draft;
}

/** One person more than was assessed, from February on. */
export function laterPackage(): DraftPackage {
  return change(startingPackage(), "unit-states.csv", (text) =>
    text.replace(
      "B1-1;2026-01-01;2026-08-31;48,50;48,50;121,250;2;3;0,242500;domofon=1",
      "B1-1;2026-01-01;2026-01-31;48,50;48,50;121,250;2;3;0,242500;domofon=1\nB1-1;2026-02-01;2026-08-31;48,50;48,50;121,250;3;3;0,242500;domofon=1",
    ),
  );
}

async function assess(context: OperationContext, scope: OperatorScope, written: string): Promise<void> {
  const input = { month: month(written) };
  must(await draftAssessment(context, scope, input));
  must(await closeAssessment(context, scope, input));
  must(await postAssessment(context, scope, input));
}

async function importAll(context: OperationContext, scope: OperatorScope): Promise<readonly ImportedFile[]> {
  const paid = (right: RightCode, amount: number, rest: object = {}) =>
    transfer({
      amount,
      title: titleFor(right),
      addressedTo: NUMBERS[right],
      counterpartyName: `Płatnik ${right}`,
      ...rest,
    });
  const payer = "PL61109010140000071219812874";
  const january = [
    paid("R1", 450_00),
    paid("R2", 900_00),
    paid("R3", 300_00),
    paid("R4", 50_00, { counterpartyAccount: payer, customerReference: "ZW-77" }),
    transfer({ amount: 70_00, title: "nie wiadomo czyje 1" }),
    transfer({ amount: 80_00, title: "nie wiadomo czyje 2" }),
    transfer({ amount: 90_00, title: "nie wiadomo czyje 3" }),
    transfer({ amount: 91_00, title: "nie wiadomo czyje 4" }),
    transfer({ amount: -33_00, title: "opłata bankowa" }),
  ];
  const may = [
    paid("R2A", 410_00, { bookingDate: plainDate("2026-05-09"), valueDate: plainDate("2026-05-09") }),
    transfer({
      ...paid("R4", 50_00, { counterpartyAccount: payer, customerReference: "ZW-77" }),
      amount: -50_00,
      side: "debit",
      isReversal: true,
      bookingDate: plainDate("2026-05-10"),
      valueDate: plainDate("2026-05-10"),
    }),
  ];
  const wish = { account: OWN_NUMBER };
  const files = [
    statementOf(january, wish),
    statementOf(may, {
      ...wish,
      number: "5",
      openingOn: "2026-05-01",
      closingOn: "2026-05-31",
      opening: 500_000,
    }),
    statementOf([transfer({ amount: 12_00, title: "różni się", on: "2026-06-02" })], {
      ...wish,
      number: "6",
      openingOn: "2026-06-01",
      closingOn: "2026-06-03",
      error: 5,
    }),
  ];
  return importStatements(context, scope, {
    files: openFileStore(mkdtempSync(join(tmpdir(), "osiedle-files-"))),
    postDiffering: false,
    sources: files.map((statement, index) => ({
      name: `wyciag-${index}.sta`,
      bytes: async function* () {
        yield writeMt940("pko-bp", [statement]);
      },
    })),
  });
}

/** One to a right, one to a ledger account, one over two rights; the rest goes on waiting. */
async function settleClearing(context: OperationContext, scope: OperatorScope): Promise<void> {
  const waiting = await listClearing(context, scope);
  const entry = (amountGrosze: number) => {
    const found = waiting.find((each) => each.waitingGrosze === amountGrosze);
    if (found === undefined) throw new Error(`nothing of ${amountGrosze} waits: ${JSON.stringify(waiting)}`);
    return found.entry.id;
  };
  const to = (amountGrosze: number, right: string | null, account: string | null) =>
    assignClearing(context, scope, { entryId: entry(amountGrosze), right, account, purpose: null });
  must(await to(70_00, "R1", null));
  must(await to(80_00, null, "750"));
  const list = new TextEncoder().encode("prawo;kwota\nR1;40,00\nR2A;50,00\n");
  must(await splitClearing(context, scope, { entryId: entry(90_00), list, isHousingBenefit: true }));
}

function must<T>(result: Result<T>): T {
  if (!result.ok) throw new Error(JSON.stringify(result.refusals));
  return result.value;
}
