import type { BoardCell } from "#linking/use-cases/board-cells.ts";
import type { OwnAccounts } from "#linking/use-cases/own-accounts.ts";
import { USE_CASES } from "#linking/use-cases/use-cases.ts";
import { ManagementApiError } from "#protocol/errors.ts";
import {
  buildLinkIdentityRequest,
  buildUnlinkIdentityRequest,
  changeIdentities,
  splitUserId,
} from "#protocol/management.ts";
import type { WireEvent } from "#wire/event.ts";
import type { Debt, Debts } from "./debts.ts";
import { sendUseCase, type BoardPorts } from "./send.ts";

/**
 * Sends the request of a cell with the accounts that the reader chose. Whatever may be linked by it is in
 * `debts`, and stays there for the caller to unlink.
 *
 * @throws ManagementApiError, or ProtocolError as `sendRequest` does, for the link before an unlink
 */
export async function runOwnCell(
  ports: BoardPorts,
  accounts: OwnAccounts,
  { cell, debts }: { cell: BoardCell; debts: Debts },
): Promise<WireEvent> {
  const { method, bearer } = USE_CASES[cell.useCase];
  const { userId, accessToken, idToken, linkWith, secondaryUserId } = accounts;
  const link = linkDebt(ports, accounts);
  debts.owe(link);
  if (method === "DELETE") {
    const request = buildLinkIdentityRequest(ports.tenant, accounts);
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

function linkDebt({ fetch, tenant }: BoardPorts, accounts: OwnAccounts): Debt {
  const { userId, secondaryUserId } = accounts;
  const identity = splitUserId(secondaryUserId);
  const undo = buildUnlinkIdentityRequest(tenant, { ...accounts, identity });
  return {
    text: `${secondaryUserId} (B) may still be linked to ${userId} (A).`,
    undo,
    async settle() {
      try {
        await changeIdentities(fetch, undo);
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
