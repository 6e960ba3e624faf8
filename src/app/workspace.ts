import { labelPartsOf } from "#linking/account.ts";
import { cookieOwner, type Walkthrough } from "#linking/walkthrough.ts";
import { POPUP_NAME } from "#login/sign-in.ts";
import type { Actor } from "#wire/event.ts";
import { createWireLog, type WireLog } from "#wire/log.ts";
import { recordFetch } from "#wire/record-fetch.ts";
import { Announcements } from "./announcements.tsx";
import { tabArea } from "./areas.ts";
import type { Config } from "./config.ts";
import { paths } from "./paths.ts";
import { createSessionCore } from "./session-core.ts";
import { createSession, type Session } from "./session.ts";
import { createStorage } from "./storage.ts";

const POPUP = "popup=yes,width=480,height=680";

/** The session of this tab and what it sends. */
export type Workspace = {
  readonly session: Session;
  readonly log: WireLog;
  /** Whether this page is where the tenant sent the browser after a log-out. */
  readonly isLoggedOut: boolean;
  /** The lines of the live region. */
  readonly Announcements: typeof Announcements;
  /** What the header shows of a walkthrough. */
  readonly headerOf: typeof headerOf;
};

/**
 * Puts session, storage and wire log together. Once a page: it stands in for the global `fetch`.
 *
 * @param isAnswer whether this page is the answer of a login that left
 */
export function createWorkspace(config: Config, isAnswer: boolean): Workspace {
  const storage = createStorage(tabArea);
  const isLoggedOut = storage.takeLoggingOut() && window.location.pathname === paths.home;
  const log = createWireLog({
    now: () => performance.timeOrigin + performance.now(),
    restored: storage.loadWire(),
    isAnswer: isAnswer || isLoggedOut,
  });
  log.subscribe(() => storage.saveWire(log.events()));

  let actor: Actor | null = null;
  // The SDKs call the global fetch, so the log has to stand there.
  window.fetch = recordFetch(window.fetch.bind(window), log, {
    origin: config.tenant.origin,
    actor: () => actor,
  });

  const core = createSessionCore({
    tenant: config.tenant,
    log,
    storage,
    fetch: window.fetch,
    now: () => new Date(),
    appOrigin: window.location.origin,
    openPopup: () => window.open("", POPUP_NAME, POPUP),
    setActor: (next) => (actor = next),
  });
  window.addEventListener("pageshow", (event) => {
    if (!event.persisted) return;
    // The page as it was before the log-out, memory and all: it is made anew.
    if (core.state().busy === "logging-out") window.location.reload();
    else core.comeBack();
  });
  if (isLoggedOut) endLogOut(log);
  return { session: createSession(core), log, isLoggedOut, Announcements, headerOf };
}

function endLogOut(log: WireLog): void {
  const visit = log.events().findLast(({ state }) => state === "sent");
  if (visit) log.end(visit.id, { state: "answered" });
}

function headerOf(walkthrough: Walkthrough) {
  const { primary, secondary } = walkthrough;
  return {
    accounts: {
      A: primary?.tokens ? labelPartsOf(primary.account) : null,
      B: secondary?.idToken == null ? null : labelPartsOf(secondary.account),
    },
    cookie: cookieOwner(walkthrough),
  };
}
