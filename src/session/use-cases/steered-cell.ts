import { buildMintCall } from "#linking/scenarios/scenario-control.ts";
import { buildPolicyCall, WEB_SERVER } from "#linking/scenarios/tenant-control.ts";
import type { UseCaseCell, UseCaseParts } from "#linking/use-cases/cells.ts";
import { throwAwayUser, type ThrowAwayUser } from "#linking/use-cases/cell-control.ts";
import { USE_CASES } from "#linking/use-cases/use-cases.ts";
import { requestClientToken } from "#protocol/client-credentials.ts";
import type { Control } from "#protocol/control.ts";
import { buildLinkIdentityRequest, changeIdentities } from "#protocol/management.ts";
import { nameToken } from "#protocol/named-request.ts";
import type { WireEvent } from "#wire/event.ts";
import type { Cleanup } from "#session/cleanup.ts";
import { as, sendUseCase, type UseCasePorts } from "./send.ts";

/** The token that people get who ask to link for themselves. */
const PERSON = { kind: "access_token", scope: "openid update:current_user_identities" } as const;

/**
 * Sends the request of a cell at a tenant that can be steered: with two users that are made for it, under
 * the policy of its column. What it changes is registered, and stays so for the caller to undo.
 *
 * @throws Error when what the request needs could not be had
 */
export async function runSteeredCell(
  ports: UseCasePorts,
  control: Control,
  { cell, cleanup }: { cell: UseCaseCell; cleanup: Cleanup },
): Promise<WireEvent> {
  const { method, source } = USE_CASES[cell.useCase];
  const id = ports.freshId();
  const A = throwAwayUser("A", `a-${id}`);
  const B = throwAwayUser("B", `b-${id}`);
  cleanup.register({ kind: "users", userIds: [A.userId, B.userId] });
  // One after the other: nobody may come after the others were put back.
  for (const { create } of [A, B]) await control.change(create);
  const parts = await partsOf(ports, control, { cell, A, B });
  if (method === "DELETE") await linkFirst(ports, control, { A, B });

  cleanup.register({ kind: "policy", policy: await control.policy() });
  await control.change(buildPolicyCall(cell.policy));
  return await sendUseCase(ports, cell.useCase, { lane: source.lane, parts });
}

type People = { readonly A: ThrowAwayUser; readonly B: ThrowAwayUser };

/** The tokens of a cell. `update:users` comes from the server that the page plays, never from its login. */
async function partsOf(
  ports: UseCasePorts,
  control: Control,
  { cell, A, B }: People & { cell: UseCaseCell },
): Promise<UseCaseParts> {
  const { bearer, body, source } = USE_CASES[cell.useCase];
  const clientId = source.lane === "server" ? WEB_SERVER.clientId : ports.tenant.clientId;
  return {
    userId: A.userId,
    identity: B.identity,
    linkWith:
      body === "link_with" ? await mint(ports, control, B, { kind: "id_token", clientId }) : "",
    bearer:
      source.bearer === "client-credentials"
        ? await serverToken(ports)
        : await mint(ports, control, A, {
            ...(bearer === "id-token" ? { kind: "id_token" } : PERSON),
            clientId,
          }),
  };
}

function serverToken(ports: UseCasePorts): Promise<string> {
  ports.setActor(null);
  return as(ports, "server", () =>
    requestClientToken(ports.fetch, ports.tenant, WEB_SERVER),
  ).finally(() => ports.setActor("A"));
}

/** Something to unlink, by the way that works under either policy. */
async function linkFirst(ports: UseCasePorts, control: Control, { A, B }: People): Promise<void> {
  const { clientId } = ports.tenant;
  const bearer = await mint(ports, control, A, { ...PERSON, clientId });
  const linkWith = await mint(ports, control, B, { kind: "id_token", clientId });
  const parts = {
    userId: A.userId,
    bearer: nameToken("A", "access token", bearer),
    linkWith: nameToken("B", "ID token", linkWith),
  };
  await changeIdentities(ports.fetch, buildLinkIdentityRequest(ports.tenant, parts));
}

async function mint(
  { log }: UseCasePorts,
  control: Control,
  { owner, userId }: ThrowAwayUser,
  { clientId, ...token }: { kind: "access_token" | "id_token"; scope?: string; clientId: string },
): Promise<string> {
  const raw = await control.mint(buildMintCall(token, userId, clientId));
  const name = token.kind === "id_token" ? "ID token" : "access token";
  log.redactor.learn(raw, { owner, name });
  return raw;
}
