import { html } from "hono/html";
import type { Core } from "#emulator/core.ts";
import type { Application, Connection, Identity, LoginTransaction } from "#emulator/model.ts";
import { emailOf } from "#emulator/users.ts";
import { renderPage } from "./page.ts";
import type { Markup } from "./page.ts";

/** What both login pages show and carry. */
export interface LoginView {
  application: Application;
  transaction: LoginTransaction;
}

/** The form for database accounts, with a way to each provider. */
export function renderLoginPage(
  core: Core,
  view: LoginView,
  options: {
    /** Whether this application may use a database connection. */
    hasPassword: boolean;
    providers: readonly Connection[];
    email: string;
    /** The last attempt failed. */
    isWrong: boolean;
  },
): Promise<Response> {
  const { hasPassword, providers, email, isWrong } = options;
  const form = html`<form method="post" action="/u/login">
    ${hidden(view.transaction)}
    ${isWrong ? html`<p class="alert" role="alert" id="problem">Wrong email address or password.</p>` : ""}
    <label for="username">Email address</label>
    <input
      id="username"
      name="username"
      type="email"
      autocomplete="username"
      required
      value="${email}"
      ${isWrong ? html` aria-describedby="problem"` : ""}
      ${email === "" ? html` autofocus` : ""}
    />
    <label for="password">Password</label>
    <input
      id="password"
      name="password"
      type="password"
      autocomplete="current-password"
      required
      ${isWrong ? html` aria-describedby="problem"` : ""}
      ${email === "" ? "" : html` autofocus`}
    />
    <button class="button primary">Continue</button>
  </form>`;
  const links = providers.map(
    (connection) =>
      html`<a class="button" href="${accountsPath(view.transaction, connection)}"
        >Continue with ${connection.displayName}</a
      >`,
  );
  return renderLogin(core, view, isWrong ? 400 : 200, "Log in", [
    hasPassword ? form : "",
    hasPassword && links.length > 0 ? html`<div class="or">or</div>` : "",
    html`<div class="stack">${links}</div>`,
  ]);
}

/** Stands in for a provider's own login: one button per account that the provider knows. */
export function renderAccountsPage(
  core: Core,
  view: LoginView,
  connection: Connection,
  accounts: readonly Identity[],
): Promise<Response> {
  const buttons = accounts.map(
    (account) =>
      html`<button class="button" name="account" value="${account.id}">
        ${emailOf(account) ?? account.id} · ${connection.displayName}
      </button>`,
  );
  const title = `Choose a ${connection.displayName} account`;
  return renderLogin(core, view, 200, title, [
    html`<form method="post" action="/u/accounts" class="stack">
      ${hidden(view.transaction)}
      <input type="hidden" name="connection" value="${connection.name}" />
      ${buttons}
    </form>`,
    accounts.length === 0 ? html`<p>This tenant knows no account there.</p>` : "",
  ]);
}

/** Where the accounts of a provider are chosen. */
export function accountsPath(transaction: LoginTransaction, connection: Connection): string {
  return `/u/accounts?${new URLSearchParams({ state: transaction.id, connection: connection.name })}`;
}

function renderLogin(
  core: Core,
  { application, transaction }: LoginView,
  status: number,
  title: string,
  parts: readonly (Markup | string)[],
): Promise<Response> {
  const body = html`<h1>${title}</h1>
    <p class="lead">to continue to <strong>${application.name}</strong></p>
    ${parts}
    <form method="post" action="/u/cancel">
      ${hidden(transaction)}
      <button class="button quiet">Cancel</button>
    </form>
    <p class="note">An emulated tenant for learning. Never type a real password here.</p>`;
  return renderPage(core.random, {
    title: `${title} · ${application.name}`,
    tenant: core.config.friendlyName,
    status,
    body,
    formOrigin: new URL(transaction.request.redirectUri).origin,
  });
}

function hidden(transaction: LoginTransaction): Markup {
  return html`<input type="hidden" name="state" value="${transaction.id}" />
    <input type="hidden" name="csrf" value="${transaction.csrf}" />`;
}
