import { useEffect } from "react";
import type { StepId } from "#linking/walkthrough/journey.ts";
import { isUnmade, type StepRequest } from "#linking/walkthrough/requests.ts";
import type { Session } from "#session/session.ts";

/** The request of a step. A token that it lacks is made at once, so that it is shown before it is sent. */
export function usePrepared(session: Session, step: StepId): StepRequest | null {
  const request = session.request(step);
  const lacks = request !== null && isUnmade(request);

  useEffect(() => {
    // What cannot be made now is tried again when the request is sent, and explained then.
    if (lacks) session.prepare(step).catch(() => undefined);
  }, [lacks, session, step]);

  return request;
}
