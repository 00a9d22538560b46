import { grosze, zlotyForPeople } from "../../../domain/values/money.ts";
import type { Refusal } from "../../../domain/values/result.ts";

type Data = Refusal["data"];

/** Kinds of documents, in the plural: what a rule speaks of. */
const KINDS: Readonly<Record<string, string>> = {
  statute: "Statuty",
  regulation: "Regulaminy",
  notice: "Zawiadomienia o walnym zgromadzeniu",
  agenda: "Porządki obrad",
  "draft-resolution": "Projekty uchwał",
  resolution: "Uchwały",
  minutes: "Protokoły",
  "financial-statement": "Sprawozdania finansowe",
  "cooperative-audit": "Protokoły lustracji",
  "fee-calculation": "Kalkulacje opłat",
  "fee-justification": "Uzasadnienia zmian opłat",
  announcement: "Ogłoszenia",
  invoice: "Faktury",
  contract: "Umowy",
};

const AUDIENCES: Readonly<Record<string, string>> = {
  members: "członkowie",
  "property-holders": "uprawnieni do lokali",
  public: "wszyscy",
};

const CONCERNS: Readonly<Record<string, string>> = {
  cooperative: "w tej spółdzielni",
  property: "w nieruchomości, której dokument dotyczy",
  building: "w budynku, którego dokument dotyczy",
};

/** Why somebody does not read a document. */
const readingRefusals = {
  "document-not-found": () => "Nie ma takiego dokumentu.",
  "document-needs-sign-in": () => "Ten dokument można przeczytać po zalogowaniu.",
  "document-needs-own-password": () => "Najpierw ustaw własne hasło; hasło startowe służy tylko do tego.",
  "document-for-members": ({ kind, article }) =>
    `${kinds(kind)} są dla członków spółdzielni (${article}), a w rejestrze nie ma Twojego członkostwa. Jeśli to pomyłka albo chcesz zostać członkiem, zgłoś się do biura.`,
  "document-for-members-former": ({ kind, endedOn, article }) =>
    `${kinds(kind)} są dla członków spółdzielni (${article}); Twoje członkostwo ustało ${endedOn}.`,
  "document-for-holders": ({ kind, concern }) =>
    `${kinds(kind)} są dla osób, które mają prawo do lokalu ${concerns(concern)}.`,
  "document-for-holders-former": ({ kind, concern, endedOn }) =>
    `${kinds(kind)} są dla osób, które mają prawo do lokalu ${concerns(concern)}; Twoje skończyło się ${endedOn}.`,
} satisfies Record<string, (data: Data) => string>;

/** What is wrong with documents and their publication. */
const documentRefusals = {
  "resolution-without-number": () => "Uchwała musi mieć numer.",
  "validity-reversed": ({ from, until }) =>
    `Obowiązywanie kończy się (${until}), zanim się zacznie (${from}).`,
  "repealed-without-day": () => "Dokument jest uchylony, a nie podano, od kiedy nie obowiązuje.",
  "year-after-date": ({ year, date }) =>
    `Dokument z ${date} nie może należeć do roku ${year}, który się jeszcze nie zaczął.`,
  "amended-document-unknown": ({ document }) => `Nie ma dokumentu ${document}, który ten ma zmieniać.`,
  "amended-document-later": ({ title, day, amendedOn }) =>
    `„${title}” powstał ${day}, później niż zmiana z ${amendedOn}.`,
  "amends-itself": ({ title }) => `„${title}” zmieniałby sam siebie.`,
  "consolidated-document-unknown": ({ document }) =>
    `Nie ma dokumentu ${document}, którego tekst jednolity to jest.`,
  "regulation-unknown": ({ regulation }) => `Nie ma statutu ani regulaminu o numerze ${regulation}.`,
  "regulation-not-yet-in-force": ({ title, day, from }) =>
    `„${title}” nie obowiązywał jeszcze ${day}: obowiązuje od ${from}.`,
  "regulation-repealed": ({ title, day, from }) =>
    `„${title}” nie obowiązywał już ${day}: nie obowiązuje od ${from}.`,
  "widening-narrows": ({ kind, audience, default: byDefault }) =>
    `${kinds(kind)} czytają domyślnie ${audiences(byDefault)}; ustawienie „${audiences(audience)}” niczego nie rozszerza.`,
  "publication-persons-debt": ({ title }) =>
    `„${title}” rozstrzyga o długu jednej osoby. Takich dokumentów nie publikuje się nigdy, także po usunięciu danych.`,
  "publication-copy-missing": ({ title }) =>
    `„${title}”: nie ma kopii do publikacji. Oryginału nie pokazuje się nikomu; dodaj kopię bez danych osobowych.`,
  "publication-copy-is-original": ({ title }) =>
    `„${title}”: kopia do publikacji jest tym samym plikiem co oryginał. Potwierdź, że nie było w nim czego usuwać, albo dodaj inny.`,
  "publication-unconfirmed": ({ title }) =>
    `„${title}”: ktoś musi przeczytać kopię i potwierdzić swoim nazwiskiem, że nie ma w niej danych osobowych.`,
  "publication-confirmed-other-copy": ({ title, version }) =>
    `„${title}”: potwierdzenie dotyczy innego pliku niż wersja ${version}; przeczytaj tę wersję.`,
  "publication-findings-not-shown": ({ found, shown }) =>
    found === null
      ? "Skan nie ma tekstu, w którym program mógłby szukać danych osobowych; potwierdzenie musi o tym wiedzieć."
      : `W tekście są prawdopodobne dane osobowe (miejsc: ${found}), a potwierdzającemu pokazano ${shown ?? "skan bez tekstu"}.`,
  "version-known": ({ version }) => `Ten plik jest już zachowany jako wersja ${version}.`,
} satisfies Record<string, (data: Data) => string>;

