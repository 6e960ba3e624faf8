import { expect, test, vi } from "vitest";
import { UNTOUCHED, type Walkthrough } from "#linking/walkthrough/state.ts";
import { primaryAuthorization, secondaryAuthorization } from "#protocol/authorization.ts";
import type { Control } from "#protocol/control.ts";
import { TENANT } from "#test/support/tokens.ts";
import { createWireLog } from "#wire/log.ts";
import { createStepRequests } from "./scenario-tokens.ts";
import { createSessionCore } from "./session-core.ts";
import { createStorage } from "./storage.ts";
import { createMemoryArea, signInNowhere } from "#test/support/session.ts";

const ACCOUNT = { userId: "auth0|1", name: "Ada", email: null, isEmailVerified: true };
const PROVED: Walkthrough = {
  ...UNTOUCHED,
  primary: {
    account: ACCOUNT,
    request: primaryAuthorization(TENANT, "code", ""),
    tokens: { accessToken: "access-a", idToken: "id-a", fitness: "fits", grantedScope: "openid" },
  },
  secondary: {
    account: { ...ACCOUNT, userId: "google-oauth2|1001" },
    request: secondaryAuthorization(TENANT, "code", ""),
    idToken: "id-b",
    user: null,
  },
};

/** A session whose tenant makes tokens to order. */
function open() {
  let number = 0;
  const mint = vi.fn<Control["mint"]>(async () => `made-${(number += 1)}`);
  const storage = createStorage(createMemoryArea());
  const core = createSessionCore({
    tenant: TENANT,
    control: { mint } as Partial<Control> as Control,
    log: createWireLog({ now: () => 0 }),
    storage,
    fetch: () => Promise.reject(new TypeError("nothing is sent here")),
    now: () => new Date(0),
    isOnline: () => true,
    colorScheme: () => "",
    appUrl: "http://localhost:5173",
    signInWith: signInNowhere,
    openPopup: () => null,
    stayHere: () => {},
    setActor: () => {},
    setLane: () => {},
  });
  core.publish({ walkthrough: PROVED });
  return { core, mint, requests: createStepRequests(core) };
}

const proofOf = (requests: ReturnType<typeof open>["requests"]) =>
  requests.request("link")?.linkWith?.value;

test("makes the token of a scenario once, for the account that it stands for", async () => {
  const { core, mint, requests } = open();
  core.choose({ scenario: { step: "link", id: "other-application" } });
  expect(proofOf(requests)).toBeNull();
  await Promise.all([requests.prepare("link"), requests.prepare("link")]);
  await requests.prepare("link");
  expect(proofOf(requests)).toBe("made-1");
  expect(mint.mock.calls.map(([call]) => call.body)).toEqual([
    {
      kind: "id_token",
      claims: { aud: "linklab-other" },
      user_id: "google-oauth2|1001",
      client_id: TENANT.clientId,
    },
  ]);
});

test.each([
  ["another scenario", { scenario: { step: "link", id: "other-issuer" } as const }, {}],
  [
    "another B",
    {},
    { secondary: { ...PROVED.secondary!, account: { ...ACCOUNT, userId: "github|7" } } },
  ],
  ["another login of A", {}, { logins: 1 }],
])("makes another token for %s", async (_, choices, walkthrough) => {
  const { core, requests } = open();
  core.choose({ scenario: { step: "link", id: "other-application" } });
  await requests.prepare("link");
  core.choose(choices);
  core.publish({ walkthrough: { ...PROVED, ...walkthrough } });
  expect(proofOf(requests)).toBeNull();
  await requests.prepare("link");
  expect(proofOf(requests)).toBe("made-2");
});

test("makes nothing for a request that lacks nothing", async () => {
  const { core, mint, requests } = open();
  await requests.prepare("link");
  core.choose({ scenario: { step: "link", id: "tampered-link-with" } });
  await requests.prepare("link");
  core.choose({ scenario: { step: "unlink", id: "main-identity" } });
  await requests.prepare("link");
  expect(mint).not.toHaveBeenCalled();
  expect(proofOf(requests)).toBe("id-b");
});

test("says that a token could not be made, and tries again the next time", async () => {
  const { core, mint, requests } = open();
  core.choose({ scenario: { step: "link", id: "other-application" } });
  mint.mockRejectedValueOnce(new TypeError("the tenant is away"));
  await expect(requests.prepare("link")).rejects.toThrow("the tenant is away");
  expect(proofOf(requests)).toBeNull();
  await requests.prepare("link");
  expect(proofOf(requests)).toBe("made-1");
});
