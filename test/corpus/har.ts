import { has, type HarCase } from "./har-case.ts";
import { OTHERS } from "./har-others.ts";
import {
  idTokenOfA,
  idTokenOfB,
  linkBy,
  linkingLogin,
  login,
  NAMED,
  ownToken,
  serverGrant,
  serverToken,
  unlinkBy,
} from "./har-requests.ts";
import { CLEANED, SANITIZED } from "./har-sanitized.ts";
import { chromium, firefox, playwright, proxy, safari } from "./har-shapes.ts";
import { RECORDED } from "./recorded.ts";

const PROOF = { link_with: idTokenOfB("nonce-b") };
const idLogin = login({ response_type: "id_token", nonce: "nonce-a" });

const SHAPES = { chromium, firefox, safari, proxy } as const;

/** What each recorder keeps of the same three calls. */
const BY_SHAPE = Object.entries(SHAPES).flatMap(([name, shape]): readonly HarCase[] => [
  has(
    `${name}: an ID token links`,
    shape,
    [idLogin, linkBy(idTokenOfA("nonce-a"), PROOF, { status: 401 })],
    [["affected", 1]],
    { basis: "seen", tokens: ["Authorization", "link_with"] },
  ),
  has(
    `${name}: the new way, and unlinking after it`,
    shape,
    [linkingLogin(), linkBy(ownToken, PROOF), unlinkBy(ownToken)],
    [
      ["new-way", 4],
      ["not-affected", 9],
    ],
    { basis: "seen", tokens: ["Authorization", "link_with"] },
  ),
  has(
    `${name}: a server names the account`,
    shape,
    [
      serverGrant({ access_token: serverToken, scope: "read:users update:users" }),
      linkBy(serverToken, NAMED, { origin: null }),
    ],
    [["not-affected", 2]],
    { basis: "seen", tokens: ["access_token"] },
  ),
]);

const PLAYWRIGHT: readonly HarCase[] = [
  has(
    "playwright: without the body only a question is left",
    playwright,
    [linkingLogin(), linkBy(ownToken, PROOF)],
    [["cannot-tell", null]],
    { asks: "body" },
  ),
  has(
    "playwright: a DELETE needs no body",
    playwright,
    [linkingLogin(), unlinkBy(ownToken)],
    [["not-affected", 9]],
  ),
  has(
    "playwright: an ID token is told without a body, too",
    playwright,
    [linkBy(idTokenOfA("n"), PROOF, { status: 401 })],
    [["affected", 1]],
  ),
];

const whole = firefox([linkBy(ownToken, PROOF), unlinkBy(ownToken)]);

/** Recordings that are not whole, or that other tools wrote. */
const BROKEN: readonly HarCase[] = [
  {
    name: "cut off within the last entry",
    input: whole.slice(0, whole.lastIndexOf('"response"')),
    expect: { calls: [["new-way", 4]], unread: ["truncated"] },
  },
  {
    name: "cut off between two entries",
    input: whole.slice(0, whole.lastIndexOf('{\n\t\t\t\t"startedDateTime"')),
    expect: { calls: [["new-way", 4]], unread: ["truncated"] },
  },
  {
    name: "cut off after all of them",
    input: whole.slice(0, whole.lastIndexOf("]")),
    expect: {
      calls: [
        ["new-way", 4],
        ["not-affected", 9],
      ],
      unread: ["truncated"],
    },
  },
  {
    name: "cut off before the entries",
    input: '{"log":{"version":"1.2","creator":{"name":"x"},"pages":[{"title":"entries',
    expect: { calls: [], unread: ["truncated"] },
  },
  {
    name: "no entries at all",
    input: '{"log":{"entries":[],"version":"1.2"}}',
    expect: { calls: [] },
  },
  {
    name: "entries that are none between those that are",
    input: whole.replace(
      '"entries": [',
      '"entries": [null, 7, "x", {}, {"request":{"url":5}}, [[]],',
    ),
    expect: {
      calls: [
        ["new-way", 4],
        ["not-affected", 9],
      ],
    },
  },
];

/** All recordings of the corpus. */
export const HAR_CASES: readonly HarCase[] = [
  ...BY_SHAPE,
  ...PLAYWRIGHT,
  ...SANITIZED,
  ...CLEANED,
  ...OTHERS,
  ...BROKEN,
  ...RECORDED.map(({ name, text, calls, ...more }) => ({
    name: `recorded: ${name}`,
    input: text,
    // B's login asks for no audience, in each of them.
    expect: { calls, others: ["token-without-audience"] as const, ...more },
  })),
];
