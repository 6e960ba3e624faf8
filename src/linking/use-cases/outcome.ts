import { readJsonText } from "#protocol/json-text.ts";
import { isRecord } from "#protocol/token.ts";
import { textIn, type Exchange } from "./exchange.ts";
import { USE_CASES, type Expectation, type PolicyName, type UseCaseNumber } from "./use-cases.ts";

/** How an answer departs from what was expected. */
export type Difference = {
  readonly what: "request" | "status" | "message" | "body";
  readonly expected: string;
  readonly actual: string;
};

/** What became of an expectation. */
export type Outcome = {
  readonly kind: "as-expected" | "different";
  /** Empty when it is as expected. */
  readonly differences: readonly Difference[];
};

/**
 * Compares an answer with what is expected of it. A text that no source has is not compared; a
 * success must bring a list, as links and unlinks answer with identities.
 *
 * @param exchange the request and its answer; `null` when nothing was sent
 */
export function outcomeOf(
  number: UseCaseNumber,
  policy: PolicyName,
  exchange: Pick<Exchange, "status" | "responseBody"> | null,
): Outcome {
  const expected = USE_CASES[number].expected[policy];
  const differences = [...compare(expected, exchange)];
  return { kind: differences.length === 0 ? "as-expected" : "different", differences };
}

function* compare(
  expected: Expectation,
  exchange: Pick<Exchange, "status" | "responseBody"> | null,
): Generator<Difference> {
  if (expected.kind === "not-offered") {
    if (exchange !== null) yield { what: "request", expected: "none", actual: "sent" };
    return;
  }
  if (exchange === null) {
    yield { what: "request", expected: "sent", actual: "none" };
    return;
  }
  const status = typeof exchange.status === "number" ? String(exchange.status) : "no answer";
  if (status !== String(expected.status)) {
    yield { what: "status", expected: String(expected.status), actual: status };
    return;
  }
  const body = parsed(exchange.responseBody);
  if (body === undefined) return;
  if (expected.status < 300 && !Array.isArray(body))
    yield { what: "body", expected: "a list of identities", actual: kindOf(body) };
  const message = textIn(body, "message") ?? "none";
  if (expected.message !== null && message !== expected.message)
    yield { what: "message", expected: expected.message, actual: message };
}

/** A body as a value; `undefined` where none was kept. */
function parsed(body: unknown): unknown {
  if (body === null || body === "") return undefined;
  return typeof body === "string" ? (readJsonText(body)?.value ?? null) : body;
}

function kindOf(body: unknown): string {
  return isRecord(body) ? "an object" : "something else";
}
