import fc from "fast-check";
import iconv from "iconv-lite";
import { describe, expect, it } from "vitest";
import { createEncodingDetector } from "./encoding.ts";

const SENTENCES = [
  "Czynsz za lokal 12, ul. Świętojańska 4 – dopłata do ciepłej wody".replace("–", "-"),
  "PŁATNOŚĆ KARTĄ W SKLEPIE U ŻÓŁWIA, ŁÓDŹ",
  "MICHAŁ GĄSKA",
  "Przelew środków: odsetki",
  "PRZELEW MIĘDZYBANKOWY NA RZECZ SPÓŁDZIELNI MIESZKANIOWEJ ŚWIT",
  "opłata za prowadzenie rachunku, księgowość",
  "URZĄD SKARBOWY",
  "źdźbło, gżegżółka, pięść",
];

const ENCODINGS = ["utf-8", "iso-8859-2", "windows-1250", "cp852"] as const;

describe("encodings by their letters", () => {
  const cases = ENCODINGS.flatMap((encoding) => SENTENCES.map((sentence) => [encoding, sentence] as const));

  it.each(cases)("%s: %s", (encoding, sentence) => {
    const bytes = iconv.encode(sentence, encoding);
    const found = detect(bytes);
    // What differs only in name reads the same: compare by the text.
    expect(iconv.decode(bytes, found)).toBe(sentence);
    if (encoding === "utf-8" || encoding === "cp852") expect(found).toBe(encoding);
  });

  it("names ISO-8859-2 when ISO-8859-2 and windows-1250 read the same", () => {
    expect(detect(iconv.encode("Łódź".replace("ź", "z"), "windows-1250"))).toBe("iso-8859-2");
  });

  it("tells windows-1250 from ISO-8859-2 by ą, ś and ź", () => {
    expect(detect(iconv.encode("wpłata śą", "windows-1250"))).toBe("windows-1250");
    expect(detect(iconv.encode("wpłata śą", "iso-8859-2"))).toBe("iso-8859-2");
  });

  it("takes ASCII and a BOM for UTF-8, 0xFF filler for a single-byte encoding", () => {
    expect(detect(new TextEncoder().encode("CZYNSZ 11/2026"))).toBe("utf-8");
    expect(detect(new TextEncoder().encode("\ufeff<Document/>"))).toBe("utf-8");
    expect(detect(Uint8Array.from([0x7e, 0x32, 0x32, 0xff, 0x0d, 0x0a]))).toBe("iso-8859-2");
  });

  it("believes an XML declaration only against bytes that are not UTF-8", () => {
    const declared = '<?xml version="1.0" encoding="windows-1250"?><a>ó</a>';
    expect(detect(new TextEncoder().encode(declared))).toBe("utf-8");
    expect(detect(iconv.encode(declared, "windows-1250"))).toBe("windows-1250");
    expect(detect(iconv.encode(declared.replace("windows-1250", "ISO-8859-2"), "iso-8859-2"))).toBe(
      "iso-8859-2",
    );
  });

  it("keeps UTF-8 for a file with one damaged place, and for a sequence cut at its end", () => {
    const bytes = new TextEncoder().encode("żółta gęś łódź ćma");
    expect(detect(Uint8Array.from([...bytes, 0xff]))).toBe("utf-8");
    expect(detect(bytes.slice(0, 1))).toBe("utf-8");
  });

  it("finds the same in pieces as at once", () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...ENCODINGS),
        fc.shuffledSubarray(SENTENCES, { minLength: 1 }),
        fc.array(fc.integer({ min: 1, max: 40 }), { minLength: 1 }),
        (encoding, sentences, sizes) => {
          const bytes = iconv.encode(sentences.join("\n"), encoding);
          const detector = createEncodingDetector();
          for (let from = 0, turn = 0; from < bytes.length; turn += 1) {
            const size = sizes[turn % sizes.length] ?? 1;
            detector.push(bytes.subarray(from, from + size));
            from += size;
          }
          expect(detector.finish()).toBe(detect(bytes));
        },
      ),
    );
  });
});

function detect(bytes: Uint8Array): string {
  const detector = createEncodingDetector();
  detector.push(bytes);
  return detector.finish();
}
