import { env } from "node:process";
import type { Served } from "./settings.ts";

/** The tenant's issuer, `https://localhost:PORT/` or that of http: what `scripts/clients.ts` started. */
export const ISSUER = env["CLIENTS_ISSUER"] ?? "";
/** The same as SDKs want to hear it. */
export const SERVED: Served = {
  url: ISSUER.slice(0, -1),
  host: new URL(ISSUER).host,
  issuer: ISSUER,
};
/** Where the apps of this suite are; the tenant knows it. */
export const APP_ORIGIN = env["CLIENTS_APP_ORIGIN"] ?? "";
/** A callback that no seed has: it was given with `--callback`. */
export const GIVEN_CALLBACK = env["CLIENTS_CALLBACK"] ?? "";

/** The application of a server. */
export const WEB = { clientId: "linklab-web", clientSecret: "linklab-web-secret" };
/** The application that acts for itself. */
export const BACKEND = { clientId: "linklab-backend", clientSecret: "linklab-backend-secret" };
/** The application of a page. */
export const SPA = { clientId: "linklab-spa" };

export const MANAGEMENT = `${ISSUER}api/v2/`;
/** What somebody's own token must be good for. */
export const LINK_SCOPE = "openid profile email read:current_user update:current_user_identities";

/** Ada's account with a password, and where it is found. */
export const ADA = "auth0|5a620d29a840170a9ef43672";
/** Ada's account at GitHub. */
export const GITHUB = { provider: "github", user_id: "1815121" } as const;

/** Puts the tenant back to its seed. */
export async function resetTenant(): Promise<void> {
  const response = await fetch(`${ISSUER}_linklab/reset`, {
    method: "POST",
    headers: { "Content-Type": "application/json" },
    body: "{}",
  });
  if (!response.ok) throw new Error(`The tenant was not reset: ${response.status}`);
}
