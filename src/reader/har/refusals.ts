import { readJsonText } from "#protocol/json-text.ts";
import { textIn } from "#linking/use-cases/exchange.ts";
import { parametersOf } from "./address.ts";
import type { FoundError } from "#reader/found.ts";

/** What a refusal says, without its place. */
export type Refusal = Omit<FoundError, "kind" | "place">;

/** The pieces of an error of OAuth in a page, as a login without a redirect answers. */
const IN_PAGE =
  /"error"\s*:\s*"([\w.-]+)"(?:\s*,\s*"error_description"\s*:\s*("(?:[^"\\]|\\.)*"))?/;

/**
 * What the body of an answer says when it refuses; `null` where it is no error of Auth0's or OAuth's.
 *
 * @param isOAuth whether a token endpoint answers
 * @see RFC 6749 section 5.2; Auth0 Management API, error responses
 */
export function refusalInBody(status: number, body: string, isOAuth: boolean): Refusal | null {
  const value = readJsonText(body)?.value;
  const error = textIn(value, "error");
  const message = textIn(value, "message") ?? textIn(value, "error_description");
  const code = textIn(value, "errorCode");
  // Other APIs have `error`, too. Auth0's says more beside it; the standard's token endpoint need not.
  if (code === null && (error === null || (message === null && !isOAuth))) return null;
  return { form: "body", status, error, message, errorCode: code };
}

/** What a redirect says when the login was refused. @see RFC 6749 section 4.1.2.1 */
export function refusalInUrl(url: string): Refusal | null {
  const { query, fragment } = parametersOf(url);
  for (const parameters of [query, fragment]) {
    const error = parameters.get("error");
    const message = parameters.get("error_description");
    // Any page may have a parameter of that name; an answer of OAuth brings one of these, too.
    if (error && (message !== null || parameters.has("state")))
      return { form: "callback", status: null, error, message, errorCode: null };
  }
  return null;
}

/** What a login without a redirect says in its page. */
export function refusalInPage(page: string): Refusal | null {
  const [, error = null, quoted = "null"] = IN_PAGE.exec(page) ?? [];
  if (error === null) return null;
  const message: unknown = readJsonText(quoted)?.value;
  return {
    form: "callback",
    status: null,
    error,
    message: typeof message === "string" ? message : null,
    errorCode: null,
  };
}
