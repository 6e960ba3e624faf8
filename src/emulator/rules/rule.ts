/**
 * How we know that Auth0 answers so: `recorded` from a real tenant, `quoted` from Auth0's own
 * documentation or source, `reported` by a third party, `assumed` by us.
 */
export type Evidence = "recorded" | "quoted" | "reported" | "assumed";

/** What is known about an answer. */
export type Known = {
  evidence: Evidence;
  /** Where it was seen: a document, a recording, a thread. For `assumed`, the reason. */
  source: string;
};

/** What an answer is made of: a JSON body, nothing, an address to go to, or an HTML page. */
export type Shape = "json" | "empty" | "redirect" | "page";

/** A successful answer. */
export type AnswerRule = Known & {
  status: number;
  shape: Shape;
};

/** What the parameters of an authorization response say. */
export type OutcomeRule = Known;

/** A refusal that only authorization responses carry: `error` and `error_description`. */
export type AuthorizationRule = Omit<OAuthRule, "status">;

/** A refusal by `/api/v2`: `{ statusCode, error, message, errorCode }`, the shape of hapi's Boom. */
export type ApiRule = Known & {
  status: number;
  error: string;
  /** `{name}` is replaced by a value of the request. */
  message: string;
  errorCode?: string;
  /** Repeat the message as `attributes.error`, as the token check does. */
  attributes?: true;
};

/**
 * A refusal by an OAuth endpoint: `{ error, error_description }`. The status is that of the JSON; in an
 * authorization response, which some of these can be, too, it is that of its delivery.
 */
export type OAuthRule = Known & {
  status: number;
  error: string;
  /** `error_description`; `{name}` is replaced by a value of the request. */
  message: string;
  /** `error_uri` (RFC 6749 section 5.2). */
  uri?: string;
};

/** A refusal shown to a person as an HTML page. */
export type PageRule = Known & {
  status: number;
  title: string;
  /** `{name}` is replaced by a value of the request. */
  message: string;
};

/** Fills `{name}` in a message; a name without a value stays as it is. */
export function fillMessage(message: string, values: Readonly<Record<string, string>>): string {
  return message.replace(/\{(\w+)\}/g, (whole, name: string) => values[name] ?? whole);
}
