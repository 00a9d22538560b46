/** The cooperative's own colour, moved until it can be read on our paper in light and dark (WCAG 2.2, 1.4.3: 4.5 : 1). */

export interface Accent {
  readonly accent: string;
  /** What is written on the accent. */
  readonly onAccent: string;
}

export const DEFAULT_ACCENT_COLOUR = "#14533c";

/** The least favourable backgrounds of assets/styles/theme.css: the tint in light, the tint in dark. */
const LIGHT_PAPER = "#f3f4f0";
const DARK_PAPER = "#1f2421";
const WHITE = "#ffffff";
const BLACK = "#000000";
const READABLE = 4.5;
const STEPS = 50;

/** Reads "#RRGGBB"; anything else, null included, gives Osiedle's deep pine green. */
export function accents(colour: string | null): { readonly light: Accent; readonly dark: Accent } {
  const wanted =
    colour !== null && /^#[0-9a-f]{6}$/i.test(colour) ? colour.toLowerCase() : DEFAULT_ACCENT_COLOUR;
  return {
    light: withText(readableOn(wanted, LIGHT_PAPER, BLACK)),
    dark: withText(readableOn(wanted, DARK_PAPER, WHITE)),
  };
}

/** The style sheet of one cooperative; on screen only, since paper is printed in black. */
export function cooperativeStyles(colour: string | null): string {
  const { light, dark } = accents(colour);
  return `@media screen{:root{${properties(light)}}}@media screen and (prefers-color-scheme:dark){:root{${properties(dark)}}}`;
}

/** Contrast of two "#rrggbb" colours, from 1 to 21. */
export function contrast(one: string, other: string): number {
  const [a, b] = [luminance(one), luminance(other)];
  return (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
}

function properties({ accent, onAccent }: Accent): string {
  return `--color-primary:${accent};--color-primary-content:${onAccent}`;
}

function withText(accent: string): Accent {
  return { accent, onAccent: contrast(accent, WHITE) >= contrast(accent, BLACK) ? WHITE : BLACK };
}

/** Mixes the colour with black or white, as little as makes it readable on the paper. */
function readableOn(colour: string, paper: string, towards: string): string {
  for (let step = 0; step < STEPS; step++) {
    const mixed = mix(colour, towards, step / STEPS);
    if (contrast(mixed, paper) >= READABLE) return mixed;
  }
  return towards;
}

function mix(colour: string, towards: string, share: number): string {
  const [from, to] = [channels(colour), channels(towards)];
  const parts = from.map((value, index) => Math.round(value + ((to[index] ?? 0) - value) * share));
  return `#${parts.map((part) => part.toString(16).padStart(2, "0")).join("")}`;
}

function channels(colour: string): number[] {
  return [1, 3, 5].map((start) => Number.parseInt(colour.slice(start, start + 2), 16));
}

/** Relative luminance as WCAG defines it. */
function luminance(colour: string): number {
  const [red = 0, green = 0, blue = 0] = channels(colour).map((channel) => {
    const part = channel / 255;
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}
