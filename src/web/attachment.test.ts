import { describe, expect, it } from "vitest";
import { contentDisposition } from "./attachment.ts";

describe("the name of a file that is handed out", () => {
  it.each([
    [
      "Rozliczenie CO-2025, Garaż 7.pdf",
      `attachment; filename="Rozliczenie CO-2025, Garaz 7.pdf"; filename*=UTF-8''Rozliczenie%20CO-2025%2C%20Gara%C5%BC%207.pdf`,
    ],
    [
      'a"b\\c/d\r\nSet-Cookie: x.pdf',
      `attachment; filename="a-b-c-d--Set-Cookie- x.pdf"; filename*=UTF-8''a-b-c-d--Set-Cookie-%20x.pdf`,
    ],
    [
      "100% łąki (1)'*!.pdf",
      `attachment; filename="100- laki (1)'-!.pdf"; filename*=UTF-8''100%25%20%C5%82%C4%85ki%20%281%29%27-%21.pdf`,
    ],
    ["張 \ud800.pdf", `attachment; filename=" .pdf"; filename*=UTF-8''%E5%BC%B5%20%EF%BF%BD.pdf`],
  ])("%s", (name, header) => {
    expect(contentDisposition(name)).toBe(header);
  });
});
