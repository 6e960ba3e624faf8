import { expect, test } from "vitest";
import { TENANT } from "#test/support/tokens.ts";
import { isTenantless, troubleOf } from "./surroundings.ts";

const HERE = { tenant: TENANT, isOwn: false };
const OWN = { tenant: TENANT, isOwn: true };
const FAR = { tenant: { isLocal: false, origin: "https://far.example" }, isOwn: false };
const SELF = { tenant: { isLocal: false, origin: "https://linklab.example" }, isOwn: false };

test.each([
  ["localhost", true, HERE, null],
  ["127.0.0.1", true, HERE, "other-name"],
  ["[::1]", true, HERE, "other-name"],
  ["127.0.0.1", true, OWN, null],
  ["127.0.0.1", true, FAR, null],
  ["linklab.example", true, HERE, null],
  ["linklab.example", false, HERE, "insecure"],
  ["192.168.1.7", false, OWN, "insecure"],
] as const)("at %s, secure: %s, with %o: %s", (hostname, isSecure, config, trouble) => {
  const origin = `https://${hostname}`;
  expect(troubleOf({ hostname, origin }, "", isSecure, config, null)).toBe(trouble);
});

test("what the browser lacks for the site's own tenant comes after what is wrong with the address", () => {
  const troubles = ["localhost", "127.0.0.1"].map((hostname) =>
    troubleOf({ hostname, origin: `http://${hostname}` }, "", true, HERE, "refused"),
  );
  expect(troubles).toEqual(["refused", "other-name"]);
  expect(troubles.map(isTenantless)).toEqual([true, false]);
});

test.each([
  ["", SELF, null],
  ["/demo", SELF, "sub-path"],
  ["/demo", FAR, null],
  ["/demo", OWN, null],
] as const)("under the path %j, with %o: %s", (base, config, trouble) => {
  const here = { hostname: "linklab.example", origin: "https://linklab.example" };
  expect(troubleOf(here, base, true, config, null)).toBe(trouble);
});
