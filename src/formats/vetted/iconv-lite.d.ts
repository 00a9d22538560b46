/** The part of iconv-lite that the formats use, without Node's types: bytes are Uint8Array. */
export interface StreamDecoder {
  write(bytes: Uint8Array): string;
  end(): string | undefined;
}

interface IconvLite {
  decode(bytes: Uint8Array, encoding: string): string;
  encode(text: string, encoding: string): Uint8Array;
  getDecoder(encoding: string): StreamDecoder;
}

declare const iconv: IconvLite;
export default iconv;
