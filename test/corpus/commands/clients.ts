import {
  B,
  bearer,
  LINK,
  NAME,
  newLink,
  newUnlink,
  OLD,
  oldLink,
  otherCall,
  PERSON,
  personNames,
  PROVE,
  SERVER,
  serverLink,
  UNLINK,
  type CommandCase,
} from "./command-case.ts";

const HTTPIE: readonly CommandCase[] = [
  {
    name: "HTTPie with a header and a member",
    input: `http POST ${LINK} Authorization:"Bearer ${OLD}" link_with=${B}`,
    expect: oldLink("httpie", { body: `{"link_with": "${B}"}` }),
  },
  {
    name: "HTTPie with a method of its own choice",
    input: `$ http ${LINK} 'Authorization: Bearer ${PERSON}' provider=google-oauth2 user_id:=1001`,
    expect: personNames("httpie", { body: '{"provider": "google-oauth2", "user_id": 1001}' }),
  },
  {
    name: "https with a bearer",
    input: `https -A bearer -a ${PERSON} POST ${LINK.slice(8)} link_with=${B}`,
    expect: newLink("httpie", { url: LINK.slice(8), body: `{"link_with": "${B}"}` }),
  },
  {
    name: "HTTPie with long options",
    input: `http --auth-type=bearer --auth="$ACCESS_TOKEN" --ignore-stdin POST ${LINK} link_with="$B"`,
    expect: newLink("httpie", { headers: [bearer("$ACCESS_TOKEN")], body: '{"link_with": "$B"}' }),
  },
  {
    name: "HTTPie that unlinks",
    input: `http DELETE ${UNLINK} "Authorization:Bearer ${PERSON}"`,
    expect: newUnlink("httpie"),
  },
  {
    name: "HTTPie with a raw body",
    input: `http POST ${LINK} Authorization:'Bearer ${SERVER}' --raw '${NAME}'`,
    expect: serverLink("httpie"),
  },
  {
    name: "HTTPie with a here-string",
    input: `http POST ${LINK} Authorization:'Bearer ${PERSON}' <<<'${PROVE}'`,
    expect: newLink("httpie"),
  },
  {
    name: "HTTPie with a form",
    input: `http -f POST ${LINK} Authorization:'Bearer ${SERVER}' provider=google-oauth2 user_id='10|01'`,
    expect: serverLink("httpie", { body: "provider=google-oauth2&user_id=10%7C01" }),
  },
  {
    name: "HTTPie with a query, on this machine",
    input: `http :3000/api/v2/users q=='user_id:"1"'`,
    expect: otherCall("httpie", "GET", "http://localhost:3000/api/v2/users?q=user_id%3A%221%22"),
  },
  {
    name: "HTTPie with a body in a file",
    input: `http POST ${LINK} Authorization:'Bearer ${PERSON}' a=1 link_with=@token.txt`,
    expect: newLink("httpie", { body: null, verdict: "cannot-tell", useCase: null }),
  },
];

const WGET: readonly CommandCase[] = [
  {
    name: "wget with a method and a body",
    input: `wget -qO- --method=POST --header='Authorization: Bearer ${OLD}' --header='Content-Type: application/json' --body-data='${PROVE}' '${LINK}'`,
    expect: oldLink("wget"),
  },
  {
    name: "wget as Postman writes it",
    input: `wget --no-check-certificate --quiet \\\n  --method POST \\\n  --timeout=0 \\\n  --header 'Authorization: Bearer ${PERSON}' \\\n  --body-data '${PROVE}' \\\n   '${LINK}'`,
    expect: newLink("wget"),
  },
  {
    name: "wget with data to post",
    input: `wget -O out.json --post-data '${NAME}' --header "Authorization: Bearer ${SERVER}" ${LINK}`,
    expect: serverLink("wget"),
  },
  {
    name: "wget that unlinks",
    input: `wget --method=DELETE --header="Authorization: Bearer ${PERSON}" ${UNLINK}`,
    expect: newUnlink("wget"),
  },
  {
    name: "wget that reads",
    input: "wget -q -U agent https://shop.eu.auth0.com/.well-known/jwks.json",
    expect: otherCall("wget", "GET", "https://shop.eu.auth0.com/.well-known/jwks.json"),
  },
];

/** As the developer tools write it. */
function options(body: string | null, method: string, token: string, more: object = {}): string {
  const headers = { accept: "*/*", authorization: `Bearer ${token}` };
  return JSON.stringify({ headers, ...more, body, method }, null, 2);
}

const BROWSER = { referrer: "https://shop.example/", mode: "cors", credentials: "include" };
const lower = (token: string) => [["authorization", `Bearer ${token}`]] as const;

/** The header by which auth0.js tells who it is. */
const AUTH0JS = btoa('{"name":"auth0.js","version":"9.28.0"}');

