import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { makeAccountNumber } from "../../domain/receivables/account-number.ts";
import { isPesel } from "../../domain/register/pesel.ts";
import { findPersonalData } from "./find-personal-data.ts";
import { FINDING_KINDS } from "./finding-kinds.ts";
import { isFirstName } from "./first-names.ts";

const found = (text: string) => findPersonalData(text).map(({ kind, text: words }) => `${kind}: ${words}`);

/** Written for this test; no cooperative's. */
const STATUTE = `
§ 12. Organy Spółdzielni
1. Organami Spółdzielni są: Walne Zgromadzenie, Rada Nadzorcza i Zarząd. Kadencja Rady Nadzorczej trwa 3 lata.
2. Walne Zgromadzenie zwołuje Zarząd w ciągu 6 miesięcy po upływie roku obrachunkowego, z zachowaniem art. 8³ ust. 2 ustawy
z dnia 15 grudnia 2000 r. o spółdzielniach mieszkaniowych (Dz.U. z 2024 r. poz. 558 ze zm.).
3. Uchwała nr 12/2026 wchodzi w życie 1 maja 2026 r.; uchwały 3/12 i 4/12 tracą moc. Zarząd składa się z 1–3 osób.
4. Siedziba Spółdzielni mieści się przy ul. Jana Kochanowskiego 14, sala im. Marii Konopnickiej, pl. św. Jana 3.
5. Członek opróżnia lokal w ciągu 30 dni. Lokale 3-pokojowe i lokale użytkowe mają oddzielne liczniki.
6. Opłaty wnosi się do 10. dnia miesiąca. Spółdzielnia jest wpisana do Krajowego Rejestru Sądowego pod nr 0000123456.
7. Pan Przewodniczący albo Pani Prezes udziela głosu w kolejności zgłoszeń; czas wystąpienia 5 min. na osobę, m. in. w dyskusji.
`;

