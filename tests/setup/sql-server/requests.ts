/** What a client asks ([MS-TDS] 2.2.6), as far as ours does. */
export interface Login {
  readonly user: string;
  readonly password: string;
  readonly database: string;
  readonly application: string;
  readonly readsOnly: boolean;
}

/** LOGIN7: places and lengths of its texts stand from byte 36 on. */
export function readLogin(message: Buffer): Login {
  const textAt = (at: number) => {
    const from = message.readUInt16LE(at);
    return message.subarray(from, from + 2 * message.readUInt16LE(at + 2));
  };
  const hidden = Buffer.from(textAt(44)).map((byte) => {
    const turned = byte ^ 0xa5;
    return ((turned << 4) | (turned >> 4)) & 0xff;
  });
  return {
    user: textAt(40).toString("utf16le"),
    password: Buffer.from(hidden).toString("utf16le"),
    database: textAt(68).toString("utf16le"),
    application: textAt(48).toString("utf16le"),
    readsOnly: (message[26]! & 0x20) !== 0,
  };
}

export interface Call {
  /** The query itself. */
  readonly text: string;
  /** How its parameters are declared. */
  readonly declared: string | null;
  readonly parameters: Readonly<Record<string, string | null>>;
}

const SP_EXECUTESQL = 10;

/** RPC of `sp_executesql`: the query, the declarations of its parameters, and each of them. */
export function readCall(message: Buffer): Call {
  let at = message.readUInt32LE(0);
  const procedure = message.readUInt16LE(at) === 0xffff ? message.readUInt16LE(at + 2) : -1;
  if (procedure !== SP_EXECUTESQL) throw new Error(`procedure ${procedure} is not known`);
  at += 6;
  const given: [name: string, value: string | null][] = [];
  while (at < message.length) {
    const end = at + 1 + 2 * message[at]!;
    const name = message.toString("utf16le", at + 1, end);
    const { value, next } = readText(message, end + 1);
    given.push([name, value]);
    at = next;
  }
  const [statement, declared, ...parameters] = given;
  return {
    text: statement?.[1] ?? "",
    declared: declared?.[1] ?? null,
    parameters: Object.fromEntries(parameters.map(([name, value]) => [name.replace("@", ""), value])),
  };
}

/** A parameter of type NVARCHARTYPE, short or in chunks. */
function readText(message: Buffer, at: number): { readonly value: string | null; readonly next: number } {
  if (message[at] !== 0xe7) throw new Error(`a parameter of type 0x${message[at]!.toString(16)}`);
  const isLong = message.readUInt16LE(at + 1) === 0xffff;
  let next = at + 8;
  if (!isLong) {
    const length = message.readUInt16LE(next);
    next += 2;
    if (length === 0xffff) return { value: null, next };
    return { value: message.toString("utf16le", next, next + length), next: next + length };
  }
  const parts: Buffer[] = [];
  next += 8;
  for (;;) {
    const length = message.readUInt32LE(next);
    next += 4;
    if (length === 0) return { value: Buffer.concat(parts).toString("utf16le"), next };
    parts.push(message.subarray(next, next + length));
    next += length;
  }
}

/** A batch of SQL after its headers. */
export function readBatch(message: Buffer): string {
  return message.toString("utf16le", message.readUInt32LE(0));
}

/** A transaction that begins: its isolation level (5 is SNAPSHOT); null for another request to the transaction manager. */
export function readIsolation(message: Buffer): number | null {
  const at = message.readUInt32LE(0);
  return message.readUInt16LE(at) === 5 ? message[at + 2]! : null;
}
