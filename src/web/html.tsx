import type { VNode } from "preact";
import { renderToString } from "preact-render-to-string";

/** A whole page as text; Preact escapes every value it is given. */
export function renderPage(page: VNode): string {
  return `<!doctype html>${renderToString(page)}`;
}
