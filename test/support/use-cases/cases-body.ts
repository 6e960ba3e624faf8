import { forgeToken, ID_TOKEN_CLAIMS } from "#test/support/tokens.ts";
import { idTokenB, link, NAMED, personToken, PROOF, serverToken, unlink } from "./fixtures.ts";
import type { JudgeCase } from "./fixtures.ts";
import type { Exchange } from "#linking/use-cases/exchange.ts";
import type { NoteId } from "#linking/use-cases/judgement.ts";

const FORM = { "Content-Type": "application/x-www-form-urlencoded" };
const proofMember = PROOF.slice(1, -1);
const other = forgeToken({ ...ID_TOKEN_CLAIMS, aud: "another-app" });
const hs256 = forgeToken(ID_TOKEN_CLAIMS, { alg: "HS256" });
const LIBRARY = "auth0.js";

function formed(token: string, body: string): Exchange {
  return link(token, body, { headers: { ...FORM, Authorization: `Bearer ${token}` } });
}

function proves(
  title: string,
  exchange: Exchange,
  highlights: string,
  notes?: readonly NoteId[],
): JudgeCase {
  return { title, exchange, verdict: "new-way", useCase: 4, highlights, ...(notes && { notes }) };
}

function names(
  title: string,
  exchange: Exchange,
  highlights: string,
  notes?: readonly NoteId[],
): JudgeCase {
  return { title, exchange, verdict: "affected", useCase: 3, highlights, ...(notes && { notes }) };
}

function asks(
  title: string,
  body: unknown,
  reason: "body-absent" | "body-unreadable" | "body-neither",
  highlights: string | null,
): JudgeCase {
  const exchange = link(personToken, body);
  return {
    title,
    exchange,
    verdict: "cannot-tell",
    useCase: null,
    reason,
    highlights,
    asks: "body",
  };
}

