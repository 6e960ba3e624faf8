import { buildMintCall } from "#linking/scenarios/scenario-control.ts";
import type { Scenario } from "#linking/scenarios/scenario.ts";
import type { StepId } from "#linking/walkthrough/journey.ts";
import {
  isUnmade,
  ownersOf,
  type ReplacedTokens,
  type RequestState,
  type StepRequest,
} from "#linking/walkthrough/requests.ts";
import { requestOf, requestsOf } from "#linking/walkthrough/step-requests.ts";
import type { Walkthrough } from "#linking/walkthrough/state.ts";
import { scenarioIn } from "./steering.ts";
import type { SessionCore, SessionState } from "./session-core.ts";

/** The requests of the steps, as the session's state makes them, and the tokens that some need. */
export function createStepRequests({ ports, tenant, state, publish }: SessionCore) {
  let making: { readonly for: string; readonly done: Promise<ReplacedTokens> } | null = null;

  /** The request that a step sends, printed or not. */
  function request(step: StepId): StepRequest | null {
    return requestOf(step, requestState(state(), tenant, step), scenarioIn(state().choices, step));
  }

  async function make(scenario: Scenario): Promise<ReplacedTokens> {
    const owners = ownersOf(state().walkthrough);
    let made: ReplacedTokens = {};
    for (const change of scenario.changes) {
      if (change.by !== "mint" || ports.control === null) continue;
      const { slot, token, owner } = change;
      const call = buildMintCall(token, owners[owner], tenant.clientId);
      made = { ...made, [slot]: await ports.control.mint(call) };
    }
    return made;
  }

  return {
    request,

    /** All requests that a step sends without an SDK, in order. */
    requests: (step: StepId): readonly StepRequest[] =>
      requestsOf(step, requestState(state(), tenant, step), scenarioIn(state().choices, step)),

    /**
     * Has the tokens made that the request of a step lacks, so that it can be shown whole and sent.
     *
     * @throws ProtocolError as `sendRequest` does, where the tenant does not make them
     */
    async prepare(step: StepId): Promise<void> {
      const scenario = scenarioIn(state().choices, step);
      const lacking = request(step);
      if (scenario === null || lacking === null || !isUnmade(lacking)) return;
      const name = nameOf(scenario, state().walkthrough);
      if (making?.for !== name) making = { for: name, done: make(scenario) };
      const mine = making;
      try {
        publish({ made: { for: name, tokens: await mine.done } });
      } finally {
        if (making === mine) making = null;
      }
    },
  };
}

function requestState(
  { walkthrough, choices, made }: SessionState,
  tenant: RequestState["tenant"],
  step: StepId,
): RequestState {
  const scenario = scenarioIn(choices, step);
  const isFor = scenario !== null && made?.for === nameOf(scenario, walkthrough);
  return {
    walkthrough,
    tenant,
    unlinkId: choices.unlinkId,
    made: isFor ? made.tokens : {},
  };
}

/** For which scenario and whose accounts tokens are made. */
function nameOf({ step, id }: Scenario, walkthrough: Walkthrough): string {
  const { A, B } = ownersOf(walkthrough);
  return JSON.stringify([step, id, A, B, walkthrough.logins]);
}
