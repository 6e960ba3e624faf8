import { NOT_EMULATED_HEADER } from "#emulator/not-emulated.ts";
import { EMULATED_ENDPOINTS } from "#emulator/rules/emulated-endpoints.ts";
import type { EmulatedEndpoint } from "#emulator/rules/emulated-endpoints.ts";
import { NOT_EMULATED_ENDPOINTS } from "#emulator/rules/not-emulated-endpoints.ts";
import type { NotEmulatedEndpoint } from "#emulator/rules/not-emulated-endpoints.ts";
import { REQUEST_HEADER } from "#emulator/answer-log.ts";
import { CONTROL_PATH } from "#emulator/control/app.ts";
import { CONTROL_EXAMPLES } from "#emulator/control/examples.ts";
import { CONTROL_ANSWERS } from "#emulator/control/answers.ts";
import { CONTROL_REFUSALS } from "#emulator/control/errors.ts";
import { MAX_ENTRIES } from "#emulator/control/log.ts";
import { MINT_ALGORITHMS, MINT_KEYS, MINT_KINDS } from "#emulator/control/schemas.ts";
import { MAX_USERS } from "#emulator/accounts/add.ts";
import { MOST_WRITTEN } from "#emulator/accounts/room.ts";
import { LONGEST_PARAMETERS } from "#emulator/oauth/authorize/request.ts";
import { BOUNDS } from "#emulator/store.ts";
import { ENDPOINTS } from "#emulator/endpoints.ts";
import { FAULT_KINDS, FAULT_PLACES, lackOfHost } from "#emulator/control/faults.ts";
import { BROWSER_TRAITS } from "#emulator/host-traits.ts";
import { ANSWERS_TOLD } from "#emulator/rules/answers-told.ts";
import { CONFLICTS } from "#emulator/rules/conflicts.ts";
import { DECISIONS, isDecisionId } from "#emulator/rules/decisions.ts";
import { SET_UP_INSTEAD } from "#emulator/rules/set-up-instead.ts";
import { DOCUMENTED_ERRORS } from "#emulator/rules/documented-errors.ts";
import { NOT_EMULATED, OPEN_QUESTIONS } from "#emulator/rules/not-emulated.ts";
import { POLICIES } from "#emulator/policy.ts";
import { ALL_RULES } from "#emulator/rules/tables.ts";
import type { Known } from "#emulator/rules/rule.ts";
import { ANSWER_RULES, SILENT_RULES } from "#emulator/rules/successes.ts";
import {
  AUTHORIZATION_RULES,
  DELIVERY_RULES,
  OUTCOME_RULES,
} from "#emulator/rules/authorization.ts";
import { API_RULES } from "#emulator/rules/management.ts";
import { OAUTH_RULES } from "#emulator/rules/oauth.ts";
import { PAGE_RULES } from "#emulator/rules/pages.ts";
import type {
  AnswerRule,
  ApiRule,
  AuthorizationRule,
  Evidence,
  OAuthRule,
  PageRule,
} from "#emulator/rules/rule.ts";

/** Where the examples are sent. */
const ORIGIN = "http://localhost:5180";

