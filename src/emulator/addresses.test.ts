import { expect, test } from "vitest";
import { isTenantAddress, TENANT_SEGMENTS } from "./addresses.ts";
import { CONTROL_PATH } from "./control/app.ts";
import { EMULATED_ENDPOINTS } from "./rules/emulated-endpoints.ts";
import { NOT_EMULATED_ENDPOINTS } from "./rules/not-emulated-endpoints.ts";

test("every endpoint that there is at Auth0, the control API, and nothing else is the tenant's", () => {
  const all = [...EMULATED_ENDPOINTS, ...NOT_EMULATED_ENDPOINTS, { path: CONTROL_PATH }];
  const segments = all.map(({ path }) => path.split("/")[1] ?? "").filter((one) => one !== "");
  expect(TENANT_SEGMENTS).toEqual(new Set(segments));
});

test.each([
  ["/authorize", true],
  ["/authorize/", true],
  ["/u/login", true],
  ["/userInfo/", true],
  ["/api/v2/users/auth0|1", true],
  ["/.well-known/jwks.json", true],
  ["/", false],
  ["/tenant", false],
  ["/callback", false],
  ["/authorized", false],
])("%s: %s", (path, isTenants) => {
  expect(isTenantAddress(path)).toBe(isTenants);
});
