import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { readMeeting } from "./read-meeting.ts";

const problems = (written: unknown) => {
  const read = readMeeting(typeof written === "string" ? written : JSON.stringify(written));
  return read.ok ? [] : read.refusals.map(({ reason, data }) => `${reason} ${data.field ?? ""}`.trim());
};

describe("a General Meeting in a file", () => {
  it("is read with its parts; what is left out is not in it", () => {
    const written = {
      code: "WZ-2026",
      yearEnd: "2025-12-31",
      parts: [
        { on: "2026-06-15", at: "17:00", place: "Dom kultury" },
        { on: "2026-06-16", name: "Część II" },
      ],
      agenda: ["Otwarcie", "Sprawozdania"],
      noticeGivenOn: null,
    };
    expect(readMeeting(JSON.stringify(written))).toEqual({
      ok: true,
      value: {
        ...written,
        parts: [
          { on: "2026-06-15", at: "17:00", place: "Dom kultury", name: "" },
          { on: "2026-06-16", at: "", place: "", name: "Część II" },
        ],
      },
    });
  });

  it.each([
    ["not JSON", "{", ["meeting-file-not-json"]],
    ["a list", [], ["meeting-file-not-json"]],
    ["no code", {}, ["meeting-field-missing code"]],
    ["a blank code", { code: " " }, ["meeting-field-wrong code"]],
    [
      "wrong fields, all of them",
      { code: "W", yearEnd: "2026-02-30", agenda: "A", place: "tu", results: 3, noticeDelivery: null },
      [
        "meeting-field-wrong yearEnd",
        "meeting-field-wrong agenda",
        "meeting-field-unknown place",
        "meeting-field-wrong results",
        "meeting-field-wrong noticeDelivery",
      ],
    ],
    [
      "wrong parts",
      {
        code: "W",
        parts: [
          { on: "2026-06-15", at: "25:00" },
          { place: "tu", hall: 1 },
        ],
      },
      [
        "meeting-field-wrong parts[1].at",
        "meeting-field-unknown parts[2].hall",
        "meeting-field-missing parts[2].on",
      ],
    ],
    ["parts that are none", { code: "W", parts: "15 czerwca" }, ["meeting-field-wrong parts"]],
  ])("refuses %s", (_what, written, expected) => {
    expect(problems(written)).toEqual(expected);
  });

  it("answers whatever it is given", () => {
    fc.assert(
      fc.property(fc.anything(), fc.string(), (value, written) => {
        for (const json of [
          written,
          JSON.stringify(value) ?? "",
          JSON.stringify({ code: "W", parts: [value] }),
        ])
          readMeeting(json);
      }),
    );
  });
});
