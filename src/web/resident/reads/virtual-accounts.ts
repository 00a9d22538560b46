import { amountDue } from "../../../domain/receivables/due.ts";
import { transferQr } from "../../../domain/receivables/transfer-qr.ts";
import { type Grosze, grosze } from "../../../domain/values/money.ts";
import { myOpenSums, type OpenSum } from "../../../store/portal/start.ts";
import { type MyVirtualAccount, myVirtualAccounts } from "../../../store/portal/virtual-accounts.ts";
import { places } from "../../messages/pl/pages/places.ts";
import type { ResidentReads } from "../reads.ts";
import type { VirtualAccount } from "../view-models.ts";
import { type Reader, type ReadingWorld, seePage } from "./reading.ts";

/** Wirtualne rachunki: the number of each unit, whose it is, and the code for a transfer of what is due. */
export function virtualAccountReads(world: ReadingWorld): Pick<ResidentReads, "loadVirtualAccounts"> {
  return {
    loadVirtualAccounts: (token) =>
      seePage(
        world,
        token,
        ["virtual-accounts", "accounts"],
        [myVirtualAccounts(), myOpenSums()],
        (reader, [numbers, open]) => ({
          asOf: reader.asOf,
          accounts: numbers.map((number) => virtualAccount(reader, number, open)),
        }),
      ),
  };
}

function virtualAccount(reader: Reader, row: MyVirtualAccount, open: readonly OpenSum[]): VirtualAccount {
  const place = reader.units.find((unit) => unit.id === row.unit_id) ?? {
    unitId: String(row.unit_id),
    name: "",
    address: "",
  };
  const amountGrosze =
    row.held_until === null && row.withdrawn_on === null ? dueOf(reader, row.unit_id, open) : null;
  const transferTitle = places.transferTitle(place.name, place.address);
  const qr = transferQr({
    account: row.number,
    amountGrosze,
    recipientName: row.recipient_short_name,
    title: transferTitle,
    taxNumber: row.nip === "" ? null : row.nip,
  });
  return {
    place,
    right: row.right_kind as VirtualAccount["right"],
    holders: row.holders,
    number: row.number,
    recipientName: row.recipient_name,
    recipientAddress: row.recipient_address,
    transferTitle,
    qrAmountGrosze: qr.ok && !qr.value.amountTypedByPayer ? amountGrosze : null,
    qrPayload: qr.ok && row.withdrawn_on === null ? qr.value.payload : null,
    heldUntil: row.held_until,
    withdrawnOn: row.withdrawn_on,
  };
}

function dueOf(reader: Reader, unitId: number, open: readonly OpenSum[]): Grosze | null {
  const items = open
    .filter((sum) => sum.unit_id === unitId)
    .map((sum) => ({ remainingGrosze: grosze(sum.remaining_grosze), dueOn: sum.due_on, month: null }));
  return amountDue(items, reader.today).due?.amountGrosze ?? null;
}
