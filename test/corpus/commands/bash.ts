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

const AUTH_OLD = `-H 'Authorization: Bearer ${OLD}'`;
const AUTH = `-H 'Authorization: Bearer ${PERSON}'`;
const AUTH_SERVER = `-H 'Authorization: Bearer ${SERVER}'`;
const ESCAPED = PROVE.replaceAll('"', '\\"');

const QUOTING: readonly CommandCase[] = [
  {
    name: "curl in single quotes over several lines",
    input: `curl -X POST '${LINK}' \\\n  ${AUTH_OLD} \\\n  -H 'Content-Type: application/json' \\\n  -d '${PROVE}'`,
    expect: oldLink("curl"),
  },
  {
    name: "curl in double quotes with escaped quotes",
    input: `curl -X POST "${LINK}" -H "Authorization: Bearer ${OLD}" -d "${ESCAPED}"`,
    expect: oldLink("curl"),
  },
  {
    name: "curl as Chrome copies it with $'…'",
    input: `curl '${LINK}' \\\n  -H $'authorization: Bearer ${OLD}' \\\n  --data-raw $'{"link_with":"${B}","note":"it\\'s \\u0021"}'`,
    expect: oldLink("curl", {
      headers: [["authorization", `Bearer ${OLD}`]],
      body: `{"link_with":"${B}","note":"it's !"}`,
    }),
  },
  {
    name: "curl with bytes and line ends in $'…'",
    input: `curl '${LINK}' ${AUTH} -d $'{\\n"link_with":\\t"${B}","n":"\\xc3\\xa9\\303\\251"}'`,
    expect: newLink("curl", { body: `{\n"link_with":\t"${B}","n":"éé"}` }),
  },
  {
    name: "curl with a quote closed and opened again",
    input: `curl ${LINK} ${AUTH_OLD} -d '{"link_with":"'${B}'"}'`,
    expect: oldLink("curl"),
  },
  {
    name: "curl behind a prompt",
    input: `$ curl -XPOST ${LINK} ${AUTH} -d '${PROVE}'`,
    expect: newLink("curl"),
  },
  {
    name: "curl with the prompt of continued lines",
    input: `ada@host:~$ curl -X POST \\\n> ${LINK} \\\n> ${AUTH} \\\n> -d '${PROVE}'`,
    expect: newLink("curl"),
  },
  {
    name: "curl with line ends of Windows",
    input: `curl -X POST ${LINK} \\\r\n  ${AUTH} \\\r\n  -d '${PROVE}'\r\n`,
    expect: newLink("curl"),
  },
  {
    name: "curl with a blank after the backslash",
    input: `curl -X POST ${LINK} \\ \n  ${AUTH_SERVER} \\ \n  -d '${NAME}'`,
    expect: serverLink("curl"),
  },
  {
    name: "curl without blanks between option and quotes",
    input: `curl -XPOST '${LINK}' -H'Authorization: Bearer ${PERSON}' -d'${NAME}'`,
    expect: personNames("curl"),
  },
  {
    name: "curl between backticks in a sentence",
    input: `Then run \`curl -X DELETE ${UNLINK} ${AUTH}\` and look.`,
    expect: newUnlink("curl"),
  },
  {
    name: "curl in a text of JSON",
    input: `"scripts": { "link": "curl -X POST ${LINK} -H 'Authorization: Bearer $ID_TOKEN' -d x" },`,
    expect: oldLink("curl", { headers: [bearer("$ID_TOKEN")], body: "x" }),
  },
  {
    name: "curl in a block of Markdown",
    input: `Link them:\n\n~~~sh\ncurl ${LINK} ${AUTH} --json '${PROVE}'\n~~~\n\nDone.`,
    expect: newLink("curl"),
  },
  {
    name: "curl whose last quote is missing",
    input: `curl -X POST ${LINK} ${AUTH_OLD} -d '${PROVE}`,
    expect: oldLink("curl"),
  },
  {
    name: "curl with a comment after it",
    input: `curl -X DELETE ${UNLINK} ${AUTH} # takes Google off`,
    expect: newUnlink("curl"),
  },
];

