/** A small element of a message, built whole before it is read. */
export interface XmlElement {
  /** Local name, without prefix. */
  readonly name: string;
  /** The attribute Ccy. */
  readonly currency: string | null;
  readonly line: number;
  readonly children: XmlElement[];
  text: string;
}

/** The first child of that name. */
export function child(element: XmlElement | null, name: string): XmlElement | null {
  return element?.children.find((candidate) => candidate.name === name) ?? null;
}

/** The first element along a path of names. */
export function descend(element: XmlElement | null, ...path: readonly string[]): XmlElement | null {
  return path.reduce<XmlElement | null>(child, element);
}

/** The text along a path, untouched; empty when the path leads nowhere. */
export function textAt(element: XmlElement | null, ...path: readonly string[]): string {
  return descend(element, ...path)?.text ?? "";
}

/** Every child of that name. */
export function childrenNamed(element: XmlElement | null, name: string): readonly XmlElement[] {
  return element?.children.filter((candidate) => candidate.name === name) ?? [];
}
