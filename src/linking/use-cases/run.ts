import { USE_CASE_CELLS, POLICIES, POLICY_TITLES } from "./cells.ts";
import type { Outcome } from "./outcome.ts";
import type { Evidence } from "#protocol/evidence.ts";
import { readJsonText } from "#protocol/json-text.ts";
import { isRecord, stringClaim } from "#protocol/token.ts";
import { USE_CASES, type PolicyName, type UseCaseNumber } from "./use-cases.ts";

/** A request and its answer with markers in the place of tokens. */
export type RedactedExchange = {
  readonly method: string;
  readonly url: string;
  readonly requestBody: string | null;
  /** `null` when no answer came. */
  readonly status: number | null;
  readonly responseBody: string | null;
};

/** One cell of the table after its run. */
export type CellResult = {
  readonly useCase: UseCaseNumber;
  readonly policy: PolicyName;
  /** `null` where nothing is sent. */
  readonly exchange: RedactedExchange | null;
  /** The rule that decided, by the tenant's log; `null` where a tenant keeps none. */
  readonly rule: string | null;
  readonly evidence: Evidence | null;
  readonly outcome: Outcome;
  /** Milliseconds since the epoch. */
  readonly at: number;
};

/** A run of the use cases, complete or not. Of two results of a cell the last one counts. */
export type UseCaseRun = {
  /** The tenant's domain. */
  readonly tenant: string;
  readonly results: readonly CellResult[];
};

/** A text to take home, or why there is none. */
export type RunExport =
  | { readonly kind: "text"; readonly text: string }
  /** Something in it looks like a token. */
  | { readonly kind: "refused" };

/** A JOSE object in compact form, wherever it stands: `{"`, or a brace and a blank, in base64url. */
const JWT = /\.(?<=(?:eyJ[\w-]{4,}|(?:eyA|ewo|ew0)[\w-]{12,})\.)/;

/** A run as JSON with two spaces of indent. Holds no token, or is refused. */
export function runAsJson({ tenant, results }: UseCaseRun): RunExport {
  const cells = cellsOf(results).map((result) => ({
    useCase: result.useCase,
    title: USE_CASES[result.useCase].title,
    guide: USE_CASES[result.useCase].guide.status,
    policy: result.policy,
    outcome: result.outcome.kind,
    differences: result.outcome.differences,
    expected: USE_CASES[result.useCase].expected[result.policy],
    exchange: result.exchange,
    rule: result.rule,
    evidence: result.evidence,
    at: timeOf(result.at),
  }));
  return exported(`${JSON.stringify({ tenant, results: cells }, null, 2)}\n`);
}

/** A run as Markdown: a table with a row for each use case, then what differed. */
export function runAsMarkdown({ tenant, results }: UseCaseRun): RunExport {
  const cells = cellsOf(results);
  const rows = Object.values(USE_CASES).map(({ number, title, guide }) => {
    const printed = POLICIES.map((wanted) => {
      const expected = USE_CASES[number].expected[wanted];
      if (expected.kind === "not-offered") return expected.because;
      return cellOf(cells.find(({ useCase, policy }) => useCase === number && policy === wanted));
    });
    return tableRow([String(number), title, guide.status, ...printed]);
  });
  const last = Math.max(...cells.map(({ at }) => at));
  const when = cells.length === 0 ? "Nothing was run." : `Run until ${timeOf(last)}.`;
  const isAsExpected = cells.filter(({ outcome }) => outcome.kind === "as-expected").length;
  return exported(
    [
      `Tenant: ${inline(tenant)}. ${when}`,
      `As expected: ${isAsExpected} of ${cells.length}.`,
      "",
      tableRow(["#", "Use case", "The guide", ...POLICIES.map((policy) => POLICY_TITLES[policy])]),
      tableRow(["---", "---", "---", "---", "---"]),
      ...rows,
      ...differencesOf(cells),
      "",
    ].join("\n"),
  );
}

function differencesOf(cells: readonly CellResult[]): readonly string[] {
  const lines = cells.flatMap(({ useCase, policy, outcome }) =>
    outcome.differences.map(
      ({ what, expected, actual }) =>
        `- ${useCase}, ${POLICY_TITLES[policy]}: ${what} was ${inline(actual)}, expected ${inline(expected)}`,
    ),
  );
  return lines.length === 0 ? [] : ["", "Not as expected:", "", ...lines];
}

function cellOf(result: CellResult | undefined): string {
  if (result === undefined) return "not run";
  const { exchange, rule, evidence, outcome } = result;
  const message = summaryOf(exchange?.responseBody ?? null);
  if (exchange === null) return "not sent";
  const parts = [
    exchange.status === null ? "no answer" : `**${exchange.status}**`,
    message === null ? "" : inline(message),
    rule === null ? "" : `rule ${inline(rule)}`,
    evidence ?? "",
    outcome.kind === "as-expected" ? "" : "**not as expected**",
  ];
  return parts.filter((part) => part !== "").join(", ");
}

/** What a refusal says; `null` where its body has no message. */
function messageOf(body: string | null): string | null {
  const message = /"message":\s*("(?:[^"\\]|\\.)*")/.exec(body?.slice(0, 4096) ?? "")?.[1];
  return message === undefined ? null : unquote(message);
}

/**
 * What an answer says in a few words: the message of a refusal, or whose identities a success lists;
 * `null` where it is neither.
 */
export function summaryOf(body: string | null): string | null {
  const list = body === null ? null : readJsonText(body)?.value;
  if (!Array.isArray(list)) return messageOf(body);
  const providers = list.map((one: unknown) =>
    isRecord(one) ? stringClaim(one, "provider") : null,
  );
  return `${list.length} ${list.length === 1 ? "identity" : "identities"}: ${providers.join(", ")}`;
}

function unquote(json: string): string {
  try {
    return String(JSON.parse(json));
  } catch {
    return json;
  }
}

function tableRow(cells: readonly string[]): string {
  return `| ${cells.join(" | ")} |`;
}

/** Text from a tenant as code, on one line, that cannot end its cell. */
function inline(text: string): string {
  const line = text.replaceAll(/[\s`]+/g, " ").replaceAll("|", String.raw`\|`);
  return `\`${line.trim() || " "}\``;
}

/** The last result of each cell, in the order of the table. */
function cellsOf(results: readonly CellResult[]): readonly CellResult[] {
  return USE_CASE_CELLS.flatMap((cell) => {
    const isCell = ({ useCase, policy }: CellResult) =>
      useCase === cell.useCase && policy === cell.policy;
    return results.findLast(isCell) ?? [];
  });
}

function timeOf(at: number): string {
  const date = new Date(at);
  return Number.isNaN(date.getTime()) ? "at an unknown time" : date.toISOString();
}

function exported(text: string): RunExport {
  return JWT.test(text) ? { kind: "refused" } : { kind: "text", text };
}
