import type { ConsumptionStep } from "../../../domain/metering/consumption-working.ts";
import type { WorkingStep } from "../../../domain/values/working.ts";
import type { RefusalSentence } from "../refusal-sentence.ts";

/** Why consumption cannot be said, or a month's information not be issued. */
export const consumptionRefusals = {
  "consumption-unknown": ({ point, from, until }) =>
    `Punkt pomiarowy ${point}: nie ma odczytu od ${from} do ${until}, a zasady nie pozwalają tego zużycia oszacować.`,
  "information-month-not-over": ({ month, today }) =>
    `Informacji o zużyciu za ${month} nie można jeszcze wystawić: miesiąc trwa (dziś jest ${today}).`,
} satisfies Readonly<Record<string, RefusalSentence>>;

type Inputs = WorkingStep["inputs"];
type Written = Inputs[string] | undefined;
type StepSentence = (inputs: Inputs, outcome: WorkingStep["outcome"]) => string;

const REASONS: Readonly<Record<string, string>> = {
  "verification-expired": "minął termin legalizacji",
  "seal-broken": "plomba była zerwana",
  "no-meter": "nie było licznika",
};

/** Sentences of the steps of a consumption; each says what to type into a pocket calculator. */
const steps: Readonly<Record<ConsumptionStep, StepSentence>> = {
  "meter-read": ({ serial, from, to, start, end }, outcome) =>
    `Licznik ${serial}, odczyty z ${from} i ${to}: ${comma(end)} − ${comma(start)} = ${comma(outcome)}`,
  "meter-rolled-over": ({ serial, from, to, start, end, largest }, outcome) =>
    `Licznik ${serial}, odczyty z ${from} i ${to}, liczydło przeszło przez zero: ` +
    `${comma(largest)} − ${comma(start)} + ${comma(end)} = ${comma(outcome)}`,
  "meter-restarted": ({ serial, on, value }) =>
    `Licznik ${serial}: po odczycie ${comma(value)} z ${on} liczy dalej od zera`,
  "meter-replaced": ({ removed, on }, outcome) =>
    `${on} wymieniono licznik ${removed} na ${outcome}; zużycie jest sumą obu`,
  "reading-left-out": ({ serial, on }, outcome) =>
    `Licznik ${serial}: odczyt ${comma(outcome)} z ${on} jest niższy od wcześniejszego, więc się nie liczy`,
  "estimate-cut": ({ serial, on, estimate }, outcome) =>
    `Licznik ${serial}: szacunek ${comma(estimate)} z ${on} jest wyższy od późniejszego odczytu, więc przyjęto ${comma(outcome)}`,
  "consumption-spread": (
    { serial, scale, from, to, firstReadOn, lastReadOn, counted, part, whole },
    outcome,
  ) =>
    `Licznik ${serial}, ${days(from, to)}: z tego, co naliczył między odczytami z ${firstReadOn} i ${lastReadOn}, przypada ` +
    `${comma(counted)} × ${timeOf(scale, part)} ÷ ${timeOf(scale, whole)}${weights(scale)} = ${comma(outcome)}`,
  "consumption-extended": (inputs, outcome) =>
    `${average(inputs, outcome)} (brak odczytu, przyjęto średnią tego samego okresu)`,
  "consumption-previous-period": (inputs, outcome) =>
    `${average(inputs, outcome)} (brak odczytu, przyjęto średnią poprzedniego okresu)`,
  "consumption-same-period-last-year": (inputs, outcome) =>
    `${average(inputs, outcome)} (brak odczytu, przyjęto ten sam okres ubiegłego roku)`,
  "consumption-norm": ({ from, to, persons, norm, percent, months }, outcome) =>
    percent === null
      ? `Norma, ${days(from, to)}: ${comma(norm)} na osobę i miesiąc × ${persons} os. × ${comma(months)} mies. = ${comma(outcome)}`
      : `Norma, ${days(from, to)}: nikt nie mieszka, ${percent}% jednej normy ${comma(norm)} na miesiąc × ${comma(months)} mies. = ${comma(outcome)}`,
  "consumption-unmetered": ({ serial, from, to }, reason) =>
    `${serial === null ? "" : `Licznik ${serial}, `}${days(from, to)}: rozliczenie jak bez licznika, bo ${REASONS[String(reason)] ?? reason}`,
  "consumption-weighted": ({ serial, quantity, meterFactor, locationFactor }, outcome) =>
    `Licznik ${serial ?? ""}: ${comma(quantity)} × współczynnik urządzenia ${comma(meterFactor)} × współczynnik położenia ` +
    `${comma(locationFactor)} = ${comma(outcome)}`,
  "consumption-total": ({ parts }, outcome) => `Razem: ${comma(parts)} = ${comma(outcome)}`,
  "consumption-of-unit": ({ measured, share, own }, outcome) =>
    `Udział lokalu we wspólnym punkcie: ${comma(measured)} × ${comma(share)}${own === "0" ? "" : ` + ${comma(own)} według normy`} = ${comma(outcome)}`,
};

/** The Polish sentence of one step of a consumption's working; null for a step of something else. */
export function consumptionStepSentence({ step, inputs, outcome }: WorkingStep): string | null {
  return Object.hasOwn(steps, step) ? steps[step as ConsumptionStep](inputs, outcome) : null;
}

function average(
  { serial, scale, from, to, referenceFrom, referenceUntil, counted, measured, part }: Inputs,
  outcome: Written,
) {
  return (
    `${serial === null ? "" : `Licznik ${serial}, `}${days(from, to)}: jak średnio w okresie ${days(referenceFrom, referenceUntil)}, ` +
    `${comma(counted)} ÷ ${timeOf(scale, measured)} × ${timeOf(scale, part)}${weights(scale)} = ${comma(outcome)}`
  );
}

/** Days are told by their beginnings. */
function days(from: Written, to: Written): string {
  return `od początku ${from} do początku ${to}`;
}

function timeOf(scale: Written, time: Written): string {
  return scale === "degree-days" ? comma(time) : `${comma(time)}\u00a0${time === "1" ? "dzień" : "dni"}`;
}

/** What time is measured in where a cold day counts for more than a mild one. */
function weights(scale: Written): string {
  return scale === "degree-days" ? " (wagi stopniodni: im zimniejszy miesiąc, tym większa)" : "";
}

function comma(decimal: Written): string {
  return String(decimal).replaceAll(".", ",");
}

interface IssuedMonth {
  readonly month: string;
  readonly units: number;
  readonly buildings: number;
  readonly withoutReading: readonly { readonly unit: string; readonly medium: string }[];
  readonly written: number;
  readonly removed: number;
}

const MEDIA: Readonly<Record<string, string>> = {
  "cold-water": "zimna woda",
  "hot-water": "ciepła woda",
  heat: "ogrzewanie",
  gas: "gaz",
  electricity: "energia elektryczna",
};

/** What `osiedle readings information` says. */
export const consumptionWords = {
  issuing: "Informacja o zużyciu",
  issued: ({ month, units, buildings, withoutReading, written, removed }: IssuedMonth): string =>
    [
      `Informacja o zużyciu za ${month}: lokali ${units}, budynków ${buildings}; ${
        written + removed === 0
          ? "nic się nie zmieniło"
          : `zapisano pozycji ${written}, w miejsce dawnych ${removed}`
      }.`,
      ...(withoutReading.length === 0 ? [] : [`Bez odczytu: ${withoutReading.length}.`]),
      ...withoutReading.map(({ unit, medium }) => `  ${unit}: ${MEDIA[medium] ?? medium}`),
    ].join("\n"),
} as const;
