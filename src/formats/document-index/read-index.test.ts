import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type KnownCodes, readDocumentIndex } from "./read-index.ts";

const KNOWN: KnownCodes = {
  properties: new Map([
    ["N1", 1],
    ["N2", 2],
  ]),
  buildings: new Map([["B10", { id: 10, propertyId: 1 }]]),
  groups: new Map([["komisja", 5]]),
  people: new Map([["P7", 7]]),
  meetings: new Map([["WZ-2024", 3]]),
  feeResolutions: new Map([["U-12", 8]]),
  documents: new Set(["statut-1990"]),
};

const HEADING =
  "code;file;kind;organ;number;date;title;year;status;topic;first_day;last_day;property;building;visibility;audience;amends;consolidates;repeals;meeting;fee_resolution;persons_debt";

function read(...rows: string[]) {
  return readDocumentIndex(new TextEncoder().encode([HEADING, ...rows].join("\r\n")), KNOWN);
}

/** "3 date not-a-day" */
function problems(...rows: string[]): string[] {
  return read(...rows).problems.map(({ line, column, reason }) => `${line} ${column} ${reason}`);
}

/** A row that is right, with some cells replaced. */
function row(cells: Readonly<Record<string, string>> = {}): string {
  const right: Readonly<Record<string, string>> = {
    code: "u12",
    file: "2024/uchwala 12.pdf",
    kind: "resolution",
    organ: "supervisory-board",
    number: "12/2024",
    date: "2024-05-20",
    title: "Regulamin rozliczania wody",
    status: "in-force",
    ...cells,
  };
  return HEADING.split(";")
    .map((name) => right[name] ?? "")
    .join(";");
}

describe("an index of documents", () => {
  it("gives each file its facts; blank year and first day follow the date", () => {
    const { documents, problems: found } = read(
      row(),
      row({
        code: "u13",
        file: "u13.PDF",
        year: "2023",
        first_day: "2024-06-01",
        last_day: "2024-12-31",
        status: "repealed",
        topic: "woda",
        building: "B10",
        visibility: "group",
        audience: "komisja",
        amends: "u12 statut-1990 u12",
        repeals: "statut-1990",
        meeting: "WZ-2024",
        fee_resolution: "U-12",
        persons_debt: "yes",
      }),
    );
    expect(found).toEqual([]);
    expect(documents).toEqual([
      {
        line: 2,
        code: "u12",
        file: "2024/uchwala 12.pdf",
        facts: {
          kind: "resolution",
          organ: "supervisory-board",
          number: "12/2024",
          date: "2024-05-20",
          title: "Regulamin rozliczania wody",
          year: 2024,
          status: "in-force",
          topic: "",
          validity: { from: "2024-05-20", until: null },
          concern: { of: "cooperative" },
          visibility: null,
          concernsPersonsDebt: false,
        },
        amends: [],
        consolidates: null,
        repeals: [],
        meetingId: null,
        feeResolutionId: null,
      },
      expect.objectContaining({
        line: 3,
        amends: ["u12", "statut-1990"],
        repeals: ["statut-1990"],
        meetingId: 3,
        feeResolutionId: 8,
        facts: expect.objectContaining({
          year: 2023,
          validity: { from: "2024-06-01", until: "2025-01-01" },
          concern: { of: "building", propertyId: 1, buildingId: 10 },
          visibility: { to: "group", groupId: 5 },
          concernsPersonsDebt: true,
        }),
      }),
    ]);
  });

  it("may leave out columns that may be blank", () => {
    const text =
      "code,file,kind,organ,date,title,status\nm1,m1.pdf,minutes,management-board,2012-02-29,Protokół,in-force";
    const { documents, problems: found } = readDocumentIndex(new TextEncoder().encode(text), KNOWN);
    expect([documents.length, found]).toEqual([1, []]);
  });

  it.each([
    ["../tajne.pdf", "index-file-name"],
    ["a/../../b.pdf", "index-file-name"],
    ["/etc/a.pdf", "index-file-name"],
    ["C:\\a.pdf", "index-file-name"],
    ["a//b.pdf", "index-file-name"],
    ["uchwala.docx", "index-not-pdf"],
    ["uchwala.pdf.exe", "index-not-pdf"],
  ])("refuses the file %s", (file, reason) => {
    expect(problems(row({ file }))).toEqual([`2 file ${reason}`]);
  });

  it.each([
    [{ property: "N9" }, ["2 property unknown-reference"]],
    [{ property: "N2", building: "B10" }, ["2 building index-building-elsewhere"]],
    [{ property: "N1", building: "B10" }, []],
    [{ visibility: "person" }, ["2 audience index-audience-missing"]],
    [{ visibility: "person", audience: "P8" }, ["2 audience unknown-reference"]],
    [{ visibility: "person", audience: "P7" }, []],
    [{ visibility: "members", audience: "P7" }, ["2 audience index-audience-unused"]],
    [{ audience: "P7" }, ["2 audience index-audience-unused"]],
    [{ amends: "u99" }, ["2 amends index-reference-unknown"]],
    [{ consolidates: "u99" }, ["2 consolidates index-reference-unknown"]],
    [{ amends: "u12" }, ["2 amends amends-itself"]],
    [{ number: "" }, ["2 number resolution-without-number"]],
    [{ status: "repealed" }, ["2 last_day repealed-without-day"]],
    [{ year: "2025" }, ["2 year year-after-date"]],
    [{ last_day: "2024-05-01" }, ["2 last_day validity-reversed"]],
  ])("finds %j", (cells, expected) => {
    expect(problems(row(cells))).toEqual(expected);
  });

  it("lists everything at once, by line", () => {
    expect(
      problems(
        row({ kind: "invoice", date: "2024-02-30", title: "" }),
        row({ code: "u1", file: "u1.pdf", amends: "u2 u3" }),
        row({ code: "u2", file: "u1.pdf", date: "2025-01-01" }),
        row({ code: "u1", file: "u4.pdf" }),
      ),
    ).toEqual([
      "2 kind not-one-of",
      "2 date not-a-day",
      "2 title blank-cell",
      "3 amends index-reference-unknown",
      "3 amends amended-document-later",
      "4 file index-file-twice",
      "5 code duplicate-code",
    ]);
  });

  it("sees amendments in a circle across rows", () => {
    expect(
      problems(
        row({ code: "a", file: "a.pdf", amends: "b" }),
        row({ code: "b", file: "b.pdf", amends: "a" }),
      ),
    ).toEqual(["2 amends amends-itself", "3 amends amends-itself"]);
  });

  it("says what is wrong with the file as a whole", () => {
    const reasonsOf = (text: string) =>
      readDocumentIndex(new TextEncoder().encode(text), KNOWN).problems.map(({ reason }) => reason);
    expect(reasonsOf("")).toEqual(["heading-missing"]);
    expect(reasonsOf('code;file\n"a;b')).toContain("not-csv");
    expect(reasonsOf("kod;plik\n1;2")).toContain("unknown-column");
  });

  it("never throws, whatever the bytes", () => {
    fc.assert(
      fc.property(
        fc.oneof(
          fc.uint8Array({ maxLength: 300 }),
          fc
            .array(fc.constantFrom(...HEADING.split(";"), ";", "\n", '"', "u12", "2024-05-20"))
            .map((all) => new TextEncoder().encode(`${HEADING}\n${all.join("")}`)),
        ),
        (bytes) => {
          expect(Array.isArray(readDocumentIndex(bytes, KNOWN).problems)).toBe(true);
        },
      ),
    );
  });
});
