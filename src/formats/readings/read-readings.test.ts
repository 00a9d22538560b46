import iconv from "iconv-lite";
import { describe, expect, it } from "vitest";
import type { ReadReading } from "../../domain/metering/reading-terms.ts";
import { plainDate } from "../../domain/values/plain-date.ts";
import { linedFile } from "./file-lines.ts";
import { type FileWishes, type LineDefaults, readReadings, recogniseReadings } from "./read-readings.ts";
import { type ReadingMapping, readMapping } from "./reading-mapping.ts";

type Wishes = Partial<FileWishes & LineDefaults>;

function kindOf(content: string | Uint8Array, wishes: Wishes = {}) {
  const bytes = typeof content === "string" ? iconv.encode(content, "utf8") : content;
  const file = linedFile(bytes);
  const kind = recogniseReadings(file, {
    format: null,
    mapping: null,
    saved: wishes.mappings ?? {},
    ...wishes,
  });
  return { file, kind };
}

/** Each line as its reading, or as the reason why it is none. */
function linesOf(content: string | Uint8Array, wishes: Wishes = {}): (ReadReading | string)[] {
  const { file, kind } = kindOf(content, wishes);
  if (!kind.ok) throw new Error(kind.refusals[0]?.reason);
  const defaults = { mappings: {}, source: "radio", day: null, ...wishes } as const;
  return Array.from(readReadings(file, kind.value, defaults), (found) =>
    "refusal" in found ? `${found.line} ${found.refusal.reason}` : found,
  );
}

const telegram = (fields: object) =>
  JSON.stringify({
    _: "telegram",
    media: "water",
    meter: "hydrus",
    id: "64646464",
    timestamp: "2026-07-11T10:50:30Z",
    ...fields,
  });

