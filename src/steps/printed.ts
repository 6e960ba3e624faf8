import type { StepRequest } from "#linking/walkthrough/requests.ts";
import type { PrintedRequest } from "#ui/request-card.tsx";
import { showRequest } from "#wire/named-request.ts";
import { printRequest } from "#wire/request.ts";

/** A step's request as it is printed: to the letter, with what is broken in it marked. */
export function printed(request: StepRequest): PrintedRequest {
  const shown = showRequest(request);
  return { ...printRequest(shown), body: shown.body, changed: request.changed };
}
