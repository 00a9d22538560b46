import type { DialectWriter, EntryToWrite } from "./mt940-dialect.ts";

const SUBFIELD_WIDTH = 27;
const WRAP_WIDTH = 65;
/** "˙" is byte 0xFF in ISO-8859-2: PKO BP's sign for nothing. */
const FILLER = "˙";

/** iPKO biznes: every sub-field on a line of its own. */
export const pkoBp: DialectWriter = {
  encoding: "iso-8859-2",
  reference: "MT940",
  opener: [],
  terminator: [],
  accountPrefix: "/",
  amountWidth: 0,
  writesFundsCode: false,
  writesAvailableBalance: true,
  typeCode: (entry) => (entry.side === "credit" ? "N062" : "N152"),
  details(entry) {
    const code = entry.side === "credit" ? "062" : "152";
    const { title, name, sortCode, rest, account, addressedTo } = parts(entry, "~");
    const values: readonly (readonly [string, string])[] = [
      ...title.map((text, place) => [`${20 + place}`, text] as const),
      ...(addressedTo === "" ? [] : [["29", addressedTo] as const]),
      ["30", sortCode],
      ["31", rest],
      ["32", name[0] ?? ""],
      ["33", name[1] ?? ""],
      ["38", account],
      ["60", ""],
      ["63", ""],
    ];
    return [
      `${code} 0`,
      `:86:020~00${code}`,
      ...values.map(([mark, text]) => `~${mark}${text === "" ? FILLER : text}`),
    ];
  },
};

/** ING Bank Śląski: the code alone in a first `:86:`, several sub-fields a line. */
export const ing: DialectWriter = {
  encoding: "cp852",
  reference: "MT940",
  opener: [],
  terminator: [],
  accountPrefix: "/",
  amountWidth: 0,
  writesFundsCode: false,
  writesAvailableBalance: false,
  typeCode: (entry) => `S${ingCode(entry)}`,
  details(entry) {
    const code = ingCode(entry);
    const { title, name, sortCode, rest, account, addressedTo } = parts(entry, "~");
    return [
      `:86:${code}`,
      `:86:${code}~00VE02`,
      `~20${title[0]}`,
      `~21${title[1]}~22${title[2]}`,
      `~23${title[3]}~24${title[4]}`,
      `~25${title[5]}`,
      ...(addressedTo === "" ? [] : [`~29${addressedTo}`]),
      `~30${sortCode}~31${rest}`,
      `~32${name[0]}~33${name[1]}`,
      `~34${code}`,
      ...(account === "" ? [] : [`~38${account}`]),
    ];
  },
};

/** PekaoBiznes24: sub-fields padded to their width, amounts to fifteen signs, the currency's letter behind the mark. */
export const pekao: DialectWriter = {
  encoding: "cp852",
  reference: "1",
  opener: [],
  terminator: ["-"],
  accountPrefix: "/",
  amountWidth: 15,
  writesFundsCode: true,
  writesAvailableBalance: true,
  typeCode: (entry) => `N${pekaoCode(entry)}`,
  details(entry) {
    const { title, name, sortCode, rest, account, addressedTo } = parts(entry, "^");
    const pad = (text: string | undefined) => (text ?? "").padEnd(SUBFIELD_WIDTH);
    const lines = [
      `:86:${pekaoCode(entry)}^00${pad("PRZELEW")}^34000`,
      `^30${sortCode}^31${rest}${account === "" ? "" : `^38${account}`}`,
      `^20${pad(title[0])}^21${title[1]}`,
      `^22${pad(title[2])}^23${title[3]}`,
      `^24${pad(title[4])}^25${title[5]}`,
      ...(addressedTo === "" ? [] : [`^29${addressedTo}`]),
      `^32${pad(name[0])}^33${name[1]}`,
    ];
    return lines.filter((line) => !/^\^\d\d\s*\^\d\d$/.test(line));
  },
};

/** mBank CompanyNet: one sentence of labels, wrapped at 65 signs, between the marks of a SWIFT block. */
export const mbank: DialectWriter = {
  encoding: "iso-8859-2",
  reference: "ST940CYC/1",
  opener: ["\u0001{1:F01BREXPLPWXXXX0000000000}{2:I940BREXPLPWXXXXN}{4:"],
  terminator: ["-}"],
  accountPrefix: "",
  amountWidth: 0,
  writesFundsCode: true,
  writesAvailableBalance: true,
  typeCode: () => "NTRF",
  details(entry) {
    const isIncoming = entry.side === "credit";
    const operation = isIncoming ? "770 PRZELEW PRZYCHODZĄCY" : "944 COMPANYNET PRZELEW KRAJOWY";
    const labels: readonly (readonly [string, string | null])[] = [
      ["ID IPH", entry.addressedTo],
      [isIncoming ? "Z RACH." : "NA RACH.", entry.counterpartyAccount?.replace(/^PL(?=\d{26}$)/, "") ?? null],
      [isIncoming ? "OD" : "DLA", entry.counterpartyName],
      ["TYT.", entry.title],
      ["TNR", entry.bankReference ?? "0"],
    ];
    const text = labels
      .filter(([, value]) => value !== null)
      .map(([label, value]) => `; ${label}: ${value?.replaceAll(";", ",")}`);
    const [first = "", ...rest] = wrapped(operation + text.join(""));
    return [isIncoming ? "770-PRZELEW PRZYCHODZACY" : "944-PRZEL.KRAJ.WYCH.MT.ELX", `:86:${first}`, ...rest];
  },
};

function ingCode(entry: EntryToWrite): string {
  return entry.side === "credit" ? "020" : "073";
}

function pekaoCode(entry: EntryToWrite): string {
  return entry.side === "credit" ? "240" : "230";
}

interface EntryParts {
  readonly title: readonly string[];
  readonly name: readonly string[];
  readonly sortCode: string;
  readonly rest: string;
  readonly account: string;
  readonly addressedTo: string;
}

/** An entry's texts in the pieces that sub-fields hold; the mark itself cannot stand in them. */
function parts(entry: EntryToWrite, mark: string): EntryParts {
  const account = entry.counterpartyAccount ?? "";
  const polish = /^PL\d{2}(\d{8})(\d{16})$/.exec(account);
  const pieces = (text: string | null, count: number) =>
    Array.from({ length: count }, (_, place) =>
      (text ?? "").replaceAll(mark, "-").slice(place * SUBFIELD_WIDTH, (place + 1) * SUBFIELD_WIDTH),
    );
  return {
    title: pieces(entry.title, 6),
    name: pieces(entry.counterpartyName, 2),
    sortCode: polish?.[1] ?? "",
    rest: polish?.[2] ?? "",
    account,
    addressedTo: entry.addressedTo ?? "",
  };
}

/** Cuts after the last blank that fits, else at the full width; no line may begin like a field or an end mark. */
function wrapped(text: string): string[] {
  const lines: string[] = [];
  let rest = text;
  while (rest.length > WRAP_WIDTH) {
    let end = rest.lastIndexOf(" ", WRAP_WIDTH - 1) + 1;
    while (end > 0 && /[-:{]/.test(rest[end] ?? "")) end = end < 2 ? 0 : rest.lastIndexOf(" ", end - 2) + 1;
    if (end === 0) end = WRAP_WIDTH;
    lines.push(rest.slice(0, end));
    rest = rest.slice(end);
  }
  return [...lines, rest];
}
