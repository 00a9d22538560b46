import type { RefusalSentence } from "../refusal-sentence.ts";
import { countOf } from "./counting.ts";

/** What an area of the records is called, as the subject of a sentence. */
const AREAS: Readonly<Record<string, string>> = {
  register: "Kartotekę lokali, praw i osób",
  fees: "Opłaty i naliczenia",
  accounts: "Konta, dowody i wpłaty",
  "virtual-accounts": "Indywidualne numery rachunków",
  metering: "Liczniki i odczyty",
  settlements: "Rozliczenia mediów",
  library: "Bibliotekę dokumentów",
};

/** Why something cannot be done where another program keeps the records, or not by a mirror. */
export const mirrorRefusals = {
  "area-mirrored": ({ area, program }) =>
    `${AREAS[String(area)] ?? area} tej spółdzielni prowadzi ${program === null ? "inny program" : `program ${program}`}; zmiany wprowadza się tam, a tutaj są tylko pokazywane.`,
  "area-is-ours": ({ area }) =>
    `${AREAS[String(area)] ?? area} tej spółdzielni prowadzi Osiedle, a nie program źródłowy; obraz nie może ich zmieniać.`,
  "area-has-own-records": ({ area }) =>
    `${AREAS[String(area)] ?? area} tej spółdzielni prowadzi już Osiedle i ma tu własne zapisy; innemu programowi nie można tego oddać, bo te same pieniądze byłyby pokazane dwa razy.`,
  "account-is-ours": ({ account }) =>
    `Na koncie ${account} są zapisy Osiedla; konto prowadzi zawsze jeden program, więc obraz musi podać inne.`,
  "account-mirrored": ({ accounts, count, program }) => {
    const unnamed = Number(count) - String(accounts).split(", ").length;
    const others = unnamed > 0 ? ` i ${unnamed} ${countOf(unnamed, "inne", "inne", "innych")}` : "";
    const whose = program === null ? "innego programu" : `programu ${program}`;
    return Number(count) === 1
      ? `Konto ${accounts} jest z ${whose} i zostaje jego historią; Osiedle księguje na nowym koncie z bilansem otwarcia.`
      : `Konta ${accounts}${others} są z ${whose} i zostają jego historią; Osiedle księguje na nowych kontach z bilansem otwarcia.`;
  },
  "account-of-other-right": ({ account, right }) =>
    `Konto ${account} nie należy do prawa ${right ?? "(brak)"}: jedna osoba widziałaby pieniądze drugiej.`,
  "item-of-other-account": ({ document, line, account, other }) =>
    `Pozycja otwarta dokumentu ${document}, wiersz ${line}, jest na koncie ${account}, a zapis na koncie ${other}.`,
  "allocation-of-other-account": ({ document, line, account, other }) =>
    `Rozliczenie pozycji na koncie ${account} nazywa dokument ${document}, wiersz ${line}, który jest na koncie ${other}.`,
  "year-opening-with-postings": ({ document, count }) =>
    `Dokument otwarcia roku ${document} ma zapisy (${count}); stan na początek kolejnego roku podaje account-openings.csv, inaczej liczyłby się dwa razy.`,
  "posting-of-other-day": ({ document, postedOn, day }) =>
    `Dokument ${document} jest zaksięgowany ${postedOn}, a jego zapisy pokazano z dniem ${day}; różnica musi podać dokument razem z zapisami.`,
  "posting-without-document": ({ account, line, day }) =>
    `Zapis na koncie ${account} z ${day} (wiersz ${line}) zostałby bez dokumentu, który źródło usunęło.`,
  "row-twice": ({ of, key }) =>
    `Dwa wiersze mówią o tym samym${of === null ? "" : ` w dokumencie ${of}`}${key === "" ? "" : ` (${key})`}.`,
  "digest-differs": ({ kind, sent, stored }) =>
    `Wiersze zapisane w bazie różnią się od wysłanych (${kind}: wysłano ${sent}, zapisano ${stored}); obraz nie został pokazany.`,
  "mirror-run-cancelled": () => "Wczytywanie obrazu przerwano na życzenie; pokazywany jest poprzedni.",
} satisfies Readonly<Record<string, RefusalSentence>>;
