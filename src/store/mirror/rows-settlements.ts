import { formatScaled } from "../../domain/values/decimal.ts";
import type { MirrorNames, MirrorValues, RowWriter } from "./row-writer.ts";

type Text = string | null;

function days(values: MirrorValues, index: number): string {
  return `[${values.firstDay![index] as string},${(values.until![index] as Text) ?? ""})`;
}

const ofSettlement = (names: MirrorNames, values: MirrorValues) =>
  names.settlements.prepareNamed(values.settlement as Text[]);

const settlement: RowWriter = {
  prepare: (names, values) =>
    names.settlements.prepareOwn([...(values.code as Text[]), ...(values.corrects as Text[])]),
  claim: ({ settlements }, values, index) =>
    void settlements.take(values.code![index] as string, values.postedOn![index] as string),
  fill: ({ settlements }, values, index, row) => {
    const code = values.code![index] as string;
    row[1] = settlements.id(settlements.take(code, values.postedOn![index] as string));
    row[2] = code;
    row[3] = (values.number![index] as Text) ?? code;
    row[4] = values.name![index];
    row[5] = values.medium![index];
    row[6] = days(values, index);
    row[7] = values.state![index];
    row[8] = values.postedOn![index];
    row[9] = values.dueOn![index];
    row[10] = values.interestFreeUntil![index];
    row[11] = settlements.promised(values.corrects![index] as Text);
    row[12] = JSON.parse(values.figures![index] as string);
    row[13] = values.borneByCooperativeGrosze![index];
    row[14] = values.advanceMedia![index];
    row[15] =
      values.proposedAdvancePercent![index] === null
        ? null
        : formatScaled(Number(values.proposedAdvancePercent![index]), 6, { separator: "." });
  },
};

const cost: RowWriter = {
  prepare: ofSettlement,
  fill: ({ settlements }, values, index, row, report) => {
    row[1] = settlements.id(settlements.need(values.settlement![index] as string, "settlement", report));
    row[2] = values.position![index];
    row[3] = values.cost![index];
    row[4] = values.name![index];
    row[5] = values.document![index];
    row[6] = days(values, index);
    row[7] = values.amountGrosze![index];
  },
};

const share: RowWriter = {
  prepare: ofSettlement,
  fill: ({ settlements, register }, values, index, row, report) => {
    row[1] = settlements.id(settlements.need(values.settlement![index] as string, "settlement", report));
    row[2] = values.participant![index];
    row[3] = register.rights.find(values.right![index] as Text, "right", report);
    row[4] = values.cost![index];
    row[5] = values.key![index];
    row[6] = values.amountGrosze![index];
    row[7] = values.isEstimated![index];
  },
};

const result: RowWriter = {
  prepare: async (names, values) => {
    await ofSettlement(names, values);
    await names.documents.prepareNamed(values.document as Text[]);
  },
  fill: ({ settlements, documents, register }, values, index, row, report) => {
    const [right, account] = [values.right![index] as Text, values.account![index] as Text];
    const document = values.document![index] as Text;
    const rightId = register.rights.find(right, "right", report);
    const accountId = register.accounts.find(account, "account", report);
    const owner = accountId === null ? undefined : register.rightOfAccount.get(accountId);
    if (owner !== undefined && owner !== rightId && rightId !== 0)
      report("account", "account-of-other-right", { account, right });
    row[1] = settlements.id(settlements.need(values.settlement![index] as string, "settlement", report));
    row[2] = values.participant![index];
    row[3] = register.units.find(values.unit![index] as Text, "unit", report);
    row[4] = rightId;
    row[5] = accountId;
    row[6] = days(values, index);
    row[7] = values.costGrosze![index];
    row[8] = values.advancesGrosze![index];
    row[9] = values.resultGrosze![index];
    row[10] = values.vatGrosze![index];
    row[11] = values.proposedAdvanceGrosze![index];
    row[12] = document === null ? null : documents.id(documents.need(document, "document", report));
    row[13] = values.line![index];
    row[14] = JSON.parse(values.details![index] as string);
  },
};

export const settlementRows = {
  settlement,
  settlement_cost: cost,
  settlement_share: share,
  settlement_result: result,
} as const;