/** Deadlines of the General Meeting and of the supervisory board. */
const meetingRefusals = {
  "meeting-without-day": ({ meeting }) => `Walne zgromadzenie ${meeting} nie ma jeszcze terminu.`,
  "meeting-notice-missed": ({ meetingDay, day, days, earliest, article }) =>
    `Walne ${meetingDay}: członków trzeba było zawiadomić do ${day}, co najmniej ${days} dni przed (${article}). Po zawiadomieniu dzisiaj walne może się odbyć najwcześniej ${earliest}.`,
  "meeting-notice-late": ({ meetingDay, doneOn, day, days, earliest, article }) =>
    `Walne ${meetingDay}: członków zawiadomiono ${doneOn}, a trzeba było do ${day}, co najmniej ${days} dni przed (${article}). Z tym zawiadomieniem walne może się odbyć najwcześniej ${earliest}.`,
  "meeting-drafts-missed": ({ meetingDay, day, days, earliest, article }) =>
    `Walne ${meetingDay}: projekty uchwał trzeba było wyłożyć do ${day}, co najmniej ${days} dni przed (${article}). Po wyłożeniu dzisiaj walne może się odbyć najwcześniej ${earliest}.`,
  "meeting-drafts-late": ({ meetingDay, doneOn, day, days, earliest, article }) =>
    `Walne ${meetingDay}: projekty uchwał wyłożono ${doneOn}, a trzeba było do ${day}, co najmniej ${days} dni przed (${article}). Walne może się odbyć najwcześniej ${earliest}.`,
  "meeting-place-missing": ({ article }) => `Zawiadomienie musi podawać miejsce walnego (${article}).`,
  "meeting-agenda-missing": ({ article }) => `Zawiadomienie musi podawać porządek obrad (${article}).`,
  "meeting-parts-not-allowed": ({ parts, members, above, article }) =>
    `Walne podzielono na części (${parts}), a spółdzielnia ma członków: ${members}; wolno dopiero powyżej ${above} (${article}).`,
  "annual-meeting-early": ({ meetingDay, yearEnd, article }) =>
    `Walne ${meetingDay} odbyłoby się, zanim skończy się rok, który ma zamknąć (${yearEnd}); roczne walne odbywa się po nim (${article}).`,
  "annual-meeting-late": ({ meetingDay, day, yearEnd, article }) =>
    `Roczne walne za rok zakończony ${yearEnd} trzeba odbyć do ${day} (${article}); ostatnia część wypada ${meetingDay}.`,
  "member-draft-late": ({ submittedOn, day, article }) =>
    `Projekt zgłoszono ${submittedOn}; członkowie mogli zgłaszać projekty do ${day} (${article}).`,
  "member-draft-supporters": ({ supporters, needed, article }) =>
    `Projekt popiera członków: ${supporters}; potrzeba co najmniej ${needed} (${article}).`,
  "amendment-late": ({ submittedOn, day, article }) =>
    `Poprawkę zgłoszono ${submittedOn}; można było do ${day} (${article}).`,
  "proxy-late": ({ submittedOn, day, article }) =>
    `Pełnomocnictwo doręczono ${submittedOn}; można było do ${day} (${article}).`,
  "board-term-too-long": ({ from, lastDay, years, article }) =>
    `Kadencja rady nadzorczej od ${from} może trwać najdłużej ${years} lata, do ${lastDay} (${article}).`,
} satisfies Record<string, (data: Data) => string>;