describe("telegrams of wmbusmeters", () => {
  it("keep the digits as they are written", () => {
    const line = `{"_":"telegram","media":"water","meter":"apator162","name":"\\"total_m3\\":9.9","id":"20202020","total_m3":3.8430,"timestamp":"2026-07-11T22:50:30Z"}`;
    expect(linesOf(line)).toMatchObject([
      { line: 1, device: "20202020", value: "3.8430", measure: "m3", readOn: "2026-07-12", readAt: "00:50" },
    ]);
    const long = telegram({}).replace("}", `,"total_m3":0.12345678901234567890}`);
    expect(linesOf(long)).toMatchObject([{ value: "0.12345678901234567890" }]);
  });

  it.each<[string, object, object]>([
    [
      "heat in kWh",
      { media: "heat", meter: "kamheat", total_energy_consumption_kwh: 44 },
      { value: "44", measure: "kWh", medium: "heat" },
    ],
    [
      "heat in GJ",
      { media: "heat", meter: "sharky", total_energy_consumption_gj: 1.5 },
      { value: "1.5", measure: "GJ" },
    ],
    [
      "heat named otherwise",
      { media: "heat", meter: "elf2", total_energy_kwh: 7 },
      { value: "7", measure: "kWh" },
    ],
    ["warm water", { media: "warm water", total_m3: 3.45 }, { value: "3.45", medium: "hot-water" }],
    ["litres", { media: "cold water", total_l: 345 }, { value: "345", measure: "l", medium: "cold-water" }],
    ["gas", { media: "gas", meter: "unismart", total_m3: 1 }, { medium: "gas" }],
    [
      "electricity",
      { media: "electricity", meter: "amiplus", total_energy_consumption_kwh: 1 },
      { medium: "electricity" },
    ],
    [
      "an allocator with its set day",
      {
        media: "heat cost allocation",
        meter: "qcaloric",
        current_consumption_hca: 97,
        set_date: "2020-12-31",
        consumption_at_set_date_hca: 270,
      },
      { value: "97", measure: "unit", medium: "heat", setDay: { on: "2020-12-31", value: "270" } },
    ],
    [
      "an allocator that names things otherwise",
      {
        media: "heat cost allocator",
        meter: "fhkvdataiii",
        current_hca: 5,
        previous_date: "2025-12-31",
        previous_hca: 81,
      },
      { value: "5", measure: "unit", setDay: { on: "2025-12-31", value: "81" } },
    ],
    [
      "a driver that knows its medium",
      { media: "other", meter: "relhca", consumption_hca: 5 },
      { value: "5", medium: "heat" },
    ],
    [
      "heat that its driver calls just heat, beside a volume",
      { media: "heat", meter: "ultraheat", heat_kwh: 8974.4, volume_m3: 1995.07, target_kwh: 8513.6 },
      { value: "8974.4", measure: "kWh" },
    ],
    ["a totaliser", { meter: "iporl", totalitator_m3: 123.529 }, { value: "123.529", measure: "m3" }],
    [
      "an allocator that tells its last month beside its set day",
      {
        media: "heat cost allocation",
        meter: "caltose",
        consumption_hca: 339,
        base_date: "2026-02-01",
        base_hca: 272,
        target_date: "2026-01-01",
        target_hca: 627,
      },
      { value: "339", setDay: { on: "2026-01-01", value: "627" } },
    ],
    [
      "an allocator whose set day is one of every year",
      {
        media: "heat cost allocation",
        meter: "sontex868",
        current_consumption_hca: 119,
        set_date: "2127-07-01",
        consumption_at_set_date_hca: 102,
        timestamp: "2026-10-31T10:04:00Z",
      },
      { value: "119", setDay: { on: "2026-07-01", value: "102" } },
    ],
    [
      "an allocator whose set day of every year is still to come in this one",
      {
        media: "heat cost allocation",
        meter: "kaden",
        consumption_hca: 859,
        target_date: "2127-10-01",
        target_hca: 2264,
        timestamp: "2026-02-09T09:41:00Z",
      },
      { value: "859", setDay: { on: "2025-10-01", value: "2264" } },
    ],
  ])("are read by a table of fields: %s", (_name, fields, expected) => {
    expect(linesOf(telegram(fields))).toMatchObject([expected]);
  });

  it("without a real time take the device's own day, else the one told, else are refused", () => {
    const placeholder = { total_m3: 1, timestamp: "1111-11-11T11:11:11Z" };
    expect(linesOf(telegram({ ...placeholder, meter_datetime: "2021-01-23 08:27" }))).toMatchObject([
      { readOn: "2021-01-23", readAt: "08:27" },
    ]);
    expect(linesOf(telegram({ ...placeholder, meter_date: "2000-01-01" }))).toEqual(["1 day-unknown"]);
    expect(linesOf(telegram(placeholder))).toEqual(["1 day-unknown"]);
    expect(linesOf(telegram(placeholder), { day: plainDate("2026-01-31") })).toMatchObject([
      { readOn: "2026-01-31" },
    ]);
  });

  it("that are none are refused with a reason each, and stop nobody", () => {
    const content = [
      "(wmbusmeters) started",
      telegram({ total_m3: 1 }),
      telegram({ status: "POWER_LOW" }),
      `{"_":"event","media":"water"}`,
      telegram({ id: "", total_m3: 1 }),
      telegram({ total_m3: null }),
      `{"_":"telegram"`,
      "[1]",
      "",
      telegram({ total_m3: 2 }),
    ].join("\r\n");
    expect(linesOf(content).map((each) => (typeof each === "string" ? each : each.line))).toEqual([
      "1 unreadable-line",
      2,
      "3 value-missing",
      "4 not-a-telegram",
      "5 serial-missing",
      "6 value-missing",
      "7 unreadable-line",
      "8 unreadable-line",
      10,
    ]);
  });

  it.each<[string, string[]]>([
    ["OK", []],
    ["", []],
    ["METER_BLOCKED UNDERFLOW", ["blocked", "flow-fault"]],
    ["PREV_LEAKAGE", ["leak"]],
    ["ALARM LEAK_FLOW_HIGH LEAK_FLOW_LOW", ["fault", "leak"]],
    ["PERMANENT_ERROR POWER_LOW SABOTAGE_ENCLOSURE", ["fault", "battery-low", "seal-broken"]],
    ["DRY", ["dry"]],
    ["REVERSED", ["reversed"]],
    ["SEAL_BROKEN", ["seal-broken"]],
    ["SENSOR_T1_BELOW_MEASURING_RANGE", ["sensor-fault"]],
    ["UNKNOWN_C0", ["unknown"]],
    ["BATTERY_WARNING REMOVAL", ["battery-low", "seal-broken"]],
    ["wyciek", ["leak"]],
    ["Naruszona plomba", ["unknown", "seal-broken"]],
    ["brak alarmów", []],
    ["00", []],
    ["0x00", []],
  ])("keep the status %s word by word and know what it means", (status, states) => {
    expect(linesOf(telegram({ total_m3: 1, status }))).toMatchObject([{ deviceStatus: status, states }]);
  });
});