const NAMES: readonly CommandCase[] = [
  {
    name: "curl with the name of an ID token",
    input: `curl -X POST ${LINK} -H "Authorization: Bearer $ID_TOKEN" -d "{\\"link_with\\":\\"$B\\"}"`,
    expect: oldLink("curl", { headers: [bearer("$ID_TOKEN")], body: '{"link_with":"$B"}' }),
  },
  {
    name: "curl with the name of an access token in braces",
    input: `curl -X POST "https://\${DOMAIN}/api/v2/users/$A/identities" -H "Authorization: Bearer \${ACCESS_TOKEN}" -d '${PROVE}'`,
    expect: newLink("curl", {
      url: "https://${DOMAIN}/api/v2/users/$A/identities",
      headers: [bearer("${ACCESS_TOKEN}")],
    }),
  },
  {
    name: "curl with a command in place of the token",
    input: `curl ${LINK} -H "Authorization: Bearer $(cat id_token.txt)" -d '${PROVE}'`,
    expect: oldLink("curl", { headers: [bearer("$(cat id_token.txt)")] }),
  },
  {
    name: "curl with a token that the text gives to a name",
    input: `export TOKEN="${OLD}"\n\ncurl -X POST ${LINK} -H "Authorization: Bearer $TOKEN" -d '${PROVE}'`,
    expect: oldLink("curl"),
  },
  {
    name: "curl with an access token that the text gives to a name",
    input: `TOKEN=${PERSON}\nURL=${LINK}\ncurl "$URL" -H "Authorization: Bearer \${TOKEN}" -d '${PROVE}'`,
    expect: newLink("curl"),
  },
  {
    name: "curl with a stand-in for the token that the text gives to a name",
    input: `ID_TOKEN=...\ncurl ${LINK} -H "Authorization: Bearer $ID_TOKEN" -d '${PROVE}'`,
    expect: oldLink("curl", { headers: [bearer("$ID_TOKEN")] }),
  },
  {
    name: "curl behind variables of its own",
    input: `HTTPS_PROXY=http://localhost:8080 curl ${LINK} ${AUTH_SERVER} -d '${NAME}'`,
    expect: serverLink("curl"),
  },
  {
    name: "curl with angle brackets around what to fill in",
    input: `curl -X POST https://<domain>/api/v2/users/<user_id>/identities -H "Authorization: Bearer <id_token>" -d '${PROVE}'`,
    expect: oldLink("curl", {
      url: "https://<domain>/api/v2/users/<user_id>/identities",
      headers: [bearer("<id_token>")],
    }),
  },
  {
    name: "curl whose answer goes into a name",
    input: `ANSWER=$(curl -s -X POST ${LINK} ${AUTH_OLD} -d '${PROVE}')`,
    expect: oldLink("curl"),
  },
];

