import { grosze, zlotyForPeople } from "../../../domain/values/money.ts";
import { quantityForPeople } from "../../../domain/values/quantity.ts";
import type { Refusal } from "../../../domain/values/result.ts";

type Data = Refusal["data"];

const MEGABYTE = 1024 * 1024;

function zloty(amount: Data[string] | undefined): string {
  return zlotyForPeople(grosze(Number(amount ?? 0)));
}

/** Files as files: what can be wrong before a single row is read. */
const fileRefusals = {
  "package-not-found": ({ path }) => `Nie ma folderu ani pliku „${path}”.`,
  "package-not-readable": ({ path }) => `„${path}” nie jest folderem ani dobrym archiwum zip.`,
  "package-unsafe-name": ({ name }) =>
    `Archiwum ma plik o nazwie „${name}”, która wychodzi poza paczkę; takiej paczki nie przyjmujemy.`,
  "package-entry-twice": ({ name }) => `Archiwum ma dwa pliki o nazwie „${name}”.`,
  "package-encrypted": ({ name }) => `Plik „${name}” jest zaszyfrowany albo spakowany nieznaną metodą.`,
  "package-not-a-file": ({ name }) =>
    `„${name}” nie jest zwykłym plikiem (to folder, dowiązanie albo urządzenie).`,
  "package-too-large": ({ name, bytes, most }) =>
    `${name ? `Plik „${name}”` : "Paczka"} po rozpakowaniu ma ${Math.ceil(Number(bytes) / MEGABYTE)} MB, najwięcej może mieć ${Number(most) / MEGABYTE} MB.`,
  "package-too-many-files": ({ files, most }) => `Paczka ma ${files} plików, najwięcej może mieć ${most}.`,
  "package-file-damaged": ({ name }) =>
    `Pliku „${name}” nie da się odczytać: jest uszkodzony albo dłuższy, niż podaje archiwum.`,
  "missing-file": () => "Brakuje tego pliku.",
  "unknown-file": () => "Nieznany plik: nie ma go w opisie formatu.",
  "file-not-listed": () => "Plik nie jest wymieniony w manifeście.",
  "file-listed-twice": ({ name }) => `Manifest wymienia plik „${name}” dwa razy.`,
  "not-json": () => "Manifest nie jest poprawnym plikiem JSON.",
  "unknown-format": ({ format, version, expected }) =>
    `Format „${format}” w wersji ${version} jest nieznany; potrzebny jest „osiedle-package” w wersji ${expected}.`,
  "missing-field": () => "Brakuje tego pola manifestu.",
  "unknown-field": () => "Nieznane pole manifestu.",
  "bad-field": ({ text }) => `Niedozwolona wartość: ${text}.`,
  "wrong-digest": () => "Suma kontrolna SHA-256 się nie zgadza: plik nie jest tym, który opisuje manifest.",
  "wrong-row-count": ({ promised, found }) => `Manifest podaje wierszy: ${promised}, w pliku jest: ${found}.`,
  "control-sum-missing": ({ name }) => `Manifest nie podaje sumy kontrolnej „${name}”.`,
  "unknown-control-sum": ({ name }) => `Suma kontrolna „${name}” nie odpowiada żadnej kolumnie z liczbami.`,
  "bad-control-sum": ({ name, text }) => `Suma kontrolna „${name}” nie jest liczbą: „${text}”.`,
  "wrong-control-sum": ({ name, promised, found }) =>
    `Suma kontrolna „${name}” się nie zgadza: manifest podaje ${promised}, z pliku wychodzi ${found}.`,
} satisfies Record<string, (data: Data) => string>;

