import { expect, test } from "vitest";
import { lackOfHost } from "#emulator/control/faults.ts";
import { BROWSER_TRAITS } from "#emulator/host-traits.ts";
import { API_RULES } from "#emulator/rules/management.ts";
import { DEFAULT_RATE_LIMIT } from "#emulator/management/rate-limit.ts";
import {
  ADA,
  APP_ORIGIN,
  authorizeUrl,
  CALLBACK,
  createTestTenant,
  exchange,
  ISSUER,
  LINK_SCOPE,
  locationOf,
  logIn,
  logInImplicitly,
  postToken,
  type Browser,
} from "#test/support/tenant.ts";
import { judgeAccessToken } from "#linking/walkthrough/access-token.ts";
import type { Change } from "#linking/scenarios/change.ts";
import { hostNeedOf } from "#linking/scenarios/host-needs.ts";
import type { Scenario } from "#linking/scenarios/scenario.ts";
import {
  buildApplyCalls,
  buildMintCall,
  buildRevertCalls,
} from "#linking/scenarios/scenario-control.ts";
import { SCENARIOS } from "#linking/scenarios/scenarios.ts";
import { explainFailure } from "#linking/findings/explain-failure.ts";
import { FINDING_IDS, FINDINGS, type FindingId } from "#linking/findings/findings.ts";
import type { StepId } from "#linking/walkthrough/journey.ts";
import { accountOf } from "#linking/walkthrough/account.ts";
import { isUnmade, type ReplacedTokens, type StepRequest } from "#linking/walkthrough/requests.ts";
import { requestOf } from "#linking/walkthrough/step-requests.ts";
import { UNTOUCHED, type Walkthrough } from "#linking/walkthrough/state.ts";
import { translateSdkError } from "#login/sdk-errors.ts";
import {
  isModeRead,
  primaryAuthorization,
  secondaryAuthorization,
  type AuthorizationParameters,
} from "#protocol/authorization.ts";
import type { ControlCall } from "#protocol/control.ts";
import { buildDiscoveryRequest, discover } from "#protocol/discovery.ts";
import { ManagementApiError } from "#protocol/errors.ts";
import { verifyIdToken } from "#protocol/id-token.ts";
import { changeIdentities, getUser, type Identity } from "#protocol/management.ts";
import { describeTenant } from "#protocol/tenant.ts";
import { decodeToken } from "#protocol/token.ts";

const TENANT = describeTenant(ISSUER.slice(0, -1), "linklab-spa");
const OWNERS = { A: ADA.password, B: ADA.google };
const OWN = { connection: "db", ...identityOf(ADA.password) };
const LINKED = [OWN, { connection: "google-oauth2", ...identityOf(ADA.google) }];

function identityOf(userId: string) {
  const [provider = "", id = ""] = userId.split("|");
  return { provider, user_id: id };
}

const has = (one: Scenario, by: Change["by"]) => one.changes.some((change) => change.by === by);
const isOf =
  (...steps: string[]) =>
  (one: Scenario) =>
    steps.includes(one.step);

/** Scenarios with a proof of their own below, since they are no plain request or login. */
const SPECIAL = new Set([
  "no-cors",
  "small-bucket",
  "old-refresh-token",
  "clock-behind",
  "mode-unread",
  "lost-answer",
  "lost-unlink-answer",
  "slow-tenant",
  "failing-read",
  "failing-read-of-b",
]);
const plain = SCENARIOS.filter((one) => !has(one, "browser") && !SPECIAL.has(one.id));

