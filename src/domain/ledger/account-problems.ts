import { type CooperativeFacts, type FactProblem, NO_ROW } from "../register/facts.ts";
import { NATURE_OF_PURPOSE, type Purpose } from "./accounts.ts";

/** Roles that several accounts may have. */
const SHARED_ROLES: ReadonlySet<string | null> = new Set(["bank", "other"]);

/**
 * What accounts can be wrong about: `account-right-or-role` (a resident account has a right and a purpose, a ledger account a
 * role, none has both), `nature-of-purpose`, `account-of-right-twice`, `account-role-twice`, `bank-account-role`.
 */
export function accountProblems({ accounts, rights, bankAccounts }: CooperativeFacts): FactProblem[] {
  const problems: FactProblem[] = [];
  const report = (row: number, field: string | null, reason: string, data: FactProblem["data"] = {}) =>
    problems.push({ kind: "accounts", row, field, reason, data: { account: accounts.code[row]!, ...data } });
  const holders = new Map<string, number>();
  for (let row = 0; row < accounts.count; row += 1) {
    if (accounts.faulty.has(row)) continue;
    const [right, purpose, nature] = [accounts.right[row]!, accounts.purpose[row]!, accounts.nature[row]!];
    const role = accounts.role[row]!;
    const isResident = right !== NO_ROW && purpose !== null && role === null;
    const isLedger = right === NO_ROW && purpose === null && nature === null && role !== null;
    if (!isResident && !isLedger) {
      report(row, null, "account-right-or-role");
      continue;
    }
    if (purpose !== null && nature !== null && NATURE_OF_PURPOSE[purpose as Purpose] !== nature)
      report(row, "nature", "nature-of-purpose", { purpose, nature });
    if (SHARED_ROLES.has(role)) continue;
    const place = isResident ? `${right}/${purpose}` : `${role}/${accounts.medium[row] ?? ""}`;
    const other = holders.get(place);
    if (other === undefined) holders.set(place, row);
    else if (isResident)
      report(row, "purpose", "account-of-right-twice", {
        right: rights.code[right]!,
        purpose,
        other: accounts.code[other]!,
      });
    else report(row, "role", "account-role-twice", { role, other: accounts.code[other]! });
  }
  for (let row = 0; row < bankAccounts.count; row += 1) {
    const account = bankAccounts.account[row]!;
    if (account === NO_ROW || accounts.faulty.has(account) || accounts.role[account] === "bank") continue;
    const data = { number: bankAccounts.number[row]!, account: accounts.code[account]! };
    problems.push({ kind: "bankAccounts", row, field: "account", reason: "bank-account-role", data });
  }
  return problems;
}
