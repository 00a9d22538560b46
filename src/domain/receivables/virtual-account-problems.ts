import { type CooperativeFacts, type FactProblem, NO_ROW } from "../register/facts.ts";

/**
 * What numbers for residents can be wrong about: `virtual-account-owner` (a right where the scheme gives numbers to rights, a
 * unit where it gives them to units, never both) and `virtual-account-outside-scheme` (another bank or client).
 */
export function virtualAccountProblems(facts: CooperativeFacts): FactProblem[] {
  const { virtualAccounts: numbers, virtualAccountSchemes: schemes } = facts;
  const problems: FactProblem[] = [];
  for (let row = 0; row < numbers.count; row += 1) {
    const scheme = numbers.scheme[row]!;
    if (numbers.faulty.has(row) || scheme === NO_ROW || schemes.faulty.has(scheme)) continue;
    const data = { number: numbers.number[row]!, scheme: schemes.code[scheme]! };
    const belongsTo = schemes.belongsTo[scheme]!;
    const isRight = numbers.right[row] !== NO_ROW;
    const isUnit = numbers.unit[row] !== NO_ROW;
    if (isRight === isUnit || isRight !== (belongsTo === "right"))
      problems.push({
        kind: "virtualAccounts",
        row,
        field: belongsTo,
        reason: "virtual-account-owner",
        data: { ...data, belongsTo },
      });
    if (!data.number.startsWith(schemes.sortCode[scheme]! + schemes.clientPrefix[scheme]!, 2))
      problems.push({
        kind: "virtualAccounts",
        row,
        field: "number",
        reason: "virtual-account-outside-scheme",
        data,
      });
  }
  return problems;
}
