import { readablePages } from "../readable-text.ts";
import { TextPages } from "./text-pages.tsx";

export const examples = {
  "two pages, one without text": () => (
    <TextPages pages={readablePages("UCHWAŁA NR 7/2024\n\n§ 1. Uchwala się docieplenie.\f")} />
  ),
};
