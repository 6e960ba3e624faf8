import type { CodeCase } from "./code-case.ts";

/** Calls of other libraries, and what only looks like a call. */
export const LIBRARY_CASES: readonly CodeCase[] = [
  {
    name: "axios.post",
    input: `await axios.post(\`https://\${domain}/api/v2/users/\${id}/identities\`, { link_with: proof }, { headers: { Authorization: \`Bearer \${accessToken}\` } });`,
    expect: ["1 axios new-way 4"],
  },
  {
    name: "axios.post with a user ID and an ID token",
    input: `import axios from "axios";
axios.post(\`https://\${domain}/api/v2/users/\${id}/identities\`, { provider, user_id: other }, { headers: { Authorization: \`Bearer \${idToken}\` } });`,
    expect: ["2 axios affected 1"],
  },
  {
    name: "axios.delete",
    input: `axios.delete(\`https://\${domain}/api/v2/users/\${id}/identities/github/7\`, { headers: { Authorization: \`Bearer \${idToken}\` } });`,
    expect: ["1 axios affected 8"],
  },
  {
    name: "axios with one object",
    input: `axios({
  method: "post",
  url: \`https://\${domain}/api/v2/users/\${id}/identities\`,
  headers: { Authorization: \`Bearer \${authResult.idToken}\` },
  data: { link_with: proof },
});`,
    expect: ["1 axios affected 1"],
  },
  {
    name: "axios.request with options of a variable",
    input: `var axios = require("axios").default;
var options = {
  method: "POST",
  url: "https://t.auth0.com/api/v2/users/USER_ID/identities",
  headers: { "content-type": "application/json", authorization: "Bearer ACCESS_TOKEN" },
  data: { link_with: "ID_TOKEN" } };
axios.request(options).then(function (response) { console.log(response.data); });`,
    expect: ["7 axios new-way 4"],
  },
  {
    name: "an instance of axios",
    input: `const api = axios.create({
  baseURL: \`https://\${domain}/api/v2\`,
  headers: { Authorization: \`Bearer \${accessToken}\` },
});
await api.delete(\`/users/\${id}/identities/\${provider}/\${other}\`);`,
    expect: ["5 axios not-affected 9"],
  },
  {
    name: "an instance of axios with an interceptor",
    input: `const api = axios.create({ baseURL: "https://t.auth0.com/api/v2/" });
api.interceptors.request.use((config) => {
  config.headers.Authorization = \`Bearer \${session.idToken}\`;
  return config;
});
api.post(\`users/\${id}/identities\`, { link_with: proof });`,
    expect: ["6 axios affected 1"],
  },
  {
    name: "defaults of axios",
    input: `axios.defaults.headers.common["Authorization"] = \`Bearer \${idToken}\`;
axios.delete(\`https://\${domain}/api/v2/users/\${id}/identities/github/7\`);`,
    expect: ["2 axios affected 8"],
  },
  {
    name: "an instance of another file",
    input: `import { api } from "@/lib/api";
api.post(\`/users/\${id}/identities\`, { link_with: proof });`,
    expect: ["2 api cannot-tell bearer"],
  },
  {
    name: "an axios token of a server",
    input: `const { data } = await axios.post(\`https://\${domain}/oauth/token\`, { grant_type: "client_credentials", client_id, client_secret, audience });
await axios.post(\`https://\${domain}/api/v2/users/\${id}/identities\`, { provider, user_id: other }, { headers: { Authorization: \`Bearer \${data.access_token}\` } });`,
    expect: ["1 axios not-linking", "2 axios not-affected 2"],
  },
  {
    name: "an axios token, taken apart in one go",
    input: `const { data: { access_token: token } } = await axios.post(\`https://\${domain}/oauth/token\`, { grant_type: "client_credentials" });
await axios.post(\`https://\${domain}/api/v2/users/\${id}/identities\`, { provider, user_id: other }, { headers: { Authorization: \`Bearer \${token}\` } });`,
    expect: ["1 axios not-linking", "2 axios not-affected 2"],
  },
  {
    name: "got",
    input: `import got from "got";
await got.post(\`https://\${domain}/api/v2/users/\${id}/identities\`, { headers: { Authorization: \`Bearer \${accessToken}\` }, json: { link_with: proof } });`,
    expect: ["2 got new-way 4"],
  },
  {
    name: "got with a method",
    input: `await got(\`https://\${domain}/api/v2/users/\${id}/identities/github/7\`, { method: "DELETE", headers: { authorization: \`Bearer \${accessToken}\` } });`,
    expect: ["1 got not-affected 9"],
  },
  {
    name: "ky",
    input: `ky.post(\`https://\${domain}/api/v2/users/\${id}/identities\`, { json: { link_with: proof }, headers: { Authorization: \`Bearer \${idToken}\` } });`,
    expect: ["1 ky affected 1"],
  },
  {
    name: "an instance of ky",
    input: `import ky from "ky";
const api = ky.create({ prefixUrl: "https://t.auth0.com/api/v2", headers: { Authorization: \`Bearer \${accessToken}\` } });
await api.delete(\`users/\${id}/identities/github/7\`);`,
    expect: ["3 ky not-affected 9"],
  },
  {
    name: "superagent",
    input: `const superagent = require("superagent");
superagent
  .post(\`https://\${domain}/api/v2/users/\${id}/identities\`)
  .set("Authorization", \`Bearer \${idToken}\`)
  .send({ link_with: proof })
  .end(done);`,
    expect: ["2 superagent affected 1"],
  },
  {
    name: "superagent under the name request",
    input: `import request from "superagent";
request.del(\`https://\${domain}/api/v2/users/\${id}/identities/github/7\`).set({ Authorization: \`Bearer \${accessToken}\` });`,
    expect: ["2 superagent not-affected 9"],
  },
  {
    name: "request with options",
    input: `request({
  method: "POST",
  url: "https://t.auth0.com/api/v2/users/1/identities",
  headers: { authorization: "Bearer " + accessToken, "content-type": "application/json" },
  body: { provider: "google-oauth2", user_id: "1001" },
  json: true,
}, callback);
const accessToken = auth0.clientCredentialsGrant({ audience });`,
    expect: ["1 request not-affected 2"],
  },
  {
    name: "request.post with the body as json",
    input: `var request = require("request");
request.post({ url: "https://" + domain + "/api/v2/users/" + id + "/identities", auth: { bearer: idToken }, json: { link_with: proof } }, function (error, response, body) {});`,
    expect: ["2 request affected 1"],
  },
  {
    name: "request within the callback of the token request",
    input: `var request = require("request");
var options = { method: "POST", url: "https://t.auth0.com/oauth/token", body: '{"grant_type":"client_credentials"}' };
request(options, function (error, response, body) {
  var token = JSON.parse(body).access_token;
  request({ method: "POST", url: "https://t.auth0.com/api/v2/users/1/identities", headers: { authorization: "Bearer " + token }, json: { provider: "p", user_id: "u" } });
});`,
    expect: ["3 request not-linking", "5 request not-affected 2"],
  },
  {
    name: "request-promise",
    input: `const rp = require("request-promise");
rp({ method: "DELETE", uri: \`https://\${domain}/api/v2/users/\${id}/identities/github/7\`, headers: { Authorization: \`Bearer \${access_token}\` } });`,
    expect: ["2 request-promise not-affected 9"],
  },
  {
    name: "$.ajax",
    input: `$.ajax({
  type: "POST",
  url: "https://" + domain + "/api/v2/users/" + userId + "/identities",
  headers: { Authorization: "Bearer " + id_token },
  data: { link_with: secondary },
}).done(reload);`,
    expect: ["1 $ affected 1"],
  },
  {
    name: "jQuery.ajax with beforeSend",
    input: `jQuery.ajax("https://" + domain + "/api/v2/users/" + userId + "/identities/github/7", {
  method: "DELETE",
  beforeSend: function (xhr) { xhr.setRequestHeader("Authorization", "Bearer " + localStorage.getItem("id_token")); },
});`,
    expect: ["1 jQuery affected 8"],
  },
  {
    name: "XMLHttpRequest",
    input: `var xhr = new XMLHttpRequest();
xhr.open("POST", "https://" + domain + "/api/v2/users/" + userId + "/identities", true);
xhr.setRequestHeader("Authorization", "Bearer " + idToken);
xhr.send(JSON.stringify({ link_with: secondary }));`,
    expect: ["2 XMLHttpRequest affected 1"],
  },
  {
    name: "XMLHttpRequest that unlinks",
    input: `const xhr = new XMLHttpRequest();
xhr.open("DELETE", \`https://\${domain}/api/v2/users/\${id}/identities/github/7\`);
xhr.setRequestHeader("Authorization", \`Bearer \${accessToken}\`);
xhr.send();`,
    expect: ["2 XMLHttpRequest not-affected 9"],
  },
  {
    name: "two XMLHttpRequests of one name",
    input: `function one() {
  var xhr = new XMLHttpRequest();
  xhr.open("DELETE", "https://t.auth0.com/api/v2/users/1/identities/github/7");
  xhr.setRequestHeader("Authorization", "Bearer " + idToken);
  xhr.send();
}
function two() {
  var xhr = new XMLHttpRequest();
  xhr.open("DELETE", "https://t.auth0.com/api/v2/users/1/identities/github/8");
  xhr.setRequestHeader("Authorization", "Bearer " + accessToken);
  xhr.send();
}`,
    expect: ["3 XMLHttpRequest affected 8", "9 XMLHttpRequest not-affected 9"],
  },
  {
    name: "https.request",
    input: `const https = require("node:https");
const req = https.request({ hostname: domain, path: \`/api/v2/users/\${id}/identities\`, method: "POST", headers: { Authorization: \`Bearer \${accessToken}\` } }, onResponse);
req.write(JSON.stringify({ link_with: proof }));
req.end();`,
    expect: ["2 https new-way 4"],
  },
  {
    name: "https.request with a URL and a callback",
    input: `import * as https from "https";
const req = https.request(\`https://\${domain}/api/v2/users/\${id}/identities/github/7\`, { method: "DELETE", headers: { Authorization: \`Bearer \${idToken}\` } }, (res) => { res.resume(); });
req.end();`,
    expect: ["2 https affected 8"],
  },
  {
    name: "HttpClient of Angular",
    input: `@Injectable()
export class Accounts {
  constructor(private http: HttpClient) {}
  link(idToken: string, proof: string) {
    return this.http.post<Identity[]>(\`\${environment.api}/users/\${this.id}/identities\`, { link_with: proof }, { headers: { Authorization: \`Bearer \${idToken}\` } });
  }
}`,
    expect: ["5 http affected 1"],
  },
  {
    name: "HttpHeaders of Angular",
    input: `const headers = new HttpHeaders({ Authorization: \`Bearer \${accessToken}\` });
this.http.delete(\`https://\${this.domain}/api/v2/users/\${id}/identities/github/7\`, { headers });`,
    expect: ["2 http not-affected 9"],
  },
  {
    name: "undici",
    input: `import { request } from "undici";
await request(\`https://\${domain}/api/v2/users/\${id}/identities\`, { method: "POST", headers: { authorization: \`Bearer \${accessToken}\` }, body: JSON.stringify({ link_with: proof }) });`,
    expect: ["2 undici new-way 4"],
  },
  {
    name: "fetch of a package",
    input: `const fetch = require("node-fetch");
fetch(\`https://\${domain}/api/v2/users/\${id}/identities\`, { method: "POST", headers: { authorization: \`Bearer \${accessToken}\` }, body: JSON.stringify({ link_with: proof }) });`,
    expect: ["2 fetch new-way 4"],
  },
  {
    name: "$fetch of Nuxt",
    input: `await $fetch(\`https://\${domain}/api/v2/users/\${id}/identities\`, { method: "POST", headers: { Authorization: \`Bearer \${accessToken}\` }, body: { link_with: proof } });`,
    expect: ["1 $fetch new-way 4"],
  },
  {
    name: "a client that takes the method first",
    input: `client.request("DELETE", \`https://\${domain}/api/v2/users/\${id}/identities/github/7\`, { headers: { Authorization: \`Bearer \${idToken}\` } });`,
    expect: ["1 client affected 8"],
  },
  {
    name: "a route of one's own server",
    input: `app.post("/api/v2/users/:id/identities", (req, res) => res.status(201).send([]));
router.delete("/users/:id/identities/:provider/:user", requireAuth, unlink);`,
    expect: [],
  },
  {
    name: "what a test expects",
    input: `expect(fetch).toHaveBeenCalledWith("https://t.auth0.com/api/v2/users/1/identities", { method: "POST", headers: {} });
nock("https://t.auth0.com").post("/api/v2/users/1/identities").reply(201, []);
http.post("https://t.auth0.com/api/v2/users/1/identities", () => HttpResponse.json([]));`,
    expect: [],
  },
  {
    name: "calls in comments",
    input: `// fetch("https://t.auth0.com/api/v2/users/1/identities", { method: "POST" });
/* auth0Manage.linkUser(userId, token, cb); */`,
    expect: [],
  },
  {
    name: "calls in texts",
    input: `const help = "fetch('https://t.auth0.com/api/v2/users/1/identities', { method: 'POST' })";
console.log(\`auth0Manage.linkUser(userId, token)\`, "DELETE /api/v2/users/1/identities/github/7");`,
    expect: [],
  },
  {
    name: "a JSX text that shows a call",
    input: `export const Help = () => <pre>fetch("https://t.auth0.com/api/v2/users/1/identities")</pre>;`,
    expect: [],
  },
  {
    name: "members that are called alike",
    input: `const open = user.identities.map((identity) => identity.provider);
store.users.find(id); graph.link(a, b); users.linkTo(other);`,
    expect: [],
  },
  {
    name: "another library's axios call",
    input: `axios.get("https://api.example.com/v1/orders");`,
    expect: ["1 axios not-linking"],
  },
  {
    name: "a list of users",
    input: `const headers = { Authorization: \`Bearer \${accessToken}\` };
axios.get(\`https://\${domain}/api/v2/users?q=identities.user_id:"1"\`, { headers });`,
    expect: ["2 axios not-linking"],
  },
  {
    name: "what only has methods of these names",
    input: `headers.delete("set-cookie"); params.get("code"); cache.put("/users/1", user);
const { identities } = await store.get("link");`,
    expect: [],
  },
  {
    name: "a path made by map and join",
    input: `const path = [user.sub, "identities", identity.provider, identity.user_id];
await fetch(\`https://\${domain}/api/v2/users/\${path.map(encodeURIComponent).join("/")}\`, { method: "DELETE", headers: { Authorization: \`Bearer \${accessToken}\` } });`,
    expect: ["2 fetch not-affected 9"],
  },
];