/** The page `docs/emulated-tenant.md`, rendered from the data that the tenant itself goes by. */
export function renderDocsPage(): string {
  return [
    `# What is emulated, what is not, and how we know

The emulated tenant answers as Auth0 does wherever linking accounts needs it. This page is generated
from the rules that decide its answers, so it cannot say something else than the tenant does.

<!-- repository -->

To update it: \`npx vitest run scripts/tenant-page --update\`.

<!-- /repository -->

## Endpoints

Read and write are the methods that look and that change. The evidence is that of the answers when all is well;
each refusal below has its own. \`:id\` and the like stand for one segment; of what is not emulated, all that lies below
is meant, too.

${table(
  ["Endpoint", "Read", "Write", "Set up by", "Evidence"],
  [...EMULATED_ENDPOINTS.map(emulatedRow), ...NOT_EMULATED_ENDPOINTS.map(notEmulatedRow)],
)}

What is not emulated answers 501, whatever is sent, with the header \`${NOT_EMULATED_HEADER}\` and its name, in the JSON
of the API or, to somebody who goes there, by a page. Scripts may read it as they may read everything else; a
client that repeats what a server failed at, as the \`auth0\` package does twice, needs a second or two to say so. An
address that neither Auth0 nor the tenant has answers 404 without that header.

## How we know

Every answer has an evidence mark, which the log of the tenant repeats:

${table(["Mark", "Meaning", "Answers"], evidenceRows())}

### Where sources conflict

Decided once. The mark says how good the source is that was followed. The log names the decision beside
the rule that takes a side in it.

${table(
  ["Decision", "About", "Sources", "Decided", "Evidence", "Holds at", "Rules"],
  Object.entries(CONFLICTS).map(([id, conflict]) => [
    code(id),
    conflict.topic,
    conflict.sources.join("; or: "),
    conflict.decision,
    conflict.evidence,
    conflict.holds,
    (isDecisionId(id) ? DECISIONS[id].rules : []).map(code).join(", "),
  ]),
)}

## Answers

### Successes

${table(
  ["Rule", "Status", "Answer", "Evidence", "Source"],
  Object.entries<Omit<AnswerRule, "shape">>({ ...ANSWER_RULES, ...SILENT_RULES }).map(
    ([id, rule]) => [code(id), status(rule.status), told(id), ...known(rule)],
  ),
)}

### Authorization responses

What \`/authorize\` and the pages behind it answer the application. The rule says what, the delivery by
which status; the log names both.

${table(
  ["Delivery", "Status", "How", "Evidence", "Source"],
  Object.entries<AnswerRule>(DELIVERY_RULES).map(([id, rule]) => [
    code(id),
    status(rule.status),
    told(id),
    ...known(rule),
  ]),
)}

${table(
  ["Rule", "Parameters", "Evidence", "Source"],
  Object.entries<Known>(OUTCOME_RULES).map(([id, rule]) => [code(id), told(id), ...known(rule)]),
)}

${table(
  ["Rule", "`error`", "`error_description`", "Evidence", "Source"],
  Object.entries<AuthorizationRule>(AUTHORIZATION_RULES).map(([id, rule]) => [
    code(id),
    code(rule.error),
    rule.message,
    ...known(rule),
  ]),
)}

### Refusals of the Management API

The \`errorCode\` of the linking refusals is in no source we know: where the evidence is "quoted", status
and message are quoted, and the code is assumed.

${table(
  ["Rule", "Status", "Message", "`errorCode`", "Evidence", "Source"],
  Object.entries<ApiRule>(API_RULES).map(([id, rule]) => [
    code(id),
    status(rule.status),
    rule.message,
    rule.errorCode === undefined ? "" : code(rule.errorCode),
    ...known(rule),
  ]),
)}

### Refusals of \`/oauth/*\` and \`/userinfo\`

An authorization response may carry some of these, too; the status is then that of its delivery.

${table(
  ["Rule", "Status", "`error`", "`error_description`", "Evidence", "Source"],
  Object.entries<OAuthRule>(OAUTH_RULES).map(([id, rule]) => [
    code(id),
    status(rule.status),
    code(rule.error),
    rule.message,
    ...known(rule),
  ]),
)}

### Refusals by a page

${table(
  ["Rule", "Status", "Title", "Message", "Evidence", "Source"],
  Object.entries<PageRule>(PAGE_RULES).map(([id, rule]) => [
    code(id),
    status(rule.status),
    rule.title,
    rule.message,
    ...known(rule),
  ]),
)}

### Documented errors of linking

What the Management API reference lists for the endpoints that linking needs, and the rule that gives it
here. An error without a rule has no known cause. Of PATCH users, what was reported.

${table(
  ["Endpoints", "Status", "Documented", "Rule", "Note"],
  DOCUMENTED_ERRORS.map(({ endpoints: at, status: number, text, rule, note }) => [
    at.join(", "),
    status(number),
    text,
    rule === undefined ? "unknown" : code(rule),
    note ?? "",
  ]),
)}

## Not emulated, and unknown

### Not emulated

${table(
  ["What", "Instead"],
  NOT_EMULATED.map(({ what, instead }) => [what, instead]),
)}

### Documented answers whose cause is unknown

The tenant never gives these.

${table(
  ["Answer", "What is known"],
  DOCUMENTED_ERRORS.filter(({ rule }) => rule === undefined).map((error) => [
    `${error.status} ${code(error.text)}`,
    error.note ?? "",
  ]),
)}

### Open questions

${table(
  ["Question", "What is known, and what the tenant does"],
  OPEN_QUESTIONS.map(({ what, known: text }) => [what, text]),
)}

## Policies

${table(
  ["Policy", "ID token as bearer", "A person links by `user_id`", "Evidence", "Source"],
  Object.entries(POLICIES).map(([name, policy]) => [
    code(name),
    yes(policy.takesIdTokens),
    yes(policy.linksByName),
    ...known(policy),
  ]),
)}

## Cookies

The session is in two cookies, as at Auth0: \`auth0_{port}\` with \`SameSite=None; Secure\`, and a twin for browsers
that do not take that, \`auth0_{port}_compat\`, without \`SameSite\`, and without \`Secure\` where the tenant is served by
http. Chromium and Firefox take the first one from \`http://localhost\`, too; Safari only has the twin.

What a frame of another site gets is up to the browser, and not promised. A page at \`127.0.0.1\` with a tenant at
\`localhost\` is another site: Debian's Chromium sends neither cookie, so a silent request ends in \`login_required\`,
as a test with that browser shows. The headless shell that test runners start sends the first one, and so proves nothing.

## Who is answered, and how much is kept

A tenant answers to \`localhost\`, \`127.0.0.1\`, \`[::1]\`, the name of its issuer, and names that it is
given when it starts. Everything else that comes over a connection is answered, too, by a rule, with the
headers of every answer and a line in the log. A body may have 100 KB, a form of the login pages and of \`/oauth\` 16 KB; of \`/authorize\`,
${Object.entries(LONGEST_PARAMETERS)
  .map(([name, most]) => `${code(name)} ${most}`)
  .join(", ")} characters. Ctrl-C leaves answers that are under way a second.

What is over is forgotten an hour later. A table that is full forgets its oldest record; users are refused.
What is written about all of them may take ${MOST_WRITTEN / 1024 / 1024} MB together, and snapshots as much, of which the newest is
always kept; what is added to applications and connections is refused when all of it takes half of that.

${table(
  ["Table", "Records", "Ends"],
  Object.entries(BOUNDS).map(([name, { most, ends }]) => [
    code(name),
    String(most),
    ends === "never" ? "by a call or a person" : "by time",
  ]),
)}

## Control API

Everything under \`${CONTROL_PATH}/\` belongs to the emulator, not to Auth0. It answers on loopback names
only, to programs and to pages of the app's origin, takes JSON only, and never more than 100 KB. A
tenant that listens elsewhere than on loopback does not have it; one whose host is a part of the browser
answers pages of its own origin, under any name. It holds ${MAX_USERS} users, 50 faults and
${MAX_ENTRIES} log entries at most. Faults, clock, policy and minted tokens change what the tenant works with;
the rules above decide all the same.

- Endpoints of a fault: ${Object.keys(ENDPOINTS).map(code).join(", ")}.
- Kinds of a fault: ${FAULT_KINDS.map(code).join(", ")}. \`count\` is how many requests it hits.
  \`hs256\` waits only where an ID token is made: ${FAULT_PLACES.hs256?.map(code).join(", ")}.
- Kinds of a minted token: ${MINT_KINDS.map(code).join(", ")}; algorithms ${MINT_ALGORITHMS.map(code).join(", ")}; keys
  ${MINT_KEYS.map(code).join(", ")}. In \`claims\`, null leaves a claim out.
  An ID token of a user says what a login with \`scope\` (default: \`openid profile email\`) would.
- Every answer of the tenant has the header \`${REQUEST_HEADER}\`, which no real tenant sends: the number of
  its entry in the log, readable for scripts wherever the answer is. \`log/{number}\` gives the entry:
  time, method, path, status, rule, evidence, source, \`delivery\` of an authorization response,
  \`decisions\` where sources conflict, \`because\` for every refusal, \`fault\` where one was played,
  \`hs256\` excepted. Never a token, a code, a query or a body. A navigation shows its page no headers:
  read \`log?after=\` with the last known number instead.
- \`sessions\` sets the tenant's session cookie in whoever calls: a page of the app sends it with
  \`credentials: "include"\`, the one call that takes cookies; \`curl -c jar\` keeps it in a file. A session that
  was there ends. It names a user, or an identity that is linked to one, and never holds the cookie's value.
- \`applications\` has the names of Auth0's Management API. A client secret is never in it.
- \`capabilities\` lists what the tenant can do beside what Auth0 does, by address, with the choices there
  are. A real tenant has nothing at that address. \`host\` is no address: it says of what holds at every
  server whether it holds here, too. \`cookies\`: browsers keep what an answer sets by \`Set-Cookie\`.
  \`own_origin\`: the app is of another origin, and CORS decides what it may read. \`connections\`: an answer
  comes over a connection, which can be cut. \`program\`: other programs, \`curl\` among them, reach it. A tenant
  that Node serves has all four. A kind of fault that the host cannot play (${needyFaults()}) is not
  offered there, and refused by \`fault-unplayable\`.
- Successes: ${Object.entries(CONTROL_ANSWERS)
      .map(([name, { status: number }]) => `${code(name)} ${number}`)
      .join(", ")}. A call is no answer of Auth0's, so the log has none of them.
- Refusals: ${Object.entries(CONTROL_REFUSALS)
      .map(([name, refusal]) => `${code(name)} ${refusal.status}`)
      .join(", ")}.

${CONTROL_EXAMPLES.map(renderExample).join("\n\n")}`,
    "",
  ].join("\n");
}

