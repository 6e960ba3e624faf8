import type { Evidence } from "#protocol/evidence.ts";

/** The rows of the guide's table, in its order. */
export type UseCaseNumber = 1 | 2 | 3 | 4 | 5 | 6 | 7 | 8 | 9;

/** The rules that ended on 19 October 2018, and those since. */
export type PolicyName = "before-2018" | "today";

/** Either scope opens linking and unlinking; the first only on the caller's own user. */
export type LinkingScope = "update:current_user_identities" | "update:users";

/** How a use case gets its tokens. Browser apps never get `update:users`, so those come from a server. */
export type TokenSource = {
  /** `app`: the SPA and its login. `server`: `linklab-web`, which has a client secret. */
  readonly lane: "app" | "server";
  readonly bearer: "login" | "client-credentials";
  /** How B's ID token comes about; `null` where none is sent. */
  readonly secondary: "login" | "login-with-client-secret" | null;
};

/** What a cell of the table must answer, or why nothing is sent. */
export type Expectation =
  | {
      readonly kind: "answer";
      readonly status: number;
      /** The refusal's text, where a source has it. */
      readonly message: string | null;
      readonly evidence: Evidence;
      readonly source: string;
    }
  | { readonly kind: "not-offered"; readonly because: string; readonly sameAs: UseCaseNumber };

/** One row of the guide's table, and what is known of it. */
export type UseCase = {
  readonly number: UseCaseNumber;
  readonly title: string;
  readonly method: "POST" | "DELETE";
  readonly path: string;
  readonly library: "auth0.js" | null;
  readonly bearer: "id-token" | "access-token";
  /** Scopes that make it this use case, the one that is sent first; none for an ID token. */
  readonly scopes: readonly LinkingScope[];
  readonly body: "link_with" | "user_id" | null;
  readonly guide: { readonly status: GuideStatus; readonly says: string };
  readonly source: TokenSource;
  readonly expected: Readonly<Record<PolicyName, Expectation>>;
};

/** The guide's own verdicts. */
export type GuideStatus = "Affected" | "Not affected" | "New use case";

const LINK = { method: "POST", path: "/api/v2/users/{id}/identities" } as const;
const UNLINK = {
  method: "DELETE",
  path: "/api/v2/users/{id}/identities/{provider}/{user_id}",
} as const;

const APP: TokenSource = { lane: "app", bearer: "login", secondary: "login" };
const SERVER: TokenSource = { lane: "server", bearer: "client-credentials", secondary: null };

/** Where the guide stands. */
export const GUIDE_URL =
  "https://auth0.com/docs/troubleshoot/product-lifecycle/past-migrations/link-user-accounts-with-access-tokens-migration";

const GUIDE = "migration guide";
const REFUSED: Expectation = {
  kind: "answer",
  status: 401,
  message: "Invalid token",
  evidence: "reported",
  source: "community.auth0.com/t/11660, an ID token as bearer; the guide says it is refused",
};

function answers(status: number, evidence: Evidence, source: string): Expectation {
  return { kind: "answer", status, message: null, evidence, source };
}

/**
 * The guide's nine use cases; `Object.values` gives them in order.
 *
 * @see https://auth0.com/docs/troubleshoot/product-lifecycle/past-migrations/link-user-accounts-with-access-tokens-migration
 */
