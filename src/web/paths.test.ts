import { describe, expect, it } from "vitest";
import { month } from "../domain/values/month.ts";
import { isOwnReturnPath, paths } from "./paths.ts";

describe("paths", () => {
  it("can be shared: month and unit stand in the address", () => {
    expect(paths.feeMonth(month("2026-11"), "l 12")).toBe("/czynsz/2026/11?lokal=l%2012");
    expect(paths.account(2026, "a/b")).toBe("/ksiegowosc/2026/konto/a%2Fb");
  });
});

describe("isOwnReturnPath", () => {
  it.each(["/start", "/czynsz/2026/11?lokal=12", "/wplaty/1"])("takes %s", (path) => {
    expect(isOwnReturnPath(path)).toBe(true);
  });
  it.each([
    "//x.example",
    "/startx",
    "https://x.example/start",
    "/\\x",
    "/start:8",
    "/logowanie",
    "start",
    "/start\n",
    "/start//x.example",
    "/start/../x",
  ])("refuses %j", (path) => {
    expect(isOwnReturnPath(path)).toBe(false);
  });
});
