/** What stands before the name of a street, a school or a saint, not of a person in the document. */
export const PATRON =
  /(?:^|[^\p{L}])(?:ul|al|os|pl|im|św|ulic[ayę]|alej[aię]|osiedl[eau]|plac[ua]?|rond[aou]|park[ua]?|imienia|święt\p{Ll}+)\.?\s+(?:\p{L}{1,12}\.?\s+)?$/iu;

/** Endings by which a capitalised word is most likely a surname; in any case, of one person or of a couple. */
const SURNAME =
  /(?:(?:sk|ck|dzk)(?:i|a|iego|iej|iemu|im|ą|ich|imi)|(?:scy|ccy)|(?:e|o)wicz(?:a|owi|em|u|owie|ów|om|ami)?|czyk(?:a|owi|iem|u|owie|ów|om|ami)?|[iz]ak(?:a|owi|iem|u|owie|ów|om|ami)?|(?:enk|czenk)(?:o|i|ą|ę)|enc(?:e)|(?:cz|dz)uk(?:a|owi|iem|u|owie)?|owa|ow(?:ą|ej))$/iu;
/** Endings of places and institutions that look alike. */
const PLACE =
  /(?:mazowieck|wielkopolsk|małopolsk|trybunalsk|łódzk|śląsk|pomorsk|lubelsk|gdańsk|kujawsk|podlask|krajeńsk|lubusk|świętokrzysk|opolsk|warszawsk|krakowsk|poznańsk|europejsk|miejsk|wiejsk|gmiński|wojewódzk|powiatow|krajow|domow|osiedlow|budow|umow|głow|połow|finansow|zawodow|naukow|państwow|narodow|środow|obywatelsk|mieszkańsk|lekarsk|polsk|ludzk)\p{Ll}{1,4}$/iu;

const TITLE =
  /^(?:pan|pana|panu|panem|panie|pani|panią|panowie|panów|panom|państwo|państwa|państwu|państwem|p|ob|obywatel(?:a|owi|ka|ki|kę)?|małżonk(?:owie|ów|om|ami|a|owi|iem)|małżonek|dr|mgr|inż|prof|hab|mec|adw)$/iu;

/** What people are called in a cooperative's papers. */
const ROLE =
  /^(?:człon(?:ek|ka|kowi|kiem|kini|kinię|kowie|ków)|prezes(?:a|owi|em)?|przewodnicząc(?:y|ego|emu|ym|a|ej|ą)|sekretarz(?:a|owi|em)?|lokator(?:a|owi|em|ka|ki|ce|kę|ką)?|mieszka(?:niec|ńca|ńcowi|ńcem|nka|nki|nkę)|właściciel(?:a|owi|em|ka|ki|kę)?|najemc(?:a|y|ę|ą)|dłużni(?:k|ka|kowi|kiem|czka|czki|czkę)|użytkowni(?:k|ka|kowi|kiem)|wnioskodawc(?:a|y|ę|ą)|pełnomocni(?:k|ka|kowi|kiem)|protokolant(?:a|em|ka|ki)?|adwokat(?:a|owi|em)?|świad(?:ek|ka|kowi|kiem)|spadkobierc(?:a|y|ę|ą)|zmarł(?:y|ego|a|ej|ą))$/iu;

/** What follows titles and roles besides surnames: offices, organs, and the words of their papers. */
const OFFICE =
  /^(?:prezes|przewodnicząc|kierowni|dyrektor|człon|księgow|mecenas|radc|zastępc|sekretarz|inspektor|administrator|zarząd|zarzad|mieszka|notariusz|sędzi|rad[ayzęąo]?$|nadzorcz|spółdziel|walne|zgromadz|komis|komit|prezydi|kolegi|wspóln|grup|osiedl|budyn|nieruchomoś|lokal|ustaw|statut|regulamin|uchwał|protok|sprawozda|obywatel|państw|właściciel|najemc|użytkown|pełnomocn|wnios|załącznik|porząd|rejestr|krajow|sąd|urząd|gmin|miast|bank|skarb|minist|stowarzysz|fundac|biuro|dział|opłat|fundusz|wynik|plan|zysk|bilans|nadwyż|paragraf|rozdział|tekst|projekt|termin|liczb|koszt|przychod|polsk|rzeczypospolit|towarzystw|zebran|postanow)/iu;

/** Capitalised words before which or in which a name is that of a place. */
const PLACE_WORD =
  /^(?:ul$|ulic|alej|osiedl|plac|rond|park|święt|szkoł|przedszkol|dzień|dni[aeu]|dom|imieni|patron|parafi|kości|most|muze|pomnik|szpital|wojewódz|powiat|gmin|miasto|now[yae]$|star[yae]$|dolny$|górny$|wielk|mał[ay]|ruda|dąbrowa|zakład|rzeczni|rynek|centr|firma|spółka|przedsiębior|instyt|uniwers|politech|akadem|teatr|hotel|galeri|zespół|wydział|ośrod|agencj|poczt|elektro|kancelar|powszechn|narodow|naczeln|główn|dzienni|monitor|kodeks|prawo|art|dz)/iu;

export function isTitle(word: string): boolean {
  return TITLE.test(word);
}

/** Whether a word says who somebody is in the cooperative: a name may follow. */
export function namesRole(word: string): boolean {
  return ROLE.test(word);
}

export function isOffice(word: string): boolean {
  return OFFICE.test(word);
}

/** Whether a word most likely is a surname, by its ending. */
export function isSurname(word: string): boolean {
  return word.length >= 4 && SURNAME.test(word) && !PLACE.test(word) && !OFFICE.test(word);
}

export function beginsPlace(word: string): boolean {
  return PLACE_WORD.test(word) || PLACE.test(word);
}
