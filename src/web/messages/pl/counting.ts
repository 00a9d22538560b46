/** The form of a noun after a number: 1 dokument, 2 dokumenty, 5 dokumentów, 12 dokumentów, 22 dokumenty. */
export function countOf(count: number, one: string, few: string, many: string): string {
  if (count === 1) return one;
  const isFew = count % 10 >= 2 && count % 10 <= 4 && (count % 100 < 12 || count % 100 > 14);
  return isFew ? few : many;
}
