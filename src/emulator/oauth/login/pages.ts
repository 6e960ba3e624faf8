import { html } from "hono/html";
import type { Core } from "#emulator/core.ts";
import type {
  Application,
  Connection,
  DemoAccount,
  Identity,
  LoginTransaction,
} from "#emulator/model.ts";
import { emailOf } from "#emulator/accounts/users.ts";
import { renderPage, sourceOf } from "#emulator/oauth/page.ts";
import type { Markup, Page } from "#emulator/oauth/page.ts";

/** What both login pages show and carry. */
export type LoginView = {
  application: Application;
  transaction: LoginTransaction;
};

/** What went wrong, where Auth0's page has it. */
const PROBLEM = "error-element-password";

/**
 * The form for database accounts, with a way to each provider. Names and attributes are those by which
 * people's suites find the fields and buttons of Auth0's page, as public suites have them.
 */
export function renderLoginPage(
  core: Core,
  view: LoginView,
  options: {
    /** Whether this application may use a database connection. */
    hasPassword: boolean;
    /** Whether somebody may sign up at one. */
    takesNewcomers: boolean;
    /** What failed in the last attempt. */
    problem: string | undefined;
    providers: readonly Connection[];
    /** What the seed marks as everybody's. */
    demoAccounts: readonly DemoAccount[];
    email: string;
  },
): Promise<Page> {
  const { hasPassword, takesNewcomers, providers, demoAccounts } = options;
  const ways = providers.map((connection) => providerForm(view, connection));
  return renderLogin(core, view, "Log in", [
    demoAccounts.length === 0 ? "" : demoForm(core, view, demoAccounts),
    hasPassword ? credentialsForm(view, LOGIN_FORM, options) : "",
    hasPassword && ways.length > 0 ? html`<div class="or">or</div>` : "",
    html`<div class="stack">${ways}</div>`,
    takesNewcomers
      ? html`<p class="other">
          No account? <a href="${loginPath(view.transaction, "signup")}">Sign up</a>
        </p>`
      : "",
    cancelForm(view),
  ]);
}

/** The form that makes an account in a database connection. Its e-mail address starts unverified. */
export function renderSignUpPage(
  core: Core,
  view: LoginView,
  options: { email: string; problem: string | undefined },
): Promise<Page> {
  return renderLogin(core, view, "Sign up", [
    credentialsForm(view, SIGN_UP_FORM, options),
    html`<p class="other">
      Have an account? <a href="${loginPath(view.transaction, "login")}">Log in</a>
    </p>`,
    cancelForm(view),
  ]);
}

/**
 * Asks a signed-in person whether an application may have what it asks for. Declining is the one way out,
 * so that nobody has to wonder how it differs from cancelling.
 */
export function renderConsentPage(core: Core, view: LoginView, email: string): Promise<Page> {
  const { scopes, audience } = view.transaction.request;
  const api = core.config.apis.get(audience ?? "");
  const items = scopes.map((scope) => html`<li><code>${scope}</code></li>`);
  return renderLogin(core, view, "Authorize access", [
    html`<p>
        <strong>${view.application.name}</strong> asks for access to the account
        <strong>${email}</strong>${api === undefined ? "" : html` at ${api.name}`}:
      </p>
      <ul>
        ${items}
      </ul>
      <form method="post" action="/u/consent" class="stack">
        ${hidden(view.transaction)}
        <button class="button primary" name="decision" value="accept">Accept</button>
        <button class="button" name="decision" value="decline">Decline</button>
      </form>`,
  ]);
}

/** How the two forms differ; the names are Auth0's. */
type CredentialsForm = {
  action: string;
  /** Name and id of the field for the address. */
  field: string;
  autocomplete: "current-password" | "new-password";
};

const LOGIN_FORM: CredentialsForm = {
  action: "/u/login",
  field: "username",
  autocomplete: "current-password",
};
const SIGN_UP_FORM: CredentialsForm = {
  action: "/u/signup",
  field: "email",
  autocomplete: "new-password",
};

