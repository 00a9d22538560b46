import type { MirrorKind } from "../../domain/mirror/areas.ts";
import type { MirrorValues, RowWriter } from "./row-writer.ts";
import { settlementRows } from "./rows-settlements.ts";

type Text = string | null;

function codeAndDay(values: MirrorValues, index: number): [code: string, postedOn: string] {
  return [values.code![index] as string, values.postedOn![index] as string];
}

/** The first day of a month. */
function dayOf(month: unknown): string | null {
  return month === null ? null : `${month as string}-01`;
}

const document: RowWriter = {
  prepare: (names, values) =>
    names.documents.prepareOwn([...(values.code as Text[]), ...(values.reverses as Text[])]),
  claim: ({ documents }, values, index) => void documents.take(...codeAndDay(values, index)),
  fill: (names, values, index, row) => {
    const { documents } = names;
    const [code, postedOn] = codeAndDay(values, index);
    const slot = documents.take(code, postedOn);
    const kept = names.isWhole ? 0 : documents.position(slot);
    row[1] = documents.id(slot);
    row[2] = code;
    row[3] = (values.position![index] as number | null) ?? (kept || names.position++);
    row[4] = values.number![index];
    row[5] = values.kind![index];
    row[6] = values.documentDate![index];
    row[7] = postedOn;
    row[8] = values.description![index];
    row[9] = dayOf(values.concernsMonth![index]);
    row[10] = documents.promised(values.reverses![index] as Text);
  },
};

const crediting: RowWriter = {
  prepare: async (names, values) => {
    await names.payments.prepareOwn(values.code as Text[]);
    await names.documents.prepareNamed(values.document as Text[]);
  },
  idsFrom: "app.crediting_id_seq",
  fill: ({ register, documents, payments, freshIds }, values, index, row, report) => {
    const code = values.code![index] as string;
    row[1] = freshIds.pop();
    row[2] = code;
    row[3] = payments.id(payments.take(code, ""));
    row[4] = documents.id(documents.need(values.document![index] as string, "document", report));
    row[5] = register.rights.need(values.right![index] as string, "right", report);
    row[6] = values.amountGrosze![index];
    row[7] = values.paidOn![index];
    row[8] = values.statementNumber![index];
    row[9] = values.title![index];
    row[10] = values.counterpartyName![index];
  },
};

const posting: RowWriter = {
  prepare: async (names, values) => {
    await names.documents.prepareNamed(values.document as Text[]);
    await names.payments.prepareNamed(values.payment as Text[]);
  },
  fill: ({ register, documents, payments }, values, index, row, report) => {
    const slot = documents.need(values.document![index] as string, "document", report);
    const account = register.accounts.need(values.account![index] as string, "account", report);
    const payment = values.payment![index] as Text;
    const postedOn = documents.day(slot);
    row[1] = documents.id(slot);
    row[2] = values.line![index];
    row[3] = account;
    row[4] =
      register.properties.find(values.property![index] as Text, "property", report) ??
      register.propertyOfAccount.get(account) ??
      0;
    row[5] = values.side![index] === "debit" ? "D" : "C";
    row[6] = values.amountGrosze![index];
    row[7] = postedOn;
    row[8] = values.effectiveOn![index] ?? postedOn;
    row[9] = values.dueOn![index];
    row[10] = dayOf(values.concernsMonth![index]);
    row[11] = payment === null ? null : payments.id(payments.need(payment, "payment", report));
    row[12] = values.text![index];
  },
};

const openItem: RowWriter = {
  prepare: (names, values) => names.documents.prepareNamed(values.document as Text[]),
  fill: ({ register, documents }, values, index, row, report) => {
    row[1] = documents.id(documents.need(values.document![index] as string, "document", report));
    row[2] = values.line![index];
    row[3] = register.accounts.need(values.account![index] as string, "account", report);
    row[4] = values.amountGrosze![index];
    row[5] = values.remainingGrosze![index];
    row[6] = values.dueOn![index];
    row[7] = values.openedOn![index];
    row[8] = dayOf(values.concernsMonth![index]);
    row[9] = values.originalGrosze![index];
    row[10] = values.originalDocument![index];
  },
};

const allocation: RowWriter = {
  prepare: (names, { creditDocument, claimDocument, document }) =>
    names.documents.prepareNamed([creditDocument, claimDocument, document].flat() as Text[]),
  fill: ({ register, documents }, values, index, row, report) => {
    const documentId = (field: string) =>
      documents.id(documents.need(values[field]![index] as string, field, report));
    row[1] = register.accounts.need(values.account![index] as string, "account", report);
    row[2] = documentId("creditDocument");
    row[3] = values.creditLine![index];
    row[4] = documentId("claimDocument");
    row[5] = values.claimLine![index];
    row[6] = values.amountGrosze![index];
    row[7] = documentId("document");
    row[8] = values.allocatedOn![index];
  },
};

