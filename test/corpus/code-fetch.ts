import type { CodeCase } from "./code-case.ts";

/** Calls of `fetch`, and where their tokens come from. */
export const FETCH_CASES: readonly CodeCase[] = [
  {
    name: "a template in fetch, and what the guide leads to",
    input: `await fetch(\`https://\${domain}/api/v2/users/\${userId}/identities\`, {
  method: "POST",
  headers: { Authorization: \`Bearer \${accessToken}\`, "Content-Type": "application/json" },
  body: JSON.stringify({ link_with: secondaryIdToken }),
});`,
    expect: ["1 fetch new-way 4"],
  },
  {
    name: "an ID token by its name",
    input: `fetch("https://t.auth0.com/api/v2/users/auth0|1/identities", {
  method: "POST",
  headers: { Authorization: "Bearer " + idToken },
  body: JSON.stringify({ link_with: otherIdToken }),
});`,
    expect: ["1 fetch affected 1"],
  },
  {
    name: "an ID token under a name that tells nothing",
    input: `const token = authResult.idToken;
fetch(\`https://\${domain}/api/v2/users/\${id}/identities\`, {
  method: "POST",
  headers: { Authorization: \`Bearer \${token}\` },
  body: JSON.stringify({ link_with: other }),
});`,
    expect: ["2 fetch affected 1"],
  },
  {
    name: "an ID token under the name of an access token",
    input: `const accessToken = authResult.idToken;
fetch(\`https://\${domain}/api/v2/users/\${id}/identities\`, {
  method: "POST",
  headers: { Authorization: \`Bearer \${accessToken}\` },
  body: JSON.stringify({ link_with: other }),
});`,
    expect: ["2 fetch affected 1"],
  },
  {
    name: "a token that nothing is known of, by user ID",
    input: `fetch(\`https://\${domain}/api/v2/users/\${id}/identities\`, {
  method: "POST",
  headers: { Authorization: \`Bearer \${token}\` },
  body: JSON.stringify({ provider, user_id: secondary }),
});`,
    expect: ["1 fetch cannot-tell bearer"],
  },
  {
    name: "a token that nothing is known of, with a proof",
    input: `async function link(token, proof) {
  await fetch("https://t.auth0.com/api/v2/users/1/identities", {
    method: "POST",
    headers: { Authorization: \`Bearer \${token}\` },
    body: JSON.stringify({ link_with: proof }),
  });
}`,
    expect: ["2 fetch cannot-tell bearer"],
  },
  {
    name: "a parameter whose calls say what it is",
    input: `async function link(token, proof) {
  await fetch("https://t.auth0.com/api/v2/users/1/identities", {
    method: "POST",
    headers: { Authorization: \`Bearer \${token}\` },
    body: JSON.stringify({ link_with: proof }),
  });
}
link(session.idToken, other.idToken);`,
    expect: ["2 fetch affected 1"],
  },
  {
    name: "a parameter that gets both tokens",
    input: `const link = (token, proof) =>
  fetch("https://t.auth0.com/api/v2/users/1/identities", {
    method: "POST",
    headers: { Authorization: \`Bearer \${token}\` },
    body: JSON.stringify({ link_with: proof }),
  });
link(session.idToken, proof);
link(session.accessToken, proof);`,
    expect: ["2 fetch cannot-tell bearer"],
  },
  {
    name: "a concatenation in a variable",
    input: `const url = API + "/users/" + encodeURIComponent(user.sub) + "/identities";
const response = await fetch(url, {
  method: "post",
  headers: { authorization: "Bearer " + access_token },
  body: JSON.stringify({ link_with: id_token }),
});`,
    expect: ["2 fetch new-way 4"],
  },
  {
    name: "options in a variable",
    input: `const options = {
  method: "POST",
  headers: { Authorization: \`Bearer \${accessToken}\` },
  body: JSON.stringify({ link_with: secondaryToken }),
};
const url = \`https://\${domain}/api/v2/users/\${id}/identities\`;
fetch(url, options).then((r) => r.json());`,
    expect: ["7 fetch new-way 4"],
  },
  {
    name: "options that are filled later",
    input: `const options = {};
options.method = "DELETE";
options.headers = { Authorization: \`Bearer \${idToken}\` };
const path = "/identities/google-oauth2/123";
fetch("https://t.auth0.com/api/v2/users/" + id + path, options);`,
    expect: ["5 fetch affected 8"],
  },
  {
    name: "Headers that are set one by one",
    input: `const headers = new Headers();
headers.append("Authorization", \`Bearer \${idToken}\`);
fetch(\`https://\${domain}/api/v2/users/\${id}/identities\`, {
  method: "POST",
  headers,
  body: JSON.stringify({ link_with: proof }),
});`,
    expect: ["3 fetch affected 1"],
  },
  {
    name: "headers as a list of pairs",
    input: `fetch(\`https://\${domain}/api/v2/users/\${id}/identities/\${provider}/\${secondary}\`, {
  method: "DELETE",
  headers: [["Accept", "application/json"], ["Authorization", \`Bearer \${idToken}\`]],
});`,
    expect: ["1 fetch affected 8"],
  },
  {
    name: "Headers made of an object",
    input: `fetch(\`https://\${domain}/api/v2/users/\${id}/identities/\${provider}/\${secondary}\`, {
  method: "DELETE",
  headers: new Headers({ Authorization: \`Bearer \${accessToken}\` }),
});`,
    expect: ["1 fetch not-affected 9"],
  },
  {
    name: "a header that is assigned by its name",
    input: `const headers = {};
headers["Authorization"] = \`Bearer \${accessToken}\`;
fetch(\`https://\${domain}/api/v2/users/\${id}/identities/google-oauth2/1\`, { method: "DELETE", headers });`,
    expect: ["3 fetch not-affected 9"],
  },
  {
    name: "a Request that is made first",
    input: `const request = new Request(\`https://\${domain}/api/v2/users/\${id}/identities/github/1\`, { method: "DELETE", headers: { Authorization: \`Bearer \${accessToken}\` } });
await fetch(request);`,
    expect: ["2 fetch not-affected 9"],
  },
  {
    name: "a body as a literal",
    input: `fetch("https://t.auth0.com/api/v2/users/1/identities", { method: "POST", headers: { Authorization: "Bearer " + accessToken }, body: '{"link_with":"' + proof + '"}' });`,
    expect: ["1 fetch new-way 4"],
  },
  {
    name: "a body in a variable",
    input: `const body = { link_with: proof };
fetch("https://t.auth0.com/api/v2/users/1/identities", {
  method: "POST",
  headers: { Authorization: \`Bearer \${accessToken}\` },
  body: JSON.stringify(body),
});`,
    expect: ["2 fetch new-way 4"],
  },
  {
    name: "a form as body",
    input: `window.fetch("https://t.auth0.com/api/v2/users/1/identities", {
  method: "POST",
  headers: { Authorization: \`Bearer \${accessToken}\` },
  body: new URLSearchParams({ link_with: proof }),
});`,
    expect: ["1 fetch new-way 4"],
  },
  {
    name: "a body that cannot be seen",
    input: `fetch("https://t.auth0.com/api/v2/users/1/identities", {
  method: "POST",
  headers: { Authorization: \`Bearer \${accessToken}\` },
  body,
});`,
    expect: ["1 fetch cannot-tell body"],
  },
  {
    name: "a body with parts that cannot be seen",
    input: `fetch("https://t.auth0.com/api/v2/users/1/identities", {
  method: "POST",
  headers: { Authorization: \`Bearer \${accessToken}\` },
  body: JSON.stringify({ ...rest, link_with: proof }),
});`,
    expect: ["1 fetch new-way 4"],
  },
  {
    name: "by user ID with a scope that nobody sees",
    input: `fetch("https://t.auth0.com/api/v2/users/1/identities", {
  method: "POST",
  headers: { Authorization: \`Bearer \${accessToken}\` },
  body: JSON.stringify({ provider: "google-oauth2", user_id: "1001" }),
});`,
    expect: ["1 fetch cannot-tell scope"],
  },
  {
    name: "options that cannot be seen",
    input: `fetch(\`https://\${domain}/api/v2/users/\${id}/identities\`, options);`,
    expect: ["1 fetch cannot-tell bearer"],
  },
  {
    name: "a URL that cannot be seen, with a body that links",
    input: `fetch(url, {
  method: "POST",
  headers: { Authorization: \`Bearer \${accessToken}\` },
  body: JSON.stringify({ link_with: proof }),
});`,
    expect: ["1 fetch new-way 4"],
  },
  {
    name: "a URL whose first part may be a path",
    input: `fetch(\`\${usersUrl}/\${id}/identities\`, {
  method: "POST",
  headers: { Authorization: \`Bearer \${idToken}\` },
  body: JSON.stringify({ link_with: proof }),
});`,
    expect: ["1 fetch affected 1"],
  },
  {
    name: "a base with its slash",
    input: `const audience = "https://t.auth0.com/api/v2/";
fetch(\`\${audience}users/\${id}/identities\`, {
  method: "POST",
  headers: { Authorization: \`Bearer \${accessToken}\` },
  body: JSON.stringify({ link_with: proof }),
});`,
    expect: ["2 fetch new-way 4"],
  },
  {
    name: "a base that cannot be seen, with its slash",
    input: `fetch(\`\${config.audience}users/\${id}/identities\`, {
  method: "POST",
  headers: { Authorization: \`Bearer \${accessToken}\` },
  body: JSON.stringify({ link_with: proof }),
});`,
    expect: ["1 fetch new-way 4"],
  },
  {
    name: "a URL from parts of an array",
    input: `const url = ["https://t.auth0.com/api/v2/users", id, "identities", provider, other].join("/");
fetch(url, { method: "DELETE", headers: { Authorization: \`Bearer \${idToken}\` } });`,
    expect: ["2 fetch affected 8"],
  },
  {
    name: "a URL object",
    input: `const url = new URL(\`/api/v2/users/\${id}/identities/\${provider}/\${other}\`, \`https://\${domain}\`);
fetch(url, { method: "DELETE", headers: { Authorization: \`Bearer \${accessToken}\` } });`,
    expect: ["2 fetch not-affected 9"],
  },
  {
    name: "constants of an object",
    input: `const config = { domain: "t.auth0.com", paths: { users: "/api/v2/users/" } };
fetch("https://" + config.domain + config.paths.users + id + "/identities", {
  method: "POST",
  headers: { Authorization: \`Bearer \${accessToken}\` },
  body: JSON.stringify({ link_with: proof }),
});`,
    expect: ["2 fetch new-way 4"],
  },
  {
    name: "a function that makes the headers",
    input: `const authHeader = (token) => ({ Authorization: \`Bearer \${token}\` });
fetch(\`https://\${domain}/api/v2/users/\${id}/identities/github/7\`, {
  method: "DELETE",
  headers: authHeader(authResult.idToken),
});`,
    expect: ["2 fetch affected 8"],
  },
  {
    name: "headers that are spread",
    input: `const json = { Accept: "application/json" };
const auth = { Authorization: \`Bearer \${idToken}\` };
fetch(\`https://\${domain}/api/v2/users/\${id}/identities/github/7\`, { method: "DELETE", headers: { ...json, ...auth } });`,
    expect: ["3 fetch affected 8"],
  },
  {
    name: "headers put together by Object.assign",
    input: `const auth = { Authorization: \`Bearer \${idToken}\` };
fetch(\`https://\${domain}/api/v2/users/\${id}/identities/github/7\`, { method: "DELETE", headers: Object.assign({}, base, auth) });`,
    expect: ["2 fetch affected 8"],
  },
  {
    name: "a wrapper with a path",
    input: `function api(path, options) {
  return fetch(\`https://\${domain}/api/v2\${path}\`, {
    ...options,
    headers: { Authorization: \`Bearer \${idToken}\` },
  });
}

api(\`/users/\${id}/identities\`, { method: "POST", body: JSON.stringify({ link_with: proof }) });
api(\`/users/\${id}/identities/github/7\`, { method: "DELETE" });`,
    expect: ["8 fetch affected 1", "9 fetch affected 8"],
  },
  {
    name: "a wrapper of a wrapper",
    input: `const call = (method, path, token) => fetch("https://t.auth0.com/api/v2" + path, { method, headers: { Authorization: "Bearer " + token } });
const remove = (path, token) => call("DELETE", path, token);
remove("/users/1/identities/github/7", session.accessToken);`,
    expect: ["3 fetch not-affected 9"],
  },
  {
    name: "a wrapper of another file",
    input: `callApi(\`/users/\${id}/identities\`, {
  method: "POST",
  headers: { Authorization: \`Bearer \${idToken}\` },
  body: JSON.stringify({ link_with: proof }),
});`,
    expect: ["1 callApi affected 1"],
  },
  {
    name: "a wrapper of another file without a token",
    input: `await apiClient(\`/users/\${id}/identities/github/7\`, { method: "DELETE" });`,
    expect: ["1 apiClient cannot-tell bearer"],
  },
  {
    name: "a token from the storage of the browser",
    input: `fetch(\`https://\${domain}/api/v2/users/\${id}/identities/github/7\`, {
  method: "DELETE",
  headers: { Authorization: \`Bearer \${localStorage.getItem("id_token")}\` },
});`,
    expect: ["1 fetch affected 8"],
  },
  {
    name: "a token from a token response",
    input: `const response = await fetch(\`https://\${domain}/oauth/token\`, { method: "POST", body: JSON.stringify({ grant_type: "authorization_code", code }) });
const { id_token: token } = await response.json();
await fetch(\`https://\${domain}/api/v2/users/\${id}/identities/github/7\`, { method: "DELETE", headers: { Authorization: \`Bearer \${token}\` } });`,
    expect: ["1 fetch not-linking", "3 fetch affected 8"],
  },
  {
    name: "a token of a server",
    input: `const { access_token: token } = await fetch(\`https://\${domain}/oauth/token\`, {
  method: "POST",
  headers: { "content-type": "application/json" },
  body: JSON.stringify({ grant_type: "client_credentials", client_id, client_secret, audience }),
}).then((response) => response.json());
await fetch(\`https://\${domain}/api/v2/users/\${id}/identities\`, {
  method: "POST",
  headers: { authorization: \`Bearer \${token}\` },
  body: JSON.stringify({ provider: "google-oauth2", user_id: "1001" }),
});`,
    expect: ["1 fetch not-linking", "6 fetch not-affected 2"],
  },
  {
    name: "a token of a server, by a function",
    input: `async function getManagementToken() {
  const answer = await fetch(TOKEN_URL, { method: "POST", body: new URLSearchParams({ grant_type: "client_credentials" }) });
  const data = await answer.json();
  return data.access_token;
}
await fetch(\`https://\${domain}/api/v2/users/\${id}/identities\`, {
  method: "POST",
  headers: { authorization: \`Bearer \${await getManagementToken()}\` },
  body: JSON.stringify({ provider, user_id: secondary }),
});`,
    expect: ["6 fetch not-affected 2"],
  },
  {
    name: "a token of a server without the scope",
    input: `const data = await fetch(\`https://t.auth0.com/oauth/token\`, { method: "POST", body: JSON.stringify({ grant_type: "client_credentials", scope: "read:users" }) }).then((r) => r.json());
fetch("https://t.auth0.com/api/v2/users/1/identities", { method: "POST", headers: { authorization: "Bearer " + data.access_token }, body: JSON.stringify({ provider, user_id: secondary }) });`,
    expect: ["1 fetch not-linking", "2 fetch cannot-tell"],
  },
  {
    name: "a promise whose callback sends",
    input: `auth0
  .getIdTokenClaims()
  .then(({ __raw }) => fetch(\`https://\${domain}/api/v2/users/\${id}/identities/github/7\`, { method: "DELETE", headers: { Authorization: \`Bearer \${__raw}\` } }));`,
    expect: ["3 fetch affected 8"],
  },
  {
    name: "either of two ID tokens",
    input: `const token = isFresh ? fresh.idToken : cached.id_token;
fetch(\`https://\${domain}/api/v2/users/\${id}/identities/github/7\`, { method: "DELETE", headers: { Authorization: \`Bearer \${token}\` } });`,
    expect: ["2 fetch affected 8"],
  },
  {
    name: "one token or the other",
    input: `const token = auth.accessToken || auth.idToken;
fetch(\`https://\${domain}/api/v2/users/\${id}/identities/github/7\`, { method: "DELETE", headers: { Authorization: \`Bearer \${token}\` } });`,
    expect: ["2 fetch cannot-tell bearer"],
  },
  {
    name: "a token that is assigned later",
    input: `let token;
webAuth.parseHash((error, result) => { token = result.idToken; });
fetch(\`https://\${domain}/api/v2/users/\${id}/identities/github/7\`, { method: "DELETE", headers: { Authorization: \`Bearer \${token}\` } });`,
    expect: ["3 fetch affected 8"],
  },
  {
    name: "a token in the state of a component",
    input: `const [token, setToken] = useState("");
useEffect(() => {
  auth0.getIdTokenClaims().then((claims) => setToken(claims.__raw));
}, []);
const unlink = () => fetch(\`https://\${domain}/api/v2/users/\${id}/identities/github/7\`, { method: "DELETE", headers: { Authorization: \`Bearer \${token}\` } });`,
    expect: ["5 fetch affected 8"],
  },
  {
    name: "a token in a class",
    input: `class Accounts {
  constructor(result) { this.token = result.idToken; }
  unlink(provider, id) {
    const url = \`https://\${this.domain}/api/v2/users/\${this.user}/identities/\${provider}/\${id}\`;
    return fetch(url, { method: "DELETE", headers: { Authorization: \`Bearer \${this.token}\` } });
  }
}`,
    expect: ["5 fetch affected 8"],
  },
  {
    name: "a method of a class that gets the token",
    input: `class Accounts {
  async getToken() {
    return (await this.auth0.getIdTokenClaims()).__raw;
  }
  async unlink(id) {
    return fetch(\`https://\${this.domain}/api/v2/users/\${this.user}/identities/github/\${id}\`, { method: "DELETE", headers: { Authorization: \`Bearer \${await this.getToken()}\` } });
  }
}`,
    expect: ["6 fetch affected 8"],
  },
  {
    name: "Promise.all of two tokens",
    input: `const [claims, other] = await Promise.all([auth0.getIdTokenClaims(), second.getIdTokenClaims()]);
fetch(\`https://\${domain}/api/v2/users/\${id}/identities\`, { method: "POST", headers: { Authorization: \`Bearer \${claims.__raw}\` }, body: JSON.stringify({ link_with: other.__raw }) });`,
    expect: ["2 fetch affected 1"],
  },
  {
    name: "a placeholder of the documentation",
    input: `fetch("https://{yourDomain}/api/v2/users/{id}/identities", { method: "POST", headers: { Authorization: "Bearer YOUR_TOKEN" }, body: '{"link_with":"..."}' });`,
    expect: ["1 fetch cannot-tell bearer"],
  },
  {
    name: "a placeholder that says which token",
    input: `fetch("https://{yourDomain}/api/v2/users/{id}/identities", { method: "POST", headers: { Authorization: "Bearer ACCESS_TOKEN" }, body: '{"link_with":"ID_TOKEN"}' });`,
    expect: ["1 fetch new-way 4"],
  },
  {
    name: "dots in the place of what does not matter",
    input: `fetch(\`https://\${domain}/api/v2/users/\${id}/identities/...\`, { method: "DELETE", headers: { Authorization: \`Bearer ...\` }, ... });`,
    expect: ["1 fetch cannot-tell bearer"],
  },
  {
    name: "two writings of one header",
    input: `fetch(\`https://\${domain}/api/v2/users/\${id}/identities/github/7\`, { method: "DELETE", headers: { Authorization: \`Bearer \${idToken}\`, authorization: \`Bearer \${idToken}\` } });`,
    expect: ["1 fetch affected 8"],
  },
  {
    name: "fetch of the DOM, without options",
    input: `fetch(\`https://\${domain}/api/v2/users/\${id}/identities\`);`,
    expect: ["1 fetch not-linking"],
  },
  {
    name: "another API",
    input: `fetch("https://api.example.com/orders", { method: "POST", body: JSON.stringify({ user_id: "1" }) });`,
    expect: ["1 fetch not-linking"],
  },
  {
    name: "another endpoint of the Management API",
    input: `fetch(\`https://\${domain}/api/v2/users/\${id}\`, { method: "PATCH", headers: { Authorization: \`Bearer \${accessToken}\` }, body: JSON.stringify({ user_metadata }) });`,
    expect: ["1 fetch not-linking"],
  },
  {
    name: "the connected accounts of My Account",
    input: `fetch(\`https://\${domain}/me/v1/connected-accounts/accounts\`, { headers: { Authorization: \`Bearer \${accessToken}\` } });`,
    expect: ["1 fetch not-linking"],
  },
  {
    name: "a path that only sounds alike",
    input: `fetch("https://api.example.com/v1/identities", { method: "POST", body: JSON.stringify({ name }) });`,
    expect: ["1 fetch not-linking"],
  },
  {
    name: "identities of somebody else's API",
    input: `fetch("https://api.example.com/users/1/identities", { method: "POST", body: JSON.stringify({ name }) });`,
    expect: ["1 fetch not-linking"],
  },
];
