import { expect, test } from "vitest";
import { laneOf } from "./lane.ts";

const TENANT = "https://tenant.example.auth0.com";

test.each([
  ["/authorize?audience=https://x/api/v2/", "login"],
  ["/authorize/resume?state=s", "login"],
  ["/u/login?state=s", "login"],
  ["/v2/logout?returnTo=x", "login"],
  ["", "login"],
  ["/oauth/token", "tokens"],
  ["/.well-known/openid-configuration", "tokens"],
  ["/.well-known/jwks.json", "tokens"],
  ["/userinfo", "tokens"],
  ["/userinfos", "login"],
  ["/api/v2/users/auth0%7C1/identities", "api"],
  ["/api/v2", "api"],
  ["/api/v20/users", "login"],
  ["/x?y=/api/v2/", "login"],
  ["/x#/oauth/token", "login"],
])("takes %s for the lane %s, with a host and without", (path, lane) => {
  expect(laneOf(`${TENANT}${path}`)).toBe(lane);
  expect(laneOf(path)).toBe(lane);
});
