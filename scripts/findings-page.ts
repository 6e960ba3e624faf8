import { code, table } from "./tenant-page.ts";
import type { Scenario } from "#linking/scenarios/scenario.ts";
import { SCENARIOS, UNMADE } from "#linking/scenarios/scenarios.ts";
import { FINDING_IDS, FINDINGS, type FindingId } from "#linking/findings/findings.ts";

/** The test that plays every scenario that needs no browser. */
const PLAYED = "test/conformance/scenarios.test.ts";
/** The test of what an error means where only the error can be had. */
const EXPLAINED = "src/linking/findings/explain-failure.test.ts";

/** Which test has the finding of a scenario that only a browser, or a person, can produce. */
const IN_BROWSER: Readonly<Record<string, string>> = {
  cancel: "e2e/refusals/popup.spec.ts",
  "wrong-verifier": "e2e/refusals/sign-in-faults.spec.ts",
  "other-nonce": "e2e/refusals/sign-in-faults.spec.ts",
  "other-state": "e2e/refusals/state.spec.ts",
  "used-answer": "e2e/refusals/state.spec.ts",
  "unasked-answer": "e2e/refusals/state.spec.ts",
  "no-callback-answer": "e2e/refusals/state.spec.ts",
  "swapped-session": "e2e/journeys/sign-in.spec.ts",
  "other-person": "e2e/reload.spec.ts",
  "linked-login": "e2e/refusals/same-account.spec.ts",
  "blocked-popup": "e2e/refusals/popup.spec.ts",
  "closed-popup": "e2e/refusals/popup.spec.ts",
  "idle-popup": EXPLAINED,
  "tenant-on-other-site": EXPLAINED,
  "tenant-anew": "e2e/tenant-anew.spec.ts",
  "no-tenant": EXPLAINED,
  "past-worker": "e2e/life-cycle.spec.ts",
  "other-document": "e2e/errors.spec.ts",
  offline: "e2e/errors.spec.ts",
  "lost-file": EXPLAINED,
  "insecure-page": EXPLAINED,
  "page-from-elsewhere": EXPLAINED,
};

/** The file that checks a scenario; undefined where none is named. */
export function checkOf(one: Scenario): string | undefined {
  return one.changes.some(({ by }) => by === "browser") ? IN_BROWSER[one.id] : PLAYED;
}

/** The scenarios of a finding. */
export function scenariosOf(id: FindingId): readonly Scenario[] {
  return SCENARIOS.filter(({ finding }) => finding === id);
}

/** The page `docs/findings.md`, rendered from the catalogue that the app shows. */
export function renderFindingsPage(): string {
  const made = FINDING_IDS.filter((id) => UNMADE[id] === undefined);
  return `# Findings: what can go wrong, and how to see it

Every failure that LinkLab explains, in the app at \`/errors\`. This page is generated from the catalogue
(\`src/linking/findings\`) and the scenarios (\`src/linking/scenarios\`). To update it:
\`npx vitest run scripts/findings-page --update\`.

What the API says is quoted word for word, with the mark of how it is known: recorded, quoted, reported or
assumed, as in [emulated-tenant.md](emulated-tenant.md). A scenario changes what is sent or what the tenant
works with, never an answer. "Checked by" names the test that has the finding come out;
\`${EXPLAINED}\` has it only from the error, not from a browser.

${table(
  ["Finding", "Group", "Cause", "What the API says", "How it is produced here", "Checked by"],
  made.map((id) => {
    const { title, group, because } = FINDINGS[id];
    const scenarios = scenariosOf(id);
    return [
      `${code(id)} ${title}`,
      group,
      because,
      answersOf(id),
      scenarios.map(describe).join("<br>"),
      [...new Set(scenarios.map((one) => code(checkOf(one) ?? "nothing")))].join("<br>"),
    ];
  }),
)}

## Not produced here

${table(
  ["Finding", "Group", "Cause", "What the API says", "Why nothing here produces it"],
  FINDING_IDS.flatMap((id) => {
    const why = UNMADE[id];
    const { title, group, because } = FINDINGS[id];
    return why === undefined ? [] : [[`${code(id)} ${title}`, group, because, answersOf(id), why]];
  }),
)}
`;
}

function answersOf(id: FindingId): string {
  return FINDINGS[id].sources
    .flatMap(({ says, evidence }) => (says === null ? [] : [`${code(says)} (${evidence})`]))
    .join("<br>");
}

function describe({ step, label, changes }: Scenario): string {
  const how = changes.flatMap((one) => (one.by === "browser" ? [one.how] : [])).join(" ");
  return `${code(step)}: ${label}.${how === "" ? "" : ` ${how}`}`;
}
