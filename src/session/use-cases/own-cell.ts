import type { UseCaseCell } from "#linking/use-cases/cells.ts";
import type { OwnAccounts } from "#linking/use-cases/own-accounts.ts";
import { USE_CASES } from "#linking/use-cases/use-cases.ts";
import { ManagementApiError } from "#protocol/errors.ts";
import { buildLinkIdentityRequest, changeIdentities, splitUserId } from "#protocol/management.ts";
import { nameToken } from "#protocol/named-request.ts";
import type { WireEvent } from "#wire/event.ts";
import type { Cleanup } from "#session/cleanup.ts";
import type { Undo } from "#session/undo.ts";
import { sendUseCase, type UseCasePorts } from "./send.ts";

/**
 * Sends the request of a cell with the accounts that the reader chose. Whatever may be linked by it is
 * registered, and stays so for the caller to unlink.
 *
 * @throws ManagementApiError, or ProtocolError as `sendRequest` does, for the link before an unlink
 */
export async function runOwnCell(
  ports: UseCasePorts,
  accounts: OwnAccounts,
  { cell, cleanup }: { cell: UseCaseCell; cleanup: Cleanup },
): Promise<WireEvent> {
  const { method, bearer } = USE_CASES[cell.useCase];
  const { userId, accessToken, idToken, linkWith, secondaryUserId } = accounts;
  const unlink: Undo = { kind: "link", userId, secondaryUserId };
  cleanup.register(unlink);
  if (method === "DELETE") {
    const request = buildLinkIdentityRequest(ports.tenant, {
      userId,
      bearer: nameToken("A", "access token", accessToken),
      linkWith: nameToken("B", "ID token", linkWith),
    });
    await changeIdentities(ports.fetch, request).catch((error: unknown) => {
      if (error instanceof ManagementApiError && isRefused(error.statusCode))
        cleanup.forget(unlink);
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
  if (isUndone) cleanup.forget(unlink);
  return event;
}

/** A refusal changed nothing; a lost answer may have. */
function isRefused(status: number | null): boolean {
  return status !== null && status >= 400 && status < 500;
}
