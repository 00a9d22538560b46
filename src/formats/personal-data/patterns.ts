import type { FindingKind } from "./finding-kinds.ts";

/** What patterns alone tell; of names there are too many. */
export type PatternKind = Exclude<FindingKind, "name">;

const BEFORE = "(?<![\\p{L}\\d])";
const AFTER = "(?![\\p{L}\\d])";
const GROUPED = "\\d{1,3}(?:[ .'’]\\d{3})+|\\d{1,12}";
const CURRENCY = "(?:zł(?:ot[eya]\\p{Ll}{0,2})?|PLN|EUR|USD|€|gr(?:osz\\p{Ll}{1,2})?)";
const MULTIPLE = "(?:(?:tys|mln|mld)\\.? ?)?";

const STREET = `${BEFORE}(?:ul|al|os|pl|ulic[aąęy]|alej[aąęi]|osiedl[eau]|plac[ua]?)\\.? (?:[\\p{L}\\d.-]{1,30} ){1,5}?`;
/** A capitalised word before "5/12" that is no street: of those, documents have numbers written alike. */
const NUMBERED =
  "(?:Uchwa|Faktur|Protok|Rad[ayzę]|Zarząd|Walne|Zgromadz|Spółdziel|Komisj|Umow|Aneks|Załącz|Pism|Pozycj|Poz|Nr|Numer|Art|Dz|Zarządz|Regulam|Statut|Wnios|Sygn|Część|Str|Rachun|Lat|Rok|Sezon)";
const ONE_UNIT =
  "(?:lokal(?:u|owi|em)?|mieszkani(?:e|a|u|em)|garaż(?:u|owi|em)?|(?:miejsce|miejsca|miejscu|miejscem|stanowisk\\p{Ll}{1,3}) (?:postojow|garażow|parkingow)\\p{Ll}{1,3}|komórk[aięą]|komórce|piwnic[aęąy])";
const UNITS =
  "(?:lokal[ei]|lokal(?:ach|ami|om)|mieszka(?:ń|niach|niami|niom)|garaż(?:e|y|ach|ami|om)|komórek|piwnic)";
const USE = "(?: (?:mieszkaln|użytkow|lokatorsk|gospodarcz|garażow)\\p{Ll}{1,3})?";
const UNIT_NUMBER = "(?:[UG]-?)?\\d{1,4}\\p{L}?";
const NUMBER_WORD = "(?:nr|num(?:er\\p{Ll}{0,3})?)\\.?";
/** What follows a day, an area or a count, not the number of a unit. */
const NOT_MEASURED =
  "(?!-\\p{L}|[.,]\\d| (?:(?:stycz|lut|mar[czt]|kwie|maj|czerw|lip|sierp|wrze|paźdz|listop|grud)|(?:m|mkw|kw|cm|zł|osób|szt|pok|dni|razy)(?![\\p{L}\\d])))";
const MORE_NUMBERS = `(?:(?:, ?| i | oraz | lub )${UNIT_NUMBER}(?![\\d.,/]*\\d|\\p{L}))*`;

const DECIDED =
  "(?:umorz(?:yć|enie|enia|eniu|eniem|ono)|rozłoż(?:yć|enie|enia|eniu|eniem|ono) na raty|odrocz(?:yć|enie|enia|eniu|eniem|ono)|wezw(?:ać|anie|ania) do zapłaty|egzekucj\\p{Ll}{1,2}|eksmisj\\p{Ll}{1,2}|wykluczeni(?:e|a|u|em)|wykreśleni(?:e|a|u|em))";
const OWED =
  "(?:zadłużeni(?:e|a|u|em)|zaległoś\\p{Ll}{1,4}|dług(?:u|i|ów|iem)?|należnoś\\p{Ll}{1,4}|odsetek|odsetki)";