const DATA: readonly CommandCase[] = [
  {
    name: "curl with a pipe after it",
    input: `curl -s ${LINK} ${AUTH} -d '${PROVE}' | jq '.[0]'`,
    expect: newLink("curl"),
  },
  {
    name: "curl with output and errors sent elsewhere",
    input: `curl ${LINK} ${AUTH} -d '${PROVE}' >out.json 2>/dev/null`,
    expect: newLink("curl"),
  },
  {
    name: "curl with a heredoc",
    input: `curl -X POST ${LINK} ${AUTH_OLD} -d @- <<EOF\n${PROVE}\nEOF\necho done`,
    expect: oldLink("curl"),
  },
  {
    name: "curl with a quoted heredoc and a pipe in the line",
    input: `curl ${LINK} ${AUTH} --data-binary @- <<'JSON' | jq .\n${PROVE}\nJSON`,
    expect: newLink("curl", { body: `${PROVE}\n` }),
  },
  {
    name: "curl with a heredoc behind tabs",
    input: `curl ${LINK} ${AUTH} -d @- <<-END\n\t${PROVE}\n\tEND\n`,
    expect: newLink("curl"),
  },
  {
    name: "curl with a here-string",
    input: `curl ${LINK} ${AUTH_SERVER} -d @- <<< '${NAME}'`,
    expect: serverLink("curl"),
  },
  {
    name: "curl with a body in a file",
    input: `curl -X POST ${LINK} ${AUTH} -d @body.json`,
    expect: newLink("curl", { body: null, verdict: "cannot-tell", useCase: null }),
  },
  {
    name: "curl with a body in a file and an ID token",
    input: `curl ${LINK} ${AUTH_OLD} -d @body.json`,
    expect: oldLink("curl", { body: null }),
  },
  {
    name: "curl with a DELETE and a body",
    input: `curl -X DELETE -d @f ${UNLINK} ${AUTH_OLD}`,
    expect: newUnlink("curl", {
      headers: [bearer(OLD)],
      body: null,
      verdict: "affected",
      useCase: 8,
    }),
  },
  {
    name: "curl with two parts of data",
    input: `curl ${LINK} ${AUTH_SERVER} -d provider=google-oauth2 -d user_id=1001`,
    expect: serverLink("curl", { body: "provider=google-oauth2&user_id=1001" }),
  },
  {
    name: "curl with data to encode",
    input: `curl ${LINK} ${AUTH} --data-urlencode 'provider=google-oauth2' --data-urlencode 'user_id=10|01'`,
    expect: personNames("curl", { body: "provider=google-oauth2&user_id=10%7C01" }),
  },
  {
    name: "curl with raw data that begins with @",
    input: `curl ${LINK} ${AUTH_OLD} --data-raw '@x'`,
    expect: oldLink("curl", { body: "@x" }),
  },
  {
    name: "curl with a form",
    input: `curl ${LINK} ${AUTH} -F link_with=${B}`,
    expect: newLink("curl", { body: `link_with=${B}` }),
  },
];

