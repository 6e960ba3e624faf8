import type { BoardCell } from "#linking/use-cases/cells.ts";
import type { OwnAccounts } from "#linking/use-cases/own-accounts.ts";
import { USE_CASES } from "#linking/use-cases/use-cases.ts";
import { ManagementApiError } from "#protocol/errors.ts";
import {
  buildLinkIdentityRequest,
  buildUnlinkIdentityRequest,
  changeIdentities,
  splitUserId,
} from "#protocol/management.ts";
import { nameToken } from "#protocol/named-request.ts";
import type { WireEvent } from "#wire/event.ts";
import type { Debt, Debts } from "./debts.ts";
import type { LinkName } from "./link-names.ts";
import { sendUseCase, type BoardPorts } from "./send.ts";

/** What it takes to unlink. `accessTokenOf` gives the token of the signed-in user of this ID, if any. */
export type LinkPorts = Pick<BoardPorts, "fetch" | "tenant"> & {
  readonly accessTokenOf: (userId: string) => string | null;
};

/**
 * Sends the request of a cell with the accounts that the reader chose. Whatever may be linked by it is in
 * `debts`, and stays there for the caller to unlink.
 *
 * @throws ManagementApiError, or ProtocolError as `sendRequest` does, for the link before an unlink
 */
export async function runOwnCell(
  ports: BoardPorts & LinkPorts,
  accounts: OwnAccounts,
  { cell, debts }: { cell: BoardCell; debts: Debts },
): Promise<WireEvent> {
  const { method, bearer } = USE_CASES[cell.useCase];
  const { userId, accessToken, idToken, linkWith, secondaryUserId } = accounts;
  const link = linkDebt(ports, {
    tenant: ports.tenant.origin,
    userId,
    secondaryUserId,
  });
  debts.owe(link);
  if (method === "DELETE") {
    const request = buildLinkIdentityRequest(ports.tenant, {
      userId,
      bearer: nameToken("A", "access token", accessToken),
      linkWith: nameToken("B", "ID token", linkWith),
    });
    await changeIdentities(ports.fetch, request).catch((error: unknown) => {
      if (error instanceof ManagementApiError && isRefused(error.statusCode)) debts.drop(link);
      throw error;
    });
  }
  const identity = splitUserId(secondaryUserId);
  const parts = {
    userId,
    identity,
    linkWith,
    bearer: bearer === "id-token" ? idToken : accessToken,
  };
  const event = await sendUseCase(ports, cell.useCase, { lane: "app", parts });
  const isUndone = method === "DELETE" ? event.status === 200 : isRefused(event.status);
  if (isUndone) debts.drop(link);
  return event;
}

/** What is owed while two accounts may be linked. It is paid with the token that A has by then. */
export function linkDebt(ports: LinkPorts, link: LinkName): Debt {
  const { tenant, accessTokenOf } = ports;
  const { userId, secondaryUserId } = link;
  const identity = splitUserId(secondaryUserId);
  const build = (accessToken: string | null) =>
    buildUnlinkIdentityRequest(tenant, {
      userId,
      bearer: nameToken("A", "access token", accessToken),
      identity,
    });
  return {
    text: `${secondaryUserId} (B) may still be linked to ${userId} (A).`,
    undo: () => build(accessTokenOf(userId)),
    canSettle: () => accessTokenOf(userId) !== null,
    link,
    async settle() {
      const accessToken = accessTokenOf(userId);
      if (accessToken === null) throw new Error(`Log in as ${userId} first.`);
      try {
        await changeIdentities(ports.fetch, build(accessToken));
      } catch (error) {
        // A has no such identity: it was never linked, or is unlinked already.
        if (!(error instanceof ManagementApiError) || error.statusCode !== 404) throw error;
      }
    },
  };
}

/** A refusal changed nothing; a lost answer may have. */
function isRefused(status: number | null): boolean {
  return status !== null && status >= 400 && status < 500;
}
