/** Where a tenant is served, as SDKs want to hear it. */
export type Served = {
  /** Without a slash at its end: `http://localhost:5180`. */
  url: string;
  /** Without a scheme: `localhost:5180`. */
  host: string;
  /** With a slash at its end: `http://localhost:5180/`. */
  issuer: string;
};

const isHttp = ({ url }: Served) => url.startsWith("http:");

export const ofSpaJs = ({ url }: Served) => ({ domain: url });

export const ofAuth0Js = (served: Served) =>
  isHttp(served)
    ? { domain: served.url, overrides: { __token_issuer: served.issuer } }
    : { domain: served.host };

/** Of SDKs that write `https://` before the domain themselves. */
export const ofDomain = ({ host }: Served) => ({ domain: host });

export const ofExpress = ({ url }: Served) => ({ issuerBaseURL: url });

export const ofPassport = (served: Served) => ({
  domain: served.host,
  ...(isHttp(served) && {
    expectedIssuer: served.issuer,
    authorizationURL: `${served.url}/authorize`,
    tokenURL: `${served.url}/oauth/token`,
    userInfoURL: `${served.url}/userinfo`,
  }),
});

export const ofOpenidClient = ({ issuer }: Served) => ({ server: issuer });

export const ofOidcClientTs = ({ issuer }: Served) => ({ authority: issuer });

export const ofNextjs = ({ url }: Served) => ({ domain: url, allowInsecureRequests: true });

/** One client, as the docs for test engineers list it. */
export type Client = {
  name: string;
  /** What it is told of the tenant. */
  settings: (served: Served) => object;
  /** Where it cannot do without https: why. */
  httpsOnly?: string;
  /** What one has to know besides. */
  besides?: string;
  /** Its test here, without `.test.ts`; undefined where there is none. */
  test?: string;
};

const WRITES_HTTPS = "writes `https://` before the domain itself";

export const CLIENTS: readonly Client[] = [
  {
    name: "auth0-react, auth0-spa-js",
    settings: ofSpaJs,
    besides: "No slash at the end, and no `issuer`",
    test: "auth0-spa-js",
  },
  { name: "auth0.js, `WebAuth`", settings: ofAuth0Js, test: "auth0-js" },
  {
    name: "auth0.js, `Management`",
    settings: ofDomain,
    httpsOnly: WRITES_HTTPS,
    besides: "Not among our tests: it needs a browser's `XMLHttpRequest`",
  },
  {
    name: "auth0 (node), 5 and 7",
    settings: ofDomain,
    httpsOnly: WRITES_HTTPS,
    test: "auth0-node",
  },
  {
    name: "auth0-auth-js",
    settings: ofDomain,
    httpsOnly: WRITES_HTTPS,
    test: "auth0-auth-js",
  },
  { name: "express-openid-connect", settings: ofExpress, test: "express-openid-connect" },
  {
    name: "passport-auth0",
    settings: ofPassport,
    besides: "Writes `https://` before the domain unless it is told each address",
    test: "passport-auth0",
  },
  {
    name: "openid-client 6",
    settings: ofOpenidClient,
    besides:
      "`discovery(new URL(server), …)`; over http its fifth argument is `{ execute: [allowInsecureRequests] }`",
    test: "openid-client",
  },
  { name: "oidc-client-ts", settings: ofOidcClientTs, test: "oidc-client-ts" },
  {
    name: "nextjs-auth0 4",
    settings: ofNextjs,
    besides:
      "Without `allowInsecureRequests` it refuses `localhost`, over https too. Its way to the login page was tried with 4.30.0; it is not among our tests",
  },
];