/** Rows and cells: what cannot be read. */
const cellRefusals = {
  "broken-encoding": () => "Znaki nie są w kodowaniu UTF-8.",
  "not-csv": () => "Od tego wiersza plik nie jest poprawnym CSV (zwykle: niezamknięty cudzysłów).",
  "heading-missing": () => "Plik nie ma wiersza z nazwami kolumn.",
  "unknown-column": ({ column }) => `Nieznana kolumna „${column}”.`,
  "missing-column": ({ column }) => `Brakuje kolumny „${column}”.`,
  "column-twice": ({ column }) => `Kolumna „${column}” występuje dwa razy.`,
  "wrong-field-count": ({ fields, expected }) => `Wiersz ma ${fields} pól, nagłówek ${expected}.`,
  "blank-cell": () => "Pole nie może być puste.",
  "control-character": () => "Tekst zawiera znak sterujący.",
  "text-too-long": ({ length, longest }) => `Tekst ma ${length} znaków, najwięcej może mieć ${longest}.`,
  "not-one-of": ({ text, allowed }) => `„${text}” nie jest dozwoloną wartością; możliwe: ${allowed}.`,
  "not-a-day": ({ text }) => `„${text}” nie jest dniem kalendarza (RRRR-MM-DD).`,
  "not-a-month": ({ text }) => `„${text}” nie jest miesiącem (RRRR-MM).`,
  "not-a-decimal": ({ text }) => `„${text}” nie jest liczbą.`,
  "too-many-decimals": ({ text, scale }) => `„${text}” ma za dużo miejsc po przecinku (najwyżej ${scale}).`,
  "number-too-large": ({ text }) => `Liczba „${text}” jest za duża.`,
  "number-out-of-range": ({ text }) => `Liczba „${text}” jest poza dozwolonym zakresem.`,
  "not-a-postal-code": ({ text }) => `„${text}” nie jest kodem pocztowym (NN-NNN).`,
  "not-a-pesel": () => "Numer PESEL jest błędny (data urodzenia albo cyfra kontrolna).",
  "not-a-nip": ({ text }) => `„${text}” nie jest numerem NIP (cyfra kontrolna).`,
  "not-equipment": ({ text }) => `„${text}” nie jest spisem wyposażenia; wzór: winda=1 domofon=2.`,
  "duplicate-code": ({ code, firstLine }) => `„${code}” jest już w wierszu ${firstLine}.`,
  "unknown-reference": ({ code }) => `Nie ma wiersza o kodzie „${code}”.`,
} satisfies Record<string, (data: Data) => string>;