describe("what a device says of itself", () => {
  it("is kept also as a list, and beside what it said before", () => {
    expect(linesOf(telegram({ total_m3: 1, status: ["LEAK", "DRY"] }))).toMatchObject([
      { deviceStatus: "LEAK DRY", states: ["leak", "dry"] },
    ]);
    const before = { current_alarms: "no_alarm", previous_alarms: "leakage" };
    expect(linesOf(telegram({ total_m3: 1, meter: "izar", ...before }))).toMatchObject([
      { deviceStatus: "no_alarm leakage", states: ["leak"] },
    ]);
  });
});

describe("summer and winter time", () => {
  it.each([
    ["2026-03-29T00:59:59Z", "2026-03-29", "01:59"],
    ["2026-03-29T01:00:00Z", "2026-03-29", "03:00"],
    ["2026-10-25T00:59:00Z", "2026-10-25", "02:59"],
    ["2026-10-25T01:00:00Z", "2026-10-25", "02:00"],
    ["2026-12-31T23:30:00Z", "2027-01-01", "00:30"],
    ["2026-07-11T23:30:00-02:00", "2026-07-12", "03:30"],
    ["2026-01-31 23:30:00Z", "2026-02-01", "00:30"],
    ["2026-01-31T23:30:00,5z", "2026-02-01", "00:30"],
    ["2026-01-31 23:30 UTC", "2026-02-01", "00:30"],
    ["2026-02-01T00:30:00+02", "2026-01-31", "23:30"],
    ["2026-01-31 23:30:00", "2026-01-31", "23:30"],
  ])("%s is %s %s in Poland", (timestamp, readOn, readAt) => {
    expect(linesOf(telegram({ total_m3: 1, timestamp }))).toMatchObject([{ readOn, readAt }]);
  });
});

const HEADING = "ID;Status;IV,0,0,0,,Date/Time;IV,0,0,0,,Units HCA;IV,1,0,0,,Date;IV,1,0,0,,Units HCA;";

