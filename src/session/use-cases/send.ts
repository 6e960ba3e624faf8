import { buildUseCaseRequest, type UseCaseParts } from "#linking/use-cases/cells.ts";
import { USE_CASES, type TokenSource, type UseCaseNumber } from "#linking/use-cases/use-cases.ts";
import type { linkWithAuth0js } from "#login/auth0js-link.ts";
import { sendRequest } from "#protocol/http.ts";
import { fillRequest } from "#protocol/named-request.ts";
import type { WireEvent } from "#wire/event.ts";
import type { SessionPorts } from "#session/session-core.ts";

/** What a run of the use cases reaches the world by. */
export type UseCasePorts = SessionPorts & {
  readonly linkWithAuth0js: typeof linkWithAuth0js;
  /** An ID that no user has. */
  readonly freshId: () => string;
};

/**
 * Sends the request of a use case, by auth0.js where the row says so. A refusal is an answer like any
 * other, and so is none.
 *
 * @returns what the wire log has of it
 * @throws Error when nothing was sent at all
 */
export async function sendUseCase(
  ports: UseCasePorts,
  useCase: UseCaseNumber,
  { lane, parts }: { lane: TokenSource["lane"]; parts: UseCaseParts },
): Promise<WireEvent> {
  const { log, tenant } = ports;
  const last = log.events().at(-1)?.id ?? 0;
  const cause = await as<unknown>(ports, lane, () =>
    USE_CASES[useCase].library === "auth0.js"
      ? ports.linkWithAuth0js(tenant, parts)
      : sendRequest(ports.fetch, fillRequest(buildUseCaseRequest(tenant, useCase, parts))),
  ).catch((error: unknown) => error);
  const event = log.events().findLast(({ id, to }) => id > last && to === "api");
  if (event === undefined) throw new Error("The request was not sent.", { cause });
  return event;
}

/** Does something on a lane of the wire log. */
export async function as<T>(
  { setLane }: Pick<SessionPorts, "setLane">,
  lane: TokenSource["lane"],
  action: () => Promise<T>,
): Promise<T> {
  setLane(lane);
  try {
    return await action();
  } finally {
    setLane("app");
  }
}
