import { layout } from "../messages/pl/pages/layout.ts";

/** Copies a text; shown only where the script runs, since without it the button could do nothing. */
export function CopyButton({ text, describedBy }: { text: string; describedBy: string }) {
  return (
    <span class="only-script not-printed">
      <button
        class="btn btn-outline"
        type="button"
        data-copy={text}
        data-copied={layout.copied}
        aria-describedby={describedBy}
      >
        {layout.copy}
      </button>
    </span>
  );
}
