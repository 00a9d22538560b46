import type { LibrarySection } from "./library-paths.ts";

/** What every page is given besides its own figures. */

export interface Cooperative {
  readonly name: string;
  readonly addressLines: readonly string[];
  readonly telephone: string;
  readonly email: string;
  /** "#RRGGBB"; null for Osiedle's own deep pine green. */
  readonly accentColour: string | null;
  /** Where a person fetches their login. */
  readonly loginDesk: {
    readonly department: string;
    readonly room: string;
    readonly hours: readonly { readonly days: string; readonly hours: string }[];
  };
}

/** The person looking at the page, as the menu names them. */
export interface SignedInPerson {
  readonly name: string;
  readonly formToken: string;
  /** Seconds without activity after which the session ends. */
  readonly idleSeconds: number;
}

export type Tab =
  | "start"
  | "personal"
  | "fees"
  | "accounting"
  | "virtual-accounts"
  | "readings"
  | "settlements";

/** What stands in the menu's group of documents. */
export type LibraryEntry = LibrarySection | "library" | "library-search" | "requests";

export interface PageFrame {
  readonly cooperative: Cooperative;
  /** Hashed addresses of the style sheets and scripts. */
  readonly assets: AssetAddresses;
  readonly person: SignedInPerson | null;
}

export interface AssetAddresses {
  readonly styles: string;
  readonly cooperativeStyles: string;
  readonly script: string;
  readonly icon: string;
}