describe("a gateway's CSV", () => {
  it("is recognised by its heading, which may come again before every telegram", () => {
    const content = [
      HEADING,
      "21116049;00h;16.02.2023 09:00 invalid 0 summer time 0;270;00.00.00;0;",
      HEADING,
      "21116044;0Bh;16.02.2023 09:00 invalid 0 summer time 0;72;31.12.22;98;",
      "«File completely written»",
    ].join("\r\n");
    expect(kindOf(content).kind).toEqual({
      ok: true,
      value: { format: "gateway-csv", mapping: "hca-gateway" },
    });
    expect(linesOf(content)).toMatchObject([
      {
        line: 2,
        device: "21116049",
        readOn: "2023-02-16",
        readAt: "09:00",
        value: "270",
        setDay: null,
        states: [],
      },
      {
        line: 4,
        value: "72",
        setDay: { on: "2022-12-31", value: "98" },
        states: ["fault"],
        deviceStatus: "0Bh",
      },
    ]);
  });

  it("refuses lines that are none and lines of a clock that is not set", () => {
    const content = [
      HEADING,
      "21116049;00h;16.02.2023 09:00 invalid 1 summer time 0;270;00.00.00;0;",
      ";00h;16.02.2023;270;00.00.00;0;",
      "21116049;00h;16.02.2023;;00.00.00;0;",
      "koniec",
      '21116049;"00h;16.02.2023;1;00.00.00;0;',
      "21116049;00h;31.02.2023;1;00.00.00;0;",
    ].join("\n");
    expect(linesOf(content)).toEqual([
      "2 day-unknown",
      "3 serial-missing",
      "4 value-missing",
      "5 unreadable-line",
      "6 unreadable-line",
      "7 day-unknown",
    ]);
  });

  const mapping: ReadingMapping = accepted({
    columns: { device: "Numer licznika", value: "Wskazanie", day: "Data", measure: "Jedn.", note: "Źródło" },
    delimiter: ",",
    identifiedBy: "meter",
  });

  it("tells days with a zone, and years first whatever the order of the others", () => {
    const content =
      "Numer licznika,Data,Wskazanie,Jedn.,Źródło\n7,2026-01-31T23:30:00Z,1,m3,\n7,2026-02-01,2,m3,\n7,02.03.2026,3,m3,\n";
    const ordered = { ...mapping, dayOrder: "DMY" } as const;
    expect(linesOf(content, { mappings: { nasza: ordered } })).toMatchObject([
      { readOn: "2026-02-01", readAt: "00:30" },
      { readOn: "2026-02-01", readAt: null },
      { readOn: "2026-03-02" },
    ]);
  });

  it.each(["utf8", "utf-8 with BOM", "windows-1250", "utf-16le", "utf-16le with BOM", "utf-16be with BOM"])(
    "is read by a mapping of one's own, in %s",
    (encoding) => {
      const content = `Numer licznika,Data,Wskazanie,Jedn.,Źródło\n"007",01.03.2026,"12,5",m³,"łazienka ""A"""\n`;
      const [name = "", mark] = [encoding.split(" ")[0], encoding.endsWith("BOM") ? "\ufeff" : ""];
      const bytes = iconv.encode(
        `${mark}${name === "windows-1250" ? content.replace("m³", "m3") : content}`,
        name,
      );
      expect(linesOf(bytes, { mappings: { nasza: mapping } })).toMatchObject([
        {
          device: "007",
          namedBy: "meter",
          value: "12,5",
          measure: "m3",
          readOn: "2026-03-01",
          note: 'łazienka "A"',
        },
      ]);
    },
  );

  it("is read by numbers of columns where it has no heading", () => {
    const numbered = accepted({
      columns: { device: 1, value: 3, day: 2 },
      delimiter: ";",
      heading: false,
      dayOrder: "MDY",
    });
    expect(linesOf("77;02/16/2026;1.5\n", { mappings: { bez: numbered }, mapping: "bez" })).toMatchObject([
      { device: "77", readOn: "2026-02-16", value: "1.5" },
    ]);
  });

  it("refuses a measure that nobody knows", () => {
    const content = "Numer licznika,Data,Wskazanie,Jedn.,Źródło\n7,2026-03-01,1,cale,\n";
    expect(linesOf(content, { mappings: { nasza: mapping } })).toEqual(["2 measure-unknown"]);
  });
});

