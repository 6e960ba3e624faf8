import { journey, type StepId } from "#linking/walkthrough/journey.ts";
import { UNTOUCHED, type Walkthrough } from "#linking/walkthrough/state.ts";
import { requestOf } from "#linking/walkthrough/step-requests.ts";
import { NO_CAPABILITIES } from "#protocol/control.ts";
import { NO_CHOICES, type Choices } from "#session/choices.ts";
import type { Busy } from "#session/presses.ts";
import { createSessionCore, type StepFinding } from "#session/session-core.ts";
import { createSession, type Session } from "#session/session.ts";
import { scenarioIn } from "#session/steering.ts";
import { createStorage } from "#session/storage.ts";
import type { StepProps } from "#steps/step-props.ts";
import { createWireLog } from "#wire/log.ts";
import { createMemoryArea, signInNowhere } from "./session.ts";
import { scriptFetch, TENANT } from "./tokens.ts";

/** What the view of a step is given: a walkthrough with its own requests, and a session that nothing leaves. */
export function stepProps(
  step: StepId,
  {
    walkthrough = UNTOUCHED,
    choices = NO_CHOICES,
    busy = [],
    finding = null,
    actions = {},
    onStartOver = () => {},
  }: {
    walkthrough?: Walkthrough;
    choices?: Choices;
    busy?: readonly Busy[];
    finding?: StepFinding | null;
    /** What stands in for the session's own actions. */
    actions?: Partial<Session>;
    onStartOver?: () => void;
  },
): StepProps {
  const log = createWireLog({ now: () => 0 });
  const core = createSessionCore({
    tenant: TENANT,
    control: null,
    log,
    storage: createStorage(createMemoryArea()),
    fetch: scriptFetch().fetch,
    now: () => new Date(0),
    isOnline: () => true,
    colorScheme: () => "",
    appUrl: "http://localhost:5173",
    signInWith: signInNowhere,
    openPopup: () => null,
    stayHere: () => undefined,
    setActor: () => {},
    setLane: () => {},
  });
  const session: Session = {
    ...createSession(core),
    state: () => ({ ...core.state(), walkthrough, choices, finding }),
    request: (of) =>
      requestOf(
        of,
        { walkthrough, tenant: TENANT, unlinkId: choices.unlinkId, made: {} },
        scenarioIn(choices, of),
      ),
    ...actions,
  };
  return {
    step,
    status: journey(walkthrough)[step],
    walkthrough,
    choices,
    capabilities: NO_CAPABILITIES,
    busy: new Set(busy),
    session,
    log,
    config: {
      tenantName: "T",
      tenant: TENANT,
      controlUrl: null,
      accountHints: null,
      isOwn: false,
      isHostedHere: false,
      banner: null,
      leftOut: [],
    },
    onStartOver,
  };
}