describe("what is found", () => {
  it("is nothing in a plain statute", () => {
    expect(found(STATUTE)).toEqual([]);
  });

  it.each([
    ["PESEL 44051401359.", ["pesel: 44051401359"]],
    ["PESEL 440514 01359", ["pesel: 440514 01359"]],
    ["numer 44051401358", []],
    ["wpłata na 66 1020 2528 0000 0102 0477 1707", ["account-number: 66 1020 2528 0000 0102 0477 1707"]],
    ["w 2026 66 1020 2528 0000 0102 0477 1707", ["account-number: 66 1020 2528 0000 0102 0477 1707"]],
    ["PL66102025280000010204771707", ["account-number: PL66102025280000010204771707"]],
    ["92124012340001567890123456", ["account-number: 92124012340001567890123456"]],
    ["67 1020 2528 0000 0102 0477 1707", []],
    ["NIP 526-10-40-828", ["tax-number: 526-10-40-828"]],
    ["NIP PL5261040828", ["tax-number: PL5261040828"]],
    ["NIP 526-10-40-829", []],
    ["kontakt: jan.kowalski+sm@poczta.example.pl,", ["email: jan.kowalski+sm@poczta.example.pl"]],
    [
      "dług 12 345,67 zł i 100 zł, 5 złotych, 2.500,00 PLN",
      ["amount: 12 345,67 zł", "amount: 100 zł", "amount: 5 złotych", "amount: 2.500,00 PLN"],
    ],
    ["123 456 789 zł", ["amount: 123 456 789 zł"]],
    ["tel. 601 234 567", ["telephone: 601 234 567"]],
    [
      "kom. 601234567, (44) 632 11 22, +48 601234567",
      ["telephone: 601234567", "telephone: (44) 632 11 22", "telephone: +48 601234567"],
    ],
    [
      "lokal nr 12, lokalu mieszkalnego nr 7a, garażu nr 3",
      ["unit-number: lokal nr 12", "unit-number: lokalu mieszkalnego nr 7a", "unit-number: garażu nr 3"],
    ],
    [
      "miejsce postojowe nr 4, m. 5, lok. 18",
      ["unit-number: miejsce postojowe nr 4", "unit-number: m. 5", "unit-number: lok. 18"],
    ],
    ["przy ul. Lipowej 3/12", ["unit-number: ul. Lipowej 3/12"]],
    ["ul. Jana Pawła II 4A m. 15", ["unit-number: ul. Jana Pawła II 4A m. 15"]],
    ["ul. Lipowa 3", []],
    // As a PDF gives them: lines end anywhere, spaces and hyphens of every kind, letters in two parts.
    ["66 1020 2528 0000\n0102 0477 1707", ["account-number: 66 1020 2528 0000\n0102 0477 1707"]],
    [
      "66\u20091020\u20092528\u20090000\u20090102\u20090477\u20091707",
      [expect.stringMatching(/^account-number/)],
    ],
    ["lokalu\nnr 12", ["unit-number: lokalu\nnr 12"]],
    ["1\u202f234,56\nzł", ["amount: 1\u202f234,56\nzł"]],
    ["Jana Kowal\u00adskiego", ["name: Jana Kowal\u00adskiego"]],
    ["Łukasz Wo\u0301jcik", ["name: Łukasz Wo\u0301jcik"]],
    ["Anny Nowak\u2013Lis", ["name: Anny Nowak\u2013Lis"]],
    ["PESEL 44 05 14 01359, 4405 1401 359", ["pesel: 44 05 14 01359", "pesel: 4405 1401 359"]],
    // Named as such: a slip of the pen changes nothing.
    ["PESEL: 44051401358", ["pesel: 44051401358"]],
    ["na rachunek 67 1020 2528 0000 0102 0477 1707", ["account-number: 67 1020 2528 0000 0102 0477 1707"]],
    ["NIP 526 10 40 828", ["tax-number: 526 10 40 828"]],
    [
      "nr lokalu: 12; mieszkanie 7; lokale nr 3, 4 i 5; garażu 2",
      [
        "unit-number: nr lokalu: 12",
        "unit-number: mieszkanie 7",
        "unit-number: lokale nr 3, 4 i 5",
        "unit-number: garażu 2",
      ],
    ],
    ["przy Lipowej 5/12, Lipowa 5A m. 3", ["unit-number: Lipowej 5/12", "unit-number: Lipowa 5A m. 3"]],
    [
      "komórka lokatorska nr 3, LOKAL NR 8",
      ["unit-number: komórka lokatorska nr 3", "unit-number: LOKAL NR 8"],
    ],
    ["w lokalu 12 maja; mieszkań 45; lokal 45 m²; uchwała Rady 5/12", []],
    [
      "5,5 mln zł, 1234,- zł, zł 500, 12 ZŁ, 100 EUR, saldo 1234,56",
      [
        "amount: 5,5 mln zł",
        "amount: 1234,- zł",
        "amount: zł 500",
        "amount: 12 ZŁ",
        "amount: 100 EUR",
        "amount: 1234,56",
      ],
    ],
    ["12 345,67 zaległości; 12 345,67 m²", ["amount: 12 345,67"]],
    ["słownie: dwa tysiące sto złotych", ["amount: dwa tysiące sto złotych"]],
    ["601234567, 601.234.567, 0-22 632 11 22", [expect.any(String), expect.any(String), expect.any(String)]],
    [
      "dowód osobisty ABA 300000, KW WA1M/00012345/6",
      ["identity-number: ABA 300000", "identity-number: WA1M/00012345/6"],
    ],
    ["ur. 12.05.1944", ["identity-number: 12.05.1944"]],
    [
      "w sprawie rozłożenia na raty zadłużenia [dane usunięto]",
      ["debt-decision: rozłożenia na raty zadłużenia"],
    ],
    ["Zarząd postanawia umorzyć odsetki", ["debt-decision: umorzyć odsetki"]],
    ["Windykacja zaległości w spółdzielni; zadłużenie lokali ogółem", []],
  ])("in %j", (text, expected) => {
    expect(found(text)).toEqual(expected);
  });
});