function emulatedRow({ path, read = {}, write = {}, setUp }: EmulatedEndpoint): string[] {
  const rules = [...Object.values(read), ...Object.values(write)].flat();
  const marks = new Set(rules.map((rule) => ALL_RULES[rule].evidence));
  return [code(path), methods(read), methods(write), setUp, [...marks].join(", ")];
}

function notEmulatedRow({ name, path, methods: only }: NotEmulatedEndpoint): string[] {
  const whole = only === undefined ? code(path) : `${code(path)}, ${only.map(code).join(", ")}`;
  return [whole, "no", "no", SET_UP_INSTEAD.get(name) ?? "nothing", "ours: 501"];
}

/** The kinds of faults that not every host can play, with what each needs. */
const needyFaults = (): string =>
  FAULT_KINDS.flatMap((kind) => {
    const lack = lackOfHost(kind, BROWSER_TRAITS);
    return lack === undefined ? [] : [`${code(kind)} needs ${lack}`];
  }).join("; ");

const methods = (of: object): string => Object.keys(of).map(code).join(", ") || "no";

const MEANINGS = {
  recorded: "A recorded answer of a real tenant",
  quoted: "Auth0's own documentation, source code or fixtures",
  reported: "Reported by somebody else, observed once or more",
  assumed: "Our choice: no source was found",
} as const satisfies Record<Evidence, string>;

