import { accountOf, type Account } from "#linking/walkthrough/account.ts";
import type { Role, Stuck } from "#linking/labs/lab.ts";
import type { ClientName, Holder, SwapLab } from "#linking/session-swap/swap.ts";
import type { createLabClient, LabClient } from "#login/lab-client.ts";
import {
  primaryAuthorization,
  secondaryAuthorization,
  withRefreshToken,
  type AuthorizationParameters,
} from "#protocol/authorization.ts";
import { ProtocolError } from "#protocol/errors.ts";
import { stringClaim, tryDecodeToken } from "#protocol/token.ts";
import { CALLBACK_PATHS } from "#session/callback-paths.ts";
import { logInByPopup } from "#session/popup-login.ts";
import type { Session } from "#session/session.ts";
import { createStore } from "#session/store.ts";
import type { OpenedPopup } from "./lab-player.ts";

/** The three that move apart, and who logged in so far; `null` for nobody. */
export type Readouts = {
  /** Who the app's client says is signed in. */
  readonly user: Account | null;
  /** The access token that the app's client holds, and whose it is: its `sub`. */
  readonly accessToken: string | null;
  readonly tokenSub: string | null;
  /** Who logged in at the tenant last, as far as it happened here. */
  readonly cookie: Account | null;
  readonly A: Account | null;
  readonly B: Account | null;
};

const NOBODY: Readouts = {
  user: null,
  accessToken: null,
  tokenSub: null,
  cookie: null,
  A: null,
  B: null,
};

/** Two clients of the SDK, as one performance of a scenario uses them, and what they say. */
export type SwapClients = ReturnType<typeof createSwapClients>;

/** Makes clients that nobody has used. They keep their tokens in memory, and go with the performance. */
export function createSwapClients(
  session: Session,
  {
    createClient,
    usesRefreshTokens,
    popup,
  }: { createClient: typeof createLabClient; usesRefreshTokens: boolean; popup: OpenedPopup },
) {
  const { ports, tenant } = session;
  const { get: state, subscribe, publish } = createStore(NOBODY);
  const clients: Partial<Record<ClientName, LabClient>> = {};

  function parametersOf(name: ClientName): AuthorizationParameters {
    const redirectUri = ports.appUrl + CALLBACK_PATHS.page;
    if (name === "second") return secondaryAuthorization(tenant, "code", redirectUri);
    const request = primaryAuthorization(tenant, "code", redirectUri);
    const own = { ...request, scope: "openid profile email", prompt: "login" };
    return withRefreshToken(own, usesRefreshTokens);
  }

  function clientOf(name: ClientName): LabClient {
    ports.storage.addClient(tenant.clientId);
    return (clients[name] ??= createClient(tenant, parametersOf(name)));
  }

  function ownerOf(userId: string | null | undefined): Role | null {
    if (userId == null) return null;
    const { A, B } = state();
    return userId === A?.userId ? "A" : userId === B?.userId ? "B" : null;
  }

  /** Reads what the app's client holds now. */
  async function readApp(): Promise<void> {
    const held = await clients.app?.held();
    const accessToken = held?.accessToken ?? null;
    const tokenSub = stringClaim(tryDecodeToken(accessToken ?? "")?.claims ?? {}, "sub") ?? null;
    if (accessToken !== null) {
      const owner = ownerOf(tokenSub);
      ports.log.redactor.learn(accessToken, { owner, name: "access token" });
    }
    publish({ accessToken, tokenSub, user: held?.user ? accountOf(held.user) : null });
  }

  /** The tenant has said whose its cookie is. */
  function learnCookie(account: Account | null): void {
    if (account === null) return;
    session.record({ type: "logged-in-at-tenant", account });
    publish({ cookie: account });
  }

  async function logIn(name: ClientName, as: Role): Promise<Stuck | void> {
    const opened = popup();
    const client = clientOf(name);
    ports.setActor(as);
    try {
      await logInByPopup(session, { popup: opened, actor: as, send: client.logIn });
    } catch (error) {
      publish({ cookie: null });
      throw error;
    }
    const { user } = await client.held();
    if (user === null) throw new ProtocolError("response_incomplete", "the SDK holds no user");
    const account = accountOf(user);
    learnCookie(account);
    const isFirst = state().A === null;
    const isOfA = state().A?.userId === account.userId;
    // A is the same every time, and B somebody else.
    const isRight = as === "A" ? isFirst || isOfA : !isOfA;
    if (isRight) publish(as === "A" ? { A: account } : { B: account });
    await readApp();
    if (!isRight)
      return { finding: { id: as === "A" ? "other-account" : "same-account", says: null } };
  }

  // By cookie, whose that is decides who an answer is for.
  const lab: SwapLab = {
    logIn,
    async renew() {
      ports.setActor(usesRefreshTokens ? "A" : ownerOf(state().cookie?.userId));
      await clientOf("app").renew();
      await readApp();
      if (!usesRefreshTokens) learnCookie(state().user);
    },
    async reload() {
      ports.setActor(ownerOf(state().cookie?.userId));
      delete clients.app;
      delete clients.second;
      await clientOf("app").checkSession();
      await readApp();
      learnCookie(state().user);
    },
    async logOutSecond() {
      await clients.second?.logOutHere();
      delete clients.second;
    },
    async dropSecond() {
      delete clients.second;
    },
    async compareSub() {
      if (state().tokenSub !== state().A?.userId) delete clients.app;
      await readApp();
    },
  };

  return {
    lab,
    state,
    subscribe,
    /** Whose a readout is. */
    holderOf: (userId: string | null | undefined): Holder => ownerOf(userId) ?? "nobody",
  };
}
