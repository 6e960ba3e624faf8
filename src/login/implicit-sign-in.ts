import type { AuthOptions, WebAuth } from "auth0-js";
import type { AuthorizationParameters } from "#protocol/authorization.ts";
import { ProtocolError } from "#protocol/errors.ts";
import { called } from "./auth0js-call.ts";
import {
  POPUP_TIMEOUT_SECONDS,
  type CreateSignIn,
  type SignedIn,
  type SignIn,
  type SignInTokens,
} from "./sign-in.ts";

/** What auth0.js hands over; its type package does not know all of it. */
type Answer = {
  readonly accessToken?: string | null | undefined;
  readonly idToken?: string | null | undefined;
  readonly scope?: string | null | undefined;
};

/** Loads the constructor of auth0.js's clients. */
export type LoadWebAuth = () => Promise<new (options: AuthOptions) => WebAuth>;

/** The package's own, loaded when a sign-in starts. */
const loadWebAuth: LoadWebAuth = async () => (await import("auth0-js")).default.WebAuth;

/** The cookies of logins that were not answered. auth0.js has no call to forget them. */
const TRANSACTION = /(com\.auth0\.auth\.[^=;]+)=/g;

/** How long a hidden frame may take. */
const FRAME_TIMEOUT_MS = 15_000;

/**
 * The implicit flow with auth0.js. Legacy: RFC 9700 section 2.1.2 advises against it; it is here
 * because the migration guide's apps use it.
 *
 * @param load only a test has another one than the package's
 * @see OIDC Core 1.0 section 3.2
 */
export function createImplicitSignIn(
  tenant: Parameters<CreateSignIn>[0],
  parameters: AuthorizationParameters,
  load: LoadWebAuth = loadWebAuth,
): SignIn {
  const client = () => createClient(tenant, parameters.client_id, load);

  function signedIn(answer: Answer | null): SignedIn {
    return {
      tokens: readTokens(answer, parameters),
      async renew() {
        const webAuth = await client();
        const options = { ...baseRequest(parameters), timeout: FRAME_TIMEOUT_MS };
        const renewed = await called<Answer>((callback) => webAuth.checkSession(options, callback));
        return readTokens(renewed, parameters);
      },
    };
  }

  return {
    async beginRedirect(onLeave) {
      const webAuth = await client();
      const { response_mode: mode } = parameters;
      const request = {
        ...loginRequest(parameters),
        ...chosenTransaction(),
        ...(mode === "" ? {} : { responseMode: mode }),
      };
      onLeave(webAuth.client.buildAuthorizeUrl(request));
      webAuth.authorize(request);
    },
    async finishRedirect(callback) {
      const webAuth = await client();
      const { hash } = new URL(callback);
      return signedIn(await called<Answer>((done) => webAuth.parseHash({ hash }, done)));
    },
    async runPopup(popup, onOpen) {
      const webAuth = await client();
      const request = { ...loginRequest(parameters), ...chosenTransaction() };
      // Takes over the window of that name, which the click opened.
      const popupHandler: unknown = webAuth.popup.preload({ popupOptions: {} });
      onOpen(webAuth.client.buildAuthorizeUrl(request));
      let isTooLate = false;
      const timer = setTimeout(() => {
        isTooLate = true;
        popup.close();
      }, POPUP_TIMEOUT_SECONDS * 1000);
      try {
        const options = { ...request, domain: tenant.domain, popupHandler };
        return signedIn(await called<Answer>((done) => webAuth.popup.authorize(options, done)));
      } catch (cause) {
        if (!isTooLate) throw cause;
        throw new ProtocolError("popup_timeout", "the popup never answered", { cause });
      } finally {
        clearTimeout(timer);
      }
    },
    async signInSilently() {
      const webAuth = await client();
      const options = { ...loginRequest(parameters), timeout: FRAME_TIMEOUT_MS };
      return signedIn(await called<Answer>((done) => webAuth.checkSession(options, done)));
    },
    async logOut(returnTo, onLeave) {
      const webAuth = await client();
      const options = { clientID: parameters.client_id, returnTo };
      onLeave(webAuth.client.buildLogoutUrl(options));
      webAuth.logout(options);
    },
    forget() {
      for (const [, name = ""] of document.cookie.matchAll(TRANSACTION))
        document.cookie = `${name}=; path=/; max-age=-1`;
      return Promise.resolve();
    },
  };
}

/**
 * The popup's half of the implicit flow: runs on the callback page inside the popup and hands the
 * answer to the page that opened it.
 *
 * @param hash the fragment with the answer, which the caller has taken out of the address bar
 */
export async function answerPopup(
  tenant: { readonly domain: string; readonly issuer: string },
  clientId: string,
  hash: string,
): Promise<void> {
  const webAuth = await createClient(tenant, clientId, loadWebAuth);
  webAuth.popup.callback({ hash });
}

async function createClient(
  tenant: { readonly domain: string; readonly issuer: string },
  clientId: string,
  load: LoadWebAuth,
): Promise<WebAuth> {
  const Client = await load();
  return new Client({
    domain: tenant.domain,
    clientID: clientId,
    // auth0.js expects an https issuer, even of a domain that has the scheme http.
    overrides: {
      __token_issuer: tenant.issuer,
      __jwks_uri: `${tenant.issuer}.well-known/jwks.json`,
    },
  });
}

function baseRequest(parameters: AuthorizationParameters) {
  return {
    clientID: parameters.client_id,
    responseType: parameters.response_type,
    redirectUri: parameters.redirect_uri,
    scope: parameters.scope,
    ...(parameters.audience === "" ? {} : { audience: parameters.audience }),
  };
}

function loginRequest(parameters: AuthorizationParameters) {
  const { prompt, max_age: maxAge, connection, login_hint: loginHint } = parameters;
  return {
    ...baseRequest(parameters),
    ...(prompt === "" ? {} : { prompt }),
    ...(maxAge === "" ? {} : { max_age: maxAge }),
    ...(connection === "" ? {} : { connection }),
    ...(loginHint === "" ? {} : { login_hint: loginHint }),
  };
}

/** Chosen here, not by auth0.js, so that the request can be shown exactly as it is sent. */
function chosenTransaction(): { state: string; nonce: string } {
  return { state: randomText(), nonce: randomText() };
}

function readTokens(answer: Answer | null, parameters: AuthorizationParameters): SignInTokens {
  // What is absent is `null` here and `undefined` there.
  const accessToken = answer?.accessToken ?? null;
  const idToken = answer?.idToken ?? null;
  if (accessToken === null && idToken === null) {
    throw new ProtocolError("response_incomplete", "the answer holds no tokens");
  }
  return { accessToken, idToken, scope: answer?.scope ?? parameters.scope };
}

function randomText(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(24));
  return btoa(String.fromCharCode(...bytes))
    .replaceAll("+", "-")
    .replaceAll("/", "_");
}
