import type { SettlementCheckName } from "../../../domain/settlement/settlement-checks.ts";

/** What the law asks to be looked at in a settlement, for the office and for residents. */
const names: Readonly<Record<SettlementCheckName, string>> = {
  "allowed-keys": "Klucze podziału, na które prawo nie pozwala",
  "heating-audit-limit": "Ciepło na ogrzewanie, GJ na m³ kubatury w 12 miesięcy",
  "hot-water-audit-limit": "Ciepło na ciepłą wodę, GJ na m³ wody w 12 miesięcy",
  "location-factors": "Współczynniki położenia lokali są ustalone",
  "variable-cost-bounds":
    "Najniższy i najwyższy koszt zmienny na m² są ustalone; tyle lokali do nich wyrównano",
  "monthly-information": "Lokale bez comiesięcznej informacji o zużyciu",
  "access-refusal-factor": "Opłata przy odmowie dostępu, krotność średniego kosztu",
};

/** The name of a check; of one that a later version no longer knows, its code. */
export function settlementCheckName(check: string): string {
  return Object.hasOwn(names, check) ? names[check as SettlementCheckName] : check;
}
