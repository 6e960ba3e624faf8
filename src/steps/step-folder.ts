import type { ComponentType, ReactNode } from "react";
import type { StepSnippets } from "./snippets.ts";
import type { StepProps } from "./step-props.ts";

/** What a step looks like, and what it explains. */
export type StepFolder = {
  readonly View: ComponentType<StepProps>;
  /** Whether there is something to show of it though it is locked. */
  readonly isShownLocked: boolean;
  /** Its own closed panels, above those that every step has; `null` where it has none. */
  readonly Panels: ComponentType<StepProps> | null;
  /** The reader's own code for it. */
  readonly snippets: StepSnippets;
  /** Why it is as it is, behind a closed panel: what that says from outside, and what is in it. */
  readonly why: { readonly hint: string; readonly text: ReactNode };
};
