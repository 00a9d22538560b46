import type {
  Measure,
  MeteredMedium,
  MeterKind,
  ReadingFlag,
  ReadingSource,
} from "../../../../domain/metering/meters.ts";

export const readings = {
  title: "Media odczyty",
  yearTitle: (medium: string, year: number) => `Media odczyty: ${medium} ${year}`,
  yearShows: (place: string, year: number) =>
    `${place}. Zużycie miesiąc po miesiącu i wszystkie odczyty z\u00a0roku ${year}.`,
  medium: "Medium",
  chooseMedium: "Wybierz medium",
  media: {
    "cold-water": { name: "zimna woda", of: "zimnej wody" },
    "hot-water": { name: "ciepła woda", of: "ciepłej wody" },
    heat: { name: "ogrzewanie", of: "ciepła" },
    gas: { name: "gaz", of: "gazu" },
    electricity: { name: "energia elektryczna", of: "energii elektrycznej" },
  } satisfies Record<MeteredMedium, { name: string; of: string }>,
  /** Beside a figure, and as a table's heading names it. */
  measures: {
    m3: { short: "m³", long: "metry sześcienne (m³)" },
    GJ: { short: "GJ", long: "gigadżule (GJ)" },
    kWh: { short: "kWh", long: "kilowatogodziny (kWh)" },
    MWh: { short: "MWh", long: "megawatogodziny (MWh)" },
    unit: { short: "jedn.", long: "jednostki podzielnika (jedn.)" },
  } satisfies Record<Measure, { short: string; long: string }>,
  meters: {
    "water-meter": { name: "wodomierz", of: "wodomierza" },
    "heat-meter": { name: "ciepłomierz", of: "ciepłomierza" },
    "heat-cost-allocator": { name: "podzielnik", of: "podzielnika" },
    "gas-meter": { name: "gazomierz", of: "gazomierza" },
    "electricity-meter": { name: "licznik energii", of: "licznika energii" },
  } satisfies Record<MeterKind, { name: string; of: string }>,
  sources: {
    radio: "odczyt radiowy",
    visit: "odczyt w lokalu",
    resident: "podany przez mieszkańca",
    estimate: "szacunek, bez odczytu",
    import: "z wczytanego zestawienia",
    "hand-over": "odczyt przy przekazaniu lokalu",
    office: "wpisany w spółdzielni",
  } satisfies Record<ReadingSource, string>,
  answer: {
    wholeYear: (year: number) => `W ${year} roku`,
    untilEndOf: (year: number, monthOf: string) => `W ${year} roku do końca ${monthOf}`,
    fromToEndOf: (year: number, fromOf: string, toOf: string) =>
      `W ${year} roku od ${fromOf} do końca ${toOf}`,
    inMonth: (year: number, month: string) => `W ${year} roku za ${month}`,
    used: "zużyto",
    counted: "podzielniki naliczyły",
    recounted: "po przeliczeniu współczynnikami",
    less: (quantity: string) => `o\u00a0${quantity} mniej niż w\u00a0tym samym czasie rok wcześniej`,
    more: (quantity: string) => `o\u00a0${quantity} więcej niż w\u00a0tym samym czasie rok wcześniej`,
    same: "tyle samo co w tym samym czasie rok wcześniej",
    noLastYear: "Nie ma pełnych danych z poprzedniego roku, z którymi można to porównać.",
    notYet: "Z odczytów nie da się jeszcze policzyć zużycia za żaden cały miesiąc tego roku.",
  },
  chart: {
    title: (medium: string) => `Zużycie miesiąc po miesiącu: ${medium}`,
    label: (medium: string, year: number, measure: string) =>
      `Wykres słupkowy: ${medium}, ${measure}, każdy miesiąc roku ${year} obok tego samego miesiąca roku ${year - 1}. Te same liczby są w tabeli pod wykresem.`,
    estimated: "szacunek",
  },
  month: "Miesiąc",
  difference: "Różnica",
  less: (quantity: string) => `o\u00a0${quantity} mniej`,
  more: (quantity: string) => `o\u00a0${quantity} więcej`,
  same: "bez zmian",
  estimated: "szacunek",
  partial: "część miesiąca",
  unknown: "nieznane",
  total: "Razem",
  spread:
    "Odczyt z ostatniego dnia miesiąca zamyka ten miesiąc. Gdy odczyty są z innych dni, zużycie między nimi rozłożono na miesiące równo na każdy dzień.",
  weighted:
    "Jednostki są tu po przeliczeniu: to, co pokazał podzielnik, razy współczynnik grzejnika i razy współczynnik położenia pokoju.",
  unread: (places: string) =>
    `Bez tych miejsc, bo nie ma tam jeszcze odczytów z\u00a0czasu trwania prawa do lokalu: ${places}.`,
  byPlace: "Miejsce po miejscu",
  byRoom: "Pokój po pokoju",
  place: "Miejsce",
  shared: (share: string) => `Urządzenie wspólne z innymi lokalami. Na ten lokal przypada ${share} zużycia.`,
  readingsTitle: "Wszystkie odczyty",
  readingsOf: (place: string) => `Odczyty: ${place}`,
  noReadings: "W tym roku nie ma tu odczytów.",
  day: "Dzień",
  whence: "Skąd odczyt",
  from: "Poprzednio",
  to: "Odczyt",
  consumption: "Zużycie",
  serial: (serial: string) => `nr ${serial}`,
  document: (importId: number | null, line: number) =>
    importId === null
      ? `pozycja nr\u00a0${line} w\u00a0programie spółdzielni`
      : `wczytanie nr\u00a0${importId}, wiersz\u00a0${line}`,
  note: (text: string) => `uwaga spółdzielni: ${text}`,
  correctedBy: (date: string) => `nieważny: poprawiony odczytem z ${date}`,
  corrects: (value: string, date: string) => `poprawia odczyt ${value} z ${date}`,
  estimateTooHigh: (quantity: string) => `poprzedni szacunek był za wysoki o ${quantity}`,
  restarts: "po tym odczycie podzielnik zaczął liczyć od zera",
  replacement: (meterOf: string, old: string, next: string) => `Wymiana ${meterOf}: ${old}, ${next}.`,
  oldEnded: (serial: string, value: string) => `stary ${serial} zakończył na ${value}`,
  oldGone: (serial: string) => `stary ${serial} wymontowano bez odczytu`,
  newBegan: (serial: string, value: string) => `nowy ${serial} zaczął od ${value}`,
  newCame: (serial: string) => `zamontowano nowy ${serial}`,
  removed: (meterOf: string, old: string) => `Demontaż ${meterOf}: ${old}.`,
  ended: (serial: string, value: string) => `${serial} zakończył na ${value}`,
  gone: (serial: string) => `${serial} wymontowano bez odczytu`,
  installed: (meterOf: string, serial: string, value: string) =>
    `Montaż ${meterOf} ${serial}, początek liczenia: ${value}.`,
  reason: (text: string) => `powód: ${text}`,
  flagsTitle: "Co znaczą uwagi przy odczytach",
  flags: {
    "improbable-jump": {
      word: "dużo więcej niż zwykle",
      text: "zużycie wyraźnie większe niż dotąd. Prosimy porównać liczydło z odczytem i sprawdzić, czy nic nie cieknie (spłuczka, krany). Gdy liczydło pokazuje co innego, prosimy o telefon do spółdzielni",
    },
    "zero-while-inhabited": {
      word: "zero, choć ktoś mieszka",
      text: "urządzenie nic nie naliczyło, a w lokalu są zgłoszone osoby. Jeśli nikogo wtedy nie było, wszystko się zgadza. Jeśli ktoś był, urządzenie może być zepsute: prosimy o telefon do spółdzielni",
    },
    "roll-over": {
      word: "liczydło przeszło przez zero",
      text: "doszło do ostatniej cyfry i liczy od początku. Zużycie policzono z tym przejściem. Nic nie trzeba robić",
    },
    "verification-expired": {
      word: "po terminie legalizacji",
      text: "minął dzień, do którego licznik był urzędowo sprawdzony. Wymienia go spółdzielnia. Do tego czasu, jeśli tak mówi regulamin, zużycie rozlicza się jak bez licznika",
    },
    "seal-broken": {
      word: "naruszona plomba",
      text: "plomba była zerwana lub urządzenie to zgłosiło. Prosimy powiedzieć spółdzielni, kiedy i jak to się stało; regulamin mówi, jak się wtedy rozlicza",
    },
    leak: {
      word: "możliwy wyciek",
      text: "woda płynęła bez przerwy. Prosimy sprawdzić spłuczki, krany i zawory, także pod zlewem",
    },
    "device-fault": {
      word: "usterka urządzenia",
      text: "urządzenie samo zgłosiło błąd. Sprawdzi je spółdzielnia; gdy wyświetlacz jest pusty, prosimy o telefon",
    },
  } satisfies Record<ReadingFlag, { word: string; text: string }>,
  metersTitle: "Urządzenia",
  meter: "Urządzenie",
  installedOn: "Od kiedy",
  untilDay: (date: string) => `do ${date}`,
  verification: "Legalizacja",
  verifiedUntil: (date: string) => `do ${date}`,
  verificationExpired: (date: string) => `wygasła ${date}`,
  noVerification: "nie dotyczy",
  factor: "Współczynnik grzejnika",
  multiplier: "Mnożnik",
  locationFactor: "Współczynnik położenia",
  words: {
    title: "Objaśnienie słów",
    verification: {
      word: "Legalizacja",
      text: "urzędowe sprawdzenie licznika, ważne do podanego dnia. Potem licznik trzeba wymienić",
    },
    allocator: {
      word: "Podzielnik",
      text: "urządzenie na grzejniku. Nie mierzy ciepła, tylko pokazuje, jaka jego część przypada na ten grzejnik",
    },
    factor: {
      word: "Współczynnik grzejnika",
      text: "im większy i mocniejszy grzejnik, tym więcej ciepła oznacza jedna jednostka",
    },
    locationFactor: {
      word: "Współczynnik położenia",
      text: "wyrównuje to, że pokój na rogu, pod dachem albo nad piwnicą traci więcej ciepła; dla takich pokoi jest mniejszy od 1",
    },
  },
  empty: {
    noMeters: "Do tego lokalu nie jest przypisane żadne urządzenie pomiarowe.",
    noMetersWhy:
      "Zużycie rozlicza się wtedy bez licznika: według normy na osobę albo według powierzchni, jak mówi regulamin spółdzielni. Jeśli w lokalu jest licznik, prosimy o kontakt ze spółdzielnią.",
    notThisMedium: (medium: string) => `W tym lokalu nie mierzy się: ${medium}.`,
    notThisMediumWhy:
      "Jeśli lokal z tego korzysta, rozlicza się to bez licznika: według normy na osobę albo według powierzchni, jak mówi regulamin spółdzielni.",
    neverRead: "Nie ma jeszcze żadnego odczytu.",
    neverReadWhy: "Pierwszy pojawi się tu, gdy spółdzielnia wczyta odczyty.",
    notThisYear: (year: number) => `W ${year} roku nie ma odczytów w czasie trwania prawa do lokalu.`,
    notThisYearWhat: "Odczyty są w innych latach: prowadzą do nich odnośniki powyżej.",
  },
  information: {
    title: (month: string) => `Informacja o zużyciu za ${month}`,
    section: "Informacje o zużyciu",
    sectionText: "Krótka informacja za każdy miesiąc, z budynkiem i poprzednim rokiem, do wydruku:",
    shows: (place: string, medium: string, date: string) => `${place}, ${medium}. Sporządzono ${date}.`,
    whose: "Czyje zużycie",
    unit: "Ten lokal",
    building: (address: string) => `Cały budynek, ${address}`,
    together: (addresses: string) => `Budynki razem (jeden licznik), ${addresses}`,
    heat: {
      caption: "Ciepło dostarczone do budynku",
      what: "Na co",
      uses: { heat: "ogrzewanie", "hot-water": "ciepła woda" },
      together: (use: string, addresses: string) => `${use}; jeden licznik dla budynków: ${addresses}`,
      note: "Podzielniki pokazują, jaka część ciepła przypada na lokal, a ile go naprawdę było, mówi ciepłomierz budynku.",
    },
    thisMonth: "W tym miesiącu",
    lastYear: "Rok wcześniej",
    notTold: "brak odczytu",
    estimated: "Zużycie lokalu oszacowano, bo za ten miesiąc nie ma odczytu.",
    comparison: {
      less: (quantity: string) =>
        `W lokalu zużyto o\u00a0${quantity} mniej niż w\u00a0tym samym miesiącu rok wcześniej.`,
      more: (quantity: string) =>
        `W lokalu zużyto o\u00a0${quantity} więcej niż w\u00a0tym samym miesiącu rok wcześniej.`,
      same: "W lokalu zużyto tyle samo co w tym samym miesiącu rok wcześniej.",
    },
    law: "Podstawa: art. 45c Prawa energetycznego. Kto ma urządzenia odczytywane zdalnie, dostaje taką informację co miesiąc.",
  },
};
