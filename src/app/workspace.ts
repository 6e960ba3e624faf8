import { createElement, type ReactNode } from "react";
import { journey, STEP_IDS, type StepId } from "#linking/walkthrough/journey.ts";
import type { Walkthrough } from "#linking/walkthrough/state.ts";
import { createControl } from "#protocol/control.ts";
import type { Fetch } from "#protocol/http.ts";
import { signInWith } from "#login/sign-in-with.ts";
import { POPUP_NAME } from "#login/sign-in.ts";
import type { Actor } from "#wire/event.ts";
import type { Lane } from "#wire/lane.ts";
import { createWireLog, type WireLog } from "#wire/log.ts";
import { recordFetch } from "#wire/record-fetch.ts";
import { recordXhr } from "#wire/record-xhr.ts";
import { CookieOwner } from "#shell/cookie-owner.tsx";
import { Announcements } from "#shell/announcements.tsx";
import { tabArea } from "#session/areas.ts";
import type { Config } from "#session/config.ts";
import { paths } from "#shell/paths.ts";
import { chosenTheme } from "#shell/chosen-theme.ts";
import { headerAccounts } from "#session/header-accounts.ts";
import { recordMessages } from "#session/record-messages.ts";
import { createSessionCore } from "#session/session-core.ts";
import { createSession } from "#session/session.ts";
import { createStorage } from "#session/storage.ts";
import type { Workspace } from "#session/workspace.ts";
import { fetchAfter } from "./fetch-after.ts";

const POPUP = "popup=yes,width=480,height=680";

/** The workspace, and what the frame of all pages shows of it. */
export type AppWorkspace = Workspace & {
  /** Whether this page is where the tenant sent the browser after a log-out. */
  readonly isLoggedOut: boolean;
  /** The lines of the live region. */
  readonly Announcements: typeof Announcements;
  /** What the header shows of a walkthrough. */
  readonly headerOf: (walkthrough: Walkthrough) => {
    readonly accounts: ReturnType<typeof headerAccounts>;
    readonly cookie: ReactNode;
  };
  /** Remembers the step that the reader looks at. */
  readonly visit: (step: StepId) => void;
  /** Whether there is a walkthrough to go on with; after a log-out there is none. */
  readonly isBegun: (walkthrough: Walkthrough) => boolean;
  /** The step that the reader looked at last, or the first that is open. */
  readonly leftOffAt: (walkthrough: Walkthrough) => StepId;
};

/**
 * Puts session, storage and wire log together. Once a page: it stands in for the global `fetch`
 * and `XMLHttpRequest`.
 *
 * @param appUrl where the site lies, without a slash at its end
 * @param isAnswer whether this page is the answer of a login that left
 * @param tenantAnswers resolves when there is nothing more to wait for before the tenant is asked
 */
export function createWorkspace(
  config: Config,
  appUrl: string,
  isAnswer: boolean,
  tenantAnswers: Promise<unknown>,
): AppWorkspace {
  const storage = createStorage(tabArea);
  const { origin, pathname } = window.location;
  const isLoggedOut = storage.takeLoggingOut() && origin + pathname === appUrl + paths.home;
  const log = createWireLog({
    now: () => performance.timeOrigin + performance.now(),
    restored: storage.loadWire(),
    isAnswer: isAnswer || isLoggedOut,
  });
  log.subscribe(() => storage.saveWire(log.events()));

  let actor: Actor | null = null;
  let lane: Lane = "app";
  const unrecorded = fetchAfter(tenantAnswers, window.fetch.bind(window));
  const recorded = {
    origin: config.tenant.origin,
    apiOrigin: new URL(config.tenant.audience).origin,
    actor: () => actor,
    from: () => lane,
  };
  // The SDKs call what is global, so the log has to stand there.
  window.fetch = recordFetch(unrecorded, log, recorded);
  window.XMLHttpRequest = recordXhr(window.XMLHttpRequest, log, recorded);
  recordMessages(log, recorded);

  // What a lesson put out of order is put back even when the page goes away meanwhile. Not by a worker: with
  // `keepalive` Firefox asks the host instead, and the next page of the tab puts it back, too.
  const keepalive = !config.isHostedHere;
  const outliving: Fetch = (input, init) => unrecorded(input, { ...init, keepalive });
  const control = config.controlUrl === null ? null : createControl(outliving, config.controlUrl);
  const core = createSessionCore({
    tenant: config.tenant,
    control,
    log,
    storage,
    fetch: window.fetch,
    now: () => new Date(),
    isOnline: () => navigator.onLine,
    colorScheme: () => chosenTheme() ?? "",
    appUrl,
    signInWith,
    // WebKit takes an empty window for a page as isolated as this one, and cuts it off when it goes to the tenant.
    openPopup: (isEmpty) => window.open(isEmpty ? "" : `${appUrl}/icon.svg`, POPUP_NAME, POPUP),
    stayHere: () => window.stop(),
    setActor: (next) => (actor = next),
    setLane: (next) => (lane = next),
  });
  const session = createSession(core);
  // A tenant that cannot say what it can do can do nothing of it.
  control?.capabilities().then(
    (capabilities) => core.publish({ capabilities }),
    () => undefined,
  );
  // What a run of an earlier page left. A login may still be about what is broken for it.
  core.cleanup.undo("policy", "users").catch(() => undefined);
  window.addEventListener("pagehide", () => {
    session.goAway();
    core.cleanup.undoAtOnce();
  });
  window.addEventListener("pageshow", (event) => {
    if (!event.persisted) return;
    // The page as it was before the log-out, memory and all: it is made anew.
    if (core.state().busy === "logging-out") window.location.reload();
    else session.resume();
  });
  if (isLoggedOut) {
    endLogOut(log);
    storage.forgetStep();
  }
  if (!isAnswer) session.resume();
  const cookie = createElement(CookieOwner, { session });
  return {
    session,
    log,
    isLoggedOut,
    Announcements,
    headerOf: (walkthrough) => ({ accounts: headerAccounts(walkthrough), cookie }),
    visit: storage.saveStep,
    isBegun: ({ keys, primary }) =>
      keys !== null && (primary !== null || storage.loadStep() !== null),
    leftOffAt: (walkthrough) => storage.loadStep() ?? firstOpen(walkthrough),
  };
}

function endLogOut(log: WireLog): void {
  const visit = log.events().findLast(({ state }) => state === "sent");
  if (visit) log.end(visit.id, { state: "answered" });
}

function firstOpen(walkthrough: Walkthrough): StepId {
  const statuses = journey(walkthrough);
  return STEP_IDS.find((id) => statuses[id].state === "open") ?? "unlink";
}
