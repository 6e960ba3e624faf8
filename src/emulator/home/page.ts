import { html } from "hono/html";
import { CONTROL_PATH } from "#emulator/control/app.ts";
import { CONTROL_EXAMPLES } from "#emulator/control/examples.ts";
import type { Core } from "#emulator/core.ts";
import type { Application, DemoAccount } from "#emulator/model.ts";
import { wayIn } from "#emulator/oauth/login/pages.ts";
import { renderPage } from "#emulator/oauth/page.ts";
import type { Markup, Page } from "#emulator/oauth/page.ts";
import { HOME_STYLE } from "./page-style.ts";

/** What kind of program an application is, in words. */
const TYPES: Readonly<Record<Application["type"], string>> = {
  spa: "single-page app",
  native: "native app",
  regular_web: "web app with a server",
  non_interactive: "machine to machine",
};

/** Says what the tenant is, and all that it takes to use it. Secrets of applications stay out. */
export function renderHomePage(core: Core): Promise<Page> {
  const tenant = core.config.friendlyName;
  const body = html`<h1>An emulated Auth0 tenant</h1>
    <p class="lead">
      It runs on this computer and answers as Auth0 does wherever linking accounts needs it. It is
      not affiliated with Auth0.
    </p>
    <p><a class="button" href="${core.appOrigin}/tenant">Steer it in LinkLab</a></p>
    ${renderAddresses(core)} ${renderAccounts(core)} ${renderApplications(core)}
    ${renderControl(core)}`;
  return renderPage(core.random, {
    title: `${tenant}, emulated tenant`,
    tenant,
    body,
    style: HOME_STYLE,
  });
}

function renderAddresses(core: Core): Markup {
  const facts: [string, Markup][] = [
    ["Domain", code(new URL(core.issuer).host)],
    ["Issuer", code(core.issuer)],
    ["Audience of the Management API", code(core.managementAudience)],
    ["Discovery", link("/.well-known/openid-configuration")],
    ["Keys", link("/.well-known/jwks.json")],
    ["The app it serves", html`<a href="${core.appOrigin}/">${core.appOrigin}</a>`],
  ];
  return section(
    "Addresses",
    "What an SDK or a test asks for.",
    html`<dl class="facts">
      ${facts.map(
        ([name, value]) =>
          html`<div>
            <dt>${name}</dt>
            <dd>${value}</dd>
          </div>`,
      )}
    </dl>`,
  );
}

function renderAccounts(core: Core): Markup {
  const { demoAccounts } = core.config;
  if (demoAccounts.length === 0)
    return section("Accounts to try", "The seed of this tenant marks none.", "");
  return section(
    "Accounts to try",
    "The login page has a button for each. Their passwords are no secrets.",
    html`<ul class="rows">
      ${demoAccounts.map((account) => renderAccount(core, account))}
    </ul>`,
  );
}

function renderAccount(core: Core, account: DemoAccount): Markup {
  const { name, email, isVerified, password, identityKey } = account;
  return html`<li>
    <div>
      <h3>${name} · ${wayIn(core, account)}</h3>
      <small>e-mail ${isVerified ? "verified" : "not verified"}</small>
    </div>
    <div>
      <p>
        ${code(email)}${password === undefined ? ", no password asked" : html`, ${code(password)}`}
      </p>
      <small>user ID ${code(identityKey)}</small>
    </div>
  </li>`;
}

function renderApplications(core: Core): Markup {
  return section(
    "Applications",
    "Whoever asks for tokens is one of these, and comes back to one of its callbacks.",
    html`<ul class="rows">
      ${[...core.config.applications.values()].map(renderApplication)}
    </ul>`,
  );
}

function renderApplication({ name, type, clientId, callbacks }: Application): Markup {
  return html`<li>
    <div>
      <h3>${name}</h3>
      <small>${TYPES[type]}</small>
    </div>
    <div>
      ${code(clientId)}
      ${
        callbacks.length === 0
          ? html`<br /><small>no callbacks: it logs nobody in</small>`
          : html`<ul aria-label="Callbacks of ${name}">
              ${callbacks.map((callback) => html`<li><small>${code(callback)}</small></li>`)}
            </ul>`
      }
    </div>
  </li>`;
}

function renderControl(core: Core): Markup {
  if (!core.hasControl)
    return section("Control API", "It is off, as this tenant is reached from other computers.", "");
  const seen = new Set<string>();
  const calls = CONTROL_EXAMPLES.filter(({ method, path }) => {
    const isNew = !seen.has(`${method} ${path}`);
    seen.add(`${method} ${path}`);
    return isNew;
  });
  return section(
    "Control API",
    html`Reads and turns what the tenant works with: users, sessions, clock, policy, faults, log. It
    takes JSON, from programs on this computer and from pages of ${core.appOrigin}. Bodies and
    refusals stand in ${code("docs/emulated-tenant.md")} of LinkLab.`,
    html`<ul class="rows">
      ${calls.map(
        ({ method, path, title }) =>
          html`<li>
            <div>
              <code>
                ${method}
                ${method === "GET" ? link(`${CONTROL_PATH}/${path}`) : `${CONTROL_PATH}/${path}`}
              </code>
            </div>
            <div>${title}</div>
          </li>`,
      )}
    </ul>`,
  );
}

function section(title: string, lead: Markup | string, content: Markup | string): Markup {
  return html`<section>
    <h2>${title}</h2>
    <p>${lead}</p>
    ${content}
  </section>`;
}

const code = (text: string): Markup => html`<code>${text}</code>`;
const link = (path: string): Markup => html`<a href="${path}"><code>${path}</code></a>`;