const FETCH: readonly CommandCase[] = [
  {
    name: "fetch as Chrome copies it",
    input: `fetch("${LINK}", ${options(PROVE, "POST", OLD, BROWSER)});`,
    expect: oldLink("fetch", { headers: lower(OLD) }),
  },
  {
    name: "fetch as Chrome copies it for Node.js",
    input: `fetch("${LINK}", ${options(PROVE, "POST", PERSON)});`,
    expect: newLink("node-fetch", { headers: lower(PERSON) }),
  },
  {
    name: "fetch as Firefox copies it",
    input: `await fetch("${LINK}", ${options(NAME, "POST", PERSON, BROWSER)});`,
    expect: personNames("fetch", { headers: lower(PERSON) }),
  },
  {
    name: "fetch of a browser that unlinks",
    input: `fetch("${UNLINK}", ${options(null, "DELETE", PERSON, BROWSER)})`,
    expect: newUnlink("fetch", { headers: lower(PERSON), body: null }),
  },
  {
    name: "fetch with names without quotes and JSON.stringify",
    input: `fetch('${LINK}', {\n  method: 'POST',\n  headers: { Authorization: 'Bearer ${OLD}' },\n  body: JSON.stringify({ link_with: '${B}' }),\n})`,
    expect: oldLink("fetch"),
  },
  {
    name: "fetch with a list of headers and a template without names",
    input: `fetch(\`${LINK}\`, { method: "post", headers: [["Authorization", "Bearer ${SERVER}"]], body: JSON.stringify({ provider: "google-oauth2", user_id: "1001" }) })`,
    expect: serverLink("fetch"),
  },
  {
    name: "fetch of auth0.js with an ID token",
    input: `fetch("${LINK}", ${JSON.stringify({ headers: { "auth0-client": AUTH0JS, authorization: `Bearer ${OLD}` }, body: PROVE, method: "POST", mode: "cors" })});`,
    expect: oldLink("fetch", { headers: [["auth0-client", AUTH0JS], ...lower(OLD)], useCase: 5 }),
  },
  {
    name: "fetch of auth0.js with an access token",
    input: `fetch("${LINK}", ${JSON.stringify({ headers: { "auth0-client": AUTH0JS, authorization: `Bearer ${PERSON}` }, body: PROVE, method: "POST", mode: "cors" })});`,
    expect: newLink("fetch", { headers: lower(PERSON), verdict: "not-affected", useCase: 7 }),
  },
  {
    name: "fetch of a preflight",
    input: `fetch("${LINK}", ${JSON.stringify({ headers: { accept: "*/*" }, body: null, method: "OPTIONS", mode: "cors" })});`,
    expect: otherCall("fetch", "OPTIONS", LINK),
  },
];

const PATH = "/api/v2/users/auth0%7C5a620d29/identities";

const RAW: readonly CommandCase[] = [
  {
    name: "HTTP/1.1",
    input: `POST ${PATH} HTTP/1.1\r\nHost: shop.eu.auth0.com\r\nAuthorization: Bearer ${OLD}\r\nContent-Type: application/json\r\n\r\n${PROVE}`,
    expect: oldLink("raw"),
  },
  {
    name: "HTTP/1.1 with its answer",
    input: `POST ${PATH} HTTP/1.1\nHost: shop.eu.auth0.com\nAuthorization: Bearer ${PERSON}\n\n${PROVE}\n\nHTTP/1.1 201 Created\nContent-Type: application/json\n\n[{"provider":"auth0"}]\n`,
    expect: newLink("raw", { status: 201, responseBody: '[{"provider":"auth0"}]' }),
  },
  {
    name: "HTTP with the arrows of curl -v",
    input: `* using HTTP/2\n> DELETE ${PATH}/google-oauth2/1001 HTTP/2\n> Host: shop.eu.auth0.com\n> user-agent: curl/8.9.1\n> authorization: Bearer ${OLD}\n> \n* Request completely sent off\n< HTTP/2 401 \n< content-type: application/json\n< \n{"statusCode":401}* Connection #0 to host shop.eu.auth0.com left intact`,
    expect: newUnlink("raw", {
      headers: lower(OLD),
      verdict: "affected",
      useCase: 8,
      status: 401,
      responseBody: '{"statusCode":401}',
    }),
  },
  {
    name: "pseudo header fields of HTTP/2",
    input: `:authority: shop.eu.auth0.com\n:method: POST\n:path: ${PATH}\n:scheme: https\naccept: */*\nauthorization: Bearer ${PERSON}\n\n${NAME}`,
    expect: personNames("raw", { headers: lower(PERSON) }),
  },
  {
    name: "a request of a .http file",
    input: `### Link\nPOST ${LINK}\nAuthorization: Bearer {{accessToken}}\nContent-Type: application/json\n\n${PROVE}\n\n### Next\nGET https://shop.example/`,
    expect: newLink("raw", { headers: [bearer("{{accessToken}}")] }),
  },
  {
    name: "HTTP without an empty line before the body",
    input: `POST ${LINK} HTTP/1.1\nAuthorization: Bearer ${SERVER}\n${NAME}`,
    expect: serverLink("raw"),
  },
  {
    name: "HTTP that unlinks, with words below",
    input: `DELETE ${PATH}/google-oauth2/1001 HTTP/1.1\nHost: shop.eu.auth0.com\nAuthorization: Bearer ${PERSON}\n\nIt answers with what is left.`,
    expect: newUnlink("raw", { body: null }),
  },
  {
    name: "HTTP to this machine",
    input: `GET /api/v2/users/x HTTP/1.1\nHost: localhost:5180\n\n`,
    expect: otherCall("raw", "GET", "http://localhost:5180/api/v2/users/x"),
  },
];

/** HTTPie, wget, `fetch` and HTTP itself. */
export const CLIENT_CASES: readonly CommandCase[] = [...HTTPIE, ...WGET, ...FETCH, ...RAW];
