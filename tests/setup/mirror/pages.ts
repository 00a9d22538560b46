import { METERED_MEDIA } from "../../../src/domain/metering/meters.ts";
import type { ResidentReads, Seen } from "../../../src/web/resident/reads.ts";

export type Read<View> = (reads: ResidentReads, token: string) => Promise<Seen<View>>;
/** Reads one page of both sides; answers both views where they say the same. */
export type Both = <View>(
  page: string,
  of: Read<View>,
  theirOf?: Read<View>,
) => Promise<readonly [View, View] | null>;

/** Whether what is called so was not opened before: a comparison of very many people opens the same only once. */
export type IsNew = (name: string) => boolean;

/**
 * Opens every page of the register and the books on both sides. Where a year's page of a unit is not new — joint holders see the same — what it
 * leads to is not opened again; nor is the working of a fee whose figures are not new.
 */
export async function compareBooks(both: Both, isNew: IsNew): Promise<void> {
  const start = await both("start", (reads, token) => reads.loadStart(token));
  await both("personal", (reads, token) => reads.loadPersonal(token));
  await both("virtual-accounts", (reads, token) => reads.loadVirtualAccounts(token));
  for (const [index, { place }] of (start?.[0].units ?? []).entries()) {
    const other = start![1].units[index]!.place;
    await compareFees(both, place.unitId, other.unitId, isNew);
    await compareReadings(both, place.unitId, other.unitId, isNew);
  }
  await compareAccounts(both, isNew);
  await compareSettlements(both);
}

async function compareFees(both: Both, unit: string, other: string, isNew: IsNew): Promise<void> {
  const first = await both(
    "fee-year",
    (reads, token) => reads.loadFeeYear(token, null, unit),
    (reads, token) => reads.loadFeeYear(token, null, other),
  );
  for (const year of first?.[0].years ?? []) {
    const shown = await both(
      `fee-year ${year}`,
      (reads, token) => reads.loadFeeYear(token, year, unit),
      (reads, token) => reads.loadFeeYear(token, year, other),
    );
    if (shown === null || !isNew(JSON.stringify(shown[0]))) continue;
    for (const { month } of shown[0].months) {
      const fees = await both(
        `fee-month ${month}`,
        (reads, token) => reads.loadFeeMonth(token, month, unit),
        (reads, token) => reads.loadFeeMonth(token, month, other),
      );
      for (const [index, { lineId, ...figures }] of (fees?.[0].lines ?? []).entries()) {
        if (!isNew(`${unit} ${JSON.stringify(figures)}`)) continue;
        await both(
          `fee-line ${month}`,
          (reads, token) => reads.loadFeeLine(token, month, lineId, unit),
          (reads, token) => reads.loadFeeLine(token, month, fees![1].lines[index]!.lineId, other),
        );
      }
    }
  }
}

async function compareReadings(both: Both, unit: string, other: string, isNew: IsNew): Promise<void> {
  for (const medium of METERED_MEDIA) {
    const first = await both(
      `readings ${medium}`,
      (reads, token) => reads.loadReadings(token, null, medium, unit),
      (reads, token) => reads.loadReadings(token, null, medium, other),
    );
    for (const year of first?.[0].years ?? []) {
      const shown = await both(
        `readings ${medium} ${year}`,
        (reads, token) => reads.loadReadings(token, year, medium, unit),
        (reads, token) => reads.loadReadings(token, year, medium, other),
      );
      if (shown === null || !isNew(JSON.stringify(shown[0]))) continue;
      for (const month of shown[0].information)
        await both(
          `information ${medium} ${month}`,
          (reads, token) => reads.loadConsumptionInformation(token, month, medium, unit),
          (reads, token) => reads.loadConsumptionInformation(token, month, medium, other),
        );
    }
  }
}

async function compareAccounts(both: Both, isNew: IsNew): Promise<void> {
  const first = await both("accounting", (reads, token) => reads.loadAccountingYear(token, null));
  for (const year of first?.[0].years ?? []) {
    const shown = await both(`accounting ${year}`, (reads, token) => reads.loadAccountingYear(token, year));
    if (shown === null || !isNew(JSON.stringify(shown[0]))) continue;
    for (const [index, { accountId }] of shown[0].accounts.entries()) {
      const other = shown[1].accounts[index]!.accountId;
      await both(
        `account-months ${year}`,
        (reads, token) => reads.loadAccountMonths(token, year, accountId),
        (reads, token) => reads.loadAccountMonths(token, year, other),
      );
      const documents = await both(
        `account-documents ${year}`,
        (reads, token) => reads.loadAccountDocuments(token, year, accountId),
        (reads, token) => reads.loadAccountDocuments(token, year, other),
      );
      for (const [line, { explainedBy }] of (documents?.[0].lines ?? []).entries()) {
        const theirs = documents![1].lines[line]!.explainedBy;
        if (explainedBy?.kind === "payment" && theirs?.kind === "payment")
          await both(
            "payment",
            (reads, token) => reads.loadPayment(token, explainedBy.paymentId),
            (reads, token) => reads.loadPayment(token, theirs.paymentId),
          );
      }
    }
  }
}

async function compareSettlements(both: Both): Promise<void> {
  const first = await both("settlements", (reads, token) => reads.loadSettlements(token, null, null, null));
  for (const year of first?.[0].years ?? []) {
    const shown = await both(`settlements ${year}`, (reads, token) =>
      reads.loadSettlements(token, year, null, null),
    );
    for (const [index, account] of (shown?.[0].accounts ?? []).entries())
      for (const [at, { settlementId }] of account.settlements.entries())
        await both(
          "settlement",
          (reads, token) => reads.loadSettlement(token, settlementId),
          (reads, token) =>
            reads.loadSettlement(token, shown![1].accounts[index]!.settlements[at]!.settlementId),
        );
  }
}
