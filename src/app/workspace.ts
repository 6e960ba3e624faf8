import { labelPartsOf } from "#linking/account.ts";
import type { Walkthrough } from "#linking/walkthrough.ts";
import type { Actor } from "#wire/event.ts";
import { createWireLog, type WireLog } from "#wire/log.ts";
import { recordFetch } from "#wire/record-fetch.ts";
import type { Config } from "./config.ts";
import { createSession, type Session } from "./session.ts";
import { createStorage } from "./storage.ts";

const POPUP = "popup=yes,width=480,height=680";

/** The session of this tab and what it sends. */
export type Workspace = {
  readonly session: Session;
  readonly log: WireLog;
  /** How the header calls the accounts of a walkthrough. */
  readonly labelsOf: typeof labelsOf;
};

/** Puts session, storage and wire log together. Once a page: it stands in for the global `fetch`. */
export function createWorkspace(config: Config): Workspace {
  const storage = createStorage(window.sessionStorage);
  const log = createWireLog({
    now: () => performance.timeOrigin + performance.now(),
    restored: storage.loadWire(),
  });
  log.subscribe(() => storage.saveWire(log.events()));

  let actor: Actor | null = null;
  // The SDKs call the global fetch, so the log has to stand there.
  window.fetch = recordFetch(window.fetch.bind(window), log, {
    origin: config.tenant.origin,
    actor: () => actor,
  });

  const session = createSession({
    tenant: config.tenant,
    log,
    storage,
    fetch: window.fetch,
    now: () => new Date(),
    appOrigin: window.location.origin,
    openPopup: () => window.open("", "linklab-second-account", POPUP),
    setActor: (next) => (actor = next),
  });
  window.addEventListener("pageshow", (event) => {
    if (event.persisted) session.comeBack();
  });
  return { session, log, labelsOf };
}

function labelsOf({
  primary,
  secondary,
}: Walkthrough): Readonly<Record<Actor, ReturnType<typeof labelPartsOf> | null>> {
  return {
    A: primary?.tokens ? labelPartsOf(primary.account) : null,
    B: secondary && labelPartsOf(secondary.account),
  };
}
