import { judgeAccessToken } from "#linking/walkthrough/access-token.ts";
import { readOwnRequest } from "#linking/walkthrough/requests.ts";
import { linkedIdentities } from "#linking/walkthrough/state.ts";
import type { SignInTokens } from "#login/sign-in.ts";
import type { AuthorizationParameters } from "#protocol/authorization.ts";
import { getUser } from "#protocol/management.ts";
import { explainUnread } from "#session/run.ts";
import type { SessionCore } from "#session/session-core.ts";
import { followToken } from "#session/tenant-keys.ts";
import type { LoginRequests } from "./login-requests.ts";
import type { PressPopup } from "./popup-press.ts";
import type { PrimaryAccount } from "./primary-account.ts";
import { readAccount } from "./read-account.ts";

/** The parts of the session that B's logins need. */
type SecondaryPorts = {
  readonly core: SessionCore;
  readonly requests: LoginRequests;
  readonly primary: PrimaryAccount;
  readonly pressPopup: PressPopup;
};

/** Logs in as B: to prove the account before the link, and to look at it after. */
export function createSecondaryLogin({ core, requests, primary, pressPopup }: SecondaryPorts) {
  const { tenant } = core;
  const { redactor } = core.ports.log;

  /** Only B may read B, and only before the link. The token is used for this and then forgotten. */
  async function readSecondary(userId: string, accessToken: string): Promise<void> {
    redactor.learn(accessToken, { owner: "B", name: "access token" });
    try {
      const own = { owner: "B", userId, accessToken } as const;
      const user = await getUser(core.fetch, readOwnRequest(tenant, own));
      core.record({ type: "secondary-read", user });
    } catch (error) {
      explainUnread(core, "secondary", "proved-not-read", error);
    }
  }

  async function adoptProof(tokens: SignInTokens, request: AuthorizationParameters): Promise<void> {
    const { idToken, accessToken } = tokens;
    const account = readAccount(tokens);
    const isRenewed = await followToken(core, idToken ?? accessToken);
    core.record({ type: "logged-in-at-tenant", account });
    if (isRenewed) {
      primary.forget();
      core.refuse("secondary", "tenant-renewed");
      return;
    }
    if (account !== null && account.userId === primary.knownAccount()?.userId) {
      const isLinked = linkedIdentities(core.state().walkthrough).length > 0;
      core.refuse("secondary", isLinked ? "already-linked-pair" : "same-account", account);
      return;
    }
    if (account === null || idToken === null) {
      core.refuse("secondary", "callback-incomplete", account);
      return;
    }
    redactor.learn(idToken, { owner: "B", name: "ID token" });
    core.record({ type: "secondary-proved", account, request, idToken });
    if (accessToken !== null && judgeAccessToken(accessToken, tenant.audience) === "fits")
      await readSecondary(account.userId, accessToken);
  }

  function noteLinkedLogin(tokens: SignInTokens): void {
    const account = readAccount(tokens);
    if (account !== null) {
      core.record({ type: "linked-login-seen", account });
      return;
    }
    core.record({ type: "logged-in-at-tenant", account });
    core.refuse("changes", "callback-incomplete");
  }

  return {
    /** Takes a login over as the proof of B, unless it is A's. */
    adoptProof,

    /** Logs in as B in a popup, with the request that is printed. */
    proveSecondary: (): Promise<void> => {
      const parameters = requests.loginRequest("secondary");
      return pressPopup({
        step: "secondary",
        actor: "B",
        parameters,
        adopt: ({ tokens }) => adoptProof(tokens, parameters),
      });
    },

    /** Logs in as B once more, to see whose `sub` a linked account's login yields. */
    seeLinkedLogin: (): Promise<void> =>
      pressPopup({
        step: "changes",
        actor: "B",
        parameters: requests.linkedLoginRequest(),
        adopt: ({ tokens }) => noteLinkedLogin(tokens),
      }),
  };
}
