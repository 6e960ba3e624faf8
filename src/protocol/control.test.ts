import { expect, test } from "vitest";
import { createControl } from "./control.ts";
import { SERVER_TRAITS } from "./host-traits.ts";
import { IN_BROWSER } from "#test/support/session.ts";
import { jsonAnswer, scriptFetch } from "#test/support/tokens.ts";

const URL = "http://localhost:5180/_linklab";

function open(...answers: (Response | Error)[]) {
  const network = scriptFetch(...answers);
  return { control: createControl(network.fetch, URL), network };
}

test("reads what the tenant can do from the names that it tells, its own members only", async () => {
  const { control } = open(jsonAnswer(200, { mint: {}, log: {}, users: {} }));
  expect(await control.capabilities()).toEqual({
    canMint: true,
    canReset: false,
    hasClock: false,
    hasFaults: false,
    faultKinds: [],
    hasLog: true,
    hasPolicy: false,
    canSuggestAccounts: true,
    canListApplications: false,
    canOpenSession: false,
    host: SERVER_TRAITS,
  });
});

test("reads what the host cannot do, and which faults it can play", async () => {
  const host = { cookies: false, own_origin: false, connections: false, program: false };
  const { control } = open(jsonAnswer(200, { host, faults: { kinds: ["latency"] } }));
  expect(await control.capabilities()).toMatchObject({ faultKinds: ["latency"], host: IN_BROWSER });
});

test("what a host leaves out, it can do", async () => {
  const { control } = open(jsonAnswer(200, { host: { cookies: false, news: 1 } }));
  expect(await control.capabilities()).toMatchObject({
    host: { ...SERVER_TRAITS, hasCookies: false },
  });
});

test.each([
  ["a page of HTML", new Response("<!doctype html>", { status: 200 })],
  ["a number", jsonAnswer(200, 7)],
  ["a 404", jsonAnswer(404, { error: "not found" })],
  ["nothing", new TypeError("Failed to fetch")],
])("takes %s for no answer to what it can do", async (_, answer) => {
  await expect(open(answer).control.capabilities()).rejects.toThrow(
    expect.objectContaining({ name: "ProtocolError" }),
  );
});

test("asks for a log entry by its number, and for no other path", async () => {
  const entry = { rule: "identity-linked", evidence: "recorded" };
  const { control, network } = open(jsonAnswer(200, entry), jsonAnswer(404, {}));
  expect(await control.logEntry("12")).toEqual(entry);
  await expect(control.logEntry("../reset")).rejects.toThrow("404");
  expect(network.arrivals.map(({ url }) => url)).toEqual([`${URL}/log/12`, `${URL}/log/0`]);
});

test("sends a change and an order as JSON, and takes a token only for one", async () => {
  const order = { method: "POST", path: "mint", body: { kind: "id_token" } } as const;
  const { control, network } = open(
    new Response(null, { status: 204 }),
    jsonAnswer(201, { token: "a.b.c" }),
    jsonAnswer(201, { token: 7 }),
  );
  await control.change({ method: "DELETE", path: "users/x", body: {} });
  expect(await control.mint(order)).toBe("a.b.c");
  await expect(control.mint(order)).rejects.toThrow(
    expect.objectContaining({ code: "unexpected_shape" }),
  );
  expect(network.arrivals[1]).toMatchObject({
    method: "POST",
    url: `${URL}/mint`,
    body: '{"kind":"id_token"}',
  });
  expect(network.arrivals[1]?.headers["content-type"]).toBe("application/json");
});

test("leaves out what is no user", async () => {
  const user = {
    user_id: "auth0|1",
    identities: [{ connection: "db", provider: "auth0", user_id: "1" }],
  };
  const { control } = open(jsonAnswer(200, [user, { user_id: 1 }, null]));
  expect(await control.users()).toMatchObject([{ user_id: "auth0|1" }]);
});

test("opens a session with cookies, which no other call sends", async () => {
  const credentials: (RequestCredentials | undefined)[] = [];
  const control = createControl(async (_, init) => {
    credentials.push(init?.credentials);
    return jsonAnswer(201, { user_id: "auth0|1", identity: "github|2", token: "x" });
  }, URL);
  expect(await control.openSession("github|2")).toEqual({
    user_id: "auth0|1",
    identity: "github|2",
  });
  await control.change({ method: "DELETE", path: "faults", body: {} });
  expect(credentials).toEqual(["include", undefined]);
});

test("tells a refusal in its own words, and what it is about", async () => {
  const refusal = { error: "body-invalid", message: "The body does not fit.", detail: "count: no" };
  const { control } = open(jsonAnswer(400, refusal));
  await expect(control.change({ method: "POST", path: "faults", body: {} })).rejects.toThrow(
    "the control API answered 400: The body does not fit. (count: no)",
  );
});

test("keeps of an application what it names, never a secret", async () => {
  const application = {
    name: "LinkLab",
    client_id: "linklab-spa",
    app_type: "spa",
    callbacks: ["http://localhost:5173/callback"],
    allowed_logout_urls: [],
    web_origins: [],
    allowed_origins: [],
    grant_types: ["authorization_code"],
    jwt_configuration: { alg: "RS256" },
  };
  const { control } = open(jsonAnswer(200, [{ ...application, client_secret: "no" }]));
  expect(await control.applications()).toEqual([application]);
});

test("tells what there is to choose from, which is nothing where nothing is offered", async () => {
  const offer = {
    policy: { policies: ["today"] },
    faults: { endpoints: ["token"], kinds: ["x"], places: { x: ["token"] } },
  };
  const { control } = open(jsonAnswer(200, offer), jsonAnswer(200, {}));
  expect(await control.choices()).toEqual({
    policies: ["today"],
    endpoints: ["token"],
    faultKinds: ["x"],
    faultPlaces: { x: ["token"] },
  });
  expect(await control.choices()).toEqual({
    policies: [],
    endpoints: [],
    faultKinds: [],
    faultPlaces: {},
  });
});
