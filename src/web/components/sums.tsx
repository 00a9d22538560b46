import type { ComponentChildren } from "preact";
import type { Grosze } from "../../domain/values/money.ts";
import { Money } from "./money.tsx";

export interface Sum {
  readonly word: ComponentChildren;
  readonly amountGrosze: Grosze;
}

/** Figures under one another with the total set apart by a rule and weight. Nothing is added up here. */
export function Sums({ parts, total }: { parts: readonly Sum[]; total: Sum }) {
  return (
    <dl class="sums">
      {parts.map((part) => (
        <div key={String(part.word)}>
          <dt>{part.word}</dt>
          <dd>
            <Money amountGrosze={part.amountGrosze} />
          </dd>
        </div>
      ))}
      <div class="sums-total">
        <dt>{total.word}</dt>
        <dd>
          <Money amountGrosze={total.amountGrosze} />
        </dd>
      </div>
    </dl>
  );
}
