import { zlotyForPeople } from "../../../domain/values/money.ts";
import type { AnsweredRequest } from "../../../operations/answer-request.ts";
import type { ListedRequest } from "../../../operations/list-requests.ts";
import type { RefusedRequest } from "../../../operations/refuse-request.ts";

const SUBJECTS: Readonly<Record<ListedRequest["subject"], string>> = {
  statute: "statut",
  regulation: "regulamin",
  resolution: "uchwała",
  minutes: "protokół",
  "cooperative-audit": "protokół lustracji",
  "financial-statement": "sprawozdanie finansowe",
  invoice: "faktura",
  contract: "umowa",
};

/** What the commands of members' requests say, and the sentence a refusal ends with. */
export const requestTexts = {
  list: (requests: readonly ListedRequest[]) =>
    requests.length === 0 ? "Żaden wniosek nie czeka." : requests.map(listed).join("\n"),
  answered: ({ id, name, fileName, feeGrosze }: AnsweredRequest) =>
    [
      `Odpowiedziano na wniosek ${id} (${name}): ${fileName === null ? "kopię wydano na papierze" : `wysłano „${fileName}”`}.`,
      ...(feeGrosze > 0 ? [`Koszt kopii: ${zlotyForPeople(feeGrosze)}.`] : []),
    ].join("\n"),
  refused: ({ id, name, letter, courtUntil }: RefusedRequest) =>
    [
      `Odmówiono na wniosek ${id} (${name}). Członek przeczyta:`,
      ...letter.split("\n").map((line) => `  ${line}`),
      `Jeżeli doręczono dzisiaj, może wystąpić do sądu do ${courtUntil}.`,
    ].join("\n"),
  term: (days: number) => `Spółdzielnia odpowiada na wnioski w ciągu dni: ${days}.`,
  court: (article: string) =>
    `Jeżeli nie zgadza się Pani/Pan z odmową, w ciągu 7 dni od doręczenia tego pisma może Pani/Pan złożyć wniosek do sądu rejestrowego o zobowiązanie spółdzielni do udostępnienia tej umowy (${article}).`,
};

function listed(request: ListedRequest): string {
  const { id, askedOn, dueOn, isOverdue, name, person, subject, wording, document, state, answeredOn } =
    request;
  const stand =
    state === "asked"
      ? `odpowiedź do ${dueOn}${isOverdue ? ", PO TERMINIE" : ""}`
      : `${state === "answered" ? "odpowiedziano" : "odmówiono"} ${answeredOn}${isOverdue ? ", po terminie" : ""}`;
  const meant = document === null ? "" : ` [${document}]`;
  return `${id}  ${askedOn}  ${name} (${person})  ${SUBJECTS[subject]}${meant}: ${wording.replaceAll("\n", " ")}  (${stand})`;
}
