import type { CorpusCase, Expected } from "./case.ts";
import { A, B, base64, encode, LONG_B, OPAQUE, REFRESH, wrap } from "./material.ts";

const bearer: Expected = { kind: "token", token: "jwt", says: "bearer", text: A };
const link: Expected = {
  kind: "token",
  token: "jwt",
  name: "link_with",
  says: "link-with",
  text: B,
};
const idToken: Expected = {
  kind: "token",
  token: "jwt",
  name: "id_token",
  says: "id-token",
  text: B,
};
const access: Expected = {
  kind: "token",
  token: "jwt",
  name: "access_token",
  says: "access-token",
  text: A,
};
const request = (form: string, layers = "command"): Expected => ({ kind: "request", form, layers });
const CALLBACK = "http://localhost:5173/callback";
const KEY = "@@auth0spajs@@::linklab-spa::http://localhost:5180/api/v2/::openid profile";
const STORED = {
  body: {
    client_id: "linklab-spa",
    access_token: A,
    id_token: B,
    scope: "openid",
    expires_in: 7200,
  },
  expiresAt: 1,
};
const LINK_URL = "https://t.example/api/v2/users/auth0%7C1/identities";

/** What stands around tokens: headers, JSON, addresses, cookies, storage, code, encodings. */
export const CASES: readonly CorpusCase[] = [
  { name: "Bearer", input: `Bearer ${A}`, expect: [{ ...bearer, name: null }] },
  { name: "bearer in quotes", input: `"Bearer ${A}"`, expect: [{ ...bearer, name: null }] },
  {
    name: "a header line",
    input: `Authorization: Bearer ${A}`,
    expect: [{ ...bearer, name: "Authorization" }],
  },
  {
    name: "a header of HTTP/2",
    input: `authorization: bearer ${A}`,
    expect: [{ ...bearer, name: "authorization" }],
  },
  {
    name: "a header in quotes",
    input: `'Authorization: Bearer ${A}'`,
    expect: [{ ...bearer, name: "Authorization" }],
  },
  {
    name: "a header in code",
    input: `"Authorization": "Bearer ${A}",`,
    expect: [{ ...bearer, name: "Authorization" }],
  },
  {
    name: "a header before another",
    input: `authorization: Bearer ${A}\ncontent-type: application/json`,
    expect: [{ ...bearer, name: "authorization" }],
  },
  {
    name: "headers as a browser lists them",
    input: `:method: POST\nauthorization: Bearer ${A}\norigin: http://localhost`,
    expect: [{ ...bearer, name: "authorization", line: 2 }],
  },
  {
    name: "a header without a scheme",
    input: `Authorization: ${A}`,
    expect: [{ ...bearer, name: "Authorization" }],
  },
  {
    name: "the scheme of a bound token",
    input: `Authorization: DPoP ${A}`,
    expect: [{ ...bearer, name: "Authorization" }],
  },
  {
    name: "an assignment",
    input: `const token = "${B}";`,
    expect: [{ kind: "token", name: "token", says: null, text: B }],
  },
  {
    name: "an environment variable",
    input: `ACCESS_TOKEN=${A}`,
    expect: [{ kind: "token", name: "ACCESS_TOKEN", says: "access-token", text: A }],
  },
  {
    name: "an environment variable that is exported",
    input: `export AUTH0_ID_TOKEN="${B}"`,
    expect: [{ kind: "token", name: "AUTH0_ID_TOKEN", says: "id-token", text: B }],
  },
  {
    name: "a line of YAML before another",
    input: `token: ${B}\nnamespace: default`,
    expect: [{ kind: "token", name: "token", text: B, line: 1 }],
  },
  {
    name: "YAML with indent",
    input: `auth:\n  id_token: ${B}\n  other: 1`,
    expect: [{ ...idToken, line: 2 }],
  },
  {
    name: "a secret of Kubernetes as it is described",
    input: `Type:  kubernetes.io/service-account-token\n\nData\n====\ntoken:      ${B}\nca.crt:     1066 bytes`,
    expect: [{ kind: "token", name: "token", text: B }],
  },
  {
    name: "an environment file",
    input: `A=${A}\n# B\nB="${B}"\n`,
    expect: [
      { kind: "token", name: "A" },
      { kind: "token", name: "B" },
    ],
  },
  { name: "a token without a blank behind its name", input: `id_token:${B}`, expect: [idToken] },
  {
    name: "a setter of storage",
    input: `localStorage.setItem("id_token", "${B}")`,
    expect: [idToken],
  },
  {
    name: "a name in camel case",
    input: `{ accessToken: "${A}", idToken: "${B}" }`,
    expect: [
      { name: "accessToken", says: "access-token", kind: "token" },
      { name: "idToken", says: "id-token", kind: "token" },
    ],
  },
  {
    name: "a line of a log",
    input: `12:00:01 INFO got ${B} from /oauth/token`,
    expect: [{ kind: "token", text: B, name: null }],
  },
  {
    name: "markup",
    input: `<input type="hidden" name="id_token" value="${B}">`,
    expect: [{ kind: "token", text: B }],
  },
  {
    name: "a page",
    input: `<!doctype html><p>id_token=${B}</p>`,
    expect: [idToken],
    unread: ["html"],
  },

  {
    name: "a parameter without the rest of its address",
    input: `id_token=${B}&`,
    expect: [idToken],
  },
  {
    name: "a token before another parameter",
    input: `${B}&state=s`,
    expect: [{ kind: "token", token: "jwt", text: B }],
  },
  {
    name: "markup with its quotes written out",
    input: `value=&quot;${B}&quot;`,
    expect: [{ kind: "token", token: "jwt", text: B }],
  },
  {
    name: "an address in markup",
    input: `<a href="${CALLBACK}#access_token=${A}&amp;id_token=${B}">`,
    expect: [access, idToken],
  },
  {
    name: "JSON in an attribute",
    input: `<div data-state="{&quot;id_token&quot;:&quot;${B}&quot;}">`,
    expect: [{ ...idToken, layers: "escapes json:id_token" }],
  },
  {
    name: "an assignment of Go",
    input: `idToken := "${B}"`,
    expect: [{ kind: "token", name: "idToken", says: "id-token" }],
  },
  { name: "a map of Ruby", input: `{ :id_token => "${B}" }`, expect: [idToken] },
  {
    name: "a dictionary of Python",
    input: `{'access_token': '${A}', 'id_token': '${B}'}`,
    expect: [access, idToken],
  },
  {
    name: "a variable of PowerShell",
    input: `$env:ID_TOKEN="${B}"`,
    expect: [{ kind: "token", name: "ID_TOKEN", says: "id-token" }],
  },
  {
    name: "a string that code puts together",
    input: `"Bearer " + "${A}"`,
    expect: [{ kind: "token", text: A }],
  },
  {
    name: "the colours of a terminal",
    input: `\u001b[1mid_token\u001b[0m: \u001b[32m${B}\u001b[0m`,
    expect: [idToken],
  },
  {
    name: "a code block of Markdown",
    input: `\`\`\`\n${B}\n\`\`\``,
    expect: [{ kind: "token", text: B, line: 2 }],
  },
  { name: "a quoted mail", input: `> id_token: ${B}\n> and more`, expect: [idToken] },
  {
    name: "a script of another language",
    input: `令牌：${B}。`,
    expect: [{ kind: "token", token: "jwt", text: B }],
  },
  {
    name: "a header as DevTools copies it",
    input: `:path\n/api\nauthorization\nBearer ${A}\norigin\nhttp://localhost`,
    expect: [{ ...bearer, name: "authorization", line: 4 }],
  },
  {
    name: "a header without a blank",
    input: `curl -H "Authorization:Bearer ${A}"`,
    expect: [{ ...bearer, name: "Authorization" }],
  },
  { name: "Bearer with a colon", input: `Bearer: ${A}`, expect: [bearer] },
  {
    name: "a password in a header",
    input: "Authorization: Basic dXNlcjpwYXNzd29yZDEyMw==",
    expect: [],
    unread: ["nothing-known"],
  },
  {
    name: "a password in a header of JSON",
    input: JSON.stringify({ Authorization: "Basic dXNlcjpwYXNzd29yZDEyMw==" }),
    expect: [],
    unread: ["nothing-known"],
  },
  {
    name: "an address of jwt.io",
    input: `https://jwt.io/#debugger-io?token=${B}`,
    expect: [{ kind: "token", name: "token", layers: "url:token" }],
  },
  {
    name: "cookies of a HAR's header",
    input: JSON.stringify({ headers: [{ name: "cookie", value: `jwt=${B}; a=1` }] }),
    expect: [
      { kind: "token", name: "jwt", says: "cookie", layers: "json:headers[0].value cookie:jwt" },
    ],
  },

  {
    name: "a token response",
    input: JSON.stringify({ access_token: A, id_token: B, token_type: "Bearer" }),
    expect: [
      { ...access, layers: "json:access_token" },
      { ...idToken, layers: "json:id_token" },
    ],
  },
  {
    name: "a token response, printed",
    input: JSON.stringify({ access_token: A, id_token: B }, null, 2),
    expect: [
      { ...access, line: 2 },
      { ...idToken, line: 3 },
    ],
  },
  {
    name: "a token response with an opaque token",
    input: JSON.stringify({ access_token: OPAQUE, id_token: B }),
    expect: [{ kind: "other", what: "opaque-token", name: "access_token", text: OPAQUE }, idToken],
  },
  { name: "the body of a link", input: `{"link_with":"${B}"}`, expect: [link] },
  {
    name: "objects in lists",
    input: JSON.stringify({ a: [{ b: { id_token: B } }] }),
    expect: [{ ...idToken, layers: "json:a[0].b.id_token" }],
  },
  {
    name: "a list of tokens",
    input: JSON.stringify([A, B]),
    expect: [
      { kind: "token", layers: "json:[0]", text: A },
      { kind: "token", layers: "json:[1]", text: B },
    ],
  },
  {
    name: "JSON in a string of JSON",
    input: JSON.stringify({ x: JSON.stringify({ id_token: B }) }),
    expect: [{ ...idToken, layers: "json:x json:id_token" }],
  },
  {
    name: "JSON four strings deep",
    input: [1, 2, 3, 4].reduce(
      (inner) => JSON.stringify({ x: inner }),
      JSON.stringify({ id_token: B }),
    ),
    expect: [idToken],
  },
  {
    name: "JSON as a string",
    input: JSON.stringify(JSON.stringify({ id_token: B })),
    expect: [{ ...idToken, layers: "json json:id_token" }],
  },
  {
    name: "JSON with a header in it",
    input: JSON.stringify({ headers: { Authorization: `Bearer ${A}` } }),
    expect: [{ ...bearer, name: "Authorization", layers: "json:headers.Authorization" }],
  },
  {
    name: "headers as a list of names and values",
    input: JSON.stringify({ headers: [{ name: "authorization", value: `Bearer ${A}` }] }),
    expect: [{ ...bearer, name: "authorization", layers: "json:headers[0].value" }],
  },
  {
    name: "cookies as a list of names and values",
    input: JSON.stringify({ cookies: [{ name: "appSession", value: B }] }),
    expect: [{ kind: "token", name: "appSession", says: "cookie" }],
  },
  {
    name: "a URL as a string of JSON",
    input: JSON.stringify({ url: `${CALLBACK}#id_token=${B}` }),
    expect: [{ ...idToken, layers: "json:url url:id_token" }],
  },
  {
    name: "a form as a string of JSON",
    input: JSON.stringify({ body: `link_with=${B}&x=1` }),
    expect: [{ ...link, layers: "json:body form:link_with" }],
  },
  {
    name: "a command as a string of JSON",
    input: JSON.stringify({ run: `curl -H "Authorization: Bearer ${A}" https://t.example/` }),
    expect: [
      request("curl", "json:run command"),
      { ...bearer, name: "Authorization", layers: "json:run" },
    ],
  },
  { name: "JSON cut off", input: `{"id_token":"${B}"`, expect: [idToken], unread: ["truncated"] },
  {
    name: "JSON cut off inside a token",
    input: `{"access_token":"${A}","id_token":"${B.slice(0, -6)}`,
    expect: [access, { kind: "token", name: "id_token" }],
    unread: ["truncated"],
  },
  {
    name: "JSON behind words",
    input: `response: ${JSON.stringify({ id_token: B })} in 20 ms`,
    expect: [{ ...idToken, layers: "json:id_token" }],
  },
  {
    name: "JSON on every line",
    input: [A, B].map((token) => JSON.stringify({ token })).join("\n"),
    expect: [
      { kind: "token", name: "token", text: A, line: 1 },
      { kind: "token", name: "token", text: B, line: 2 },
    ],
  },
  { name: "an object of JavaScript", input: `{ link_with: '${B}', }`, expect: [link] },
  {
    name: "a name that is __proto__",
    input: `{"__proto__":{"id_token":"${B}"}}`,
    expect: [{ ...idToken, layers: "json:__proto__.id_token" }],
  },
  {
    name: "escapes of Unicode in JSON",
    input: `{"id_token":"\\u0065${B.slice(1)}"}`,
    expect: [{ ...idToken, text: `\\u0065${B.slice(1)}` }],
  },
  {
    name: "a user with nothing in it",
    input: '{"sub":"auth0|1","email":"ada@example.com"}',
    expect: [],
    unread: ["nothing-known"],
  },

  {
    name: "a callback with two tokens",
    input: `${CALLBACK}#access_token=${A}&scope=openid&expires_in=7200&token_type=Bearer&state=s&id_token=${B}`,
    expect: [
      { ...access, layers: "url:access_token" },
      { ...idToken, layers: "url:id_token" },
    ],
  },
  { name: "a fragment alone", input: `#id_token=${B}&state=s`, expect: [idToken] },
  { name: "a query alone", input: `?id_token=${B}&state=s`, expect: [idToken] },
  {
    name: "parameters alone",
    input: `id_token=${B}&state=s`,
    expect: [{ ...idToken, layers: "form:id_token" }],
  },
  {
    name: "a token form",
    input: `grant_type=urn%3Aietf%3Aparams&subject_token=${B}&refresh_token=${REFRESH}`,
    expect: [
      { kind: "token", name: "subject_token" },
      { kind: "other", what: "refresh-token", name: "refresh_token" },
    ],
  },
  {
    name: "a hint in a logout",
    input: `https://t.example/oidc/logout?id_token_hint=${B}`,
    expect: [
      { kind: "token", name: "id_token_hint", says: "token-hint", layers: "url:id_token_hint" },
    ],
  },
  { name: "a path with parameters", input: `/callback?id_token=${B}`, expect: [idToken] },
  {
    name: "a token in a path",
    input: `https://app.example/verify/${B}/done`,
    expect: [{ kind: "token", layers: "url", text: B }],
  },
  {
    name: "routes in a fragment",
    input: `http://localhost/#/home?id_token=${B}`,
    expect: [idToken],
  },
  {
    name: "a URL in a URL",
    input: `https://t.example/login?returnTo=${encodeURIComponent(`${CALLBACK}#id_token=${B}`)}`,
    expect: [{ ...idToken, layers: "url:returnTo url:id_token" }],
  },
  {
    name: "a header in a query",
    input: `https://t.example/?authorization=Bearer%20${A}`,
    expect: [{ ...bearer, name: "authorization" }],
  },
  {
    name: "a query alone with a header in it",
    input: `?authorization=Bearer%20${A}`,
    expect: [{ ...bearer, name: "authorization" }],
  },
  {
    name: "a URL in a sentence",
    input: `See ${CALLBACK}#id_token=${B} for it`,
    expect: [{ ...idToken, layers: "url:id_token" }],
  },
  {
    name: "percent-encoding around a token",
    input: `x%3D${B}`,
    expect: [{ kind: "token", name: "x", text: B }],
  },
  {
    name: "percent-encoded JSON",
    input: encodeURIComponent(JSON.stringify({ link_with: B })),
    expect: [{ ...link, layers: "percent json:link_with" }],
  },
  {
    name: "a percent sign that encodes nothing",
    input: `${B} 100%`,
    expect: [{ kind: "token", text: B }],
  },

  {
    name: "a cookie",
    input: `Cookie: appSession=${B}`,
    expect: [
      {
        kind: "token",
        token: "jwt",
        name: "appSession",
        says: "cookie",
        layers: "cookie:appSession",
        text: B,
      },
    ],
  },
  {
    name: "a cookie among others",
    input: `cookie: a=1; token=${B}; b=2`,
    expect: [{ kind: "token", name: "token", says: "cookie" }],
  },
  {
    name: "a cookie that is set",
    input: `set-cookie: id=${B}; Path=/; HttpOnly`,
    expect: [{ kind: "token", name: "id", says: "cookie" }],
  },
  {
    name: "a cookie of code",
    input: `document.cookie = "jwt=${B}; path=/"`,
    expect: [{ kind: "token", name: "jwt", says: "cookie" }],
  },
  {
    name: "cookies without their header",
    input: `appSession=${B}; theme=dark`,
    expect: [{ kind: "token", name: "appSession", says: "cookie" }],
  },
  {
    name: "a cookie in pieces",
    input: `Cookie: appSession.0=${B.slice(0, 100)}; appSession.1=${B.slice(100)}`,
    expect: [{ kind: "token", token: "jwt", name: "appSession", says: "cookie" }],
  },
  {
    name: "a cookie in pieces, the last first",
    input: `Cookie: appSession.1=${B.slice(100)}; appSession.0=${B.slice(0, 100)}`,
    expect: [{ kind: "token", token: "jwt", name: "appSession" }],
  },
  {
    name: "pieces on lines of their own",
    input: `set-cookie: __session__0=${B.slice(0, 100)}; Path=/\nset-cookie: __session__1=${B.slice(100)}; Path=/`,
    expect: [{ kind: "token", token: "jwt", name: "__session", says: "cookie" }],
  },
  {
    name: "a cookie and a header",
    input: `authorization: Bearer ${A}\ncookie: appSession=${B}`,
    expect: [bearer, { kind: "token", says: "cookie" }],
  },

  {
    name: "a storage of auth0-spa-js",
    input: JSON.stringify({ [KEY]: JSON.stringify(STORED) }),
    expect: [{ ...access, layers: `storage:${KEY} json:${KEY} json:body.access_token` }, idToken],
  },
  {
    name: "a storage of auth0-spa-js, parsed",
    input: JSON.stringify({ [KEY]: STORED }),
    expect: [{ ...access, layers: `storage:${KEY} json:${KEY}.body.access_token` }, idToken],
  },
  {
    name: "a row of a storage as DevTools copies it",
    input: `${KEY}\t${JSON.stringify(STORED)}`,
    expect: [{ ...access, layers: `storage:${KEY} json:body.access_token` }, idToken],
  },
  { name: "a value of a storage", input: JSON.stringify(STORED), expect: [access, idToken] },
  {
    name: "a user in a storage",
    input: JSON.stringify({
      "@@auth0spajs@@::linklab-spa::@@user@@": {
        id_token: B,
        decodedToken: { user: { sub: "auth0|1" } },
      },
    }),
    expect: [idToken],
  },
  {
    name: "a transaction of auth0.js",
    input: JSON.stringify({
      "com.auth0.auth.x": JSON.stringify({ nonce: "n", state: "s", appState: null }),
    }),
    expect: [],
    unread: ["nothing-known"],
  },
  {
    name: "a transaction of auth0-spa-js in a cookie",
    input: `Cookie: a0.spajs.txs.linklab=${encodeURIComponent(JSON.stringify({ nonce: "n", state: "s", appState: { hint: B } }))}`,
    expect: [{ kind: "token", name: "hint", text: B }],
  },

  {
    name: "curl",
    input: `curl -X POST '${LINK_URL}' \\\n -H 'Authorization: Bearer ${A}' \\\n -d '{"link_with":"${B}"}'`,
    expect: [request("curl"), { ...bearer, name: "Authorization" }, link],
  },
  {
    name: "curl with escaped quotes",
    input: `curl ${LINK_URL} -H "Authorization: Bearer ${A}" -d "{\\"link_with\\":\\"${B}\\"}"`,
    expect: [request("curl"), { ...bearer, name: "Authorization" }, link],
  },
  {
    name: "curl of cmd",
    input: `curl ^"${LINK_URL}^" ^\r\n  -H ^"authorization: Bearer ${A}^" ^\r\n  --data-raw ^"^{^\\^"link_with^\\^":^\\^"${B}^\\^"^}^"`,
    expect: [request("curl"), { ...bearer, name: "authorization" }, link],
  },
  {
    name: "curl with an opaque token",
    input: `curl https://t.example/userinfo -H "Authorization: Bearer ${OPAQUE}"`,
    expect: [request("curl"), { kind: "other", what: "opaque-token", name: "Authorization" }],
  },
  {
    name: "curl without a token",
    input: "curl https://example.com",
    expect: [request("curl")],
  },
  {
    name: "fetch",
    input: `fetch(url, { headers: { Authorization: \`Bearer ${A}\` } })`,
    expect: [{ ...bearer, name: "Authorization" }],
  },
  {
    name: "fetch with a body",
    input: `fetch("${LINK_URL}", {\n  "headers": {\n    "authorization": "Bearer ${A}"\n  },\n  "body": "{\\"link_with\\":\\"${B}\\"}",\n  "method": "POST"\n});`,
    expect: [request("node-fetch"), { ...bearer, name: "authorization" }, link],
  },
  {
    name: "HTTPie",
    input: `http POST ${LINK_URL} "Authorization: Bearer ${A}" link_with=${B}`,
    expect: [request("httpie"), { ...bearer, name: "Authorization" }, link],
  },
  {
    name: "PowerShell",
    input: `$headers.Add("Authorization", "Bearer ${A}")`,
    expect: [{ ...bearer, name: "Authorization" }],
  },
  {
    name: "a raw request",
    input: `POST /api/v2/users/auth0%7C1/identities HTTP/1.1\r\nHost: t.example\r\nAuthorization: Bearer ${A}\r\n\r\n{"link_with":"${B}"}`,
    expect: [request("raw"), { ...bearer, name: "Authorization" }, link],
  },

  {
    name: "escapes in a line of a log",
    input: `body\\n${B}\\nend`,
    expect: [{ kind: "token", text: B, layers: "escapes" }],
  },
  {
    name: "JSON with escaped quotes in a log",
    input: `msg="{\\"id_token\\":\\"${B}\\"}" level=info`,
    expect: [{ ...idToken, layers: "escapes json:id_token" }],
  },
  {
    name: "JSON with quotes escaped twice",
    input: `"msg": "{\\\\\\"id_token\\\\\\":\\\\\\"${B}\\\\\\"}" and more`,
    expect: [idToken],
  },
  {
    name: "base64 of a token",
    input: base64(B),
    expect: [{ kind: "token", token: "jwt", layers: "base64", text: base64(B) }],
  },
  {
    name: "base64 of a token on wrapped lines",
    input: wrap(base64(B), 76),
    expect: [{ kind: "token", token: "jwt", layers: "base64" }],
  },
  {
    name: "base64 of a token in YAML",
    input: `data:\n  token: ${base64(B)}\n`,
    expect: [{ kind: "token", token: "jwt", name: "token", layers: "base64" }],
  },
  {
    name: "base64 of JSON",
    input: base64(JSON.stringify({ access_token: A })),
    expect: [{ kind: "token", says: "access-token", layers: "base64 json:access_token" }],
  },
  {
    name: "base64url of printed JSON",
    input: encode(JSON.stringify({ id_token: B }, null, 2)),
    expect: [{ kind: "token", says: "id-token" }],
  },
  {
    name: "a token on the lines of a quoted mail",
    input: `Bob wrote:\n> my token:\n> ${wrap(LONG_B, 60, "\n> ")}\n>\n> Can you look?\n`,
    expect: [{ kind: "token", token: "jwt" }],
  },
  {
    name: "a command in a mail quoted twice, continued by hand",
    input: `>> curl -X DELETE ${LINK_URL}/github/1 -H \\\n>>  'Authorization: Bearer ${A}'\n> Odd.\n`,
    expect: [request("curl"), { ...bearer, name: "Authorization" }],
  },
  {
    name: "a command in HTML",
    input: `<pre>curl -X DELETE &quot;${LINK_URL}/github/1&quot; -H &quot;Authorization: Bearer ${A}&quot;</pre>`,
    expect: [
      { kind: "request", form: "curl", layers: "escapes command" },
      { ...bearer, name: "Authorization", layers: "escapes" },
    ],
  },
  {
    name: "a command in colours",
    input: `\u001b[36m+ curl -X DELETE\u001b[0m ${LINK_URL}/github/1 -H "Authorization: Bearer ${A}"\u001b[0m`,
    expect: [
      { kind: "request", form: "curl" },
      { ...bearer, name: "Authorization" },
    ],
  },
];
