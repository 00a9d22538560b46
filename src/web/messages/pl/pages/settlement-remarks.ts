import type { ParticipantRecord } from "../../../../domain/settlement/settlement-record.ts";
import { parsePlainDate } from "../../../../domain/values/plain-date.ts";
import { dateInTable } from "../../../wording.ts";

type Remark = ParticipantRecord["remarks"][number];
type Sentence = (data: Remark["data"]) => string;

const METHODS: Readonly<Record<string, string>> = {
  "previous-period": "średnie zużycie z poprzedniego okresu",
  "same-period-last-year": "zużycie z tego samego okresu rok wcześniej",
  norm: "normę na osobę",
  spread: "zużycie między odczytami rozłożone na dni",
};

const unmetered = "zużycie policzono jak w lokalu bez licznika";

/** What is out of the ordinary in a unit's settlement, in words. */
const sentences: Readonly<Record<string, Sentence>> = {
  estimated: ({ point, method }) =>
    `Szacunek${at(point)}: brakowało odczytu, przyjęto ${METHODS[String(method)] ?? "wartość według regulaminu"}.`,
  "reading-missing": ({ point }) => `Nie było odczytu${at(point)}; zużycie policzono według regulaminu.`,
  "verification-expired": ({ point, serial, verifiedUntil }) =>
    `Wygasła legalizacja licznika${serial ? ` nr ${serial}` : at(point)}${until(verifiedUntil)}. Jak się go wtedy rozlicza, mówi regulamin.`,
  "seal-broken": ({ point }) => `Naruszona plomba${at(point)}: ${unmetered}.`,
  "no-meter": ({ point }) => `Bez licznika${at(point)}: ${unmetered}.`,
  "no-reading": ({ point }) => `Bez odczytu przez cały okres${at(point)}: ${unmetered}.`,
  "device-fault": ({ point }) => `Usterka urządzenia${at(point)}: ${unmetered}.`,
  "no-device": ({ substitute }) =>
    substitute === "previous"
      ? "Lokal nie ma podzielnika: przyjęto jednostki z poprzedniego okresu."
      : "Lokal nie ma podzielnika: koszt policzono zastępczo, według powierzchni.",
  "access-refused": ({ note, settledAs }) =>
    `Odmówiono dostępu do urządzeń${note ? ` (${note})` : ""}: ${
      settledAs === "unmetered"
        ? unmetered
        : "koszt policzono ze średniej budynku na m², najwyżej tyle, ile pozwala prawo"
    }.`,
  "holder-change": ({ on, rule, percent }) =>
    `W okresie zmienił się użytkownik lokalu${day(on, ", ")}. ${HANDOVERS[String(rule)] ?? ""}${
      percent ? ` Na poprzedniego przypada ${String(percent).replace(".", ",")}%.` : ""
    }`.trim(),
  vacant: ({ from, to }) =>
    `Lokal był wolny${day(from, " od ")}${day(to, " do ")}; za te dni płaci spółdzielnia.`,
  "operating-cost": () =>
    "Koszt różnicy między licznikiem głównym a licznikami w lokalach, który ponosi koszt eksploatacji.",
  "common-part": ({ name }) => `Część wspólna: ${name}.`,
};

const HANDOVERS: Readonly<Record<string, string>> = {
  declared: "Wynik podzielono według zgodnego oświadczenia obu stron.",
  reading: "Każdy ponosi koszt własnego zużycia, według odczytu przy przekazaniu.",
  "new-holder":
    "Nie było odczytu przy przekazaniu ani zgodnego oświadczenia, więc wynik przechodzi na nowego użytkownika.",
  "by-days": "Koszt podzielono według dni.",
  vacancy: "Za dni, w których lokal był wolny, płaci spółdzielnia.",
};

/** The sentence of a remark, points named by the place where they are; of one that has none, its name and what it says. */
export function settlementRemark(
  { remark, data: told }: Remark,
  devices: ParticipantRecord["devices"] = [],
): string {
  const place = devices.find(({ pointCode }) => pointCode === told.point)?.place;
  const data = place ? { ...told, point: place } : told;
  const known = sentences[remark];
  if (known !== undefined) return known(data);
  const facts = Object.entries(data).map(([name, value]) => `${name} ${value ?? "–"}`);
  return [remark, ...facts].join(", ");
}

function at(point: string | number | null | undefined): string {
  return point === null || point === undefined ? "" : ` (${point})`;
}

function until(value: string | number | null | undefined): string {
  return day(value, " ");
}

function day(value: string | number | null | undefined, before: string): string {
  const date = parsePlainDate(String(value ?? ""));
  return date === null ? "" : `${before}${dateInTable(date)}`;
}
