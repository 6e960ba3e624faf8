import { Hono } from "hono";
import type { Context } from "hono";
import { html } from "hono/html";
import { answer } from "#emulator/rules/answer.ts";
import type { Core, TenantEnv } from "#emulator/core.ts";
import { PageError } from "#emulator/rules/errors.ts";
import type { Application } from "#emulator/model.ts";
import { readForm, readPageParameters } from "./login/form.ts";
import { renderSignedOut } from "./logout.ts";
import { readLogoutHint } from "./logout-hint.ts";
import { renderPage, sourceOf } from "./page.ts";
import type { Page } from "./page.ts";
import { queryOf } from "./parameters.ts";
import type { Parameters } from "./parameters.ts";
import { endSession, readSessionId } from "./sessions.ts";

/** A logout that may be done: whose, and where it leads. */
type Logout = {
  application: Application | undefined;
  /** `sid` that shows who is meant. */
  sid: string | undefined;
  /** Registered, without `state`. */
  redirectUri: string | undefined;
  state: string | undefined;
};

/**
 * Ends the session of the browser for an application that shows whose session it means. Without that, or
 * in a browser with another session, the person is asked: the page's form sends the session's own `sid`,
 * which no other site knows.
 * @see https://openid.net/specs/openid-connect-rpinitiated-1_0.html#RPLogout
 * @see https://auth0.com/docs/api/authentication/logout/oidc-logout
 */
export function createOidcLogoutRoutes(core: Core): Hono<TenantEnv> {
  return new Hono<TenantEnv>()
    .get("/oidc/logout", (c) => logOut(c, core, readPageParameters(queryOf(c.req.url))))
    .post("/oidc/logout", async (c) => logOut(c, core, await readForm(c.req.raw)));
}

async function logOut(
  c: Context<TenantEnv>,
  core: Core,
  parameters: Parameters,
): Promise<Response> {
  const logout = await readLogout(core, parameters);
  const current = readSessionId(c, core);
  if (current !== undefined && current !== logout.sid)
    return answer(c, "logout-consent", await renderConsent(core, logout, current));
  endSession(c, core);
  const { redirectUri, state } = logout;
  if (redirectUri === undefined) return answer(c, "logout-page", await renderSignedOut(core));
  const url = new URL(redirectUri);
  if (state !== undefined) url.searchParams.set("state", state);
  return answer(c, "logout-oidc", url.href);
}

/**
 * Checks that the parameters fit each other, and where the browser may be sent.
 * @throws PageError
 */
async function readLogout(core: Core, parameters: Parameters): Promise<Logout> {
  const token = parameters.get("id_token_hint");
  const hint = token === undefined ? undefined : await readLogoutHint(core, token);
  const logoutHint = parameters.get("logout_hint");
  const clientId = parameters.get("client_id");
  if (hint !== undefined && logoutHint !== undefined && logoutHint !== hint.sid)
    throw new PageError("logout-hint-mismatch", { name: "logout_hint" });
  if (hint !== undefined && clientId !== undefined && clientId !== hint.application.clientId)
    throw new PageError("logout-hint-mismatch", { name: "client_id" });
  const application = hint?.application ?? core.config.applications.get(clientId ?? "");
  if (clientId !== undefined && application === undefined)
    throw new PageError("application-unknown", { clientId });

  const allowed = application?.logoutUrls ?? core.config.logoutUrls;
  const redirectUri = parameters.get("post_logout_redirect_uri") ?? allowed[0];
  if (redirectUri !== undefined && !allowed.includes(redirectUri))
    throw new PageError("logout-url-mismatch", {
      name: "post_logout_redirect_uri",
      url: redirectUri,
    });
  const state = parameters.get("state");
  return { application, sid: hint?.sid ?? logoutHint, redirectUri, state };
}

function renderConsent(
  core: Core,
  { application, redirectUri, state }: Logout,
  sid: string,
): Promise<Page> {
  const fields = Object.entries({
    logout_hint: sid,
    client_id: application?.clientId,
    post_logout_redirect_uri: redirectUri,
    state,
  }).filter((field): field is [string, string] => field[1] !== undefined);
  const name = application?.name ?? core.config.friendlyName;
  return renderPage(core.random, {
    title: "Log out?",
    tenant: core.config.friendlyName,
    formOrigin: redirectUri === undefined ? undefined : sourceOf(redirectUri),
    body: html`<h1>Log out?</h1>
      <p class="lead"><strong>${name}</strong> wants to log you out. To stay, close this page.</p>
      <form method="post" action="/oidc/logout" class="stack">
        ${fields.map(([field, value]) => html`<input type="hidden" name="${field}" value="${value}" />`)}
        <button class="button primary">Log out</button>
      </form>`,
  });
}