function credentialsForm(
  view: LoginView,
  { action, field, autocomplete }: CredentialsForm,
  { email, problem }: { email: string; problem: string | undefined },
): Markup {
  const described = problem === undefined ? "" : html` aria-describedby="${PROBLEM}"`;
  return html`<form method="post" action="${action}">
    ${hidden(view.transaction)}
    ${problem === undefined ? "" : html`<p class="alert ulp-input-error-message" role="alert" id="${PROBLEM}">${problem}</p>`}
    <label for="${field}">Email address</label>
    <input
      id="${field}"
      name="${field}"
      type="email"
      autocomplete="username"
      required
      value="${email}"
      ${described}
      ${email === "" ? html` autofocus` : ""}
    />
    <label for="password">Password</label>
    <input
      id="password"
      name="password"
      type="password"
      autocomplete="${autocomplete}"
      required
      ${described}
      ${email === "" ? "" : html` autofocus`}
    />
    <button
      class="button primary"
      type="submit"
      name="action"
      value="default"
      data-action-button-primary="true"
    >
      Continue
    </button>
  </form>`;
}

/**
 * One button per demo account. It names the account, and the tenant takes the password from the seed: a
 * second field for it would confuse whatever fills in the first.
 */
function demoForm(core: Core, view: LoginView, accounts: readonly DemoAccount[]): Markup {
  const buttons = accounts.map(
    (account, index) =>
      html`<button name="demo" value="${account.identityKey}" aria-describedby="demo-${index}">
        <strong>${account.name} · ${wayIn(core, account)}</strong>
        <small id="demo-${index}" aria-hidden="true"
          >${account.email}${account.isVerified ? "" : ", not verified"}</small
        >
      </button>`,
  );
  return html`<form method="post" action="/u/login" aria-labelledby="demo">
      ${hidden(view.transaction)}
      <h2 id="demo">Accounts to try</h2>
      <div class="accounts">${buttons}</div>
    </form>
    <div class="or">or</div>`;
}

/** How somebody logs in with a demo account, in a word. */
export function wayIn(core: Core, { connection, password }: DemoAccount): string {
  if (password !== undefined) return "password";
  return core.config.connections.get(connection)?.displayName ?? connection;
}

/** The way to a provider, under the name that Auth0's page gives it. */
function providerForm(
  { transaction }: LoginView,
  { name, strategy, displayName }: Connection,
): Markup {
  const provider = strategy === "google-oauth2" ? "google" : strategy;
  return html`<form method="get" action="/u/accounts" data-provider="${provider}">
    <input type="hidden" name="state" value="${transaction.id}" />
    <input type="hidden" name="connection" value="${name}" />
    <button class="button" type="submit">Continue with ${displayName}</button>
  </form>`;
}

/** Stands in for a provider's own login: one button per account that the provider knows. */
export function renderAccountsPage(
  core: Core,
  view: LoginView,
  connection: Connection,
  accounts: readonly Identity[],
): Promise<Page> {
  const buttons = accounts.map(
    (account) =>
      html`<button class="button" name="account" value="${account.id}">
        ${emailOf(account) ?? account.id} · ${connection.displayName}
      </button>`,
  );
  const title = `Choose a ${connection.displayName} account`;
  return renderLogin(core, view, title, [
    html`<form method="post" action="/u/accounts" class="stack">
      ${hidden(view.transaction)}
      <input type="hidden" name="connection" value="${connection.name}" />
      ${buttons}
    </form>`,
    accounts.length === 0 ? html`<p>This tenant knows no account there.</p>` : "",
    cancelForm(view),
  ]);
}

/** Where one of the pages of a login is. */
export function loginPath(
  transaction: LoginTransaction,
  page: "login" | "signup" | "consent",
): string {
  return `/u/${page}?state=${transaction.id}`;
}

/** Where the accounts of a provider are chosen. */
export function accountsPath(transaction: LoginTransaction, connection: Connection): string {
  return `/u/accounts?state=${transaction.id}&connection=${encodeURIComponent(connection.name)}`;
}

function renderLogin(
  core: Core,
  { application, transaction }: LoginView,
  title: string,
  parts: readonly (Markup | string)[],
): Promise<Page> {
  const body = html`<h1>${title}</h1>
    <p class="lead">to continue to <strong>${application.name}</strong></p>
    ${parts}
    <p class="note">An emulated tenant for learning. Never type a real password here.</p>`;
  return renderPage(core.random, {
    title: `${title} · ${application.name}`,
    tenant: core.config.friendlyName,
    body,
    formOrigin: sourceOf(transaction.request.redirectUri),
    colorScheme: transaction.request.colorScheme,
  });
}

function cancelForm({ transaction }: LoginView): Markup {
  return html`<form method="post" action="/u/cancel">
    ${hidden(transaction)}
    <button class="button quiet">Cancel</button>
  </form>`;
}

function hidden(transaction: LoginTransaction): Markup {
  return html`<input type="hidden" name="state" value="${transaction.id}" />`;
}