/** Facts that contradict each other, the law or the books. */
const factRefusals = {
  "period-ends-before-start": ({ from }) => `Okres kończy się przed swoim początkiem (${from}).`,
  "periods-overlap": ({ of, from, otherFrom }) =>
    `${of}: okres od ${from} zachodzi na okres od ${otherFrom}; w jednym dniu może obowiązywać tylko jeden.`,
  "staircase-of-another-building": ({ unit, staircase, building }) =>
    `Lokal ${unit} jest w budynku ${building}, a klatka ${staircase} w innym.`,
  "rights-overlap": ({ unit, right, other }) =>
    `Prawa ${right} i ${other} do lokalu ${unit} obowiązują w tych samych dniach.`,
  "right-outside-unit": ({ right, unit, day }) =>
    `Prawo ${right} obowiązuje ${day}, ale o lokalu ${unit} nie ma danych na ten dzień (unit-states.csv).`,
  "right-without-holder": ({ right }) => `Prawo ${right} nie ma żadnego uprawnionego.`,
  "holder-outside-right": ({ right, person }) =>
    `Osoba ${person} ma prawo ${right} w dniach, w których tego prawa nie ma.`,
  "right-without-continuity": ({ right, day }) =>
    `W dniu ${day} zmieniają się wszyscy uprawnieni z prawa ${right}. Potrzebne jest nowe prawo, aby nowi nie przejęli długów, dokumentów i numeru rachunku poprzedników.`,
  "legal-person-with-pesel": ({ person }) => `${person} jest osobą prawną i nie może mieć numeru PESEL.`,
  "component-medium": ({ component }) =>
    `Składnik ${component}: medium podaje się przy zaliczkach (advances) i tylko przy nich.`,
  "component-purpose": ({ component }) =>
    `Składnik ${component}: fundusz remontowy (repair-fund) musi być i celem, i miejscem księgowania.`,
  "rate-field-missing": ({ rate, base }) => `Stawka ${rate} o podstawie ${base} wymaga tej kolumny.`,
  "rate-field-not-used": ({ rate, base }) => `Stawka ${rate} o podstawie ${base} nie używa tej kolumny.`,
  "rate-with-several-places": ({ rate }) =>
    `Stawka ${rate} wskazuje naraz kilka z: nieruchomość, budynek, klatka, lokal.`,
  "rate-range-upside-down": ({ rate }) => `Stawka ${rate}: początek zakresu jest większy niż koniec.`,
  "rates-overlap": ({ rate, other, from }) =>
    `Stawki ${rate} i ${other} dotyczą tego samego zakresu i obie obowiązują ${from}.`,
  "account-right-or-role": ({ account }) =>
    `Konto ${account}: konto mieszkańca ma prawo i cel (right, purpose), konto księgowe rolę (role); nigdy jedno i drugie.`,
  "nature-of-purpose": ({ account, purpose, nature }) =>
    `Konto ${account}: cel ${purpose} nie może mieć charakteru ${nature}.`,
  "account-of-right-twice": ({ account, right, purpose, other }) =>
    `Konto ${account}: prawo ${right} ma już konto ${other} o celu ${purpose}.`,
  "account-role-twice": ({ account, role, other }) => `Konto ${account}: rolę ${role} ma już konto ${other}.`,
  "bank-account-role": ({ number, account }) =>
    `Rachunek bankowy ${number}: konto ${account} nie ma roli bank.`,
  "opening-does-not-add-up": ({ account, balanceGrosze, itemsGrosze }) =>
    `Konto ${account}: bilans otwarcia wynosi ${zloty(balanceGrosze)}, a pozycje otwarte dają ${zloty(itemsGrosze)}.`,
  "remaining-above-original": ({ account, document, originalGrosze, remainingGrosze }) =>
    `Konto ${account}, ${document}: pozostaje ${zloty(remainingGrosze)}, więcej niż pierwotne ${zloty(originalGrosze)}.`,
  "nothing-remaining": ({ account, document }) =>
    `Konto ${account}, ${document}: nic nie pozostało; rozliczonej pozycji się nie podaje.`,
  "claim-without-due-day": ({ account, document }) =>
    `Konto ${account}, ${document}: należność nie ma terminu zapłaty.`,
  "item-not-before-opening": ({ account, document, month, firstMonth }) =>
    `Konto ${account}, ${document}: należność za ${month}, a program nalicza opłaty od ${firstMonth}; zostałaby naliczona dwa razy.`,
  "court-item-on-credit": ({ account, document }) =>
    `Konto ${account}, ${document}: na koncie roszczeń sądowych są tylko należności (debit).`,
  "property-of-resident-account": ({ account }) =>
    `Konto ${account} jest kontem mieszkańca: nieruchomość wynika z lokalu i nie podaje się jej.`,
  "opening-account-missing": () => "Są pozycje bilansu otwarcia, a nie ma konta o roli opening-balance.",
  "virtual-account-owner": ({ number, scheme, belongsTo }) =>
    `Numer ${number}: w schemacie ${scheme} numer należy do ${belongsTo === "unit" ? "lokalu (unit)" : "prawa (right)"} i tylko to się podaje.`,
  "virtual-account-outside-scheme": ({ number, scheme }) =>
    `Numer ${number} nie zaczyna się jak numery schematu ${scheme} (numer rozliczeniowy banku i prefiks klienta).`,
  "other-cooperative": ({ slug, expected }) => `Paczka jest spółdzielni „${slug}”, a wskazano „${expected}”.`,
  "host-taken": ({ host }) => `Pod adresem ${host} działa już inna spółdzielnia.`,
  "first-month-fixed": ({ was, is }) =>
    `Księgi zaczynają się w ${was} i już w nich zaksięgowano; nie mogą się zacząć w ${is}.`,
  "fixed-once-imported": ({ name, was, is }) =>
    `${name} oznacza w księgach „${was}” i nie może oznaczać „${is}”: wiszą na tym pieniądze i dokumenty. Nadaj nowy kod.`,
  "person-replaced": ({ person }) =>
    `Pod kodem ${person} jest w kartotece ktoś inny (inne imię i nazwisko, bez tego samego numeru PESEL). Nowa osoba potrzebuje nowego kodu, inaczej dostałaby wgląd w cudze sprawy.`,
  "opening-already-posted": ({ account, postedGrosze, givenGrosze }) =>
    `Konto ${account}: bilans otwarcia ${zloty(postedGrosze)} jest zaksięgowany, paczka podaje ${zloty(givenGrosze)}. Zaksięgowanego nie zmienia się paczką, lecz korektą.`,
  "opening-items-already-posted": () =>
    "Bilans otwarcia jest zaksięgowany z innymi pozycjami (te same salda, inne dokumenty, miesiące lub terminy). Zaksięgowanego nie zmienia się paczką, lecz korektą.",
} satisfies Record<string, (data: Data) => string>;

