import { countOf } from "./counting.ts";

/** "1 znak", "3 znaki", "12 znaków". */
export function countedCharacters(count: string | number | null | undefined): string {
  const number = Number(count);
  return `${number} ${countOf(number, "znak", "znaki", "znaków")}`;
}
