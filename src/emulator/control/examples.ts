/** A request to the control API as the documentation shows it; a test sends each of them. */
export type ControlExample = {
  /** What it does. */
  title: string;
  method: "GET" | "POST" | "PUT" | "PATCH" | "DELETE";
  /** Under `/_linklab/`. */
  path: string;
  body?: Readonly<Record<string, unknown>>;
  status: number;
};

/** All that the control API offers, once each. */
export const CONTROL_EXAMPLES: readonly ControlExample[] = [
  {
    title: "Ask what the tenant can do; a real one has nothing here",
    method: "GET",
    path: "capabilities",
    status: 200,
  },
  {
    title: "Read the log entry of one answer, by the number in its header",
    method: "GET",
    path: "log/1",
    status: 200,
  },
  {
    title: "Read what the tenant answered after entry 10, with rules and evidence",
    method: "GET",
    path: "log?after=10",
    status: 200,
  },
  { title: "Empty the log", method: "DELETE", path: "log", status: 200 },
  {
    title: "Read all that the tenant holds, without secrets",
    method: "GET",
    path: "snapshot",
    status: 200,
  },
  {
    title: "Put everything back to the seed; keys stay",
    method: "POST",
    path: "reset",
    body: {},
    status: 200,
  },
  {
    title: "Take a snapshot; it stays in the tenant and is named by a number",
    method: "POST",
    path: "snapshots",
    body: {},
    status: 201,
  },
  {
    title: "Go back to it, as often as you like",
    method: "POST",
    path: "snapshots/1/restore",
    body: {},
    status: 200,
  },
  { title: "Read the policy", method: "GET", path: "policy", status: 200 },
  {
    title: 'Go by the rules before 19 October 2018, or by those of "today"',
    method: "PUT",
    path: "policy",
    body: { policy: "before-2018" },
    status: 200,
  },
  { title: "Read the clock", method: "GET", path: "clock", status: 200 },
  {
    title: "Stop the clock, now or at a time in seconds since 1970",
    method: "PUT",
    path: "clock",
    body: { freeze: true, at: 1_800_000_000 },
    status: 200,
  },
  {
    title: "Move the clock, running or not, by seconds",
    method: "PUT",
    path: "clock",
    body: { advance: 7200 },
    status: 200,
  },
  {
    title: "Let it run, so many seconds beside the real one",
    method: "PUT",
    path: "clock",
    body: { offset: -60 },
    status: 200,
  },
  {
    title: "Read the bucket of the Management API",
    method: "GET",
    path: "rate-limit",
    status: 200,
  },
  {
    title: "Have the bucket of Auth0's free plan",
    method: "PUT",
    path: "rate-limit",
    body: { burst: 2, per_second: 2 },
    status: 200,
  },
  { title: "Read the faults that wait", method: "GET", path: "faults", status: 200 },
  {
    title: "Answer the next two link requests with 429 and Retry-After: 3",
    method: "POST",
    path: "faults",
    body: { endpoint: "identities", kind: "rate-limit", count: 2, retry_after: 3 },
    status: 201,
  },
  {
    title: "Hold the next answer of the token endpoint back for two seconds",
    method: "POST",
    path: "faults",
    body: { endpoint: "token", kind: "latency", milliseconds: 2000 },
    status: 201,
  },
  {
    title: "Do what the next link request asks, and cut the connection before the answer",
    method: "POST",
    path: "faults",
    body: { endpoint: "identities", kind: "lost" },
    status: 201,
  },
  {
    title: "Sign the next ID token of the token endpoint with HS256",
    method: "POST",
    path: "faults",
    body: { endpoint: "token", kind: "hs256" },
    status: 201,
  },
  { title: "Forget the faults", method: "DELETE", path: "faults", status: 200 },
  { title: "Read the users", method: "GET", path: "users", status: 200 },
  {
    title: "Make an account, at a provider as well",
    method: "POST",
    path: "users",
    body: {
      connection: "google-oauth2",
      user_id: "42",
      email: "grace@example.com",
      email_verified: true,
      profile: { name: "Grace Hopper" },
    },
    status: 201,
  },
  {
    title: "Verify an address, block a user, set metadata",
    method: "PATCH",
    path: "users/google-oauth2%7C42",
    body: { email_verified: false, blocked: false, user_metadata: { theme: "dark" } },
    status: 200,
  },
  { title: "Delete a user", method: "DELETE", path: "users/google-oauth2%7C42", status: 204 },
  {
    title: "Read the applications, without their secrets",
    method: "GET",
    path: "applications",
    status: 200,
  },
  {
    title: "Add an application that links on its own behalf; the answer has its secret",
    method: "POST",
    path: "applications",
    body: {
      name: "Linker",
      client_id: "linker",
      app_type: "non_interactive",
      client_grants: [{ scope: ["read:users", "update:users"] }],
    },
    status: 201,
  },
  {
    title: "Register one more callback of an application",
    method: "POST",
    path: "applications/linklab-spa/callbacks",
    body: { url: "http://localhost:4000/done" },
    status: 200,
  },
  { title: "Read the connections", method: "GET", path: "connections", status: 200 },
  {
    title: "Add a connection, for all applications unless `enabled_clients` names some",
    method: "POST",
    path: "connections",
    body: { name: "facebook", strategy: "facebook" },
    status: 201,
  },
  {
    title: "Sign the calling browser in, without the login page",
    method: "POST",
    path: "sessions",
    body: { user_id: "auth0|5a620d29a840170a9ef43672" },
    status: 201,
  },
  {
    title: "Mint an ID token that is over",
    method: "POST",
    path: "mint",
    body: { kind: "id_token", user_id: "github|1815121", lifetime: -60 },
    status: 201,
  },
  {
    title: "Mint an access token with a claim of one's own and one left out",
    method: "POST",
    path: "mint",
    body: {
      kind: "access_token",
      user_id: "auth0|5a620d29a840170a9ef43672",
      scope: "read:current_user",
      claims: { azp: null, "https://example.com/role": "admin" },
    },
    status: 201,
  },
  {
    title: "Forge one: signed with the public key as an HS256 secret",
    method: "POST",
    path: "mint",
    body: { kind: "id_token", user_id: "github|1815121", algorithm: "HS256" },
    status: 201,
  },
];
