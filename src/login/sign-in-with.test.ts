// @vitest-environment happy-dom
import { expect, test } from "vitest";
import { primaryAuthorization } from "#protocol/authorization.ts";
import { TENANT } from "#test/support/tokens.ts";
import { signInWith } from "./sign-in-with.ts";

test.each([
  ["code", "code", "S256"],
  ["implicit", "token id_token", null],
] as const)(
  "signs in by the %s flow with the SDK that speaks it",
  async (grant, responseType, challenge) => {
    const parameters = primaryAuthorization(TENANT, grant, "http://localhost:5173/callback");
    let left = "";
    const leaving = signInWith(TENANT, parameters).beginRedirect((url) => {
      left = url;
      throw new Error("the test stays here");
    });
    await expect(leaving).rejects.toThrow();
    const { searchParams } = new URL(left);
    expect(searchParams.get("response_type")).toBe(responseType);
    expect(searchParams.get("code_challenge_method")).toBe(challenge);
  },
);
