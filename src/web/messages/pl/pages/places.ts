const KINDS: Readonly<Record<string, string>> = {
  dwelling: "Lokal",
  commercial: "Lokal użytkowy",
  garage: "Garaż",
  "parking-space": "Miejsce postojowe",
  storage: "Komórka",
};

export const places = {
  /** "Lokal 12", "Garaż 3" */
  unit: (kind: string, number: string) => `${KINDS[kind] ?? "Lokal"}\u00a0${number}`,
  /** Title of a transfer, at most 32 characters in the bank's code. */
  transferTitle: (unit: string, address: string) => `Opłaty ${unit}, ${address}`,
};
