import { code, table } from "./tenant-page.ts";
import { POLICIES, POLICY_TITLES } from "#linking/use-cases/cells.ts";
import { runAsMarkdown, type UseCaseRun } from "#linking/use-cases/run.ts";
import { GUIDE_DEFECTS } from "#linking/use-cases/guide-defects.ts";
import { USE_CASES, type Expectation } from "#linking/use-cases/use-cases.ts";

/** The page `docs/use-cases.md`, rendered from the data of the use cases and from a run of them. */
export function renderUseCasesPage(run: UseCaseRun): string {
  const made = runAsMarkdown(run);
  if (made.kind === "refused") throw new Error("Something in the run looks like a token.");
  // The first line says where and when: here that is a test, and a clock that stands still.
  const [, ...lines] = made.text.trim().split("\n");
  const [head = [], , ...cells] = lines
    .filter((line) => line.startsWith("|"))
    .map((line) => line.slice(2, -2).split(" | "));
  const words = lines.filter((line) => line !== "" && !line.startsWith("|"));
  const rows = Object.values(USE_CASES);
  return `# The nine use cases, before and after

The migration guide has a table of nine use cases. \`/use-cases\` sends each of them under the rules from
before 19 October 2018 and under those of today: 17 requests, and one cell that says why nothing is sent.
This page is generated from the same data and from a run of the same runner against the emulated tenant,
with the real auth0.js in rows 5 to 7. A test fails when they differ. To update it:
\`npx vitest run scripts/use-cases-page --update\`.

A run shows how the emulated tenant answers. How well that is known of Auth0 is what the marks say, as in
[emulated-tenant.md](emulated-tenant.md).

## Result of a run

${words.join("\n")}

${table(["Row", ...head.slice(1)], cells)}

## What is expected, and why

${table(
  ["Row", "The guide's words", "Token from", ...POLICIES.map((policy) => POLICY_TITLES[policy])],
  rows.map(({ number, guide, source, expected }) => [
    String(number),
    `${guide.says} (${guide.status})`,
    source.lane === "server" ? "your server" : "your app",
    ...POLICIES.map((policy) => describe(expected[policy])),
  ]),
)}

## Mistakes in the guide

${table(
  ["Where", "What", "Use cases"],
  Object.values(GUIDE_DEFECTS).map(({ where, text, useCases }) => [
    where,
    text,
    useCases.join(", "),
  ]),
)}
`;
}

function describe(expected: Expectation): string {
  if (expected.kind === "not-offered") return expected.because;
  const { status, message, evidence, source } = expected;
  const says = message === null ? "" : ` ${code(message)}`;
  return `${status}${says}, ${evidence}: ${source}`;
}
