import type { CodeCase } from "./code-case.ts";
import { FETCH_CASES } from "./code-fetch.ts";
import { LIBRARY_CASES } from "./code-libraries.ts";
import { SDK_CASES } from "./code-sdks.ts";
import { SHAPE_CASES } from "./code-shapes.ts";
import { idTokenA, idTokenB, personToken } from "#test/support/use-cases/fixtures.ts";

/** Code with whole tokens in it. */
const TOKEN_CASES: readonly CodeCase[] = [
  {
    name: "an ID token in the code",
    input: `fetch("https://t.auth0.com/api/v2/users/1/identities", { method: "POST", headers: { Authorization: "Bearer ${idTokenA}" }, body: '{"link_with":"${idTokenB}"}' });`,
    expect: ["1 fetch affected 1"],
  },
  {
    name: "an access token in a constant",
    input: `const TOKEN = "${personToken}";\naxios.delete("https://t.auth0.com/api/v2/users/1/identities/github/7", { headers: { Authorization: \`Bearer \${TOKEN}\` } });`,
    expect: ["2 axios not-affected 9"],
  },
  {
    name: "an access token under the name of an ID token",
    input: `const idToken = "${personToken}";\nnew auth0.Management({ domain, token: idToken }).linkUser(id, "${idTokenB}", done);`,
    expect: ["2 auth0.js not-affected 7"],
  },
];

/** Everything that code may look like, as data. */
export const CODE_CASES: readonly CodeCase[] = [
  ...FETCH_CASES,
  ...LIBRARY_CASES,
  ...SDK_CASES,
  ...SHAPE_CASES,
  ...TOKEN_CASES,
];
