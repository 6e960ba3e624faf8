import type { Context } from "hono";
import type { Core, TenantEnv } from "#emulator/core.ts";
import { OAuthError, PageError } from "#emulator/rules/errors.ts";
import { JsonRefused, readText } from "#emulator/json.ts";
import type { LoginView } from "./pages.ts";
import { findLogin, over } from "./login.ts";
import { readParameters } from "#emulator/oauth/parameters.ts";
import type { Parameters } from "#emulator/oauth/parameters.ts";

/** All that a form of these pages sends. */
const FIELDS = "state csrf demo username email password connection account decision".split(" ");

/**
 * Reads a form of one of the login pages and finds the login that it belongs to.
 * @throws PageError `login-over` when it is none, or the CSRF token is not that login's; `form-unreadable`
 * @returns of the form its own fields only: it is kept while a password waits to be hashed
 * @see https://www.rfc-editor.org/rfc/rfc9700#section-4.7
 */
export async function readLoginForm(
  c: Context<TenantEnv>,
  core: Core,
): Promise<{ view: LoginView; form: ReadonlyMap<string, string | undefined> }> {
  const sent = await readForm(c.req.raw);
  const form = new Map(FIELDS.map((name) => [name, sent.get(name)]));
  const view = findLogin(c, core, form.get("state"));
  if (form.get("csrf") !== view.transaction.csrf)
    throw over("the form's token is not that of the login");
  return { view, form };
}

/**
 * Reads a form that a browser posted.
 * @throws PageError `form-unreadable`, `request-repeated`
 */
export async function readForm(request: Request): Promise<Parameters> {
  const type = request.headers.get("Content-Type")?.split(";")[0]?.trim().toLowerCase();
  if (type !== "application/x-www-form-urlencoded") throw new PageError("form-unreadable");
  try {
    return readParameters(new URLSearchParams(await readText(request)));
  } catch (error) {
    if (error instanceof OAuthError) throw new PageError("request-repeated", error.values);
    if (error instanceof JsonRefused) throw new PageError("form-unreadable");
    throw error;
  }
}
