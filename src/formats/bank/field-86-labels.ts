import { writtenAccount, writtenText } from "./written.ts";

/** What `:86:` says about an entry. */
export interface EntryDetails {
  readonly title: string | null;
  readonly counterpartyName: string | null;
  readonly counterpartyAccount: string | null;
  /** See the event's `addressedTo`. */
  readonly addressedTo: string | null;
}

/** mBank's labels (CompanyNet, BRESOK), written in capitals or not; the last group only ends the value before it. */
const LABEL =
  /(?:^|;)\s*(Z RACH\.|NA RACH\.|OD|DLA|TYT\.|TNR|ID IPH|DATA STEMPLA|NAZWA ZOBOW\.|ID UZUP\.|SYMBOL FORM\.|OKRES|ID ZOBOW\.|NIP|NR KARTY|NR DEC\/UM\/TW\.|NR|KURS|RODZAJ SKŁADKI|DEKLARACJA|REF\. KLIENTA)\s*:/gi;

const TELLING = new Set(["Z RACH.", "NA RACH.", "TYT.", "TNR"]);
const NOT_TITLE = new Set(["Z RACH.", "NA RACH.", "OD", "DLA", "TNR", "ID IPH", "DATA STEMPLA"]);

/**
 * Reads "944 PRZELEW; NA RACH.: …; DLA: …; TYT.: …; TNR: …"; null when no telling label stands in the text.
 * Without TYT. the title is what else the text says: the operation's name and the labels of a tax or a card.
 */
export function readLabels(text: string): EntryDetails | null {
  const values = new Map<string, string>();
  const others: string[] = [];
  const found = [...text.matchAll(LABEL)];
  const operation = text.slice(0, found[0]?.index ?? text.length).replace(/^\s*\d{3}(?=[\s;])/, "");
  others.push(operation);
  found.forEach((match, place) => {
    const label = (match[1] ?? "").toUpperCase();
    const value = text.slice(match.index + match[0].length, found[place + 1]?.index ?? text.length);
    if (!values.has(label)) values.set(label, value);
    if (!NOT_TITLE.has(label)) others.push(`${match[1]}: ${value}`);
  });
  if (![...values.keys()].some((label) => TELLING.has(label))) return null;
  const value = (label: string) => writtenText((values.get(label) ?? "").replace(/[\s;]+$/, ""));
  return {
    title:
      value("TYT.") ??
      writtenText(
        others
          .map((part) => part.replace(/^[\s;]+|[\s;]+$/g, ""))
          .filter(Boolean)
          .join("; "),
      ),
    counterpartyName: value("OD") ?? value("DLA"),
    counterpartyAccount: writtenAccount(value("Z RACH.") ?? value("NA RACH.") ?? ""),
    addressedTo: value("ID IPH"),
  };
}
