import { buildDiscoveryRequest, discover } from "#protocol/discovery.ts";
import { verifyIdToken, type VerifiedIdToken } from "#protocol/id-token.ts";
import { ManagementApiError, ProtocolError } from "#protocol/errors.ts";
import {
  changeIdentities,
  getUser,
  linkIdentity,
  userIdOf,
  type Identity,
  type User,
} from "#protocol/management.ts";
import { isAbort } from "#protocol/http.ts";
import { fillRequest, type NamedRequest } from "#protocol/named-request.ts";
import { explainFailure } from "#linking/findings/explain-failure.ts";
import type { StepId } from "#linking/walkthrough/journey.ts";
import { isReadBeforeLink, unlinkedBy, type StepRequest } from "#linking/walkthrough/requests.ts";
import type { Occurrence, Walkthrough } from "#linking/walkthrough/state.ts";
import { scenarioIn } from "./steering.ts";
import { circumstances, explainUnread, type Action, type Run } from "./run.ts";
import { createStepRequests } from "./scenario-tokens.ts";
import { takeKeys } from "./tenant-keys.ts";
import type { SessionCore } from "./session-core.ts";

/** Answers that judge the request itself. */
const REFUSALS: ReadonlySet<number> = new Set([400, 401, 403]);

/** Is told what a request holds, for the explanation of its failure. */
type Tell = Parameters<Action>[0];

const SILENT = "The test got no answer either: the tenant is down, or out of reach.";

/** What a reader can do with the tenant's API. */
export function createLinkingActions(core: SessionCore, run: Run) {
  const { ports, tenant } = core;
  const requests = createStepRequests(core);

  /** Reads A, where the token may: the migration guide's own request cannot. */
  async function readUser(): Promise<void> {
    const request = requests.request("changes");
    if (request !== null)
      core.record({ type: "user-read", user: await getUser(core.fetch, request) });
  }

  /**
   * The request of a step as it is printed, its tokens made and known to the wire log, so that they are
   * shown there for what they are; `null` while something of it is missing.
   */
  async function take(step: StepId, tell?: Tell): Promise<StepRequest | null> {
    await requests.prepare(step);
    const request = requests.request(step);
    if (request === null) return null;
    for (const token of [request.bearer, request.linkWith]) {
      if (!token?.value) continue;
      if (token.isSecret) ports.log.redactor.learn(token.value, token);
      else ports.log.redactor.pass(token.value);
    }
    tell?.(sentIn(request));
    return request;
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
    request: StepRequest,
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

  /** Sends a link that is there to be refused, and keeps what goes through all the same. */
  async function linkUnverified(request: StepRequest): Promise<void> {
    const { walkthrough } = core.state();
    for (let sent = 0; sent < request.times; sent += 1) {
      const identities = await orReread(changeIdentities(core.fetch, request));
      if (sent === 0) core.record(linkedBy(walkthrough, identities));
    }
    await readUser();
  }

  async function linkProved(request: StepRequest, proof: VerifiedIdToken): Promise<void> {
    const isRead = isReadBeforeLink(scenarioIn(core.state().choices, "link"));
    if (isRead) await readUser();
    const before = core.state().walkthrough.user;
    const unread = (identities: readonly Identity[]): User => ({
      user_id: request.userId ?? "",
      identities: identities.slice(0, 1),
    });
    try {
      const identities = await orReread(linkIdentity(core.fetch, request, proof));
      core.record({ type: "linked", before: before ?? unread(identities), identities });
    } catch (error) {
      const { user } = core.state().walkthrough;
      if (!isLost(error) || user === null || !owns(proof.userId)) throw error;
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
        const request = await take("tenant");
        if (request === null) return;
        const { keys } = await discover(core.fetch, tenant, fillRequest(request));
        if (takeKeys(core, keys)) core.refuse("tenant", "tenant-renewed");
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
        const request = await take("old-way");
        if (request !== null) await attempt(request, "old-way-tried");
      }),

    /** Names an account in the body and proves nothing. */
    tryDangerousWay: () =>
      run({ step: "dangerous", busy: "trying", actor: "A", expects: "refusal" }, async () => {
        const { walkthrough } = core.state();
        const request = await take("dangerous");
        if (request === null) return;
        const identities = await attempt(request, "dangerous-way-tried");
        // A tenant that goes by the rules of 2018 has really linked it.
        if (identities !== null) core.record(linkedBy(walkthrough, identities));
      }),

    /** Verifies B's ID token, reads A, links, and reads A again to show what changed. */
    link: () =>
      run({ step: "link", busy: "linking", actor: "A", isBreakable: true }, async (tell) => {
        const request = await take("link", tell);
        if (request === null) return;
        if (!request.isVerifiedFirst) {
          await linkUnverified(request);
          return;
        }
        const proof = await verify(request.linkWith?.value ?? "");
        if (proof.userId === request.userId) core.refuse("link", "same-account");
        else await linkProved(request, proof);
      }),

    unlink: () => {
      const { unlinkId } = core.state().choices;
      return run(
        { step: "unlink", busy: "unlinking", actor: "A", isBreakable: true },
        async (tell) => {
          // What was chosen when it was pressed, whatever was chosen while it waited.
          if (core.state().choices.unlinkId !== unlinkId) core.choose({ unlinkId });
          const identity = unlinkedBy({
            walkthrough: core.state().walkthrough,
            unlinkId: core.state().choices.unlinkId,
          });
          const request = await take("unlink", tell);
          if (request === null) return;
          try {
            const identities = await orReread(changeIdentities(core.fetch, request));
            if (identity !== null) core.record({ type: "unlinked", identity, identities });
          } catch (error) {
            const { user } = core.state().walkthrough;
            if (!isLost(error) || user === null || identity === null || owns(userIdOf(identity)))
              throw error;
            core.record({ type: "unlinked", identity, identities: user.identities });
            core.refuse("unlink", "unlinked-answer-lost");
          }
        },
      );
    },
  };

  return {
    ...actions,
    ...requests,
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
function sentIn({ bearer, linkWith }: NamedRequest) {
  return { bearer: bearer?.value ?? null, linkWith: linkWith?.value ?? null };
}