function evidenceRows(): string[][] {
  const rules = Object.values<Known>(ALL_RULES);
  return Object.entries(MEANINGS).map(([mark, meaning]) => [
    mark,
    meaning,
    String(rules.filter(({ evidence }) => evidence === mark).length),
  ]);
}

function renderExample({
  title,
  method,
  path,
  body,
  status: expected,
}: (typeof CONTROL_EXAMPLES)[number]): string {
  const parts = [
    `curl ${method === "GET" ? "" : `-X ${method} `}'${ORIGIN}${CONTROL_PATH}/${path}'`,
    ...(method === "GET" ? [] : ["-H 'Content-Type: application/json'"]),
    ...(body === undefined ? [] : [`-d '${JSON.stringify(body)}'`]),
  ];
  return `${title} (${expected}):

\`\`\`sh
${parts.join(" \\\n  ")}
\`\`\``;
}

/** Columns are padded, as the formatter of this repository has them. */
export function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const cells = [head, ...rows].map((row) => row.map(cell));
  const widths = head.map((_, column) => Math.max(...cells.map((row) => row[column]?.length ?? 0)));
  const line = (row: readonly string[]): string =>
    `| ${row.map((text, column) => text.padEnd(widths[column] ?? 0)).join(" | ")} |`;
  const [first = [], ...others] = cells;
  return [line(first), line(widths.map((width) => "-".repeat(width))), ...others.map(line)].join(
    "\n",
  );
}

const cell = (text: string): string => text.replaceAll("|", "\\|").replaceAll("\n", " ");
export const code = (text: string): string => `\`${text}\``;
const yes = (value: boolean): string => (value ? "yes" : "no");
const status = (value: number): string => (value === 0 ? "none" : String(value));
const told = (id: string): string => (isTold(id) ? ANSWERS_TOLD[id] : "");

const isTold = (id: string): id is keyof typeof ANSWERS_TOLD => Object.hasOwn(ANSWERS_TOLD, id);

const known = ({ evidence, source }: Known): [string, string] => [evidence, source];
