import { expect, test } from "vitest";
import { requestClientToken } from "./client-credentials.ts";
import { jsonAnswer, scriptFetch, TENANT } from "#test/support/tokens.ts";

const CLIENT = { clientId: "web", clientSecret: "s&=" };

test("asks for a token with the credentials in the body", async () => {
  const { fetch, arrivals } = scriptFetch(jsonAnswer(200, { access_token: "t", scope: "x" }));
  await expect(requestClientToken(fetch, TENANT, CLIENT)).resolves.toBe("t");
  expect(arrivals[0]).toMatchObject({ method: "POST", url: "http://localhost:5180/oauth/token" });
  expect(Object.fromEntries(new URLSearchParams(arrivals[0]?.body))).toEqual({
    grant_type: "client_credentials",
    client_id: "web",
    client_secret: "s&=",
    audience: TENANT.audience,
  });
});

test.each([
  [401, { error: "access_denied", error_description: "Unauthorized" }, "oauth_error"],
  [500, {}, "unexpected_shape"],
  [200, { access_token: "" }, "unexpected_shape"],
  [200, [], "unexpected_shape"],
])("refuses %i %o", async (status, body, code) => {
  const { fetch } = scriptFetch(jsonAnswer(status, body));
  await expect(requestClientToken(fetch, TENANT, CLIENT)).rejects.toMatchObject({ code });
});
