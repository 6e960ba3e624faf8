import { expect, test } from "vitest";
import { forgeToken, TENANT } from "#test/support/tokens.ts";
import { judgeAccessToken } from "./access-token.ts";

const USERINFO = `${TENANT.origin}/userinfo`;

test.each([
  ["for the Management API", TENANT.audience],
  ["for the Management API and /userinfo", [TENANT.audience, USERINFO]],
])("lets a token %s pass", (_, aud) => {
  expect(judgeAccessToken(forgeToken({ aud }), TENANT.audience)).toBe("fits");
});

test.each([
  ["none", null, "absent"],
  ["text that is no JWT", "v1.opaque", "opaque"],
  ["an empty text", "", "opaque"],
  ["an encrypted token of five parts", "eyJh.a.b.c.d", "opaque"],
  ["a token for another API", forgeToken({ aud: "https://api.example/" }), "other-audience"],
  ["a token for /userinfo alone", forgeToken({ aud: [USERINFO] }), "other-audience"],
  [
    "an audience without its slash",
    forgeToken({ aud: TENANT.audience.slice(0, -1) }),
    "other-audience",
  ],
  [
    "an audience that only begins alike",
    forgeToken({ aud: `${TENANT.audience}x` }),
    "other-audience",
  ],
  ["a token without an audience", forgeToken({}), "other-audience"],
  ["an audience that is an object", forgeToken({ aud: { 0: TENANT.audience } }), "other-audience"],
])("knows %s for what it is", (_, raw, fitness) => {
  expect(judgeAccessToken(raw, TENANT.audience)).toBe(fitness);
});
