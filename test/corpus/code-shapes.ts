import type { CodeCase } from "./code-case.ts";

/** Code in other files, broken code, and names that lead nowhere. */
export const SHAPE_CASES: readonly CodeCase[] = [
  {
    name: "a component of Vue",
    input: `<template>
  <button @click="unlink">Unlink</button>
</template>

<script setup lang="ts">
const { idTokenClaims } = useAuth0();
const unlink = () => fetch(\`https://\${domain}/api/v2/users/\${id}/identities/github/7\`, {
  method: "DELETE",
  headers: { Authorization: \`Bearer \${idTokenClaims.value.__raw}\` },
});
</script>

<style>button { color: red }</style>`,
    expect: ["7 fetch affected 8"],
  },
  {
    name: "a component of Svelte",
    input: `<script>
  export let accessToken;
  const unlink = () => fetch(\`https://\${domain}/api/v2/users/\${id}/identities/github/7\`, { method: "DELETE", headers: { Authorization: \`Bearer \${accessToken}\` } });
</script>
<button on:click={unlink}>Unlink</button>`,
    expect: ["3 fetch not-affected 9"],
  },
  {
    name: "a page with two scripts",
    input: `<!doctype html>
<html>
  <script src="https://cdn.auth0.com/js/auth0/9.0.0/auth0.min.js"></script>
  <script>var manage = new auth0.Management({ domain: "t.auth0.com", token: localStorage.id_token });</script>
  <p>Don't mind the ' in here.</p>
  <script>
    manage.linkUser(userId, secondary, function () {});
  </script>
</html>`,
    expect: ["7 auth0.js affected 5"],
  },
  {
    name: "Markdown with code",
    input: `# How to link

It's two calls. First:

\`\`\`js
fetch(\`https://\${domain}/api/v2/users/\${id}/identities\`, { method: "POST", headers: { Authorization: \`Bearer \${accessToken}\` }, body: JSON.stringify({ link_with: proof }) });
\`\`\`

\`\`\`ts
new ManagementClient({ domain, clientId, clientSecret }).users.unlink({ id, provider, user_id });
\`\`\``,
    expect: ["6 fetch new-way 4", "10 auth0 not-affected 9"],
  },
  {
    name: "minified",
    input: `const e=t=>fetch("https://".concat(n,"/api/v2/users/").concat(t,"/identities"),{method:"POST",headers:{Authorization:"Bearer ".concat(r.idToken)},body:JSON.stringify({link_with:o})}),i=1;`,
    expect: ["1 fetch affected 1"],
  },
  {
    name: "compiled by Babel",
    input: `"use strict";
var _axios = _interopRequireDefault(require("axios"));
function _interopRequireDefault(e) { return e && e.__esModule ? e : { default: e }; }
_axios.default.delete("https://".concat(domain, "/api/v2/users/").concat(id, "/identities/github/7"), { headers: { Authorization: "Bearer ".concat(accessToken) } });`,
    expect: ["4 axios not-affected 9"],
  },
  {
    name: "CommonJS that exports",
    input: `const { ManagementClient } = require("auth0");
module.exports.link = (a, b) => new ManagementClient({ domain, clientId, clientSecret }).users.link({ id: a }, { provider: "auth0", user_id: b });`,
    expect: ["2 auth0 not-affected 2"],
  },
  {
    name: "cut off in the options",
    input: `fetch(\`https://\${domain}/api/v2/users/\${id}/identities/github/7\`, { method: "DELETE", headers: { Authorization: \`Bearer \${idToken}\``,
    expect: ["1 fetch affected 8"],
  },
  {
    name: "cut off at the start",
    input: `  }
  const proof = await login();
  return fetch(\`https://\${domain}/api/v2/users/\${id}/identities\`, { method: "POST", headers: { Authorization: \`Bearer \${accessToken}\` }, body: JSON.stringify({ link_with: proof }) });
}`,
    expect: ["3 fetch new-way 4"],
  },
  {
    name: "members with dots for the rest",
    input: `fetch(\`https://\${domain}/api/v2/users/\${id}/identities\`, {
  method: "POST",
  headers: { Authorization: \`Bearer \${accessToken}\`, ... },
  body: JSON.stringify({ link_with: proof }),
  ...
});`,
    expect: ["1 fetch new-way 4"],
  },
  {
    name: "dots between statements",
    input: `const manage = new auth0.Management({ domain, token: authResult.idToken });

...

manage.linkUser(userId, secondary, done);`,
    expect: ["5 auth0.js affected 5"],
  },
  {
    name: "a missing bracket before the call",
    input: `if (isReady {
  const options = { method: "DELETE", headers: { Authorization: \`Bearer \${accessToken}\` } };
  fetch(\`https://\${domain}/api/v2/users/\${id}/identities/github/7\`, options);
}`,
    expect: ["3 fetch not-affected 9"],
  },
  {
    name: "a merge that went wrong",
    input: `<<<<<<< HEAD
const a = <br />;
=======
fetch(\`https://\${domain}/api/v2/users/\${id}/identities/github/7\`, { method: "DELETE", headers: { Authorization: \`Bearer \${accessToken}\` } });
>>>>>>> theirs`,
    expect: ["4 fetch not-affected 9"],
  },
  {
    name: "Flow, decorators and generics",
    input: `@Controller("accounts")
class C<T extends object> {
  @Delete() async remove<U>(@Param("id") id: string, token: U = null!): Promise<void> {
    await (fetch as typeof fetch)(\`https://\${domain}/api/v2/users/\${id}/identities/github/7\`, <RequestInit>{ method: "DELETE", headers: { Authorization: \`Bearer \${accessToken}\` } });
  }
}`,
    expect: ["4 fetch not-affected 9"],
  },
  {
    name: "optional calls",
    input: `const manage = new window.auth0.Management({ domain, token: authResult?.idToken });
manage?.linkUser?.(userId, secondary, done);`,
    expect: ["2 auth0.js affected 5"],
  },
  {
    name: "names of other alphabets",
    input: `const 令牌 = ответ.idToken;
fetch(\`https://\${domain}/api/v2/users/\${ид}/identities/github/7\`, { method: "DELETE", headers: { Authorization: \`Bearer \${令牌}\` } });`,
    expect: ["2 fetch affected 8"],
  },
  {
    name: "Windows line ends",
    input: `const a = 1;\r
const b = 2;\r
fetch(\`https://\${domain}/api/v2/users/\${id}/identities/github/7\`, { method: "DELETE", headers: { Authorization: \`Bearer \${accessToken}\` } });`,
    expect: ["3 fetch not-affected 9"],
  },
  {
    name: "nothing",
    input: ``,
    expect: [],
  },
  {
    name: "only blanks and brackets",
    input: `  } } ) ( ; \` `,
    expect: [],
  },
  {
    name: "a text in English",
    input: `Please link the users. The identities are in the profile; fetch the token first (see users.link).`,
    expect: [],
  },
  {
    name: "JSON of a profile",
    input: `{ "user_id": "auth0|1", "identities": [{ "provider": "auth0", "user_id": "1" }] }`,
    expect: [],
  },
  {
    name: "the two tokens of one name in two functions",
    input: `function a(result) {
  const token = result.idToken;
  fetch(\`https://\${domain}/api/v2/users/\${id}/identities/github/7\`, { method: "DELETE", headers: { Authorization: \`Bearer \${token}\` } });
}
function b(result) {
  const token = result.accessToken;
  fetch(\`https://\${domain}/api/v2/users/\${id}/identities/github/7\`, { method: "DELETE", headers: { Authorization: \`Bearer \${token}\` } });
}`,
    expect: ["3 fetch affected 8", "7 fetch not-affected 9"],
  },
  {
    name: "a name that stands for itself",
    input: `const a = b;
const b = a;
fetch(\`https://\${domain}/api/v2/users/\${id}/identities/github/7\`, { method: "DELETE", headers: { Authorization: \`Bearer \${a}\` } });`,
    expect: ["3 fetch cannot-tell bearer"],
  },
  {
    name: "a function that calls itself",
    input: `const f = (path, o) => f(path, o);
f("/users/1/identities", { method: "POST", body: JSON.stringify({ link_with: t }) });`,
    expect: ["2 f cannot-tell bearer"],
  },
  {
    name: "escapes in the URL",
    input: `fetch("https:\\/\\/t.auth0.com/api/v2/us\\u0065rs/auth0%7C1/identities/github/7", { method: "DELETE", headers: { Authorization: \`Bearer \${accessToken}\` } });`,
    expect: ["1 fetch not-affected 9"],
  },
];
