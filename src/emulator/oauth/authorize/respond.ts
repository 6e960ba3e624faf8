import type { Context } from "hono";
import { html } from "hono/html";
import { deliver } from "#emulator/rules/answer.ts";
import type { Core, TenantEnv } from "#emulator/core.ts";
import type { ResponseMode } from "#emulator/model.ts";
import { renderPage, sourceOf } from "#emulator/oauth/page.ts";
import type { Page } from "#emulator/oauth/page.ts";
import { describeOAuthError, noteRefusal } from "#emulator/rules/refusal.ts";
import type { AuthorizationRefusal } from "#emulator/rules/refusal.ts";
import type { AuthorizationOutcome } from "./complete.ts";

/** What it takes to send an authorization response. */
export type ResponseRoute = {
  redirectUri: string;
  responseMode: ResponseMode;
  state: string | undefined;
  /** The response answers `prompt=none`, so it may live in the application's hidden frame. */
  isSilent: boolean;
  /** A form of the tenant led here, which a browser must not post again at the callback. */
  isAfterForm: boolean;
};

/**
 * Sends an authorization response, successful or not, the way that was asked for. `state` goes in front
 * of `id_token`, where Auth0 has it.
 * @see https://openid.net/specs/oauth-v2-multiple-response-types-1_0.html
 * @see https://openid.net/specs/oauth-v2-form-post-response-mode-1_0.html
 */
export async function sendAuthorizationResponse(
  c: Context<TenantEnv>,
  core: Core,
  route: ResponseRoute,
  outcome: AuthorizationRefusal | AuthorizationOutcome,
): Promise<Response> {
  const isRefused = outcome instanceof Error;
  if (isRefused) noteRefusal(c, outcome);
  else c.set("rule", outcome.rule);
  const { id_token, ...others } = isRefused ? describeOAuthError(outcome) : outcome.values;
  const response = {
    ...others,
    ...(route.state === undefined ? {} : { state: route.state }),
    ...(id_token === undefined ? {} : { id_token }),
  };
  const { redirectUri, responseMode } = route;
  if (responseMode === "form_post")
    return deliver(c, "form-post", await renderForm(core, redirectUri, response));
  if (responseMode === "web_message")
    return deliver(c, "web-message", await renderMessage(core, route, response));
  const encoded = Object.entries(response)
    .map(([name, value]) => `${name}=${encodeURIComponent(value)}`)
    .join("&");
  const separator = { query: redirectUri.includes("?") ? "&" : "?", fragment: "#" }[responseMode];
  c.header("Referrer-Policy", "no-referrer");
  const delivery = route.isAfterForm ? "redirect-after-form" : "redirect";
  return deliver(c, delivery, redirectUri + separator + encoded);
}

function renderForm(
  core: Core,
  action: string,
  response: Readonly<Record<string, string>>,
): Promise<Page> {
  const inputs = Object.entries(response).map(
    ([name, value]) => html`<input type="hidden" name="${name}" value="${value}" />`,
  );
  return renderPage(core.random, {
    title: "Signing in",
    formOrigin: sourceOf(action),
    script: "document.forms[0].submit()",
    body: html`<form method="post" action="${action}">
      ${inputs}
      <noscript><button class="button primary">Continue</button></noscript>
    </form>`,
  });
}

function renderMessage(
  core: Core,
  route: ResponseRoute,
  response: Readonly<Record<string, string>>,
): Promise<Page> {
  const { origin } = new URL(route.redirectUri);
  const message = inScript({ type: "authorization_response", response });
  return renderPage(core.random, {
    title: "Signing in",
    ...(route.isSilent ? { frameOrigin: origin } : {}),
    script: `(window.opener || window.parent).postMessage(${message}, ${inScript(origin)})`,
    body: html`<p class="lead">You can close this window.</p>`,
  });
}

/** JSON that cannot end the script element it stands in. */
function inScript(value: unknown): string {
  return JSON.stringify(value).replace(/[<>&\u2028\u2029]/g, (character) => {
    return `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`;
  });
}
