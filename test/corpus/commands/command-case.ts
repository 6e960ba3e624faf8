import type { RequestForm } from "#reader/found.ts";
import type { Verdict } from "#linking/use-cases/judgement.ts";
import type { UseCaseNumber } from "#linking/use-cases/use-cases.ts";
import { idTokenA, idTokenB, personToken, serverToken } from "#test/support/use-cases/fixtures.ts";

/** A text with one command, and the request that it sends. */
export type CommandCase = {
  readonly name: string;
  readonly input: string;
  readonly expect: {
    readonly kind: "request";
    readonly form: RequestForm;
    readonly method: string;
    readonly url: string;
    /** Those that must be there, in this order. */
    readonly headers?: readonly (readonly [string, string])[];
    /** `null`: none, or one that is not in the text. */
    readonly body?: string | null;
    readonly status?: number;
    readonly responseBody?: string;
    readonly verdict?: Verdict;
    readonly useCase?: UseCaseNumber | null;
  };
};

const USER = "https://shop.eu.auth0.com/api/v2/users/auth0%7C5a620d29";

/** Where a link is sent to. */
export const LINK = `${USER}/identities`;

/** Where an identity is taken off. */
export const UNLINK = `${USER}/identities/google-oauth2/1001`;

/** A's ID token, which linked before 2018. */
export const OLD = idTokenA;

/** An access token of the person who is A. */
export const PERSON = personToken;

/** An access token of a server. */
export const SERVER = serverToken;

/** B's ID token, as proof. */
export const B = idTokenB;

/** A body that proves the second account. */
export const PROVE = `{"link_with":"${B}"}`;

/** A body that names the second account. */
export const NAME = '{"provider":"google-oauth2","user_id":"1001"}';

/** A header of a token. */
export function bearer(token: string): readonly [string, string] {
  return ["Authorization", `Bearer ${token}`];
}

type Expected = CommandCase["expect"];
type More = Partial<Expected>;

/** A link with an ID token as bearer. */
export function oldLink(form: RequestForm, more: More = {}): Expected {
  return post(form, {
    headers: [bearer(OLD)],
    body: PROVE,
    verdict: "affected",
    useCase: 1,
    ...more,
  });
}

/** A person who names the second account. */
export function personNames(form: RequestForm, more: More = {}): Expected {
  return post(form, {
    headers: [bearer(PERSON)],
    body: NAME,
    verdict: "affected",
    useCase: 3,
    ...more,
  });
}

/** A link as the guide leads to it. */
export function newLink(form: RequestForm, more: More = {}): Expected {
  return post(form, {
    headers: [bearer(PERSON)],
    body: PROVE,
    verdict: "new-way",
    useCase: 4,
    ...more,
  });
}

/** A server that names the second account. */
export function serverLink(form: RequestForm, more: More = {}): Expected {
  return post(form, {
    headers: [bearer(SERVER)],
    body: NAME,
    verdict: "not-affected",
    useCase: 2,
    ...more,
  });
}

/** An identity taken off with an access token. */
export function newUnlink(form: RequestForm, more: More = {}): Expected {
  return {
    kind: "request",
    form,
    method: "DELETE",
    url: UNLINK,
    headers: [bearer(PERSON)],
    verdict: "not-affected",
    useCase: 9,
    ...more,
  };
}

/** A call that links nothing. */
export function otherCall(
  form: RequestForm,
  method: string,
  url: string,
  more: More = {},
): Expected {
  return { kind: "request", form, method, url, verdict: "not-linking", useCase: null, ...more };
}

function post(form: RequestForm, more: More): Expected {
  return { kind: "request", form, method: "POST", url: LINK, ...more };
}
