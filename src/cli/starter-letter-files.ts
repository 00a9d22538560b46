import { mkdir, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { loginNameForPeople } from "../access/login-name.ts";
import type { StarterLetter, WriteLetter } from "../operations/issue-logins.ts";
import { accents } from "../web/accent.ts";
import { dateInSentence } from "../web/wording.ts";
import { WorldFault } from "../world/fault.ts";
import { printStarterLetter, type StarterLetterPage } from "../world/pdf/starter-letter.ts";
import { openPdfPress } from "../world/pdf/typst.ts";

/**
 * Writes each letter as a PDF of its own that only the operator's account can read; the file is named after the login, so a
 * folder listing names nobody.
 * @throws WorldFault when the folder cannot be written.
 */
export async function openLetterFolder(folder: string, portalAddress: URL): Promise<WriteLetter> {
  try {
    await mkdir(folder, { recursive: true, mode: 0o700 });
  } catch (error) {
    throw notWritable(folder, error);
  }
  const press = openPdfPress();
  return async (letter) => {
    const path = join(folder, `pismo-${letter.loginName}.pdf`);
    const pdf = printStarterLetter(press, pageOf(letter, portalAddress));
    try {
      // A file that is already there would keep its own, perhaps wider, rights.
      await rm(path, { force: true });
      await writeFile(path, pdf, { mode: 0o600, flag: "wx" });
    } catch (error) {
      throw notWritable(folder, error);
    }
    return path;
  };
}

function notWritable(folder: string, cause: unknown): WorldFault {
  return new WorldFault(`W folderze ${folder} nie można zapisać pism; podaj inny w --out.`, { cause });
}

/** The letter in the words people read. */
export function pageOf(letter: StarterLetter, portalAddress: URL): StarterLetterPage {
  const { letterhead, recipient } = letter;
  const telephone = letterhead.telephone === "" ? "" : `tel. ${letterhead.telephone}`;
  const place = `${letterhead.postalCode} ${letterhead.city}`.trim();
  return {
    cooperative: {
      name: letterhead.name,
      contactLines: filled([`${letterhead.street}, ${place}`, telephone, letterhead.email]),
      accentColour: accents(letterhead.accentColour).light.accent,
    },
    placeAndDate: `${letterhead.city}, ${dateInSentence(letter.writtenOn)}`,
    recipientLines: [recipient.name, ...recipient.addressLines],
    portalAddress: portalAddress.href.replace(/\/$/, ""),
    loginName: loginNameForPeople(letter.loginName),
    password: letter.password,
    validUntil: dateInSentence(letter.validUntil),
    helpLines: filled([
      filled([letterhead.loginDepartment, letterhead.loginRoom]).join(", "),
      letterhead.loginHours,
      filled([telephone, letterhead.email]).join(", "),
    ]),
  };
}

function filled(lines: readonly string[]): string[] {
  return lines.filter((line) => line !== "");
}
