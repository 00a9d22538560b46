const WEIGHTS = [6, 5, 7, 2, 3, 4, 5, 6, 7] as const;

/** Takes spaces, hyphens and the country code off a tax number (NIP). */
export function compactTaxNumber(text: string): string {
  return text.replace(/[\s-]/g, "").replace(/^PL/i, "");
}

/** Whether ten digits carry the right last digit (weights 6,5,7,2,3,4,5,6,7, the sum modulo 11; 10 is never issued). */
export function hasRightTaxNumberChecksum(number: string): boolean {
  const sum = WEIGHTS.reduce<number>((total, weight, index) => total + weight * Number(number[index]), 0);
  return sum % 11 === Number(number[9]);
}