/** What stands in the body of a POST. */
export const BODY_CASES: readonly JudgeCase[] = [
  proves(
    "link_with in a parsed body",
    link(personToken, { link_with: "ID_TOKEN_OF_B" }),
    '"link_with": "ID_TOKEN_OF_B"',
    [],
  ),
  proves(
    "link_with in a form",
    formed(personToken, `link_with=${idTokenB}`),
    `link_with=${idTokenB}`,
    [],
  ),
  proves(
    "link_with in JSON with blanks",
    link(personToken, `{\n  "link_with" : "${idTokenB}"\n}\n`),
    `"link_with" : "${idTokenB}"`,
  ),
  proves(
    "link_with after what the API does not know",
    link(personToken, '{"x":[{"user_id":"1"}],"link_with":"ID_TOKEN"}'),
    '"link_with":"ID_TOKEN"',
  ),
  proves(
    "link_with and an empty user_id",
    link(personToken, '{"user_id":"","link_with":"ID_TOKEN"}'),
    '"link_with":"ID_TOKEN"',
  ),
  proves(
    "link_with and a user_id of null",
    link(personToken, '{"user_id":null,"link_with":"ID_TOKEN"}'),
    '"link_with":"ID_TOKEN"',
  ),
  proves(
    "link_with twice: the last counts",
    link(personToken, '{"link_with":"a","link_with":"b"}'),
    '"link_with":"b"',
  ),
  proves(
    "link_with with a server's token",
    link(serverToken, '{"link_with":"ID_TOKEN"}'),
    '"link_with":"ID_TOKEN"',
  ),
  proves(
    "link_with for another application",
    link(personToken, JSON.stringify({ link_with: other })),
    `"link_with":"${other}"`,
    ["link-with-other-application"],
  ),
  proves(
    "link_with for another application than the server's",
    link(serverToken, PROOF),
    proofMember,
    ["link-with-other-application"],
  ),
  proves(
    "link_with signed with HS256",
    link(personToken, JSON.stringify({ link_with: hs256 })),
    `"link_with":"${hs256}"`,
    ["link-with-not-rs256"],
  ),
  proves(
    "an access token as link_with",
    link(personToken, JSON.stringify({ link_with: personToken })),
    `"link_with":"${personToken}"`,
    ["link-with-access-token"],
  ),
  proves(
    "an opaque text as link_with",
    link(personToken, '{"link_with":"k3j4h5k2j3h4k5j2h3k4j5h2"}'),
    '"link_with":"k3j4h5k2j3h4k5j2h3k4j5h2"',
    ["link-with-unreadable"],
  ),
  proves(
    "code as link_with",
    link(personToken, '{"link_with":"claims.__raw"}'),
    '"link_with":"claims.__raw"',
    [],
  ),
  proves(
    "a broken token as link_with",
    link(personToken, '{"link_with":"ey.x.y"}'),
    '"link_with":"ey.x.y"',
    ["link-with-unreadable"],
  ),
  names(
    "user_id in a parsed body",
    link(personToken, { provider: "auth0", user_id: "1" }),
    '"user_id": "1"',
    [],
  ),
  names(
    "user_id in a form",
    formed(personToken, "provider=google-oauth2&user_id=1001"),
    "user_id=1001",
    [],
  ),
  names(
    "user_id that is a number",
    link(personToken, '{"provider":"wordpress","user_id":72894558}'),
    '"user_id":72894558',
  ),
  names(
    "user_id with its provider in front",
    link(personToken, '{"provider":"auth0","user_id":"auth0|1"}'),
    '"user_id":"auth0|1"',
  ),
  names(
    "user_id in a form, its bar encoded",
    formed(personToken, "provider=auth0&user_id=auth0%7C1"),
    "user_id=auth0%7C1",
  ),
  names(
    "user_id without provider",
    link(personToken, '{"user_id":"auth0|1"}'),
    '"user_id":"auth0|1"',
    ["provider-missing"],
  ),
  names(
    "user_id with a connection",
    link(personToken, '{"connection_id":"con_ftSSLHb0O7rcUGmF","user_id":"1","provider":"auth0"}'),
    '"user_id":"1"',
  ),
  names(
    "user_id whose name is written in escapes",
    link(personToken, String.raw`{"provider":"auth0","user\u005fid":"1"}`),
    String.raw`"user\u005fid":"1"`,
  ),
  {
    title: "link_with beside user_id, a person",
    exchange: link(personToken, '{"user_id":"1","provider":"auth0","link_with":"ID_TOKEN"}'),
    verdict: "affected",
    useCase: 3,
    highlights: '"user_id":"1"',
    notes: ["both-members"],
    fix: "one-of-both",
  },
  {
    title: "link_with beside user_id, a server",
    exchange: link(serverToken, '{"link_with":"ID_TOKEN","provider":"auth0","user_id":1}'),
    verdict: "not-affected",
    useCase: 2,
    highlights: '"user_id":1',
    notes: ["both-members"],
    fix: "one-of-both",
  },
  {
    title: "user_id without provider, a server",
    exchange: link(serverToken, '{"user_id":"1"}'),
    verdict: "not-affected",
    useCase: 2,
    highlights: '"user_id":"1"',
    notes: ["provider-missing"],
  },
  asks("no body", undefined, "body-absent", null),
  asks("a body of null", null, "body-absent", null),
  asks("an empty body", "", "body-absent", null),
  asks("blanks as body", " \n ", "body-absent", null),
  asks("an empty object", "{}", "body-neither", "{}"),
  asks("an empty parsed object", {}, "body-neither", null),
  asks("an array", "[1]", "body-unreadable", "[1]"),
  asks(
    "a parsed array",
    [{ link_with: "x" }],
    "body-unreadable",
    '[\n  {\n    "link_with": "x"\n  }\n]',
  ),
  asks("a number", 5, "body-unreadable", "5"),
  asks("text", "hello", "body-unreadable", "hello"),
  asks("JSON inside of JSON", JSON.stringify(NAMED), "body-unreadable", JSON.stringify(NAMED)),
  asks("JSON cut short", '{"link_with":"ey', "body-unreadable", '{"link_with":"ey'),
  asks("link_with that is a number", '{"link_with":5}', "body-neither", '"link_with":5'),
  asks(
    "link_with that is an object",
    '{"link_with":{"a":1}}',
    "body-neither",
    '"link_with":{"a":1}',
  ),
  asks("link_with that is empty", '{"link_with":""}', "body-neither", '"link_with":""'),
  asks("user_id that is a list", '{"user_id":["1"]}', "body-neither", '"user_id":["1"]'),
  asks("provider alone", '{"provider":"auth0"}', "body-neither", '"provider":"auth0"'),
  asks(
    "link_with deeper down",
    '{"data":{"link_with":"x"}}',
    "body-neither",
    '{"data":{"link_with":"x"}}',
  ),
  asks("link_with in other letters", '{"Link_With":"x"}', "body-neither", '{"Link_With":"x"}'),
  asks(
    "members of __proto__",
    '{"__proto__":{"link_with":"x"}}',
    "body-neither",
    '{"__proto__":{"link_with":"x"}}',
  ),
  {
    title: "a DELETE with a body",
    exchange: unlink(personToken, { body: NAMED }),
    verdict: "not-affected",
    useCase: 9,
    highlights: personToken,
    notes: ["delete-body"],
  },
  {
    title: "auth0.js and no body to see: linkUser sends link_with",
    exchange: link(personToken, undefined, { library: LIBRARY }),
    verdict: "not-affected",
    useCase: 7,
    highlights: '"scope":"openid update:current_user_identities"',
    notes: ["row-7"],
  },
  names(
    "auth0.js by name, but a body that linkUser never sends",
    link(personToken, NAMED, { library: LIBRARY }),
    '"user_id":"1001"',
  ),
];