/** A tenant, and Ada's two logins at it. */
async function createWorld(options: Parameters<typeof createTestTenant>[0] = {}) {
  const all = createTestTenant(options);
  const fetch = async (input: string, init?: RequestInit): Promise<Response> => {
    const response = await all.tenant.fetch(new Request(input, init));
    if (response.type === "error") throw new TypeError("Failed to fetch");
    return response;
  };
  const a = await logInImplicitly(all.browser(), ADA.password, { scope: LINK_SCOPE });
  const b = await logInImplicitly(all.browser(), ADA.google, {
    audience: undefined,
    scope: "openid profile email",
  });
  const { keys } = await discover(fetch, TENANT);
  const walkthrough: Walkthrough = {
    ...UNTOUCHED,
    keys,
    primary: {
      account: accountOf(decodeToken(a.idToken).claims),
      request: primaryAuthorization(TENANT, "implicit", CALLBACK),
      tokens: { ...a, fitness: "fits", grantedScope: LINK_SCOPE },
    },
    secondary: {
      account: accountOf(decodeToken(b.idToken).claims),
      request: secondaryAuthorization(TENANT, "implicit", CALLBACK),
      idToken: b.idToken,
      user: null,
    },
  };
  /** The request of a step, in a tenant in which the two are linked or not. */
  function request(
    step: StepId,
    { one = null, made = {}, identities = [OWN] }: RequestOptions = {},
  ): StepRequest {
    const user = { user_id: ADA.password, identities: [...identities] };
    const state = { walkthrough: { ...walkthrough, user }, tenant: TENANT, unlinkId: null, made };
    const built = requestOf(step, state, one);
    if (built === null) throw new Error(`${step} has no request`);
    return built;
  }
  async function control({ method, path, body }: ControlCall): Promise<unknown> {
    const response = await fetch(`${ISSUER}_linklab/${path}`, {
      method,
      headers: { "Content-Type": "application/json" },
      body: JSON.stringify(body),
    });
    expect(response.ok, `${method} ${path}`).toBe(true);
    return await response.json();
  }
  async function steer(one: Scenario, which: "apply" | "revert"): Promise<void> {
    const build = which === "apply" ? buildApplyCalls : buildRevertCalls;
    for (const call of build(one, OWNERS)) await control(call);
  }
  return { ...all, fetch, keys, walkthrough, request, control, steer, now: new Date(all.time.now) };
}

type World = Awaited<ReturnType<typeof createWorld>>;

type RequestOptions = {
  readonly one?: Scenario | null;
  readonly made?: ReplacedTokens;
  readonly identities?: readonly Identity[];
};

/** The tokens that the tenant makes for a scenario. */
async function makeTokens(world: World, one: Scenario): Promise<ReplacedTokens> {
  const made: Record<string, string> = {};
  for (const change of one.changes) {
    if (change.by !== "mint") continue;
    const call = buildMintCall(change.token, OWNERS[change.owner], TENANT.clientId);
    made[change.slot] = ((await world.control(call)) as { token: string }).token;
  }
  return made;
}

/** Does what the session does with a scenario of a link or unlink; the failure is what comes of it. */
async function attempt(
  world: World,
  one: Scenario,
  options: RequestOptions = {},
): Promise<FindingId> {
  const { fetch, keys, now } = world;
  await world.steer(one, "apply");
  const made = await makeTokens(world, one);
  const request = world.request(one.step, { ...options, one, made });
  expect(isUnmade(request)).toBe(false);
  const linkWith = request.linkWith?.value ?? null;
  try {
    if (request.isVerifiedFirst)
      await verifyIdToken(linkWith ?? "", { issuer: ISSUER, clientId: TENANT.clientId, keys, now });
    for (let sent = 0; sent < request.times; sent += 1) await changeIdentities(fetch, request);
  } catch (error) {
    return explainFailure(error, { bearer: request.bearer?.value ?? null, linkWith, now }).id;
  }
  throw new Error("nothing was refused");
}

const rules = new Set<string>();

test.each(plain.filter(isOf("link", "old-way", "dangerous")))(
  "$id yields $finding, and the link passes without it",
  async (one) => {
    const world = await createWorld();
    expect(await attempt(world, one)).toBe(one.finding);
    if (!one.changes.some((change) => "slot" in change && change.slot === "proof"))
      rules.add(world.log.at(-1)?.rule ?? "none");
    await world.steer(one, "revert");
    if (one.id === "twice") return;
    expect(await changeIdentities(world.fetch, world.request("link"))).toHaveLength(2);
  },
);

test.each(plain.filter(isOf("unlink")))(
  "$id yields $finding, and the unlink passes without it",
  async (one) => {
    const world = await createWorld();
    await changeIdentities(world.fetch, world.request("link"));
    expect(await attempt(world, one, { identities: LINKED })).toBe(one.finding);
    rules.add(world.log.at(-1)?.rule ?? "none");
    const unlink = world.request("unlink", { identities: LINKED });
    expect(await changeIdentities(world.fetch, unlink)).toHaveLength(1);
  },
);

