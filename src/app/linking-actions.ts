import { parseScope } from "#protocol/scope.ts";
import { buildDiscoveryRequest, discover } from "#protocol/discovery.ts";
import { verifyIdToken } from "#protocol/id-token.ts";
import {
  getUser,
  linkIdentity,
  unlinkIdentity,
  type Identity,
  type User,
} from "#protocol/management.ts";
import { decodeToken, stringClaim } from "#protocol/token.ts";
import type { StepId } from "#linking/journey.ts";
import { linkedIdentities } from "#linking/walkthrough.ts";
import type { Run } from "./run.ts";
import type { SessionCore } from "./session-core.ts";

const SILENT = "The CORS test got no answer either: the tenant is down, or out of reach.";

/** What a reader can do with the tenant's API. */
export function createLinkingActions(core: SessionCore, run: Run) {
  const { ports, tenant } = core;

  /** A's access token and its subject, where the token can be sent to the API. */
  function bearer(): { accessToken: string; userId: string; mayRead: boolean } | null {
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
    core.record({ type: "user-read", user: await getUser(ports.fetch, tenant, a) });
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

  const actions = {
    readTenant: () =>
      run("tenant", "tenant", null, async () => {
        const { keys } = await discover(ports.fetch, tenant);
        core.record({ type: "tenant-read", keys });
      }),

    /**
     * The CORS test: asks for a public document in a way that needs no permission to be sent, and gives
     * no answer to read. That it came at all says that the tenant is up.
     */
    testConnection: (step: StepId) =>
      run(step, "testing", null, async () => {
        try {
          await ports.fetch(buildDiscoveryRequest(tenant).url, { mode: "no-cors" });
        } catch {
          core.publish({ finding: { id: "no-answer", says: SILENT, step, came: null } });
          return;
        }
        core.refuse(step, "cors");
      }),

    /** For other actions, inside their own run. */
    readUserQuietly: readUser,

    readUser: (step: StepId) => run(step, "reading", "A", readUser),

    /** Verifies B's ID token, reads A, links, and reads A again to show what changed. */
    link: () =>
      run("link", "linking", "A", async () => {
        const { keys, secondary } = core.state().walkthrough;
        const a = bearer();
        if (!keys || !a || !secondary?.idToken) return;
        const linkWith = await verifyIdToken(secondary.idToken, {
          issuer: tenant.issuer,
          clientId: tenant.clientId,
          keys,
          now: ports.now(),
        });
        if (linkWith.userId === a.userId) {
          core.refuse("link", "same-account");
          return;
        }
        const before = a.mayRead ? await getUser(ports.fetch, tenant, a) : null;
        const identities = await orReread(linkIdentity(ports.fetch, tenant, { ...a, linkWith }));
        const unread: User = { user_id: a.userId, identities: identities.slice(0, 1) };
        core.record({ type: "linked", before: before ?? unread, identities });
        try {
          await readUser();
        } catch {
          core.refuse("link", "linked-not-read");
        }
      }),

    unlink: (identity: Identity) =>
      run("unlink", "unlinking", "A", async () => {
        const a = bearer();
        if (!a) return;
        const identities = await orReread(unlinkIdentity(ports.fetch, tenant, { ...a, identity }));
        core.record({ type: "unlinked", identity, identities });
      }),
  };

  return {
    ...actions,
    /** The step's own request once more; `null` where the reader has to choose first. */
    repeat: (step: StepId): (() => Promise<void>) | null => {
      switch (step) {
        case "tenant":
          return actions.readTenant;
        case "link":
          return actions.link;
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
