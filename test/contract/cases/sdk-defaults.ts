import { APP_ORIGIN, IMPLICIT } from "#test/support/tenant.ts";
import { authorize, signedIn } from "#test/contract/world.ts";
import type { ContractCase } from "#test/contract/world.ts";

/** Where SDKs for servers have people sent back to, below the origin of the app. */
const PATHS = [
  "",
  "/",
  "/callback",
  "/auth/callback",
  "/api/auth/callback",
  "/api/auth/callback/auth0",
  "/auth/callback/auth0",
  "/auth/auth0/callback",
];
const QUICKSTART = "http://localhost:3000";

/** What SDKs send and expect before anybody configures them. */
export const SDK_DEFAULT_CASES: readonly ContractCase[] = [
  ...[QUICKSTART, APP_ORIGIN].flatMap((origin) =>
    PATHS.map((path): ContractCase => ({
      items: ["E40"],
      title: `a web application may come back to ${origin}${path}`,
      act: (world) =>
        authorize(world, { client_id: "linklab-web", redirect_uri: `${origin}${path}` }),
      status: 302,
      rule: "login-page",
    })),
  ),
  {
    items: ["E40", "A1"],
    title: "a web application gets an ID token by a form, the default of express-openid-connect",
    act: async (world) =>
      authorize(
        world,
        {
          ...IMPLICIT,
          client_id: "linklab-web",
          redirect_uri: `${QUICKSTART}/callback`,
          response_type: "id_token",
          response_mode: "form_post",
          audience: undefined,
        },
        await signedIn(world),
      ),
    status: 200,
    rule: "authorization-tokens",
    delivery: "form-post",
    text: /<form [^>]*action="http:\/\/localhost:3000\/callback"[\s\S]*name="id_token"/,
  },
];
