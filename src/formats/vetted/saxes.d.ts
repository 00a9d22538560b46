/** The part of saxes that the formats use; its own declarations do not pass this project's library check. */
export interface SaxesTagPlain {
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
}

export interface SaxesHandlers {
  opentag: (tag: SaxesTagPlain) => void;
  closetag: (tag: SaxesTagPlain) => void;
  text: (text: string) => void;
  cdata: (text: string) => void;
  doctype: (doctype: string) => void;
  xmldecl: () => void;
  processinginstruction: () => void;
  comment: () => void;
  error: (error: Error) => void;
}

export class SaxesParser {
  constructor(options: { readonly xmlns: false });
  /** Line of the next character, from 1. */
  readonly line: number;
  on<Name extends keyof SaxesHandlers>(name: Name, handler: SaxesHandlers[Name]): void;
  write(text: string): this;
  close(): this;
}