const OPTIONS: readonly CommandCase[] = [
  {
    name: "curl with --json",
    input: `curl --json '${PROVE}' ${LINK} ${AUTH}`,
    expect: newLink("curl", {
      headers: [
        bearer(PERSON),
        ["Content-Type", "application/json"],
        ["Accept", "application/json"],
      ],
    }),
  },
  {
    name: "curl with grouped letters",
    input: `curl -sSLX POST ${LINK} ${AUTH} -d '${PROVE}'`,
    expect: newLink("curl"),
  },
  {
    name: "curl with long options and equals signs",
    input: `curl --request=POST --url=${LINK} --header='Authorization: Bearer ${OLD}' --data='${PROVE}'`,
    expect: oldLink("curl"),
  },
  {
    name: "curl as documentation writes it",
    input: `curl --request POST \\\n  --url '${LINK}' \\\n  --header 'authorization: Bearer ${PERSON}' \\\n  --header 'content-type: application/json' \\\n  --data '${NAME}'`,
    expect: personNames("curl", { headers: [["authorization", `Bearer ${PERSON}`]] }),
  },
  {
    name: "curl with --oauth2-bearer",
    input: `curl --oauth2-bearer ${OLD} ${LINK} --data-binary '${PROVE}'`,
    expect: oldLink("curl"),
  },
  {
    name: "curl with options whose values must be skipped",
    input: `curl -o out.json -w '%{http_code}' --max-time 10 --retry 3 -x http://proxy:3128 ${LINK} ${AUTH_SERVER} -d '${NAME}'`,
    expect: serverLink("curl"),
  },
  {
    name: "curl with a name and a password",
    input: `curl -u ada:secret -X POST ${LINK} -d '${PROVE}'`,
    expect: oldLink("curl", {
      headers: [bearer("")].map(() => ["Authorization", "Basic YWRhOnNlY3JldA=="] as const),
      verdict: "cannot-tell",
      useCase: null,
    }),
  },
  {
    name: "curl with a cookie, an agent and a referrer",
    input: `curl -b 'appSession=x' -A 'Mozilla/5.0 (X)' -e https://shop.example/ ${LINK} ${AUTH} -d '${PROVE}'`,
    expect: newLink("curl", {
      headers: [
        ["Cookie", "appSession=x"],
        ["User-Agent", "Mozilla/5.0 (X)"],
        ["Referer", "https://shop.example/"],
        bearer(PERSON),
      ],
    }),
  },
  {
    name: "curl with -G",
    input: `curl -G https://shop.eu.auth0.com/api/v2/users --data-urlencode 'q=identities.user_id:"1001"' ${AUTH_SERVER}`,
    expect: otherCall(
      "curl",
      "GET",
      "https://shop.eu.auth0.com/api/v2/users?q=identities.user_id%3A%221001%22",
      { body: null },
    ),
  },
  {
    name: "curl with -I",
    input: `curl -I ${LINK} ${AUTH}`,
    expect: otherCall("curl", "HEAD", LINK),
  },
  {
    name: "curl that reads a user",
    input: `curl https://shop.eu.auth0.com/api/v2/users/auth0%7C1 ${AUTH}`,
    expect: otherCall("curl", "GET", "https://shop.eu.auth0.com/api/v2/users/auth0%7C1"),
  },
  {
    name: "curl that asks for a token",
    input: `curl -X POST https://shop.eu.auth0.com/oauth/token -d grant_type=client_credentials -d client_id=x`,
    expect: otherCall("curl", "POST", "https://shop.eu.auth0.com/oauth/token", {
      body: "grant_type=client_credentials&client_id=x",
    }),
  },
  {
    name: "curl that unlinks with an ID token",
    input: `curl --request DELETE --url ${UNLINK} -H 'authorization: Bearer ${OLD}'`,
    expect: newUnlink("curl", {
      headers: [["authorization", `Bearer ${OLD}`]],
      verdict: "affected",
      useCase: 8,
    }),
  },
  {
    name: "curl that unlinks with an access token",
    input: `curl -sX DELETE ${AUTH} -- ${UNLINK}`,
    expect: newUnlink("curl"),
  },
  {
    name: "curl by its path, to a host without a scheme",
    input: `/usr/bin/curl -X DELETE ${UNLINK.slice(8)} ${AUTH}`,
    expect: newUnlink("curl", { url: UNLINK.slice(8) }),
  },
  {
    name: "curl -v with what was sent and the answer below",
    input: [
      `$ curl -v -X POST ${LINK} ${AUTH_OLD} -d '${PROVE}'`,
      "* Connected to shop.eu.auth0.com (127.0.0.1) port 443",
      "> POST /api/v2/users/auth0%7C5a620d29/identities HTTP/1.1",
      "> Host: shop.eu.auth0.com",
      `> Authorization: Bearer ${OLD}`,
      "> ",
      "} [37 bytes data]",
      "< HTTP/1.1 401 Unauthorized",
      "< content-type: application/json",
      "< ",
      "{ [63 bytes data]",
      '{"statusCode":401,"error":"Unauthorized"}',
      "* Connection #0 to host shop.eu.auth0.com left intact",
    ].join("\n"),
    expect: oldLink("curl", {
      status: 401,
      responseBody: '{"statusCode":401,"error":"Unauthorized"}',
    }),
  },
  {
    name: "curl -i with the answer of a proxy before it",
    input: `curl -i ${LINK} ${AUTH_SERVER} -d '${NAME}'\nHTTP/1.1 200 Connection established\n\nHTTP/1.1 100 Continue\n\nHTTP/1.1 409 Conflict\n\n{"statusCode":409}`,
    expect: serverLink("curl", { status: 409, responseBody: '{"statusCode":409}' }),
  },
  {
    name: "curl -i with the answer below",
    input: `curl -i ${LINK} ${AUTH} -d '${PROVE}'\nHTTP/2 201 \ncontent-type: application/json\n\n[{"provider":"auth0"}]\n`,
    expect: newLink("curl", { status: 201, responseBody: '[{"provider":"auth0"}]' }),
  },
];

/** curl as it is written for bash. */
export const BASH_CASES: readonly CommandCase[] = [...QUOTING, ...NAMES, ...DATA, ...OPTIONS];
