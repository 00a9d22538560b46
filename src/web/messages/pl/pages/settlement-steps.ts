import type { WorkingStep } from "../../../../domain/values/working.ts";

/** Steps of a settlement as residents read them; the figure that comes out stands beside. Names and figures arrive written for people. */
type Sentence = (words: Readonly<Record<string, string>>) => string;

export const settlementSteps: Readonly<Record<WorkingStep["step"], Sentence>> = {
  "settlement-period": ({ from, to }) => `Okres ${from}–${to}; zaokrąglanie`,
  "cost-part": ({ cost, key, percent, costGrosze }) => `${cost}, ${key}: ${percent}% z ${costGrosze}`,
  "water-variance": ({ main, units }) => `Różnica: licznik główny ${main} − suma lokali ${units}`,
  "main-meter": ({ point }) => `Licznik główny ${point}`,
  booster: ({ point, collective, mains, main }) =>
    `Licznik główny ${point} za wspólną pompą: ${collective} ÷ ${mains} × ${main}`,
  "operating-cost": ({ cost, amountGrosze, difference, main }) =>
    `${cost}, część różnicy w koszcie eksploatacji: ${amountGrosze} × ${difference} ÷ ${main}`,
  "variance-added": ({ counted, added }) => `Zużycie lokalu z częścią różnicy: ${counted} + ${added}`,
  "access-refused-total": ({ cost }) => `${cost}: razem opłaty lokali, które nie wpuściły do odczytu`,
  "access-refused-charge": ({ cost, costGrosze, percent, areaCm2, totalAreaCm2 }) =>
    `${cost}, odmowa dostępu: ${costGrosze} × ${percent}% × ${areaCm2} ÷ ${totalAreaCm2}, w dół do grosza`,
  "substitute-area": ({ cost, partGrosze, areaCm2, totalAreaCm2 }) =>
    `${cost}, bez urządzenia: ${partGrosze} × ${areaCm2} ÷ ${totalAreaCm2}`,
  "substitute-previous": ({ cost, previousUnits }) =>
    `${cost}, bez urządzenia: jednostki poprzedniego okresu ${previousUnits}`,
  "previous-period-units": ({ from, to, devices }) =>
    `Bez urządzenia: zużycie poprzedniego okresu od ${from} do ${to} (urządzeń: ${devices})`,
  "held-at-minimum": ({ cost, plainGrosze }) => `${cost}: ${plainGrosze} to mniej niż najniższy koszt`,
  "held-at-maximum": ({ cost, plainGrosze }) => `${cost}: ${plainGrosze} to więcej niż najwyższy koszt`,
  "degree-area": ({ indoor, outdoor, areaCm2 }) =>
    `(${indoor} °C w lokalu − ${outdoor} °C na zewnątrz) × ${areaCm2}`,
  "fact-during": ({ fact, days }) => `${fact} przez ${days} dni`,
  "fact-mean": ({ fact, days }) => `${fact}: średnia z ${days} dni`,
  "meters-counted": ({ deviceDays, days }) =>
    `Urządzenia w lokalu: ${deviceDays} urządzeniodni ÷ ${days} dni`,
  "fixed-amounts-told": ({ cost, participants }) =>
    `${cost}: kwoty ustalone osobno dla każdego lokalu, razem (lokali: ${participants})`,
  "fixed-amounts-each": ({ cost, fixedGrosze, per, total }) => `${cost}: ${fixedGrosze} za ${per} × ${total}`,
  "held-days": ({ from, to, days, whole }) =>
    `Lokal od ${from} do ${to}: ${days} z ${whole} dni okresu; sposób podziału`,
  "result-taken-over": ({ from }) => `Wynik przejęty za dni od ${from}; dni razem`,
};

export const settlementStepWords: Readonly<Record<string, string>> = {
  "largest-remainder": "do grosza; brakujące grosze dostają lokale, którym ujęto najwięcej",
  "largest-share": "od połowy grosza w górę; różnicę niesie największy udział",
  "operating-cost": "w koszcie eksploatacji",
  consumption: "w proporcji do zużycia",
  equal: "po równo",
  area: "według powierzchni",
  declared: "zgodne oświadczenie",
  reading: "odczyt przy przekazaniu",
  "new-holder": "wynik przechodzi na nowego użytkownika",
  "by-days": "według dni",
  vacancy: "według dni, lokal był wolny",
  unit: "lokal",
  device: "urządzenie",
  usableAreaCm2: "Powierzchnia użytkowa",
  heatedAreaCm2: "Powierzchnia ogrzewana",
  volumeDm3: "Kubatura",
  shareMillionths: "Udział",
};
