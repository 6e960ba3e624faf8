import { useCallback, useEffect, useMemo, useState } from "react";
import type { ControlCall } from "#protocol/control.ts";
import {
  createSteeringDesk,
  type Outcome,
  type TenantPicture,
} from "#session/tenant/steering-desk.ts";
import type { Session } from "#session/session.ts";

/** What the page has read, and how it steers. */
export type Desk = ReturnType<typeof useDesk>;

/** Reads the tenant when the page opens, comes back into view, and after everything that was changed. */
export function useDesk(session: Session) {
  const desk = useMemo(() => createSteeringDesk(session), [session]);
  /** `undefined` before the first answer; `null` where nothing can be steered. */
  const [picture, setPicture] = useState<TenantPicture | null>();
  const [failure, setFailure] = useState<string | null>(null);
  const [isReading, setIsReading] = useState(true);

  const take = useCallback((outcome: Outcome<TenantPicture | null>) => {
    setIsReading(false);
    setFailure(outcome.kind === "failed" ? outcome.because : null);
    if (outcome.kind === "done") setPicture(outcome.value);
  }, []);

  useEffect(() => {
    void desk.read().then(take);
  }, [desk, take]);

  // What was done in a shell or another tab meanwhile.
  useEffect(() => {
    const refresh = () => {
      if (document.visibilityState === "visible") void desk.read().then(take);
    };
    window.addEventListener("focus", refresh);
    document.addEventListener("visibilitychange", refresh);
    return () => {
      window.removeEventListener("focus", refresh);
      document.removeEventListener("visibilitychange", refresh);
    };
  }, [desk, take]);

  async function read(): Promise<void> {
    setIsReading(true);
    take(await desk.read());
  }

  async function afterwards(work: Promise<Outcome<null>>): Promise<Outcome<null>> {
    const outcome = await work;
    if (outcome.kind === "done") await read();
    return outcome;
  }

  return {
    picture,
    failure,
    isReading,
    read,
    send: (call: ControlCall) => afterwards(desk.send(call)),
    reset: () => afterwards(desk.reset()),
  };
}
