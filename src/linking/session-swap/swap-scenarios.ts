import type { LabStep, Role } from "#linking/labs/lab.ts";
import { loginExchanges, type PlannedExchange } from "#linking/walkthrough/plan.ts";
import type { ClientName, SwapLab, SwapScenario } from "./swap.ts";

type SwapStep = LabStep<SwapLab>;

const BY_SESSION = loginExchanges(null, { grant: "code", place: "frame" });
// Of a login only the second half is left: the refresh token takes the code's place.
const BY_REFRESH_TOKEN = loginExchanges("A", { grant: "code", place: "popup" }).slice(1);

function step(
  does: string,
  run: SwapStep["run"],
  planned: readonly PlannedExchange[] = [],
): SwapStep {
  return { does, login: null, expects: "success", planned, run };
}

function logIn(client: ClientName, as: Role, does: string): SwapStep {
  const planned = loginExchanges(as, { grant: "code", place: "popup" });
  return { ...step(does, (lab) => lab.logIn(client, as), planned), login: as };
}

const LOG_IN_A = logIn("app", "A", "Log in as A, with the app’s client.");
const LOG_IN_B = logIn("second", "B", "Log in as B, with a second client.");
const CANCEL = step(
  "Change your mind: the app’s dialogue is closed, and nothing is linked.",
  async () => undefined,
);
const RELOAD = step(
  "Reload, played: a client with an empty memory calls checkSession().",
  (lab) => lab.reload(),
  BY_SESSION,
);
const COMPARE = step("The app compares sub with A’s.", (lab) => lab.compareSub());

const REFUSED = "B came, and the app did not take B for A. It asks A to log in again.";

/**
 * How A is swapped for B, and what stops it.
 *
 * @see https://github.com/auth0/auth0-spa-js/issues/80, https://github.com/auth0/auth0-react/issues/425
 */
export const SWAP_SCENARIOS: readonly SwapScenario[] = [
  {
    id: "popup",
    title: "Popup on the same client",
    lead: "The app needs B’s ID token and asks the client that it has. That client keeps one user.",
    guards: ["second-client", "compare-sub"],
    script: (on) => [
      LOG_IN_A,
      on.has("second-client") ? LOG_IN_B : logIn("app", "B", "Log in as B, with the same client."),
      ...(on.has("compare-sub") ? [COMPARE] : []),
    ],
    ends: (on) => (on.has("second-client") ? "A" : on.has("compare-sub") ? "nobody" : "B"),
    insight: {
      A: "The second client took B’s tokens. The app’s own client never saw them.",
      B: "The login as B went into A’s place: user and access token are B’s. A link now would be B’s.",
      nobody: REFUSED,
    },
    check: {
      page: "Prove B with a second Auth0Client that keeps its tokens in memory. In React: a second Auth0Provider with a context of its own.",
      server: "Take A from the access token’s sub only, never from what the page says.",
    },
    finding: "session-swapped",
  },
  {
    id: "cancelled",
    title: "Cancelled link",
    lead: "B has logged in, then the link is not made. The tenant’s session does not know that: it is B’s.",
    guards: ["compare-sub"],
    script: (on) => [
      LOG_IN_A,
      LOG_IN_B,
      CANCEL,
      RELOAD,
      ...(on.has("compare-sub") ? [COMPARE] : []),
    ],
    ends: (on) => (on.has("compare-sub") ? "nobody" : "B"),
    insight: {
      B: "After a reload the page knows only the tenant’s session, and that is B’s. Nobody chose B.",
      nobody: REFUSED,
    },
    check: {
      page: "Keep A’s sub (no secret) across the reload. When another one comes, say so and log in as A with prompt=login. Do the same right after a link that was cancelled.",
      server: "Bind what belongs to A to A’s sub, so that B finds nothing of it.",
    },
    finding: "session-swapped",
  },
  {
    id: "renewal",
    title: "Silent renewal after a cancel",
    lead: "A’s access token runs out, and the client asks for a new one without showing anything. By the tenant’s session, whose login is last wins.",
    guards: ["refresh-tokens", "compare-sub"],
    script: (on) => [
      LOG_IN_A,
      LOG_IN_B,
      CANCEL,
      on.has("refresh-tokens")
        ? step(
            "Renew A’s tokens silently: by refresh token.",
            (lab) => lab.renew(),
            BY_REFRESH_TOKEN,
          )
        : step(
            "Renew A’s tokens silently: by the tenant’s session, in a hidden frame.",
            (lab) => lab.renew(),
            BY_SESSION,
          ),
      ...(on.has("compare-sub") ? [COMPARE] : []),
    ],
    ends: (on) => (on.has("refresh-tokens") ? "A" : on.has("compare-sub") ? "nobody" : "B"),
    insight: {
      A: "The refresh token is A’s, whoever the tenant’s session is.",
      B: "The hidden frame asked by the tenant’s session, and that is B’s. The client put B’s tokens in A’s place.",
      nobody: REFUSED,
    },
    check: {
      page: "Use refresh tokens with rotation, and compare sub after every silent renewal all the same.",
      server: "Take the user from each token anew; a session that began as A does not stay A.",
    },
    finding: "session-swapped",
  },
  {
    id: "log-out",
    title: "logout() on the second client",
    lead: "B’s client is no longer needed, so the app tidies up: logout({ openUrl: false }). One cookie of this page belongs to both clients.",
    guards: ["leave-second"],
    script: (on) => [
      LOG_IN_A,
      LOG_IN_B,
      logIn("app", "A", "Log in as A once more, so that the tenant’s session is A’s."),
      ...(on.has("leave-second")
        ? [step("Drop the second client.", (lab) => lab.dropSecond()), RELOAD]
        : [
            step("Call logout({ openUrl: false }) on the second client.", (lab) =>
              lab.logOutSecond(),
            ),
            // The SDK no longer asks.
            { ...RELOAD, planned: [] },
          ]),
    ],
    ends: (on) => (on.has("leave-second") ? "A" : "nobody"),
    insight: {
      A: "The second client is gone with its memory, and A is found again after the reload.",
      nobody:
        "logout() deleted auth0.{client_id}.is.authenticated, which both clients share. The tenant still knows A, but the SDK no longer asks.",
    },
    check: {
      page: "Never call logout() on the client that proved B. Drop the reference: its tokens were in memory only.",
      server: "Nothing to do here: no token was taken back, and the tenant’s session goes on.",
    },
    finding: null,
  },
  {
    id: "storage",
    title: "Two clients, one local storage",
    lead: 'With cacheLocation: "localstorage" every client of one client_id writes the user to the same key. The second login overwrites A’s.',
    guards: [],
    script: () => [],
    ends: () => "nobody",
    insight: {},
    check: {
      page: 'Keep the second client’s tokens in memory (cacheLocation: "memory"), or give it a client_id of its own that the link still accepts as aud.',
      server: "Nothing to do here: what a page stores, a server cannot see.",
    },
    finding: null,
  },
];
