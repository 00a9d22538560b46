/** How a figure came about, as data ready to show: inputs, formula, outcome, source. One step a line, in order. */
export interface WorkingStep {
  /** Kebab-case kind of step; the message catalogue has its Polish sentence. */
  readonly step: string;
  readonly inputs: Readonly<Record<string, string | number | null>>;
  readonly outcome: string | number;
  /** The act, resolution or regulation behind the step, where there is one. */
  readonly source?: string;
}

export type Working = readonly WorkingStep[];