export const USE_CASES: Readonly<Record<UseCaseNumber, UseCase>> = {
  1: {
    ...LINK,
    number: 1,
    title: "Link with an ID token as bearer",
    library: null,
    bearer: "id-token",
    scopes: [],
    body: "link_with",
    guide: { status: "Affected", says: "POST, the primary’s ID token in the Authorization header" },
    source: APP,
    expected: {
      "before-2018": answers(201, "quoted", `${GUIDE}: it worked and is now affected`),
      today: REFUSED,
    },
  },
  2: {
    ...LINK,
    number: 2,
    title: "A server links by user ID",
    library: null,
    bearer: "access-token",
    scopes: ["update:users"],
    body: "user_id",
    guide: {
      status: "Not affected",
      says: "POST, an access token with update:users, the secondary’s user_id in the payload",
    },
    source: SERVER,
    expected: {
      "before-2018": answers(201, "quoted", `${GUIDE}: not affected`),
      today: answers(201, "recorded", "go-auth0 recording TestUserManager_Link"),
    },
  },
  3: {
    ...LINK,
    number: 3,
    title: "A person links by user ID",
    library: null,
    bearer: "access-token",
    scopes: ["update:current_user_identities"],
    body: "user_id",
    guide: {
      status: "Affected",
      says: "POST, an access token with update:current_user_identities, the secondary’s user_id in the payload",
    },
    source: { ...APP, secondary: null },
    expected: {
      "before-2018": answers(201, "quoted", `${GUIDE}: it worked and is now affected`),
      today: answers(403, "assumed", `the ${GUIDE} only speaks of run-time errors`),
    },
  },
  4: {
    ...LINK,
    number: 4,
    title: "Link with an access token and B’s ID token",
    library: null,
    bearer: "access-token",
    scopes: ["update:current_user_identities", "update:users"],
    body: "link_with",
    guide: {
      status: "New use case",
      says: "POST, an access token in the header, the secondary’s ID token in the payload",
    },
    source: APP,
    expected: {
      "before-2018": {
        kind: "not-offered",
        because: "Not offered by the guide: no request. Use case 7 sends the same on the wire.",
        sameAs: 7,
      },
      today: answers(201, "quoted", `${GUIDE}; Management API reference, 201`),
    },
  },
  5: {
    ...LINK,
    number: 5,
    title: "auth0.js with an ID token",
    library: "auth0.js",
    bearer: "id-token",
    scopes: [],
    body: "link_with",
    guide: { status: "Affected", says: "auth0.Management built with the primary’s ID token" },
    source: APP,
    expected: {
      "before-2018": answers(201, "quoted", `${GUIDE}: it worked and is now affected`),
      today: REFUSED,
    },
  },
  6: {
    ...LINK,
    number: 6,
    title: "auth0.js with update:users",
    library: "auth0.js",
    bearer: "access-token",
    scopes: ["update:users"],
    body: "link_with",
    guide: {
      status: "Not affected",
      says: "auth0.Management built with an access token that has update:users",
    },
    source: { ...SERVER, secondary: "login-with-client-secret" },
    expected: {
      "before-2018": answers(201, "quoted", `${GUIDE}: not affected`),
      today: answers(201, "quoted", `${GUIDE}: not affected; Management API reference, 201`),
    },
  },
  7: {
    ...LINK,
    number: 7,
    title: "auth0.js with update:current_user_identities",
    library: "auth0.js",
    bearer: "access-token",
    scopes: ["update:current_user_identities"],
    body: "link_with",
    guide: {
      status: "Affected",
      says: "auth0.Management built with an access token that has update:current_user_identities",
    },
    source: APP,
    expected: {
      "before-2018": answers(201, "assumed", "the guide does not say whether it worked"),
      today: answers(201, "quoted", "auth0.js linkUser sends link_with, which is use case 4"),
    },
  },
  8: {
    ...UNLINK,
    number: 8,
    title: "Unlink with an ID token as bearer",
    library: null,
    bearer: "id-token",
    scopes: [],
    body: null,
    guide: { status: "Affected", says: "DELETE, the primary’s ID token in the header" },
    source: { ...APP, secondary: null },
    expected: {
      "before-2018": answers(200, "quoted", `${GUIDE}: it worked and is now affected`),
      today: REFUSED,
    },
  },
  9: {
    ...UNLINK,
    number: 9,
    title: "Unlink with an access token",
    library: null,
    bearer: "access-token",
    scopes: ["update:users", "update:current_user_identities"],
    body: null,
    guide: { status: "Not affected", says: "DELETE, an access token in the header" },
    source: SERVER,
    expected: {
      "before-2018": answers(200, "quoted", `${GUIDE}: not affected`),
      today: answers(200, "recorded", "go-auth0 recording TestUserManager_Unlink"),
    },
  },
};
