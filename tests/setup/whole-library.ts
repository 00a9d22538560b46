import { plainDate } from "../../src/domain/values/plain-date.ts";
import type { IndexCells } from "../../src/formats/document-index/write-index.ts";
import { answerRequest } from "../../src/operations/answer-request.ts";
import { askForDocument } from "../../src/operations/ask-for-document.ts";
import { changeLibraryGroup } from "../../src/operations/change-library-group.ts";
import { putMeeting } from "../../src/operations/put-meeting.ts";
import { refuseRequest } from "../../src/operations/refuse-request.ts";
import { widenVisibility } from "../../src/operations/widen-visibility.ts";
import { withdrawDocument } from "../../src/operations/withdraw-document.ts";
import { systemClock } from "../../src/world/clock.ts";
import { accepted, add, facts, files, publish, publishNew, type Shelving } from "./library.ts";
import { EMPTY_PAGE, printedPdf, smallPdf, textPage } from "./pdf.ts";

/** A library on the whole-books cooperative with something of everything in it: every page that shows a library has something to show. */

const GROUP = "komisja";
const MEETING = "WZ-2026";

/** What no package of a mirror brings: readers' groups and General Meetings, kept by whoever runs the portal. */
export async function readersAndMeetings({ context, scope }: Shelving): Promise<void> {
  const during = { from: plainDate("2020-01-01"), until: null };
  const group = { code: GROUP, name: "Komisja rewizyjna", add: { person: "P2", during }, end: null };
  accepted(await changeLibraryGroup(context, scope, group));
  accepted(
    await putMeeting(context, scope, {
      code: MEETING,
      yearEnd: plainDate("2025-12-31"),
      parts: [
        { on: plainDate("2026-06-02"), at: "17:00", place: "Klub", name: "Część I" },
        { on: plainDate("2026-06-03"), at: "17:00", place: "Szkoła", name: "Część II" },
      ],
      agenda: ["Otwarcie", "Sprawozdanie Zarządu", "Zamknięcie"],
      noticeGivenOn: plainDate("2026-05-05"),
      noticeDelivery: "na piśmie",
      draftsLaidOutOn: plainDate("2026-05-15"),
      results: "Uchwałę nr 1 podjęto.\nUchwały nr 2 nie podjęto.",
    }),
  );
}

/** Days on which documents were published, one after the other. */
const PUBLISHED: readonly (readonly [
  code: string,
  on: string,
  cells: IndexCells,
  pages?: readonly string[],
])[] = [
  [
    "STATUT",
    "2026-02-01",
    { kind: "statute", number: "", date: "2015-05-14", title: "Statut Spółdzielni" },
    ["Statut. Członkowie uchwalają budżet.", "§ 2. Zarząd prowadzi księgi, a uchwały ogłasza na stronie."],
  ],
  [
    "REG-1",
    "2026-02-02",
    { kind: "regulation", organ: "supervisory-board", date: "2018-03-01", title: "Regulamin wody" },
  ],
  [
    "REG-ZM",
    "2026-02-02",
    {
      organ: "supervisory-board",
      number: "3/2024",
      date: "2024-03-01",
      title: "Zmiana regulaminu wody",
      amends: "REG-1",
      first_day: "2024-04-01",
    },
  ],
  [
    "REG-JED",
    "2026-02-03",
    {
      kind: "regulation",
      organ: "supervisory-board",
      date: "2024-05-01",
      title: "Regulamin wody, tekst jednolity",
      consolidates: "REG-1",
    },
    ["Tekst jednolity: odczyty wodomierzy co kwartał."],
  ],
  [
    "REG-STARY",
    "2026-02-03",
    {
      kind: "regulation",
      organ: "management-board",
      date: "2010-01-10",
      title: "Regulamin porządku domowego",
    },
  ],
  [
    "REG-NOWY",
    "2026-02-04",
    {
      kind: "regulation",
      organ: "management-board",
      date: "2025-01-10",
      title: "Nowy regulamin porządku domowego",
      repeals: "REG-STARY",
    },
  ],
  [
    "ZAW",
    "2026-05-05",
    {
      kind: "notice",
      organ: "management-board",
      date: "2026-05-05",
      title: "Zawiadomienie o walnym",
      meeting: MEETING,
    },
  ],
  [
    "PROJEKT",
    "2026-05-15",
    {
      kind: "draft-resolution",
      status: "draft",
      number: "",
      date: "2026-05-15",
      title: "Projekt uchwały o remoncie",
      meeting: MEETING,
    },
  ],
  [
    "UCH-1",
    "2026-06-05",
    {
      number: "1/2026",
      date: "2026-06-03",
      title: "Uchwała o dociepleniu",
      topic: "remonty",
      meeting: MEETING,
    },
    ["Walne Zgromadzenie uchwala docieplenie budynków.", "Koszty docieplenia pokrywa fundusz remontowy."],
  ],
  [
    "PROT",
    "2026-06-10",
    { kind: "minutes", number: "", date: "2026-06-03", title: "Protokół walnego", meeting: MEETING },
  ],
  [
    "SPRAW",
    "2026-06-10",
    {
      kind: "financial-statement",
      number: "",
      date: "2026-06-03",
      year: "2025",
      title: "Sprawozdanie finansowe za 2025",
    },
  ],
  [
    "LUSTRACJA",
    "2026-03-01",
    {
      kind: "cooperative-audit",
      organ: "other",
      number: "",
      date: "2023-10-01",
      title: "Protokół lustracji",
    },
  ],
  [
    "STAWKI",
    "2026-02-05",
    {
      organ: "supervisory-board",
      number: "14/2025",
      date: "2025-08-20",
      title: "Stawki opłat od 2026",
      fee_resolution: "U1",
      visibility: "property-holders",
      property: "N1",
    },
  ],
  [
    "KALK",
    "2026-02-05",
    {
      kind: "fee-calculation",
      organ: "management-board",
      number: "",
      date: "2025-08-25",
      title: "Kalkulacja opłat",
      property: "N1",
    },
  ],
  [
    "OGL-B2",
    "2026-02-06",
    {
      kind: "announcement",
      organ: "management-board",
      number: "",
      date: "2026-02-06",
      title: "Malowanie bramy",
      building: "B2",
    },
  ],
  [
    "KOM",
    "2026-02-07",
    {
      kind: "minutes",
      organ: "supervisory-board",
      number: "",
      date: "2026-02-07",
      title: "Protokół komisji",
      visibility: "group",
      audience: GROUP,
    },
  ],
  [
    "LIST",
    "2026-02-08",
    {
      kind: "announcement",
      organ: "management-board",
      number: "7",
      date: "2026-02-08",
      title: "Do jednej osoby",
      visibility: "person",
      audience: "P3",
    },
  ],
];