/** Refusals of `/api/v2` that neither a link nor an unlink can meet. */
const ELSEWHERE: ReadonlySet<string> = new Set([
  "query-unsupported",
  "query-invalid",
  "search-invalid",
  "search-engine-old",
  "paging-too-far",
  "user-exists",
  "user-email-taken",
  "password-weak",
  "user-attributes-fixed",
  "user-attributes-together",
  "user-connection",
  "metadata-too-large",
  "users-full",
  "connection-inexistent",
  "connection-does-not-exist",
  "connection-cannot-create",
  "api-host-refused",
  "api-not-offered",
  "api-not-found",
]);

/**
 * Refusals of tokens that no login brings, in the words of another rule: no answer tells the two apart, only
 * what was sent. `verdicts.test.ts` mints such tokens.
 */
const SAME_WORDS = [
  ["token-odd", "token-invalid"],
  ["link-with-odd", "link-with-invalid"],
  ["link-with-audience-list", "link-with-audience"],
] as const;
const twins = new Set<string>(SAME_WORDS.map(([id]) => id));
const identityRules = Object.entries(API_RULES).filter(
  ([id]) => !ELSEWHERE.has(id) && !twins.has(id),
);

test.each(SAME_WORDS)("%s refuses in the words of %s, and is assumed", (id, like) => {
  const { status, message, evidence } = API_RULES[id];
  expect({ status, message }).toEqual({
    status: API_RULES[like].status,
    message: API_RULES[like].message,
  });
  expect(evidence).toBe("assumed");
});

test("the scenarios reach every refusal of the two endpoints", () => {
  const unreached = identityRules.map(([id]) => id).filter((id) => !rules.has(id));
  expect(unreached).toEqual([]);
});

test.each(identityRules)("the refusal %s is known, in its words and with its mark", (_, rule) => {
  const filled = rule.message.replaceAll(/\{\w+\}/g, "x");
  const { id } = explainFailure(new ManagementApiError(rule.status, rule.error, filled, null));
  expect(id).not.toBe("unknown-answer");
  const says = `${rule.status} ${rule.message}`.replace(/\.$/, "");
  const source = FINDINGS[id].sources.find((one) => one.says?.replace(/\.$/, "") === says);
  // Whose limit it is varies, so the catalogue does not name it.
  if (id !== "body-too-large") expect(source?.evidence).toBe(rule.evidence);
});

const refused = (body: unknown): FindingId => explainFailure(translateSdkError(body)).id;

/** Asks for a login as the page would, as Ada, and explains what comes back. */
async function authorize(
  world: World,
  browser: Browser,
  parameters: AuthorizationParameters,
): Promise<FindingId | null> {
  const isCode = parameters.response_type === "code";
  const url = await authorizeUrl(
    Object.fromEntries([
      ...Object.entries(parameters).map(([name, value]) => [name, value || undefined]),
      ...(isCode
        ? []
        : [
            ["code_challenge", undefined],
            ["code_challenge_method", undefined],
          ]),
    ]),
  );
  const first = await browser.get(url);
  if (first.status >= 400) {
    const shown = /<p class="lead">\s*([^<]*)/.exec(await first.text())?.[1]?.trim() ?? "";
    const says = shown.replaceAll("&#39;", "'");
    return explainFailure(new ManagementApiError(first.status, "", says, null)).id;
  }
  const needsLogin = locationOf(first).startsWith("/u/");
  const last = needsLogin ? await logIn(browser, url, ADA.password) : first;
  const answer = new URL(locationOf(last));
  const values = new URLSearchParams(isCode ? answer.search : answer.hash.slice(1));
  if (values.has("error")) return refused(Object.fromEntries(values));

  let tokens = Object.fromEntries(values);
  if (isCode) {
    const response = await exchange(world.tenant, last, { client_id: parameters.client_id });
    tokens = await response.json();
    if (!response.ok) return refused(tokens);
  }
  const { access_token: accessToken = null, id_token: idToken = "" } = tokens;
  try {
    await verifyIdToken(idToken, {
      issuer: ISSUER,
      clientId: parameters.client_id,
      keys: world.keys,
      now: world.now,
    });
  } catch (error) {
    return explainFailure(error).id;
  }
  if (parameters.prompt !== "login" && !needsLogin) {
    return decodeToken(idToken).claims["sub"] === ADA.password ? "same-account" : null;
  }
  switch (judgeAccessToken(accessToken, TENANT.audience)) {
    case "absent":
      return "access-token-absent";
    case "opaque":
      return "token-opaque";
    case "other-audience":
      return "other-audience";
    case "fits":
      return null;
  }
}

