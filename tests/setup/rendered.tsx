import type { FunctionComponent } from "preact";
import { renderPage } from "../../src/web/html.tsx";
import type { PageFrame } from "../../src/web/view.ts";
import { cooperative } from "../e2e/pages/people.fixtures.ts";

const assets = { styles: "/s.css", cooperativeStyles: "/c.css", script: "/s.js", icon: "/i.svg" };

const frame: PageFrame = {
  cooperative,
  assets,
  person: { name: "Anna Przykładowa", formToken: "", idleSeconds: 600 },
};

/** The words of a page as it stands in its HTML, one blank between any two. */
export function wordsOf<View>(Page: FunctionComponent<{ frame: PageFrame; view: View }>, view: View): string {
  return renderPage(<Page frame={frame} view={view} />)
    .replace(/<(style|script)[^>]*>.*?<\/\1>/gs, "")
    .replace(/<[^>]+>/g, " ")
    .replace(/&nbsp;|\u00a0|\s+/g, " ")
    .replace(/\s+/g, " ");
}
