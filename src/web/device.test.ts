import { expect, it } from "vitest";
import { deviceInWords } from "./device.ts";

it.each([
  ["Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:128.0) Gecko/20100101 Firefox/128.0", "Firefox, Windows"],
  ["Mozilla/5.0 (Windows NT 10.0) AppleWebKit/537.36 Chrome/150.0 Safari/537.36 Edg/150.0", "Edge, Windows"],
  ["Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) Version/18.0 Safari/604.1", "Safari, iPhone"],
  [
    "Mozilla/5.0 (Linux; Android 15) Chrome/150.0 Mobile Safari/537",
    "Chrome, telefon lub tablet z Androidem",
  ],
  ["curl/8.0", null],
  ["", null],
])("recognises %s", (userAgent, words) => {
  expect(deviceInWords(userAgent)).toBe(words);
});