test.each(plain.filter(isOf("primary", "secondary")))(
  "$id yields $finding, and the login passes without it",
  async (one) => {
    const world = await createWorld();
    const browser = world.browser();
    const build = one.step === "primary" ? primaryAuthorization : secondaryAuthorization;
    const right = build(TENANT, "code", CALLBACK);
    // Whoever comes to B's login has logged in as A before.
    if (one.step === "secondary") await logIn(browser, await authorizeUrl(), ADA.password);
    await world.steer(one, "apply");
    const set = one.changes.flatMap((change) => (change.by === "parameter" ? change.set : []));
    const changed = Object.assign({}, right, ...set) as AuthorizationParameters;
    expect(await authorize(world, browser, changed)).toBe(one.finding);
    await world.steer(one, "revert");
    const again = await authorize(
      world,
      world.browser(),
      primaryAuthorization(TENANT, "code", CALLBACK),
    );
    expect(again).toBeNull();
  },
);

test.each(plain.filter(isOf("tenant")))(
  "$id yields $finding, and the document is read without it",
  async (one) => {
    const world = await createWorld();
    await world.steer(one, "apply");
    const error: unknown = await discover(world.fetch, TENANT).catch((caught: unknown) => caught);
    expect(explainFailure(error).id).toBe(one.finding);
    await world.steer(one, "revert");
    await discover(world.fetch, TENANT);
  },
);

const special = (id: string): Scenario => {
  const found = SCENARIOS.find((one) => one.id === id);
  if (found === undefined) throw new TypeError(`no scenario ${id}`);
  return found;
};

test("old-refresh-token yields refresh-token-refused", async () => {
  const world = await createWorld();
  const url = await authorizeUrl({ scope: `${LINK_SCOPE} offline_access` });
  const answer = await exchange(world.tenant, await logIn(world.browser(), url, ADA.password));
  const { refresh_token } = (await answer.json()) as { refresh_token: string };
  const one = special("old-refresh-token");
  await world.steer(one, "apply");
  const form = { grant_type: "refresh_token", client_id: TENANT.clientId, refresh_token };
  const answered = await postToken(world.tenant, form);
  expect(refused(await answered.json())).toBe(one.finding);
  await world.steer(one, "revert");
  expect((await postToken(world.tenant, form)).status).toBe(200);
});

test("clock-behind yields claim-invalid", async () => {
  const world = await createWorld();
  const one = special("clock-behind");
  await world.steer(one, "apply");
  const { idToken } = await logInImplicitly(world.browser(), ADA.password);
  const expected = { issuer: ISSUER, clientId: TENANT.clientId, keys: world.keys, now: world.now };
  const error: unknown = await verifyIdToken(idToken, expected).catch((caught: unknown) => caught);
  expect(explainFailure(error).id).toBe(one.finding);
  await world.steer(one, "revert");
  const again = await logInImplicitly(world.browser(), ADA.password);
  expect(await verifyIdToken(again.idToken, expected)).toMatchObject({ userId: ADA.password });
});

test("another code_verifier yields code-refused", async () => {
  const world = await createWorld();
  const redirect = await logIn(world.browser(), await authorizeUrl(), ADA.password);
  const answered = await exchange(world.tenant, redirect, { code_verifier: "x".repeat(43) });
  expect(refused(await answered.json())).toBe("code-refused");
});

test("no-cors takes the permission off the answer, and puts it back", async () => {
  const world = await createWorld();
  const one = special("no-cors");
  const allowed = async (): Promise<string | null> => {
    const { url } = buildDiscoveryRequest(TENANT);
    const response = await world.fetch(url, { headers: { Origin: APP_ORIGIN } });
    return response.headers.get("Access-Control-Allow-Origin");
  };
  expect(await allowed()).not.toBeNull();
  await world.steer(one, "apply");
  expect(await allowed()).toBeNull();
  await world.steer(one, "revert");
  expect(await allowed()).not.toBeNull();
});

