import { Hono } from "hono";
import { html } from "hono/html";
import { answer } from "#emulator/rules/answer.ts";
import type { Core, TenantEnv } from "#emulator/core.ts";
import { PageError } from "#emulator/rules/errors.ts";
import { renderPage } from "./page.ts";
import type { Page } from "./page.ts";
import { endSession } from "./sessions.ts";

/**
 * Ends the session of the browser. `returnTo` has to be allowed by the application, or by the tenant
 * when no application is named; its query and hash do not count.
 * @see https://auth0.com/docs/api/authentication/logout/auth-0-logout
 */
export function createLogoutRoutes(core: Core): Hono<TenantEnv> {
  return new Hono<TenantEnv>().get("/v2/logout", async (c) => {
    const clientId = c.req.query("client_id");
    const application = clientId ? core.config.applications.get(clientId) : undefined;
    if (clientId && application === undefined)
      throw new PageError("application-unknown", { clientId });
    const allowed = application?.logoutUrls ?? core.config.logoutUrls;
    const returnTo = c.req.query("returnTo") || allowed[0];
    if (returnTo !== undefined && !isAllowed(returnTo, allowed))
      throw new PageError("logout-url-mismatch", { name: "returnTo", url: returnTo });

    endSession(c, core);
    if (returnTo !== undefined) return answer(c, "logout", new URL(returnTo).href);
    return answer(c, "logout-page", await renderSignedOut(core));
  });
}

/** What somebody sees who is signed out and led nowhere. */
export function renderSignedOut(core: Core): Promise<Page> {
  return renderPage(core.random, { title: "Signed out", body: html`<h1>Signed out</h1>` });
}

function isAllowed(returnTo: string, allowed: readonly string[]): boolean {
  if (!URL.canParse(returnTo)) return false;
  const wanted = withoutQuery(returnTo);
  return allowed.some((url) => withoutQuery(url) === wanted);
}

function withoutQuery(value: string): string {
  const url = new URL(value);
  url.search = "";
  url.hash = "";
  return url.href;
}