const accountYear: RowWriter = {
  fill: ({ register }, values, index, row, report) => {
    const account = register.accounts.need(values.account![index] as string, "account", report);
    row[1] = account;
    row[2] =
      register.properties.find(values.property![index] as Text, "property", report) ??
      register.propertyOfAccount.get(account) ??
      0;
    row[3] = values.year![index];
    row[4] = values.openingGrosze![index];
  },
};

const KIND_OF_CHARGE: Readonly<Record<string, string>> = {
  assessed: "A",
  correction: "C",
  reversal: "R",
  vat: "V",
};

const charge: RowWriter = {
  prepare: (names, values) => names.documents.prepareNamed(values.document as Text[]),
  fill: ({ register, documents }, values, index, row, report) => {
    const right = register.rights.need(values.right![index] as string, "right", report);
    const account = register.accounts.need(values.account![index] as string, "account", report);
    // Somebody else's account under this right's charge would show one person the other's money.
    const owner = register.rightOfAccount.get(account);
    if (owner !== right && right !== 0 && account !== 0)
      report("account", "account-of-other-right", {
        account: values.account![index] as string,
        right: values.right![index] as string,
      });
    row[1] = right;
    row[2] = account;
    row[3] = register.components.find(values.component![index] as Text, "component", report);
    row[4] = register.rates.find(values.rate![index] as Text, "rate", report);
    row[5] = documents.id(documents.need(values.document![index] as string, "document", report));
    row[6] = dayOf(values.month![index]);
    row[7] = values.baseMillionths![index];
    row[8] = values.rateMillionths![index];
    row[9] = values.amountGrosze![index];
    row[10] = KIND_OF_CHARGE[values.kind![index] as string];
    row[11] = values.isDisputed![index];
    row[12] = values.daysCharged![index];
    row[13] = values.vatRate![index];
  },
};

const reading: RowWriter = {
  idsFrom: "app.reading_id_seq",
  fill: ({ register, freshIds }, values, index, row, report) => {
    const meter = register.meters.need(values.meter![index] as string, "meter", report);
    const [readOn, flags] = [values.readOn![index], values.flags![index] as string];
    // Rows of one meter and day come together; their order is that of the file.
    const isNext = row[3] === meter && row[4] === readOn;
    row[1] = freshIds.pop();
    row[2] = register.pointOfMeter.get(meter) ?? 0;
    row[3] = meter;
    row[4] = readOn;
    row[5] = values.valueMillionths![index];
    row[6] = values.source![index];
    row[7] = flags === "" ? [] : flags.split(" ");
    row[8] = values.deviceStatus![index];
    row[9] = values.restarts![index];
    row[10] = values.note![index];
    row[11] = (values.position![index] as number | null) ?? (isNext ? (row[11] as number) + 1 : 1);
  },
};

const consumption: RowWriter = {
  fill: ({ register }, values, index, row, report) => {
    row[1] = dayOf(values.month![index]);
    row[2] = values.medium![index];
    row[3] = register.units.need(values.unit![index] as string, "unit", report);
    row[4] = register.rights.find(values.right![index] as Text, "right", report);
    row[5] = values.measure![index];
    row[6] = values.quantityMillionths![index];
    row[7] = values.lastYearMillionths![index];
    row[8] = values.isEstimated![index];
    row[9] = register.buildings.need(values.building![index] as string, "building", report);
    row[10] = values.issuedOn![index];
  },
};

const buildingConsumption: RowWriter = {
  fill: ({ register }, values, index, row, report) => {
    row[1] = dayOf(values.month![index]);
    row[2] = register.buildings.need(values.building![index] as string, "building", report);
    row[3] = values.medium![index];
    row[4] = values.measure![index];
    row[5] = values.quantityMillionths![index];
    row[6] = values.lastYearMillionths![index];
    row[7] = values.countedWith![index];
    row[8] = values.issuedOn![index];
  },
};

export const ROW_WRITERS: Readonly<Record<MirrorKind, RowWriter>> = {
  document,
  crediting,
  posting,
  open_item: openItem,
  allocation,
  account_year: accountYear,
  charge,
  reading,
  consumption_information: consumption,
  building_consumption: buildingConsumption,
  ...settlementRows,
};
