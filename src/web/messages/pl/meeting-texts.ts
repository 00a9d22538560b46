import type { PutMeeting } from "../../../operations/put-meeting.ts";
import type { ShownDeadline, ShownMeeting } from "../../../operations/show-meeting-calendar.ts";
import type { KeptMeeting } from "../../../store/meetings.ts";

const DEADLINES: Readonly<Record<ShownDeadline["kind"], string>> = {
  notice: "zawiadomienie członków",
  "members-drafts": "projekty uchwał zgłaszane przez członków",
  "drafts-display": "wyłożenie projektów i sprawozdań",
  amendments: "poprawki zgłaszane przez członków",
  proxies: "doręczenie pełnomocnictw",
  "annual-meeting": "odbycie rocznego walnego",
};

/** What the commands of General Meetings say to the board's secretary. */
export const meetingTexts = {
  put: ({ code, isNew, isChanged, missed }: PutMeeting) =>
    [
      isNew
        ? `Zapisano nowe walne „${code}”.`
        : isChanged
          ? `Zapisano zmiany walnego „${code}”.`
          : `Walne „${code}” jest już tak zapisane.`,
      ...(missed.length > 0
        ? ["Walne już się odbyło (albo trwa); zapisano je takie, jakie było, choć:"]
        : []),
    ].join("\n"),
  list: (meetings: readonly KeptMeeting[]) =>
    meetings.length === 0
      ? "Nie ma żadnego walnego."
      : meetings.map((meeting) => `${meeting.code}  ${whenOf(meeting)}  ${kindOf(meeting)}`).join("\n"),
  meeting: (meeting: ShownMeeting) =>
    [
      `Walne „${meeting.code}” (${kindOf(meeting)})`,
      ...meeting.parts.map(
        ({ on, at, place, name }) => `  ${[name, on, at, place].filter((each) => each !== "").join(", ")}`,
      ),
      ...meeting.agenda.map((point, index) => `  ${index + 1}. ${point}`),
      ...(meeting.noticeDelivery === "" ? [] : [`  Zawiadomienie: ${meeting.noticeDelivery}`]),
      ...deadlineLines(meeting),
      ...(meeting.results === "" ? [] : ["Wyniki:", `  ${meeting.results.replaceAll("\n", "\n  ")}`]),
      ...(meeting.documents.length === 0 ? [] : ["Dokumenty:"]),
      ...meeting.documents.map(({ code, title }) => `  ${code}  ${title}`),
    ].join("\n"),
  calendar: (meeting: ShownMeeting) =>
    [`Walne „${meeting.code}”, ${whenOf(meeting)}`, ...deadlineLines(meeting)].join("\n"),
  written: (file: string) => `Zapisano kalendarz „${file}”.`,
};

function deadlineLines({ deadlines }: ShownMeeting): string[] {
  if (deadlines.length === 0) return ["Terminów nie ma, dopóki walne nie ma dnia."];
  return [
    "Terminy:",
    ...deadlines.map(
      (deadline) =>
        `  do ${deadline.day} (bezpiecznie do ${deadline.prudentDay})  ${DEADLINES[deadline.kind]}, ${deadline.article}: ${stateOf(deadline)}`,
    ),
  ];
}

function stateOf({ state, doneOn, dutyOf }: ShownDeadline): string {
  if (state === "kept") return `zachowany (${doneOn})`;
  if (state === "planned") return `zaplanowano na ${doneOn}`;
  if (state === "late") return `po terminie (${doneOn})`;
  if (state === "open") return dutyOf === "members" ? "członkowie mogą jeszcze" : "do zrobienia";
  return dutyOf === "members" ? "minął" : "przekroczony";
}

function whenOf({ parts }: KeptMeeting): string {
  return parts.length === 0 ? "bez dnia" : parts.map(({ on }) => on).join(", ");
}

function kindOf({ yearEnd }: KeptMeeting): string {
  return yearEnd === null ? "nadzwyczajne" : `roczne, za rok zakończony ${yearEnd}`;
}
