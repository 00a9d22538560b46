import type { Cooperative } from "../../../view.ts";

/** Shown until the first package is imported, and at a host name that belongs to no cooperative. */
export const NO_COOPERATIVE: Cooperative = {
  name: "Osiedle",
  addressLines: ["Pod tym adresem nie ma jeszcze żadnej spółdzielni."],
  telephone: "",
  email: "",
  accentColour: null,
  loginDesk: { department: "", room: "", hours: [] },
};