test("lost-answer links, and gives no answer", async () => {
  const world = await createWorld();
  const one = special("lost-answer");
  await world.steer(one, "apply");
  const { fetch, request } = world;
  const link = changeIdentities(fetch, request("link"));
  const error: unknown = await link.catch((caught: unknown) => caught);
  expect(explainFailure(error).id).toBe("no-answer");
  await world.steer(one, "revert");
  expect((await getUser(fetch, request("changes"))).identities).toHaveLength(2);
});

test("lost-unlink-answer unlinks, and gives no answer", async () => {
  const world = await createWorld();
  const one = special("lost-unlink-answer");
  const { fetch, request } = world;
  await changeIdentities(fetch, request("link"));
  await world.steer(one, "apply");
  const unlink = changeIdentities(fetch, request("unlink", { identities: LINKED }));
  const error: unknown = await unlink.catch((caught: unknown) => caught);
  expect(explainFailure(error).id).toBe("no-answer");
  await world.steer(one, "revert");
  expect((await getUser(fetch, request("changes"))).identities).toHaveLength(1);
});

test.each([
  ["failing-read", "rate-limited"],
  ["failing-read-of-b", "tenant-failed"],
])("%s refuses to read an account until it is undone", async (id, cause) => {
  const world = await createWorld();
  const one = special(id);
  const { fetch, request } = world;
  await world.steer(one, "apply");
  const error: unknown = await getUser(fetch, request("changes")).catch(
    (caught: unknown) => caught,
  );
  expect(explainFailure(error).id).toBe(cause);
  await world.steer(one, "apply");
  await world.steer(one, "revert");
  await getUser(fetch, request("changes"));
});

test("slow-tenant keeps the document back longer than anybody waits, until it is undone", async () => {
  const waits: number[] = [];
  const world = await createWorld({ wait: async (milliseconds) => void waits.push(milliseconds) });
  const one = special("slow-tenant");
  await world.steer(one, "apply");
  await discover(world.fetch, TENANT);
  expect(waits).toEqual([30_000]);
  await world.steer(one, "apply");
  await world.steer(one, "revert");
  await discover(world.fetch, TENANT);
  expect(waits).toHaveLength(1);
});

test("mode-unread sends the code in the fragment, where auth0-spa-js does not look", async () => {
  const world = await createWorld();
  const [change] = special("mode-unread").changes;
  const set = change?.by === "parameter" ? change.set : {};
  const parameters = { ...primaryAuthorization(TENANT, "code", CALLBACK), ...set };
  expect(isModeRead(parameters)).toBe(false);
  const url = await authorizeUrl({ response_mode: parameters.response_mode });
  const answer = new URL(locationOf(await logIn(world.browser(), url, ADA.password)));
  expect(answer.hash).toContain("code=");
  expect(answer.search).toBe("");
});

test("small-bucket lets A be linked, but not read after it", async () => {
  const world = await createWorld();
  const one = special("small-bucket");
  await world.steer(one, "apply");
  const { fetch, request } = world;
  expect(await changeIdentities(fetch, request("link"))).toHaveLength(2);
  const error: unknown = await getUser(fetch, request("changes")).catch(
    (caught: unknown) => caught,
  );
  expect(explainFailure(error).id).toBe("rate-limited");
  await world.steer(one, "revert");
  await getUser(fetch, request("changes"));
});

test("the undo of small-bucket is the tenant's own limit", () => {
  const [call] = buildRevertCalls(special("small-bucket"), OWNERS);
  expect(call?.body).toEqual(bucketOf(DEFAULT_RATE_LIMIT));
});

function bucketOf({ burst, perSecond }: { burst: number; perSecond: number }) {
  return { burst, per_second: perSecond };
}

test("every scenario has a name of its own and a finding of the catalogue", () => {
  expect(new Set(SCENARIOS.map(({ id }) => id)).size).toBe(SCENARIOS.length);
  for (const { finding } of SCENARIOS) expect(FINDING_IDS).toContain(finding);
});

test("a fault needs of the host, as the page has it, what the tenant asks of it", () => {
  for (const { id, changes } of SCENARIOS)
    for (const change of changes) {
      if (change.by !== "fault") continue;
      const { kind } = change.fault;
      const needs = hostNeedOf(change) !== null;
      expect(needs, id).toBe(lackOfHost(kind, BROWSER_TRAITS) !== undefined);
    }
});