describe("our own table", () => {
  it("names meters, days, values and where they come from", () => {
    const content = "meter;read_on;value;source;note\nL5;2025-12-31;44,05;visit;ok\nL6;2025-12-31;1.5;;\n";
    expect(kindOf(content).kind).toEqual({ ok: true, value: { format: "readings-csv", mapping: null } });
    expect(linesOf(content, { source: "import" })).toMatchObject([
      { device: "L5", namedBy: "meter", value: "44,05", source: "visit", note: "ok", measure: null },
      { device: "L6", source: "import" },
    ]);
  });

  it("takes days as a Polish table writes them, and the day told for lines without one", () => {
    const content = "meter;read_on;value\nL5;31.12.2025;44,05\nL6;;1.5\n";
    expect(linesOf(content)).toMatchObject([{ readOn: "2025-12-31" }, "3 day-unknown"]);
    expect(linesOf(content, { day: plainDate("2026-01-31") })).toMatchObject([
      { readOn: "2025-12-31" },
      { readOn: "2026-01-31" },
    ]);
  });

  it("says after which reading an allocator begins again, as in the package", () => {
    const content =
      "meter;read_on;value;source;restarts;note\nL7;2025-12-31;1392;visit;yes;\nL7;2026-01-31;9;;no;\nL7;2026-02-01;9;;toString;\n";
    expect(linesOf(content)).toMatchObject([{ restarts: true }, { restarts: false }, "4 unreadable-line"]);
  });

  it("refuses each line that lacks something", () => {
    const content =
      "meter;read_on;value;source\n;2025-12-31;1;\nL5;31 grudnia;1;\nL5;2025-12-31;;\nL5;2025-12-31;1;sen\nL5\n";
    expect(linesOf(content)).toEqual([
      "2 serial-missing",
      "3 day-unknown",
      "4 value-missing",
      "5 source-unknown",
      "6 unreadable-line",
    ]);
  });
});

describe("what a file is", () => {
  it.each<[string, string, Wishes, string]>([
    ["nothing", " \n\n", {}, "reading-file-empty"],
    ["anything", "a;b;c\n1;2;3\n", {}, "reading-format-unknown"],
    ["a gateway's CSV without its heading", "1;2;3\n", { format: "gateway-csv" }, "reading-format-unknown"],
    ["read by a mapping nobody saved", HEADING, { mapping: "toString" }, "mapping-unknown"],
    ["JSON read by a mapping", "{}", { mapping: "hca-gateway", format: "wmbusmeters" }, "mapping-not-needed"],
  ])("is refused: %s", (_name, content, wishes, reason) => {
    expect(kindOf(content, wishes).kind).toMatchObject({ ok: false, refusals: [{ reason }] });
  });
});

describe("a mapping", () => {
  it.each<[string, unknown, string[]]>([
    ["no JSON", undefined, ["mapping-not-json"]],
    ["a list", [], ["mapping-not-json"]],
    ["empty", {}, Array(3).fill("mapping-field-missing")],
    [
      "wrong in several ways",
      {
        columns: { device: 0, value: "V", day: "D", colour: "C", setDay: "S" },
        delimiter: "#",
        extra: 1,
        skippedLines: [1],
      },
      [
        "mapping-field-unknown",
        "mapping-field-wrong",
        "mapping-field-wrong",
        "mapping-field-unknown",
        "mapping-field-missing",
        "mapping-field-wrong",
      ],
    ],
    [
      "without headings but with names",
      { columns: { device: "ID", value: 2, day: 3 }, heading: false },
      ["mapping-field-wrong", "mapping-field-missing"],
    ],
  ])("is refused with all that is wrong: %s", (_name, body, reasons) => {
    const mapping = readMapping(body === undefined ? "{" : JSON.stringify(body));
    expect(mapping.ok ? [] : mapping.refusals.map(({ reason }) => reason).sort()).toEqual(
      [...reasons].sort(),
    );
  });
});

function accepted(body: object): ReadingMapping {
  const mapping = readMapping(JSON.stringify(body));
  if (!mapping.ok) throw new Error(mapping.refusals.map(({ reason }) => reason).join());
  return mapping.value;
}
