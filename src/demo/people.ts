import { daysInMonth, writeDate } from "../domain/values/plain-date.ts";
import { type DemoPerson, NAMED_PEOPLE } from "./demo-people.ts";
import {
  BUSINESSES,
  drawFirstName,
  drawSurname,
  type Gender,
  surnameFor,
  withoutPolishLetters,
} from "./names.ts";
import { drawByShare, drawWhole, happens } from "./random.ts";

export interface DemoPersonRow {
  readonly code: string;
  readonly kind: "natural" | "legal";
  readonly firstName: string;
  readonly lastName: string;
  readonly pesel: string;
  readonly nip: string;
  readonly email: string;
  readonly telephone: string;
}

/** Everybody the demo knows, numbered as they come; the named people come first. */
export class PeopleRegister {
  readonly rows: DemoPersonRow[] = [];

  constructor() {
    for (const person of NAMED_PEOPLE) this.#addNatural(person);
  }

  /** One person, a couple with one surname, or a brother and a sister. @returns their codes. */
  household(key: string): readonly string[] {
    const surname = drawSurname(key);
    const kind = drawByShare(`${key}/household`, { woman: 31, man: 21, couple: 43, siblings: 5 });
    const genders: readonly Gender[] =
      kind === "woman" ? ["female"] : kind === "man" ? ["male"] : ["female", "male"];
    return genders.map((gender) =>
      this.#addNatural({
        code: this.#nextCode(),
        firstName: drawFirstName(`${key}/${gender}`, gender),
        lastName: surnameFor(surname, gender),
        gender,
      }),
    );
  }

  /** A firm that rents a commercial unit. */
  business(key: string): string {
    const index = this.rows.filter((row) => row.kind === "legal").length;
    const code = this.#nextCode();
    const name = BUSINESSES[index % BUSINESSES.length]!;
    this.rows.push({
      code,
      kind: "legal",
      firstName: "",
      lastName: `${name} ${happens(`${key}/company`, 40) ? "sp. z o.o." : "s.c."}`,
      pesel: "",
      nip: inventedTaxNumber(index + 1),
      email: `biuro@${withoutPolishLetters(name)}.example`,
      telephone: inventedTelephone(code),
    });
    return code;
  }

  #nextCode(): string {
    return `O${String(this.rows.length + 1).padStart(5, "0")}`;
  }

  #addNatural({ code, firstName, lastName, gender }: DemoPerson): string {
    const isNamed = this.rows.length < NAMED_PEOPLE.length;
    const letters = withoutPolishLetters(`${firstName}.${lastName}`).replaceAll("-", ".");
    this.rows.push({
      code,
      kind: "natural",
      firstName,
      lastName,
      pesel: inventedPesel(code, gender),
      nip: "",
      email:
        isNamed || happens(`${code}/email`, 55) ? `${letters}.${Number(code.slice(1))}@poczta.example` : "",
      telephone: isNamed || happens(`${code}/telephone`, 70) ? inventedTelephone(code) : "",
    });
    return code;
  }
}

/** Right in form, and of the twenty-third century, so that it can be nobody's. */
function inventedPesel(code: string, gender: Gender): string {
  const [year, month] = [drawWhole(`${code}/birth-year`, 38, 99), drawWhole(`${code}/birth-month`, 1, 12)];
  const day = drawWhole(`${code}/birth-day`, 1, daysInMonth(2200 + year, month));
  const born = writeDate(2200 + year, month + 60, day)
    .replaceAll("-", "")
    .slice(2);
  const serial = drawWhole(`${code}/birth-serial`, 0, 499) * 2 + (gender === "male" ? 1 : 0);
  const digits = `${born}${drawWhole(`${code}/birth-digit`, 0, 9)}${String(serial).padStart(3, "0")}`;
  const sum = [1, 3, 7, 9, 1, 3, 7, 9, 1, 3].reduce(
    (total, weight, index) => total + weight * Number(digits[index]),
    0,
  );
  return `${digits}${(10 - (sum % 10)) % 10}`;
}

/** Right in form; no tax office has numbers that begin with 000. */
function inventedTaxNumber(serial: number): string {
  for (let body = serial * 10; ; body += 1) {
    const digits = String(body).padStart(9, "0");
    const sum = [6, 5, 7, 2, 3, 4, 5, 6, 7].reduce(
      (total, weight, index) => total + weight * Number(digits[index]),
      0,
    );
    if (sum % 11 < 10) return `${digits}${sum % 11}`;
  }
}

/** No Polish number begins with 000. */
function inventedTelephone(code: string): string {
  return `000 ${drawWhole(`${code}/telephone-1`, 100, 999)} ${drawWhole(`${code}/telephone-2`, 100, 999)}`;
}