describe("names", () => {
  it.each([
    ["wniosek Jana Kowalskiego", "Jana Kowalskiego"],
    ["wniosek JANA KOWALSKIEGO", "JANA KOWALSKIEGO"],
    ["Annie Marii Nowak-Zielińskiej odmówiono", "Annie Marii Nowak-Zielińskiej"],
    ["dług Kowalskiego Piotra", "Kowalskiego Piotra"],
    ["dług Pani Nowak", "Pani Nowak"],
    ["dla pana Zbigniewa Wójcika", "pana Zbigniewa Wójcika"],
    ["z Markiem\nWójcikiem", "Markiem\nWójcikiem"],
    ["Jerzego Wilka", "Jerzego Wilka"],
    ["Małgorzacie Mazur", "Małgorzacie Mazur"],
    ["o Pawle Lisie", "Pawle Lisie"],
    ["Nowak Anna", "Nowak Anna"],
    ["KOWALSKI JAN", "KOWALSKI JAN"],
    ["Kowalska, Anna", "Kowalska, Anna"],
    ["podpisał J. Kowalski", "J. Kowalski"],
    ["podpisała A. Nowak", "A. Nowak"],
    ["A. Nowak", "A. Nowak"],
    ["dług p. Nowaka", "p. Nowaka"],
    ["Państwa Nowaków", "Państwa Nowaków"],
    ["Anna i Jan Kowalscy", "Anna i Jan Kowalscy"],
    ["członek Kowalski", "członek Kowalski"],
    ["protokolant: Zięba", "protokolant: Zięba"],
    ["mgr inż. Wójcik", "mgr inż. Wójcik"],
    ["Jan K. zalega", "Jan K"],
    ["Zoriana Kowalenko", "Zoriana Kowalenko"],
    ["Oliwierowi Mazurowi", "Oliwierowi Mazurowi"],
    ["Łucji i Olgi Lis", "Łucji i Olgi Lis"],
    ["Kasi Lis", "Kasi Lis"],
    ["Mai Lis", "Mai Lis"],
    ["Jan de Ville", "Jan de Ville"],
  ])("%j", (text, name) => {
    expect(found(text)).toEqual([`name: ${name}`]);
  });

  it.each([
    "ul. Jana Kochanowskiego",
    "szkoła im. Marii Konopnickiej",
    "Jana",
    "Rada Nadzorcza",
    "w maju Rada",
    "os. Stefana Batorego",
    "Pan Prezes",
    "Członek Zarządu",
    "Prezes Zarządu",
    "A. Postanowienia ogólne",
    "w budynku A. Remont",
    "Gorzów Wielkopolski",
    "Sąd Okręgowy w Warszawie",
    "Szkoła Jana",
    "ul. J. Piłsudskiego",
    "CZŁONKOWIE OBECNI",
    "Krajowa Rada Spółdzielcza",
  ])("%j is none", (text) => {
    expect(found(text)).toEqual([]);
  });

  it.each([
    "Anna Anny Annie Annę Anną Anno",
    "Maria Marii Marię Marią Mario",
    "Agnieszka Agnieszki Agnieszce Agnieszkę Agnieszką",
    "Jadwiga Jadwigi Jadwidze Barbara Barbarze Beata Beacie Magdalena Magdalenie Wanda Wandzie",
    "Jan Jana Janowi Janem Janie",
    "Marek Marka Markowi Markiem Marku Jacek Jacka Franciszek Franciszka Leszek Leszkiem",
    "Paweł Pawła Pawłowi Pawłem Pawle Michał Michale Piotr Piotrze Robert Robercie Ryszard Ryszardzie",
    "Andrzej Andrzeja Andrzejowi Andrzejem Andrzeju Krzysztof Krzysztofie Tomasz Tomaszu Wojciech Wojciechem",
    "Jerzy Jerzego Jerzemu Jerzym Antoni Antoniego Antoniemu Antonim Ignacy Ignacego",
  ])("%s", (forms) => {
    expect(forms.split(" ").filter((form) => !isFirstName(form))).toEqual([]);
  });
});

