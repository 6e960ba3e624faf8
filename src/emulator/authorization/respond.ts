import { html } from "hono/html";
import type { Core } from "#emulator/core.ts";
import type { ResponseMode } from "#emulator/model.ts";
import { renderPage } from "#emulator/pages/page.ts";

/** What it takes to send an authorization response. */
export interface ResponseRoute {
  redirectUri: string;
  responseMode: ResponseMode;
  state: string | undefined;
  /** The response answers `prompt=none`, so it may live in the application's hidden frame. */
  isSilent: boolean;
  /** 303 after a form, so that a browser does not post again (RFC 9700 section 4.12). */
  status: 302 | 303;
}

/**
 * Sends an authorization response, successful or not, the way that was asked for. `state` goes in front
 * of `id_token`, where Auth0 has it.
 * @see https://openid.net/specs/oauth-v2-multiple-response-types-1_0.html
 * @see https://openid.net/specs/oauth-v2-form-post-response-mode-1_0.html
 */
export function sendAuthorizationResponse(
  core: Core,
  route: ResponseRoute,
  values: Readonly<Record<string, string>>,
): Response | Promise<Response> {
  const { id_token, ...others } = values;
  const response = {
    ...others,
    ...(route.state === undefined ? {} : { state: route.state }),
    ...(id_token === undefined ? {} : { id_token }),
  };
  const { redirectUri, status } = route;
  const encoded = Object.entries(response)
    .map(([name, value]) => `${name}=${encodeURIComponent(value)}`)
    .join("&");
  if (route.responseMode === "form_post") return sendForm(core, redirectUri, response);
  if (route.responseMode === "web_message") return sendMessage(core, route, response);
  const separator = { query: redirectUri.includes("?") ? "&" : "?", fragment: "#" };
  return redirect(redirectUri + separator[route.responseMode] + encoded, status);
}

function redirect(location: string, status: 302 | 303): Response {
  return new Response(null, {
    status,
    headers: { Location: location, "Referrer-Policy": "no-referrer" },
  });
}

function sendForm(
  core: Core,
  action: string,
  response: Readonly<Record<string, string>>,
): Promise<Response> {
  const inputs = Object.entries(response).map(
    ([name, value]) => html`<input type="hidden" name="${name}" value="${value}" />`,
  );
  return renderPage(core.random, {
    title: "Signing in",
    formOrigin: new URL(action).origin,
    script: "document.forms[0].submit()",
    body: html`<form method="post" action="${action}">
      ${inputs}
      <noscript><button class="button primary">Continue</button></noscript>
    </form>`,
  });
}

function sendMessage(
  core: Core,
  route: ResponseRoute,
  response: Readonly<Record<string, string>>,
): Promise<Response> {
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
