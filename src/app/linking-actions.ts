import { parseScope } from "#protocol/scope.ts";
import { buildDiscoveryRequest, discover } from "#protocol/discovery.ts";
import { verifyIdToken, type VerifiedIdToken } from "#protocol/id-token.ts";
import { ManagementApiError, ProtocolError } from "#protocol/errors.ts";
import {
  changeIdentities,
  getUser,
  linkIdentity,
  unlinkIdentity,
  userIdOf,
  type Identity,
  type User,
} from "#protocol/management.ts";
import { isAbort, type HttpRequest } from "#protocol/http.ts";
import { decodeToken, stringClaim } from "#protocol/token.ts";
import type { Break } from "#linking/break.ts";
import { explainFailure } from "#linking/explain-failure.ts";
import type { StepId } from "#linking/journey.ts";
import { linkedIdentities, type Occurrence, type Walkthrough } from "#linking/walkthrough.ts";
import { brokenIn, brokenRequest, createBreaking } from "./breaking.ts";
import { dangerousRequest, oldWayRequest } from "./requests.ts";
import { circumstances, explainUnread, type Action, type Run } from "./run.ts";
import type { SessionCore } from "./session-core.ts";

/** Answers that judge the request itself. */
const REFUSALS: ReadonlySet<number> = new Set([400, 401, 403]);

const SILENT = "The CORS test got no answer either: the tenant is down, or out of reach.";

/** A's access token and its subject, where the token can be sent to the API. */
type Bearer = { readonly accessToken: string; readonly userId: string; readonly mayRead: boolean };

