import type { WireEvent } from "./event.ts";
import { splitMarkers } from "./redact.ts";

/** What a walkthrough came to, in numbers. */
export type Tally = {
  /** As many as the panel lists: a login that left the page is one. */
  readonly requests: number;
  /** Different tokens by owner and kind; one that was renewed counts once. */
  readonly tokens: number;
  readonly linked: number;
  readonly unlinked: number;
  /** Different findings that were asked for. */
  readonly broken: number;
};

const IDENTITIES = /\/api\/v2\/users\/[^/]+\/identities/;

/**
 * Counts what the log has. What was broken on purpose is counted by what came of it.
 *
 * @param isRefusalStep whether a step is itself one that is refused, so that nothing was broken in it
 */
export function tallyEvents(
  events: readonly WireEvent[],
  isRefusalStep: (step: string | null) => boolean,
): Tally {
  const linking = events.filter(({ url }) => IDENTITIES.test(url));
  const count = (method: string, status: number) =>
    linking.filter((one) => one.method === method && one.status === status).length;
  const broken = events.filter(
    ({ isExpected, finding, step }) => isExpected && finding !== null && !isRefusalStep(step),
  );
  return {
    requests: events.length,
    tokens: new Set(events.flatMap(tokensIn)).size,
    linked: count("POST", 201),
    unlinked: count("DELETE", 200),
    broken: new Set(broken.map(({ finding }) => finding)).size,
  };
}

/** The tokens that stand in an event, by owner and kind. */
function tokensIn(event: WireEvent): readonly string[] {
  const texts = [
    event.url,
    event.requestBody,
    event.responseBody,
    ...Object.values(event.requestHeaders),
    ...Object.values(event.responseHeaders),
  ];
  return texts
    .flatMap((text) => splitMarkers(text ?? ""))
    .flatMap((piece) => (typeof piece === "string" ? [] : [`${piece.owner} ${piece.name}`]))
    .filter((name) => name.endsWith(" token"));
}
