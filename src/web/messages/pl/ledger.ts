import type { Refusal } from "../../../domain/values/result.ts";

type Data = Refusal["data"];

/** Sentences of the refusals about the books: reversals, periods, years, and which cooperative a command is for. */
export const ledgerRefusals = {
  "no-cooperative": () =>
    "W bazie nie ma jeszcze żadnej spółdzielni: zacznij od polecenia „osiedle package import”.",
  "cooperative-not-chosen": ({ known }) =>
    `Baza prowadzi kilka spółdzielni; wskaż jedną przez --cooperative: ${known}.`,
  "cooperative-unknown": ({ slug, known }) => `Nie ma spółdzielni „${slug}”. Są: ${known}.`,
  "head-not-readable": () => "Skrót końca łańcucha ma 64 znaki: cyfry i litery a–f.",
  "month-not-readable": ({ written }) =>
    `„${written}” nie jest miesiącem; podaj go jako RRRR-MM, na przykład 2026-11.`,
  "year-not-readable": ({ written }) =>
    `„${written}” nie jest rokiem; podaj go czterema cyframi, na przykład 2026.`,
  "request-key-reused": ({ key }) =>
    `Zlecenie „${key}” było już wykonane z inną treścią. Nic nie zmieniono; sprawdź, czy to nie pomyłka.`,
  "document-unknown": ({ number }) => `W księgach nie ma dokumentu ${number}.`,
  "document-already-reversed": ({ number, reversal }) =>
    `Dokument ${number} został już wystornowany dokumentem ${reversal}.`,
  "document-not-reversible": ({ number }) =>
    `Dokumentu ${number} nie można wystornować: storno i bilans otwarcia roku zostają w księgach.`,
  "period-closed": ({ month }) => `Miesiąc ${month} jest zamknięty: nic już w nim nie można zaksięgować.`,
  "period-before-books": ({ month, firstMonth }) =>
    `Księgi zaczynają się w ${firstMonth}; nie ma w nich miesiąca ${month}.`,
  "period-already-closed": ({ month }) => `Miesiąc ${month} jest już zamknięty.`,
  "period-not-over": ({ month, until }) =>
    `Miesiąc ${month} jeszcze trwa (do ${until}); można go zamknąć, gdy się skończy.`,
  "earlier-period-open": ({ month, earlier }) =>
    `Zanim ${month}: najpierw trzeba zamknąć miesiące ${earlier}.`,
  "period-not-assessed": ({ month }) =>
    `W miesiącu ${month} nie zaksięgowano naliczenia opłat, więc nie można go zamknąć.`,
  "year-already-open": ({ year }) => `Rok ${year} jest już otwarty.`,
  "year-before-books": ({ year, firstMonth }) =>
    `Księgi zaczynają się w ${firstMonth}; roku ${year} nie trzeba otwierać.`,
  "items-differ-from-balance": ({ accountId, itemsGrosze, openingGrosze }) =>
    `Pozycje otwarte konta ${accountId} dają ${itemsGrosze} gr, a saldo ${openingGrosze} gr. Uruchom „osiedle verify”.`,
} satisfies Record<string, (data: Data) => string>;
