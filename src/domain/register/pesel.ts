import { daysInMonth } from "../values/plain-date.ts";

const WEIGHTS = [1, 3, 7, 9, 1, 3, 7, 9, 1, 3] as const;
/** The month carries the century: 80 more for 18xx, 20 for 20xx, 40 for 21xx, 60 for 22xx. */
const CENTURIES = [1900, 2000, 2100, 2200, 1800] as const;

/** Whether eleven digits are a PESEL: a real day of birth and the right last digit (weights 1,3,7,9…, the sum modulo 10). */
export function isPesel(text: string): boolean {
  if (!/^\d{11}$/.test(text)) return false;
  const monthCode = Number(text.slice(2, 4));
  const year = CENTURIES[Math.floor(monthCode / 20)]! + Number(text.slice(0, 2));
  const [month, day] = [monthCode % 20, Number(text.slice(4, 6))];
  if (month < 1 || month > 12 || day < 1 || day > daysInMonth(year, month)) return false;
  const sum = WEIGHTS.reduce<number>((total, weight, index) => total + weight * Number(text[index]), 0);
  return (10 - (sum % 10)) % 10 === Number(text[10]);
}