/** What a reader can do with the tenant's API. */
export function createLinkingActions(core: SessionCore, run: Run) {
  const { ports, tenant } = core;
  const breaking = createBreaking(core);

  function bearer(): Bearer | null {
    const tokens = core.state().walkthrough.primary?.tokens;
    if (!tokens?.accessToken || tokens.fitness !== "fits") return null;
    const { claims } = decodeToken(tokens.accessToken);
    return {
      accessToken: tokens.accessToken,
      userId: stringClaim(claims, "sub") ?? "",
      mayRead: parseScope(tokens.grantedScope).includes("read:current_user"),
    };
  }

  /** Reads A, where the token may: the migration guide's own request cannot. */
  async function readUser(): Promise<void> {
    const a = bearer();
    if (!a?.mayRead) return;
    core.record({ type: "user-read", user: await getUser(core.fetch, tenant, a) });
  }

  /**
   * A change that failed may have happened all the same, by a lost answer or in another tab. The
   * user is read before anybody tries again.
   */
  async function orReread<T>(change: Promise<T>): Promise<T> {
    try {
      return await change;
    } catch (error) {
      await readUser().catch(() => undefined);
      throw error;
    }
  }

  /** Whether an identity is A's by now, as the user that was read last shows it. */
  function owns(userId: string): boolean {
    const identities = core.state().walkthrough.user?.identities ?? [];
    return identities.some((identity) => userIdOf(identity) === userId);
  }

  function verify(idToken: string): Promise<VerifiedIdToken> {
    return verifyIdToken(idToken, {
      issuer: tenant.issuer,
      clientId: tenant.clientId,
      keys: core.state().walkthrough.keys ?? { keys: [] },
      now: ports.now(),
    });
  }

  /**
   * Sends what the API should refuse and keeps what it said. Only an answer to the request counts: a
   * limit or a fault of the tenant says nothing about it.
   */
  async function attempt(
    request: HttpRequest,
    type: "old-way-tried" | "dangerous-way-tried",
  ): Promise<Identity[] | null> {
    try {
      const identities = await changeIdentities(core.fetch, request);
      core.record({ type, status: 201, message: "", finding: null });
      return identities;
    } catch (error) {
      if (!(error instanceof ManagementApiError) || !REFUSALS.has(error.statusCode)) throw error;
      const { id } = explainFailure(error, { ...circumstances(core), ...sentIn(request) });
      const number = ports.log.underWay();
      if (number !== null) ports.log.explain(number, id);
      core.record({ type, status: error.statusCode, message: error.message, finding: id });
      return null;
    }
  }

  /**
   * Sends the request that a break makes, and keeps what goes through all the same.
   *
   * @returns whether the break is one of the request; others leave it as it is
   */
  async function sendBroken(broken: Break, tell: Parameters<Action>[0]): Promise<boolean> {
    const tokens = await breaking.tokens(broken);
    const { walkthrough } = core.state();
    const request = brokenRequest(walkthrough, tenant, broken, tokens);
    if (request === null) return false;
    tell(sentIn(request));
    if (tokens.proof !== undefined) await verify(tokens.proof);
    const isLink = request.method === "POST";
    const identities = await orReread(changeIdentities(core.fetch, request));
    if (isLink) core.record(linkedBy(walkthrough, identities));
    if (broken.means.some((means) => means.by === "request" && means.change === "twice"))
      await orReread(changeIdentities(core.fetch, request));
    return true;
  }

  async function linkProved(a: Bearer, linkWith: VerifiedIdToken): Promise<void> {
    const before = a.mayRead ? await getUser(core.fetch, tenant, a) : null;
    const unread = (identities: readonly Identity[]): User => ({
      user_id: a.userId,
      identities: identities.slice(0, 1),
    });
    try {
      const identities = await orReread(linkIdentity(core.fetch, tenant, { ...a, linkWith }));
      core.record({ type: "linked", before: before ?? unread(identities), identities });
    } catch (error) {
      const { user } = core.state().walkthrough;
      if (!isLost(error) || user === null || !owns(linkWith.userId)) throw error;
      const { identities } = user;
      core.record({ type: "linked", before: before ?? unread(identities), identities });
      core.record({ type: "user-read", user });
      core.refuse("link", "linked-answer-lost");
      return;
    }
    try {
      await readUser();
    } catch (error) {
      explainUnread(core, "link", "linked-not-read", error);
    }
  }

  const actions = {
    readTenant: () =>
      run({ step: "tenant", busy: "tenant", actor: null, isBreakable: true }, async () => {
        const { keys } = await discover(core.fetch, tenant);
        core.record({ type: "tenant-read", keys });
      }),

    /**
     * The CORS test: asks for a public document in a way that needs no permission to be sent, and gives
     * no answer to read. That it came at all says that the tenant is up.
     */
    testConnection: (step: StepId) =>
      run({ step, busy: "testing", actor: null }, async () => {
        try {
          await core.fetch(buildDiscoveryRequest(tenant).url, { mode: "no-cors" });
        } catch (error) {
          const id = isAbort(error) ? "wait-stopped" : "no-answer";
          core.explain(step, { id, says: id === "no-answer" ? SILENT : null });
          return;
        }
        core.refuse(step, "cors");
      }),

    /** For other actions, inside their own run. */
    readUserQuietly: readUser,

    readUser: (step: StepId) => run({ step, busy: "reading", actor: "A" }, readUser),

    /** Sends A's ID token as bearer, as apps did before October 2018. */
    tryOldWay: () =>
      run({ step: "old-way", busy: "trying", actor: "A", expects: "refusal" }, async () => {
        const request = oldWayRequest(core.state().walkthrough, tenant);
        if (request !== null) await attempt(request, "old-way-tried");
      }),

    /** Names an account in the body and proves nothing. */
    tryDangerousWay: () =>
      run({ step: "dangerous", busy: "trying", actor: "A", expects: "refusal" }, async () => {
        const { walkthrough } = core.state();
        const request = dangerousRequest(walkthrough, tenant);
        if (request === null) return;
        const identities = await attempt(request, "dangerous-way-tried");
        // A tenant that goes by the rules of 2018 has really linked it.
        if (identities !== null) core.record(linkedBy(walkthrough, identities));
      }),

    /** Verifies B's ID token, reads A, links, and reads A again to show what changed. */
    link: () =>
      run({ step: "link", busy: "linking", actor: "A", isBreakable: true }, async (tell) => {
        const { walkthrough, choices } = core.state();
        const { keys, secondary } = walkthrough;
        const a = bearer();
        if (!keys || !a || !secondary?.idToken) return;
        const broken = brokenIn(choices, "link");
        if (broken !== null && (await sendBroken(broken, tell))) return;
        const linkWith = await verify(secondary.idToken);
        if (linkWith.userId === a.userId) {
          core.refuse("link", "same-account");
          return;
        }
        await linkProved(a, linkWith);
      }),

    unlink: (identity: Identity) =>
      run({ step: "unlink", busy: "unlinking", actor: "A", isBreakable: true }, async (tell) => {
        const a = bearer();
        if (!a) return;
        const broken = brokenIn(core.state().choices, "unlink");
        if (broken !== null && (await sendBroken(broken, tell))) return;
        try {
          const sent = unlinkIdentity(core.fetch, tenant, { ...a, identity });
          core.record({ type: "unlinked", identity, identities: await orReread(sent) });
        } catch (error) {
          const { user } = core.state().walkthrough;
          if (!isLost(error) || user === null || owns(userIdOf(identity))) throw error;
          core.record({ type: "unlinked", identity, identities: user.identities });
          core.refuse("unlink", "unlinked-answer-lost");
        }
      }),
  };

  return {
    ...actions,
    /** The request of a step that sends one to the tenant's API; `null` for the others. */
    repeat: (step: StepId): (() => Promise<void>) | null => {
      switch (step) {
        case "tenant":
          return actions.readTenant;
        case "link":
          return actions.link;
        case "old-way":
          return actions.tryOldWay;
        case "dangerous":
          return actions.tryDangerousWay;
        case "changes":
          return () => actions.readUser("changes");
        case "unlink": {
          const [identity] = linkedIdentities(core.state().walkthrough);
          return identity === undefined ? null : () => actions.unlink(identity);
        }
        case "primary":
        case "secondary":
        case "check":
          return null;
      }
    },
  };
}

/** No answer came, or none that can be read: what was asked may have happened all the same. */
function isLost(error: unknown): boolean {
  return (
    error instanceof ProtocolError && ["no_answer", "stopped", "not_json"].includes(error.code)
  );
}

function linkedBy({ user }: Walkthrough, identities: readonly Identity[]): Occurrence {
  const own = identities.slice(0, 1);
  const unread: User = { user_id: own.map(userIdOf).join(""), identities: own };
  return { type: "linked", before: user ?? unread, identities };
}

/** The tokens of a request, for the explanation of its refusal. */
function sentIn({ headers, body = "" }: HttpRequest) {
  return {
    bearer: /^Bearer (.*)$/.exec(headers["Authorization"] ?? "")?.[1] ?? null,
    linkWith: /"link_with":"([^"]*)"/.exec(body)?.[1] ?? null,
  };
}
