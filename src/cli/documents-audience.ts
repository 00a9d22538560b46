import { DOCUMENT_KINDS } from "../domain/governance/documents.ts";
import { WIDER_AUDIENCES } from "../domain/governance/visibility.ts";
import { addDays, type PlainDate } from "../domain/values/plain-date.ts";
import { accept, type Refusal, type Result, refusal } from "../domain/values/result.ts";
import { changeLibraryGroup, type GroupChange } from "../operations/change-library-group.ts";
import { widenVisibility } from "../operations/widen-visibility.ts";
import { libraryTexts as texts } from "../web/messages/pl/library-texts.ts";
import type { Frame } from "./frame.ts";
import { asOperator, type CooperativeOptions } from "./operator-scope.ts";
import { OptionReader } from "./option-values.ts";

export type WidenOptions = CooperativeOptions;

export interface GroupOptions extends CooperativeOptions {
  readonly name?: string;
  readonly add?: string;
  readonly from?: string;
  readonly until?: string;
  readonly end?: string;
}

/** Takes a widening back. */
export const DEFAULT_AUDIENCE = "default";

/** Widens whom documents of a kind are shown to. */
export async function widenKind(
  frame: Frame,
  kind: string,
  audience: string,
  options: WidenOptions,
): Promise<void> {
  const knownKind = DOCUMENT_KINDS.find((each) => each === kind);
  const knownAudience = WIDER_AUDIENCES.find((each) => each === audience) ?? null;
  const refusals: Refusal[] = [];
  if (knownKind === undefined)
    refusals.push(
      refusal("option-not-one-of", { option: "rodzaj", written: kind, known: DOCUMENT_KINDS.join(", ") }),
    );
  if (knownAudience === null && audience !== DEFAULT_AUDIENCE) {
    const known = [...WIDER_AUDIENCES, DEFAULT_AUDIENCE].join(", ");
    refusals.push(refusal("option-not-one-of", { option: "komu", written: audience, known }));
  }
  if (knownKind === undefined || refusals.length > 0) return frame.refuse(refusals, options);
  const widened = await asOperator(frame, options, (context, scope) =>
    widenVisibility(context, scope, { kind: knownKind, audience: knownAudience }),
  );
  if (widened !== null) frame.answer(widened, texts.widened(widened), options);
}

/** Changes a group as told and prints it. */
export async function showGroup(frame: Frame, code: string, options: GroupOptions): Promise<void> {
  const change = readChange(code, options, frame.clock().today() as PlainDate);
  if (!change.ok) return frame.refuse(change.refusals, options);
  const group = await asOperator(frame, options, (context, scope) =>
    changeLibraryGroup(context, scope, change.value),
  );
  if (group !== null) frame.answer(group, () => texts.group(group), options);
}

function readChange(code: string, options: GroupOptions, today: PlainDate): Result<GroupChange> {
  const { name, add, from, until, end } = options;
  const reader = new OptionReader();
  const first = from === undefined ? today : reader.day("from", from);
  const last = until === undefined ? null : reader.day("until", until);
  if (end !== undefined && until === undefined)
    reader.refusals.push(refusal("option-missing", { option: "until" }));
  return reader.decide(() => {
    const after = last === null ? null : addDays(last, 1);
    return accept({
      code,
      name: name ?? null,
      add: add === undefined ? null : { person: add, during: { from: first, until: after } },
      end: end === undefined || after === null ? null : { person: end, from: after },
    });
  });
}
