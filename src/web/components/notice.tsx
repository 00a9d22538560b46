import type { ComponentChildren } from "preact";
import { layout } from "../messages/pl/pages/layout.ts";
import { telephoneInOneLine } from "../wording.ts";

/** A remark set apart by a rule at its side. */
export function Notice({ title, children }: { title: string; children: ComponentChildren }) {
  return (
    <aside class="notice" aria-label={title}>
      <p class="notice-title">{title}</p>
      {children}
    </aside>
  );
}

/** Stands under every stated balance: court claims and invoices are not in it. */
export function LeftOutNotice({ telephone }: { telephone: string }) {
  return (
    <Notice title={layout.leftOutTitle}>
      <p>
        {layout.leftOut} {layout.leftOutContact(telephoneInOneLine(telephone))}
      </p>
    </Notice>
  );
}