const digits = (count: number) => fc.stringMatching(new RegExp(`^\\d{${count}}$`));
/** Words that hold nothing of anybody's. */
const filler = fc.constantFrom("", "Na podstawie § 3 ", "Zarząd postanawia, że ", "w sprawie: ");
const rest = fc.constantFrom("", ".", ", oraz", "\nRada Nadzorcza");

describe("properties", () => {
  it("every PESEL with a right check digit is found in its place, and with a wrong one never", () => {
    const day = fc.record({
      year: fc.integer({ min: 0, max: 99 }),
      month: fc.integer({ min: 1, max: 12 }),
      day: fc.integer({ min: 1, max: 28 }),
    });
    fc.assert(
      fc.property(day, digits(4), filler, rest, (born, serial, before, after) => {
        const birth = [born.year, born.month, born.day].map((part) => String(part).padStart(2, "0")).join("");
        for (const check of "0123456789") {
          const pesel = birth + serial + check;
          const peselFound = findPersonalData(before + pesel + after).filter(({ kind }) => kind === "pesel");
          const expected = { kind: "pesel", text: pesel, from: before.length, until: before.length + 11 };
          expect(peselFound).toEqual(isPesel(pesel) ? [expected] : []);
        }
      }),
      { numRuns: 50 },
    );
  });

  it("every account number is found, grouped or not, and none with a changed digit", () => {
    fc.assert(
      fc.property(
        digits(16),
        fc.integer({ min: 2, max: 25 }),
        fc.boolean(),
        filler,
        (tail, place, isGrouped, before) => {
          const made = makeAccountNumber({ sortCode: "10202528", clientPrefix: "", payerCode: tail });
          const number: string = made.ok ? made.value : "";
          const written = isGrouped
            ? `${number.slice(0, 2)} ${number.slice(2).replace(/(\d{4})(?=\d)/g, "$1 ")}`
            : number;
          const until = before.length + written.length;
          expect(findPersonalData(before + written)).toEqual([
            { kind: "account-number", text: written, from: before.length, until },
          ]);
          const wrong = number.slice(0, place) + ((Number(number[place]) + 1) % 10) + number.slice(place + 1);
          expect(findPersonalData(before + wrong).filter(({ kind }) => kind === "account-number")).toEqual(
            [],
          );
        },
      ),
    );
  });

  it("of any text are pieces of it, in order, apart from each other", () => {
    const piece = fc.constantFrom(
      "Jan ",
      "Nowak ",
      "44051401359 ",
      "ul. ",
      "Lipowa 3/4 ",
      "zł ",
      "12 ",
      "m. 5",
      "@a.pl",
      "\n",
      "661020252800000102047717 07 ",
    );
    const text = fc.oneof(
      fc.string({ unit: "binary", maxLength: 200 }),
      fc.array(piece, { maxLength: 40 }).map((all) => all.join("")),
    );
    fc.assert(
      fc.property(text, (any) => {
        let last = 0;
        for (const { kind, text: words, from, until } of findPersonalData(any)) {
          expect(FINDING_KINDS).toContain(kind);
          expect(any.slice(from, until)).toBe(words);
          expect(from).toBeGreaterThanOrEqual(last);
          expect(until).toBeGreaterThan(from);
          last = until;
        }
      }),
    );
  });

  it.each([
    "1",
    "1 ",
    "a",
    "Jan ",
    "ul. A ",
    "a.",
    "@a.",
    "12-",
    "tel. ",
    "-a",
    "Ab-",
    "Pan ",
    "Kowalski Jan ",
    "Anna i ",
    "A. ",
    "lokalu nr 1, ",
    "słownie: a ",
    "rachunek 1 ",
    "\u00ad",
    " ",
  ])("%j a hundred thousand times over is read through", (unit) => {
    expect(findPersonalData(unit.repeat(100_000)).length).toBeLessThanOrEqual(100_000);
  });
});