/** Members' requests for copies. */
const requestRefusals = {
  "request-not-a-member": ({ askedOn, article }) =>
    `Prawo do kopii dokumentów mają członkowie (${article}); ${askedOn} ta osoba nie była członkiem.`,
  "request-empty": () => "Napisz, o jaki dokument chodzi.",
  "request-already-answered": ({ answeredOn }) => `Na ten wniosek odpowiedziano już ${answeredOn}.`,
  "answer-before-request": ({ askedOn, answeredOn }) =>
    `Odpowiedź z ${answeredOn} jest wcześniejsza niż wniosek z ${askedOn}.`,
  "answer-without-copy": () =>
    "Do odpowiedzi trzeba dołączyć plik albo zaznaczyć, że kopię wydano na papierze.",
  "answer-is-persons-debt": ({ code }) =>
    `Ten plik rozstrzyga o długu jednej osoby (dokument „${code}”): nie wydaje się go nikomu przez portal.`,
  "answer-is-original": ({ code }) =>
    `Ten plik jest oryginałem dokumentu „${code}” i nie wychodzi z biura; wyślij kopię, w której nie ma danych osobowych innych osób.`,
  "copy-fee-negative": () => "Opłata za kopię nie może być ujemna.",
  "copy-fee-not-allowed": ({ subject, feeGrosze, article }) =>
    `${kinds(subject)} wydaje się bezpłatnie (${article}); nie można żądać ${zlotyForPeople(grosze(Number(feeGrosze)))}.`,
  "refusal-not-allowed": ({ subject, article }) =>
    `${kinds(subject)}: kopii nie wolno odmówić (${article}); odmowa jest możliwa tylko przy umowach z osobami trzecimi.`,
  "refusal-without-ground": ({ article }) =>
    `Odmowa musi wskazać podstawę: prawa drugiej strony umowy albo uzasadnioną obawę znacznej szkody spółdzielni (${article}).`,
  "refusal-without-reasons": ({ article }) => `Odmowa musi być na piśmie i z uzasadnieniem (${article}).`,
  "refusal-without-court": ({ article }) =>
    `Odmowa musi pouczyć członka, że w 7 dni od jej doręczenia może wystąpić do sądu rejestrowego (${article}).`,
} satisfies Record<string, (data: Data) => string>;

/** The index of a folder of documents. */
const indexRefusals = {
  "index-file-name": ({ text }) =>
    `„${text}” nie jest nazwą pliku w tym folderze: bez „..”, ukośnika na początku i znaków sterujących.`,
  "index-not-pdf": ({ text }) => `„${text}” nie jest plikiem PDF; biblioteka przyjmuje tylko PDF.`,
  "index-file-twice": ({ file, firstLine }) => `Plik „${file}” jest już w wierszu ${firstLine}.`,
  "index-reference-unknown": ({ code }) =>
    `„${code}” nie jest kodem dokumentu z tego spisu ani z biblioteki.`,
  "index-building-elsewhere": () => "Budynek nie stoi na podanej nieruchomości.",
  "index-audience-missing": ({ visibility }) =>
    `Widoczność „${visibility}” wymaga podania w kolumnie audience, kogo dotyczy.`,
  "index-audience-unused": ({ visibility }) =>
    `Kolumna audience jest tylko przy widoczności group i person, nie przy „${visibility}”.`,
} satisfies Record<string, (data: Data) => string>;

/** Sentences about documents, those who read them, meetings and requests. */
export const governanceRefusals = {
  ...readingRefusals,
  ...documentRefusals,
  ...meetingRefusals,
  ...requestRefusals,
  ...indexRefusals,
};

function kinds(kind: Data[string] | undefined): string {
  return KINDS[String(kind)] ?? String(kind);
}

function audiences(audience: Data[string] | undefined): string {
  return AUDIENCES[String(audience)] ?? String(audience);
}

function concerns(concern: Data[string] | undefined): string {
  return CONCERNS[String(concern)] ?? "w tej spółdzielni";
}
