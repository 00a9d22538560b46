/** "1 znak", "3 znaki", "12 znaków". */
export function countedCharacters(count: string | number | null | undefined): string {
  const number = Number(count);
  if (number === 1) return "1 znak";
  const [last, lastTwo] = [number % 10, number % 100];
  const isFew = last >= 2 && last <= 4 && !(lastTwo >= 12 && lastTwo <= 14);
  return `${number} ${isFew ? "znaki" : "znaków"}`;
}
