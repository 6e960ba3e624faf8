import type { Context } from "hono";
import type { Core, TenantEnv } from "#emulator/core.ts";
import { OAuthError, PageError } from "#emulator/rules/errors.ts";
import { JsonRefused, readText } from "#emulator/json.ts";
import type { LoginView } from "./pages.ts";
import { findLogin } from "./login.ts";
import { readParameters } from "#emulator/oauth/parameters.ts";
import type { Parameters } from "#emulator/oauth/parameters.ts";

/** Fields that are read: more than any form of these pages has. */
const MOST_FIELDS = 20;

/**
 * Reads a form of one of the login pages and finds the login that it belongs to. Its `state` is the token that no other
 * site knows, and is worth nothing without the cookie of that login. As programs do at Auth0, it may be sent in the address
 * alone.
 * @throws PageError `login-over` when it is none, or began in another browser; `form-unreadable`
 * @returns of the form as many fields as there can be: it is kept while a password waits to be hashed
 * @see https://www.rfc-editor.org/rfc/rfc9700#section-4.7
 */
export async function readLoginForm(
  c: Context<TenantEnv>,
  core: Core,
): Promise<{ view: LoginView; form: Parameters }> {
  const form = new Map([...(await readForm(c.req.raw))].slice(0, MOST_FIELDS));
  return { view: findLogin(c, core, form.get("state") ?? c.req.query("state")), form };
}

/**
 * Reads a form that a browser posted.
 * @throws PageError `form-unreadable`, `request-repeated`
 */
export async function readForm(request: Request): Promise<Parameters> {
  const type = request.headers.get("Content-Type")?.split(";")[0]?.trim().toLowerCase();
  if (type !== "application/x-www-form-urlencoded") throw new PageError("form-unreadable");
  const text = await readText(request).catch((error: unknown) => {
    throw error instanceof JsonRefused ? new PageError("form-unreadable") : error;
  });
  return readPageParameters(new URLSearchParams(text));
}

/**
 * Reads parameters for a page. A doubled one may be the callback itself, so there is nowhere to redirect to.
 * @throws PageError `request-repeated`
 */
export function readPageParameters(search: URLSearchParams): Parameters {
  try {
    return readParameters(search);
  } catch (error) {
    throw error instanceof OAuthError ? new PageError("request-repeated", error.values) : error;
  }
}