/** The metering network and readings brought along. */
const meteringRefusals = {
  "point-without-state": ({ point }) =>
    `Punkt ${point} nie ma miejsca w sieci: potrzebny jest wiersz w metering-point-states.csv.`,
  "behind-individual-point": ({ point, behind }) =>
    `Punkt ${point} stoi za punktem ${behind}, a za punktem lokalu nie może stać nic.`,
  "point-behind-itself": ({ path }) => `Punkt stoi sam za sobą: ${path}.`,
  "network-too-deep": ({ point, path }) =>
    `Za punktem ${point} jest za dużo punktów jeden za drugim: ${path}.`,
  "units-of-several": ({ point, unit }) =>
    `Punkt ${point} jest główny albo zbiorczy i nie służy wprost lokalowi ${unit}; lokale mają punkty individual.`,
  "shares-above-whole": ({ point, day, sumMillionths }) =>
    `Udziały lokali w punkcie ${point} dają ${day} razem ${quantityForPeople(Number(sumMillionths))}, więcej niż 1.`,
  "meter-of-another-medium": ({ meter, kind, medium }) =>
    `Licznik ${meter} rodzaju ${kind} nie mierzy medium ${medium}, które ma jego punkt.`,
  "measure-of-another-kind": ({ meter, kind, measure }) =>
    `Licznik ${meter} rodzaju ${kind} nie liczy w jednostce ${measure}.`,
  "verified-before-installed": ({ meter, verifiedUntil, from }) =>
    `Licznik ${meter} założono ${from}, po końcu jego legalizacji (${verifiedUntil}).`,
  "end-value-without-end": ({ meter }) => `Licznik ${meter} ma stan końcowy, a nie ma ostatniego dnia.`,
  "value-beyond-dial": ({ meter, digits }) =>
    `Licznik ${meter} ma ${digits}-cyfrowe liczydło i nie może pokazać tego stanu.`,
  "meter-ends-below-start": ({ meter }) =>
    `Licznik ${meter} ma stan końcowy niższy od początkowego; jeśli liczydło przeszło przez zero, podaj jego liczbę cyfr (dial_digits).`,
  "meters-overlap": ({ point, meter, other }) =>
    `Liczniki ${meter} i ${other} są w punkcie ${point} w tych samych dniach.`,
  "serial-at-two-points": ({ serial, point, other }) =>
    `Licznik o numerze ${serial} jest w tych samych dniach w punktach ${point} i ${other}.`,
  "radio-at-two-meters": ({ radio, meter, other }) =>
    `Nakładka radiowa ${radio} jest w tych samych dniach przy licznikach ${meter} i ${other}.`,
  "meter-without-its-readings": ({ meter, day }) =>
    `Licznik ${meter} ma w księgach odczyt z dnia ${day}, a według paczki wtedy go nie było.`,
  "reading-outside-meter": ({ meter, day }) => `Odczyt z dnia ${day}: licznika ${meter} wtedy nie było.`,
  "reading-told-twice": ({ meter, day }) => `Ten sam odczyt licznika ${meter} z dnia ${day} jest dwa razy.`,
  "reading-backward": ({ meter, earlier }) =>
    `Licznik ${meter} pokazuje mniej niż ${earlier}, a nie zaczął od zera (restarts, dial_digits).`,
  "reading-of-the-future": ({ meter, day }) =>
    `Odczyt licznika ${meter} ma datę ${day}, która dopiero będzie.`,
} satisfies Record<string, (data: Data) => string>;

/** Sentences of everything that can be wrong with an exchange package. */
export const packageRefusals = { ...fileRefusals, ...cellRefusals, ...factRefusals, ...meteringRefusals };