/** Fills the library, with what nobody outside the office reads and a kind that is shown to more people than by default. */
export async function wholeLibrary({ context, scope }: Shelving): Promise<void> {
  const on = (day: string): Shelving => ({ context: { ...context, today: () => plainDate(day) }, scope });
  await readersAndMeetings(on("2026-06-14"));
  for (const [code, day, cells, pages] of PUBLISHED)
    await publishNew(on(day), code, cells, pages === undefined ? undefined : printedPdf(...pages));
  // A copy beside its original, a scan, and copies that were replaced and taken back.
  accepted(
    await add(on("2026-03-01"), "PROT-ZARZ", {
      facts: facts({
        kind: "minutes",
        organ: "management-board",
        number: "",
        date: "2026-02-20",
        title: "Protokół Zarządu",
      }),
      bytes: smallPdf("", [textPage("Jan Kowalski")]),
    }),
  );
  accepted(
    await add(on("2026-03-02"), "PROT-ZARZ", {
      facts: null,
      role: "publication",
      bytes: smallPdf("", [textPage("Bez nazwisk")]),
    }),
  );
  accepted(await publish(on("2026-03-02"), "PROT-ZARZ"));
  await publishNew(
    on("2026-03-03"),
    "SKAN",
    { kind: "minutes", organ: "supervisory-board", number: "", date: "2012-04-02", title: "Skan protokołu" },
    smallPdf("", [EMPTY_PAGE]),
  );
  accepted(
    await add(on("2026-03-10"), "ZAW", {
      facts: null,
      role: "publication",
      bytes: printedPdf("Zawiadomienie poprawione"),
    }),
  );
  accepted(await publish(on("2026-05-06"), "ZAW"));
  await publishNew(on("2026-03-04"), "COFNIETY", { kind: "statute", number: "", title: "Cofnięty" });
  accepted(await withdrawDocument(context, scope, { code: "COFNIETY", reason: "pomyłka" }));
  accepted(
    await add(on("2026-03-05"), "W-BIURZE", {
      facts: facts({ kind: "statute", number: "", title: "Jeszcze w biurze" }),
    }),
  );
  accepted(
    await add(on("2026-03-05"), "DLUG", {
      facts: facts({ number: "9/2026", title: "O długu", persons_debt: "yes" }),
    }),
  );
  accepted(await widenVisibility(context, scope, { kind: "cooperative-audit", audience: "public" }));
}

/** Members' requests for copies, asked on the portal and answered by the office on the day of asking: one waits, one has a file, one is refused. */
export async function wholeRequests({ context, scope }: Shelving, token: string): Promise<void> {
  const today = () => plainDate(systemClock.today());
  const asked = { ...context, today };
  const ask = async (subject: "invoice" | "contract", wording: string) =>
    accepted(await askForDocument(asked, token, { subject, wording }));
  const [answered, refused] = [
    await ask("invoice", "Faktura za malowanie"),
    await ask("contract", "Umowa sprzątania"),
  ];
  await ask("invoice", "Faktura za windę");
  const file = { name: "faktura.pdf", bytes: smallPdf("", [textPage("Faktura")]) };
  const answer = { isHandedOver: false, feeGrosze: 350 as never, note: "W kasie", files };
  accepted(await answerRequest(asked, scope, { id: answered, file, ...answer }));
  const ground = {
    ground: "rights-of-third-party",
    reasons: "Tajemnica wykonawcy.",
    courtSentence: "Do sądu.",
  } as const;
  accepted(await refuseRequest(asked, scope, { id: refused, ...ground }));
}
