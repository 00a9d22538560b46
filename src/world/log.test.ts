import { describe, expect, it } from "vitest";
import { createLog } from "./log.ts";

describe("log", () => {
  it("names an error by kind, code and place but never quotes it", () => {
    const lines: string[] = [];
    const log = createLog(
      (line) => lines.push(line),
      () => Temporal.Instant.from("2026-11-23T08:00:00.123456Z"),
    );
    const error = Object.assign(new Error("duplicate key (pesel)=(44051401359) of Jan Kowalski"), {
      code: "23505",
    });
    log.info("started", { port: 3000 });
    log.fault("request failed", error, { status: 500 });
    log.fault("thrown", "Jan Kowalski");
    expect(lines.join("")).not.toMatch(/Kowalski|44051401359/);
    expect(lines.map((line) => JSON.parse(line))).toEqual([
      { time: "2026-11-23T08:00:00.123Z", level: "info", event: "started", port: 3000 },
      {
        time: "2026-11-23T08:00:00.123Z",
        level: "fault",
        event: "request failed",
        status: 500,
        error: "Error",
        code: "23505",
        place: expect.stringContaining("log.test.ts"),
      },
      {
        time: "2026-11-23T08:00:00.123Z",
        level: "fault",
        event: "thrown",
        error: "string",
        code: null,
        place: null,
      },
    ]);
  });
});
