import { grosze, zlotyForPeople } from "../../../domain/values/money.ts";
import type { RefusalSentence } from "../refusal-sentence.ts";

const MEDIA: Readonly<Record<string, string>> = {
  "cold-water": "zimna woda",
  "hot-water": "ciepła woda",
  heat: "ogrzewanie",
  gas: "gaz",
  electricity: "energia elektryczna",
};

const FACTS: Readonly<Record<string, string>> = {
  area: "powierzchni",
  volume: "kubatury",
  share: "udziału",
  "indoor-temperature": "temperatury w lokalu",
  "previous-period": "zużycia z poprzedniego okresu",
};

const FIELDS: Readonly<Record<string, string>> = {
  accessRefused: "odmowy dostępu",
  indoorTemperatures: "temperatury w lokalach",
  jointDeclarations: "zgodne oświadczenia",
  fixedAmounts: "kwoty ustalone",
};

/** "180,00 zł"; parts of a grosz stay as they are. */
function zlotyOfGrosze(amount: string | number | null | undefined): string {
  return Number.isSafeInteger(Number(amount))
    ? zlotyForPeople(grosze(Number(amount)))
    : `${String(amount).replace(".", ",")} gr`;
}

/** Why a regulation cannot be used, or an order cannot be settled by it. */
export const settlementOrderRefusals = {
  "definition-without-unit-kinds": ({ code }) => `Regulamin „${code}” nie mówi, jakie lokale obejmuje.`,
  "definition-without-costs": ({ code }) => `Regulamin „${code}” nie ma żadnego kosztu.`,
  "settlement-key-forbidden": ({ cost, key, medium, nature, source }) =>
    `Koszt „${cost}” (${MEDIA[String(medium)] ?? medium}, ${nature === "fixed" ? "stały" : "zmienny"}): prawo nie pozwala go dzielić kluczem „${key}” (${source}).`,
  "bounds-cost-fixed": ({ cost }) =>
    `Najniższy i najwyższy koszt na m² dotyczą tylko kosztu zmiennego, a „${cost}” jest stały.`,
  "access-refusal-percent-too-high": ({ percent, limit, source }) =>
    `Przy odmowie dostępu wolno pobrać od 0% do ${limit}% średniego kosztu na m², a nie ${percent}% (${source}).`,
  "variance-without-consumption": ({ code, medium }) =>
    `Regulamin „${code}” mówi o różnicy licznika głównego, ale nie dzieli żadnego kosztu kluczem „consumption:${medium}”.`,
  "settlement-definition-differs": ({ order, definition }) =>
    `Zlecenie jest do regulaminu „${order}”, a nie „${definition}”.`,
  "settlement-period-too-long": ({ months, limit }) =>
    `Okres obejmuje ${months} mies., a rozliczenie najwyżej ${limit}.`,
  "settlement-cost-unknown": ({ cost, document }) =>
    `Dokument „${document}”: regulamin nie zna kosztu „${cost}”.`,
  "settlement-cost-outside-period": ({ document, from, to }) =>
    `Dokument „${document}”: dni od ${from} do ${to} nie mieszczą się w okresie rozliczenia.`,
  "settlement-without-buildings": ({ code }) =>
    `Zlecenie „${code}” nie podaje ani budynków, ani punktu w sieci.`,
  "settlement-bounds-unexpected": () =>
    "Podano najniższy lub najwyższy koszt na m², ale regulamin nie ogranicza żadnego kosztu.",
  "settlement-outdoor-temperature-missing": () =>
    "Regulamin dzieli koszt według temperatury, a zlecenie nie podaje temperatury na zewnątrz.",
  "settlement-declaration-percent": ({ unit, percent }) =>
    `Lokal ${unit}: udział w zgodnym oświadczeniu (${percent}%) nie mieści się od 0% do 100%.`,
  "settlement-declaration-day": ({ unit, on }) =>
    `Lokal ${unit}: zgodne oświadczenie jest z dnia ${on}, a tego dnia nikt lokalu nie przejął.`,
  "settlement-unit-unknown": ({ unit, field }) =>
    `Lokal „${unit}” (${FIELDS[String(field)] ?? field}) nie bierze udziału w rozliczeniu.`,
  "settlement-unit-told-twice": ({ unit, field }) =>
    `Zlecenie mówi o tym samym dwa razy (${FIELDS[String(field)] ?? field}): ${unit}.`,
  "settlement-point-unknown": ({ point }) => `W sieci nie ma punktu „${point}”.`,
  "settlement-building-unknown": ({ building }) => `Nie ma budynku „${building}” z lokalami.`,
  "settlement-unit-fact-missing": ({ unit, fact }) =>
    `Lokal ${unit}: brakuje ${FACTS[String(fact)] ?? `danej „${fact}”`}.`,
  "settlement-device-missing": ({ unit }) =>
    `Lokal ${unit} nie ma urządzenia, a regulamin nie przewiduje rozliczenia zastępczego.`,
  "settlement-norm-missing": ({ unit }) =>
    `Lokal ${unit} nie ma wodomierza, a regulamin nie ma normy na osobę.`,
  "settlement-consumption-unknown": ({ unit, point, from, until }) =>
    `Lokal ${unit}: nie wiadomo, ile zużyto w punkcie „${point}” od ${from} do ${until}; brakuje odczytów.`,
  "settlement-common-part-too-fine": ({ id, consumption }) =>
    `Część wspólna „${id}”: zużycie ${consumption} ma więcej niż sześć miejsc po przecinku.`,
  "settlement-main-missing": ({ medium }) =>
    `Nie ma licznika głównego (${MEDIA[String(medium)] ?? medium}), z którym regulamin każe porównać lokale.`,
  "settlement-main-unknown": ({ point }) =>
    `Nie wiadomo, ile wskazał licznik główny w punkcie „${point}”; brakuje odczytów.`,
  "fixed-amount-unexpected": ({ cost, key }) =>
    `Koszt „${cost}”: kwotę podaje się tylko przy kluczu „fixed-amount”, a nie „${key}”.`,
  "fixed-amount-repeated": ({ cost }) =>
    `Koszt „${cost}”: klucz „fixed-amount” może wystąpić w koszcie tylko raz.`,
  "fixed-amount-bounded": ({ cost }) =>
    `Koszt „${cost}” ma najniższą i najwyższą kwotę na m², więc nie może być dzielony kwotami ustalonymi.`,
  "fixed-amounts-missing": ({ cost }) =>
    `Koszt „${cost}” dzieli się kwotami ustalonymi, a ani regulamin, ani zlecenie (fixedAmounts) ich nie podaje.`,
  "fixed-amounts-unexpected": ({ cost }) =>
    `Zlecenie podaje kwoty dla kosztu „${cost}”, którego regulamin nie dzieli kwotami ze zlecenia.`,
  "fixed-amount-told-twice": ({ cost, unit }) =>
    `Koszt „${cost}”: lokal ${unit} ma podaną kwotę więcej niż raz.`,
  "fixed-amounts-differ": ({ cost, partGrosze, amountsGrosze }) =>
    `Koszt „${cost}”: kwoty ustalone dają razem ${zlotyOfGrosze(amountsGrosze)}, a ta część kosztu wynosi ${zlotyOfGrosze(partGrosze)}; muszą być równe.`,
  "access-refused-by-all": ({ cost }) =>
    `Koszt „${cost}”: wszyscy odmówili dostępu, więc nie ma na kogo rozłożyć reszty kosztu.`,
} satisfies Readonly<Record<string, RefusalSentence>>;
