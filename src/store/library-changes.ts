import type { PlainDate } from "../domain/values/plain-date.ts";
import type { ScopedTransaction } from "../world/database/scope.ts";
import type { KeptDocument } from "./library.ts";

/** People read this version from the day on. */
export async function setPublished(
  tx: ScopedTransaction,
  { cooperativeId, id }: Pick<KeptDocument, "cooperativeId" | "id">,
  version: number,
  day: PlainDate,
): Promise<void> {
  await tx
    .updateTable("app.library_document")
    .set({
      published_version: version,
      published_on: day,
      withdrawn_on: null,
      withdrawn_reason: "",
      is_withheld: false,
      gone_on: null,
    })
    .where("cooperative_id", "=", cooperativeId)
    .where("id", "=", id)
    .execute();
}

/**
 * People no longer read the published version, which stays kept.
 * @param by whose decision it is: that of the office is undone by no picture of another program.
 */
export async function setWithdrawn(
  tx: ScopedTransaction,
  { cooperativeId, id, publishedVersion }: KeptDocument,
  day: PlainDate,
  { reason, by }: { readonly reason: string; readonly by: "office" | "source" },
): Promise<void> {
  await tx
    .insertInto("app.library_withdrawal")
    .values({
      cooperative_id: cooperativeId,
      document_id: id,
      version: publishedVersion!,
      withdrawn_on: day,
      reason,
    })
    .execute();
  await tx
    .updateTable("app.library_document")
    .set({
      published_version: null,
      published_on: null,
      withdrawn_on: day,
      withdrawn_reason: reason,
      is_withheld: by === "office",
    })
    .where("cooperative_id", "=", cooperativeId)
    .where("id", "=", id)
    .execute();
}

/** A decision on one person's debt, and never anything else again; it must not be published. */
export async function setPersonsDebt(
  tx: ScopedTransaction,
  { cooperativeId, id }: KeptDocument,
): Promise<void> {
  await tx
    .updateTable("app.library_document")
    .set({ concerns_debt: true })
    .where("cooperative_id", "=", cooperativeId)
    .where("id", "=", id)
    .execute();
}

export async function setTitle(
  tx: ScopedTransaction,
  { cooperativeId, id }: KeptDocument,
  title: string,
): Promise<void> {
  await tx
    .updateTable("app.library_document")
    .set({ title })
    .where("cooperative_id", "=", cooperativeId)
    .where("id", "=", id)
    .execute();
}
