import type { StepId, StepStatus } from "#linking/walkthrough/journey.ts";
import type { Walkthrough } from "#linking/walkthrough/state.ts";
import type { TenantCapabilities } from "#protocol/control.ts";
import type { WireLog } from "#wire/log.ts";
import type { Choices } from "#session/choices.ts";
import type { Config } from "#session/config.ts";
import type { Session } from "#session/session.ts";
import type { Busy } from "#session/presses.ts";

export type StepProps = {
  readonly step: StepId;
  readonly status: StepStatus;
  readonly walkthrough: Walkthrough;
  readonly choices: Choices;
  readonly capabilities: TenantCapabilities;
  /** What runs or waits in this step. */
  readonly busy: ReadonlySet<Busy>;
  readonly session: Session;
  readonly log: WireLog;
  readonly config: Config;
  readonly onStartOver: () => void;
};