export const PATTERNS: Readonly<Record<PatternKind, readonly RegExp[]>> = {
  // A decision on one person's debt is none to be published, whoever is taken out of it.
  "debt-decision": [
    new RegExp(`${BEFORE}${DECIDED}[^.;\\n]{1,80}?${BEFORE}${OWED}(?!\\p{L})`, "giu"),
    new RegExp(`${BEFORE}${OWED}[^.;\\n]{1,40}?${BEFORE}${DECIDED}(?!\\p{L})`, "giu"),
  ],
  email: [
    /(?<![\p{L}\d._%+-])[\p{L}\d._%+-]{1,64} ?(?:@|\((?:at|małpa)\)|\[at\]) ?[\p{L}\d-]{1,63}(?:\.[\p{L}\d-]{1,63}){0,4}\.\p{L}{2,24}(?![\p{L}\d])/gu,
  ],
  "account-number": [
    // Named as an account: the number is somebody's even with a slip in it.
    /(?<=(?:rachun\p{Ll}{1,4}|kont[oaue]|NRB|IBAN)(?: bankow\p{Ll}{1,3})?(?: nr| numer)?[:.]? ?)(?:PL ?)?\d(?:[ -]?\d){25}(?!\d)/gu,
  ],
  pesel: [/(?<=pesel(?: nr| numer)?[^\p{L}\d]{0,3})\d(?:[ -]?\d){10}(?!\d)/giu],
  "tax-number": [
    /(?<![\p{L}\d-])(?:PL ?)?[1-9]\d{2}-?(?:\d{3}-?\d{2}-?\d{2}|\d{2}-?\d{2}-?\d{3})(?![\d-])/gu,
    /(?<=NIP:? ?(?:PL ?)?)[1-9]\d{2} (?:\d{3} \d{2} \d{2}|\d{2} \d{2} \d{3})(?!\d)/gu,
  ],
  amount: [
    new RegExp(
      `(?<![\\d.,])(?:${GROUPED})(?:[.,]\\d{1,2}|,?-{1,2})? ?${MULTIPLE}${CURRENCY}(?!\\p{L})`,
      "giu",
    ),
    new RegExp(`${BEFORE}(?:zł|PLN|EUR|USD)\\.? ?(?:${GROUPED})(?:[.,]\\d{2})?${AFTER}`, "giu"),
    // Thousands and hundredths are money unless another unit follows.
    /(?<![\d.,])\d{1,3}(?: \d{3})+,\d{2}(?![\d%]| ?(?:%|m[²³23]|GJ|kWh|MWh|ha))/gu,
    /(?<=(?:kwo[tc]\p{Ll}{1,3}|wysokości|zadłuże\p{Ll}{2,3}|saldo|dług\p{Ll}{0,2}|należnoś\p{Ll}{1,2}):? )\d{1,12}(?:[.,]\d{2})(?![\d%])/giu,
    /(?<=słownie:? ?)\p{Ll}[\p{Ll} ]{2,120}?(?:złot\p{Ll}{1,3}|grosz\p{Ll}{0,2})(?!\p{L})/giu,
  ],
  "identity-number": [
    /(?<=(?:dow(?:ód|odu|odem|odzie) osobist\p{Ll}{1,3}|paszport\p{Ll}{0,3}|legitymuj\p{Ll}{2,4} się)[^\d\n]{0,40}?)(?:\p{Lu}{3} ?(?:nr )?\d{6}|\p{Lu}{2} ?\d{7})(?!\d)/giu,
    /(?<![\p{L}\d])\p{Lu}{2}\d\p{Lu} ?\/ ?\d{8} ?\/ ?\d(?!\d)/gu,
    /(?<=ur(?:\.|odz\p{Ll}{2,4})(?: się)?(?: dnia| w dniu)?:? )(?:\d{1,2}[.-]\d{1,2}[.-]\d{4}|\d{4}-\d{2}-\d{2}|\d{1,2} \p{Ll}{3,12} \d{4})/giu,
  ],
  telephone: [
    /(?<![\d+])(?:\+|00)48[ -]?(?:\d[ -]?){8}\d(?!\d)/gu,
    /(?<![\d-])(?:0[ -]?)?\(?\d{2}\)?[ -]\d{3}[ -]\d{2}[ -]\d{2}(?![\d-])/gu,
    /(?<![\d.-])\d{3}([ .-])\d{3}\1\d{3}(?![\d-])/gu,
    /(?<![\d.,-])(?:45|5[0137]|6[069]|7[2389]|88)\d{7}(?!\d|[.,-]\d)/gu,
    /(?<=(?:tel|kom|telefon|telefonu)\.?:? ?)\(?\d(?:[ ().-]{0,2}\d){6,10}(?!\d)/giu,
  ],
  "unit-number": [
    new RegExp(`${STREET}\\d{1,4}\\p{L}?(?: ?/ ?| ?(?:m|lok|mieszk)\\.? ?)\\d{1,4}\\p{L}?${AFTER}`, "giu"),
    new RegExp(
      `${BEFORE}${NUMBER_WORD} ${ONE_UNIT}${USE}[:.]? ?(?:nr )?${UNIT_NUMBER}${AFTER}${MORE_NUMBERS}`,
      "giu",
    ),
    new RegExp(
      `${BEFORE}${ONE_UNIT}${USE}(?: (?:o )?${NUMBER_WORD})?:? ?${UNIT_NUMBER}${AFTER}${NOT_MEASURED}${MORE_NUMBERS}`,
      "giu",
    ),
    new RegExp(
      `${BEFORE}${UNITS}${USE} (?:o )?${NUMBER_WORD}:? ?${UNIT_NUMBER}${AFTER}${MORE_NUMBERS}`,
      "giu",
    ),
    new RegExp(
      `${BEFORE}(?!${NUMBERED})\\p{Lu}\\p{Ll}{2,30} \\d{1,4}\\p{L}?(?: ?/ ?| m\\.? ?)\\d{1,3}\\p{L}?${AFTER}(?!/)`,
      "gu",
    ),
    new RegExp(`${BEFORE}(?:m|lok|mieszk)\\. ?(?:nr )?\\d{1,4}\\p{L}?${AFTER}`, "giu"),
  ],
};
