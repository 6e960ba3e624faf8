import type { CodeCase } from "./code-case.ts";

/** Calls of Auth0's SDKs, and the tokens that they give. */
export const SDK_CASES: readonly CodeCase[] = [
  {
    name: "auth0.Management with an ID token",
    input: `var auth0Manage = new auth0.Management({ domain: "t.auth0.com", token: idToken });
auth0Manage.linkUser(userId, secondaryIdToken, function (err, identities) {});`,
    expect: ["2 auth0.js affected 5"],
  },
  {
    name: "auth0.Management with an access token",
    input: `const manage = new auth0.Management({ domain, token: accessToken });
manage.linkUser(userId, secondaryIdToken, callback);`,
    expect: ["2 auth0.js not-affected"],
  },
  {
    name: "auth0.Management with the token of a login for the API",
    input: `const webAuth = new auth0.WebAuth({
  domain, clientID,
  audience: \`https://\${domain}/api/v2/\`,
  scope: "openid update:current_user_identities",
  responseType: "token id_token",
});
webAuth.parseHash(window.location.hash, (err, authResult) =>
  new auth0.Management({ domain, token: authResult.accessToken }).linkUser(authResult.idTokenPayload.sub, other, done));`,
    expect: ["8 auth0.js not-affected 7"],
  },
  {
    name: "auth0.Management with the ID token of a login for the API",
    input: `import auth0 from "auth0-js";
const webAuth = new auth0.WebAuth({ domain, clientID, audience: "https://t.auth0.com/api/v2/", scope: "openid update:current_user_identities", responseType: "token id_token" });
webAuth.parseHash((err, result) => { manage = new auth0.Management({ domain, token: result.idToken }); });
manage.linkUser(id, other, done);`,
    expect: ["4 auth0.js affected 5"],
  },
  {
    name: "auth0.Management with a login that asked for an ID token alone",
    input: `const webAuth = new auth0.WebAuth({ domain, clientID, scope: "openid", responseType: "id_token" });
const manage = new auth0.Management({ domain, token });
manage.linkUser(id, other, done);`,
    expect: ["3 auth0.js affected 5"],
  },
  {
    name: "auth0.Management on a server",
    input: `const auth0 = require("auth0-js");
const { access_token } = await fetch(url, { method: "POST", body: JSON.stringify({ grant_type: "client_credentials" }) }).then((r) => r.json());
const manage = new auth0.Management({ domain, token: access_token });
manage.linkUser(id, other, done);`,
    expect: ["4 auth0.js not-affected 6"],
  },
  {
    name: "Management by its own name",
    input: `import { Management } from "auth0-js";
const manage = new Management({ domain, token: session.idToken });
manage.linkUser(id, other, done);`,
    expect: ["3 auth0.js affected 5"],
  },
  {
    name: "Management by another name",
    input: `import { Management as UserClient } from "auth0-js";
const client = new UserClient({ domain, token: session.idToken });
client.linkUser(id, other, done);`,
    expect: ["3 auth0.js affected 5"],
  },
  {
    name: "Management by require",
    input: `const { Management: M } = require("auth0-js");
const client = new M({ domain, token: session.idToken });
client.linkUser(id, other, done);`,
    expect: ["3 auth0.js affected 5"],
  },
  {
    name: "Management in a member",
    input: `class Auth {
  connect(authResult) {
    this.auth0Manage = new auth0.Management({ domain: this.domain, token: authResult.idToken });
  }
  link(other) {
    this.auth0Manage.linkUser(this.userId, other, (err) => this.done(err));
  }
}`,
    expect: ["6 auth0.js affected 5"],
  },
  {
    name: "a Management of another file",
    input: `import { auth0Manage } from "./clients";
auth0Manage.linkUser(userId, secondaryIdToken, done);`,
    expect: ["2 auth0.js cannot-tell bearer"],
  },
  {
    name: "linkUser of somebody else",
    input: `accountService.linkUser(user, group, done);`,
    expect: [],
  },
  {
    name: "linkUser in a promise",
    input: `const manage = new auth0.Management({ domain, token: localStorage.getItem("idToken") });
const link = (id, other) => new Promise((resolve, reject) => manage.linkUser(id, other, (error, all) => (error ? reject(error) : resolve(all))));`,
    expect: ["2 auth0.js affected 5"],
  },
  {
    name: "getUser of auth0.js",
    input: `const manage = new auth0.Management({ domain, token: accessToken });
manage.getUser(userId, (error, user) => console.log(user.identities));`,
    expect: [],
  },
  {
    name: "node 2, by user ID",
    input: `const management = new ManagementClient({ domain, clientId, clientSecret, scope: "update:users" });
management.users.link(userId, { user_id: "1001", provider: "google-oauth2" }, callback);`,
    expect: ["2 auth0 not-affected 2"],
  },
  {
    name: "node 2, linkUsers",
    input: `var ManagementClient = require("auth0").ManagementClient;
var management = new ManagementClient({ token: accessToken, domain: "t.auth0.com" });
management.linkUsers(userId, { link_with: secondaryIdToken }, callback);`,
    expect: ["3 auth0 new-way 4"],
  },
  {
    name: "node 2 with a person's ID token",
    input: `const management = new ManagementClient({ domain, token: req.user.idToken });
management.users.link(req.user.sub, { link_with: secondary });`,
    expect: ["2 auth0 affected 1"],
  },
  {
    name: "node 3, unlink",
    input: `const management = new ManagementClient({ domain, clientId, clientSecret });
await management.users.unlink({ id, provider: "google-oauth2", user_id: "1001" });`,
    expect: ["2 auth0 not-affected 9"],
  },
  {
    name: "node 4",
    input: `import { ManagementClient } from "auth0";
const management = new ManagementClient({ domain: process.env.AUTH0_DOMAIN, clientId: process.env.ID, clientSecret: process.env.SECRET });
await management.users.link({ id: primary }, { provider: "google-oauth2", user_id: secondary });`,
    expect: ["3 auth0 not-affected 2"],
  },
  {
    name: "node 4 with a proof",
    input: `const management = new ManagementClient({ domain, clientId, clientSecret });
await management.users.link({ id: primary }, { link_with: idToken });`,
    expect: ["2 auth0 new-way 4"],
  },
  {
    name: "node 5",
    input: `const client = new ManagementClient({ domain, clientId, clientSecret });
await client.users.identities.link(primary, { provider: "google-oauth2", user_id: secondary });`,
    expect: ["2 auth0 not-affected 2"],
  },
  {
    name: "node 5, unlink",
    input: `const client = new ManagementClient({ domain, clientId, clientAssertionSigningKey });
await client.users.identities.delete(primary, "google-oauth2", secondary);`,
    expect: ["2 auth0 not-affected 9"],
  },
  {
    name: "node 5 with a token of a person",
    input: `const token = await getAccessTokenSilently({ authorizationParams: { audience: "https://t.auth0.com/api/v2/", scope: "update:current_user_identities" } });
const client = new ManagementClient({ domain, token });
await client.users.identities.link(primary, { provider: "google-oauth2", user_id: secondary });`,
    expect: ["3 auth0 affected 3"],
  },
  {
    name: "node 7, the client of identities alone",
    input: `import { IdentitiesClient } from "auth0/users/identities";
const identities = new IdentitiesClient({ baseUrl: \`https://\${domain}/api/v2\`, token: accessToken });
await identities.link(primary, { link_with: idToken });`,
    expect: ["3 auth0 new-way 4"],
  },
  {
    name: "node, a client of another file",
    input: `import { management } from "../auth0";
await management.users.link({ id: primary }, { provider, user_id: secondary });`,
    expect: ["2 auth0 cannot-tell bearer"],
  },
  {
    name: "node, a client that a function makes",
    input: `function getManagementClient() {
  return new ManagementClient({ domain, clientId, clientSecret });
}
await getManagementClient().users.link({ id: primary }, { provider, user_id: secondary });`,
    expect: ["4 auth0 not-affected 2"],
  },
  {
    name: "node, a client in a class of TypeScript",
    input: `export class UserService {
  private readonly client = new ManagementClient({ domain, clientId, clientSecret } as Options);
  async unlink(id: string, secondary: string): Promise<void> {
    await this.client.users.unlink({ id, provider: "auth0" as Provider, user_id: secondary! });
  }
}`,
    expect: ["4 auth0 not-affected 9"],
  },
  {
    name: "node, other calls of users",
    input: `const client = new ManagementClient({ domain, clientId, clientSecret });
await client.users.get({ id }); await client.users.update({ id }, { user_metadata });`,
    expect: [],
  },
  {
    name: "auth0-spa-js, a token for the API",
    input: `const auth0 = await createAuth0Client({ domain, clientId, authorizationParams: { audience: \`https://\${domain}/api/v2/\`, scope: "openid update:current_user_identities" } });
const token = await auth0.getTokenSilently();
await fetch(\`https://\${domain}/api/v2/users/\${id}/identities\`, { method: "POST", headers: { Authorization: \`Bearer \${token}\` }, body: JSON.stringify({ link_with: proof }) });`,
    expect: ["3 fetch new-way 4"],
  },
  {
    name: "auth0-spa-js, a token for the API by user ID",
    input: `const auth0 = new Auth0Client({ domain, clientId, authorizationParams: { audience: \`https://\${domain}/api/v2/\`, scope: "openid update:current_user_identities" } });
const token = await auth0.getTokenSilently();
await fetch(\`https://\${domain}/api/v2/users/\${id}/identities\`, { method: "POST", headers: { Authorization: \`Bearer \${token}\` }, body: JSON.stringify({ provider, user_id: other }) });`,
    expect: ["3 fetch affected 3"],
  },
  {
    name: "auth0-spa-js 1, options without a level",
    input: `const token = await auth0.getTokenSilently({ audience: \`https://\${domain}/api/v2/\`, scope: "update:current_user_identities" });
await fetch(\`https://\${domain}/api/v2/users/\${id}/identities\`, { method: "POST", headers: { Authorization: \`Bearer \${token}\` }, body: JSON.stringify({ provider, user_id: other }) });`,
    expect: ["2 fetch affected 3"],
  },
  {
    name: "auth0-spa-js, the detailed response",
    input: `const { id_token } = await auth0.getTokenSilently({ detailedResponse: true });
await fetch(\`https://\${domain}/api/v2/users/\${id}/identities/github/7\`, { method: "DELETE", headers: { Authorization: \`Bearer \${id_token}\` } });`,
    expect: ["2 fetch affected 8"],
  },
  {
    name: "auth0-spa-js, the ID token of a popup",
    input: `const token = await auth0.getTokenSilently();
await other.loginWithPopup({ authorizationParams: { prompt: "login" } });
const { __raw: link_with } = await other.getIdTokenClaims();
await fetch(\`https://\${domain}/api/v2/users/\${sub}/identities\`, { method: "POST", headers: { Authorization: \`Bearer \${token}\` }, body: JSON.stringify({ link_with }) });`,
    expect: ["4 fetch new-way 4"],
  },
  {
    name: "auth0-spa-js, a token for another API",
    input: `const token = await auth0.getTokenSilently({ authorizationParams: { audience: "https://orders.example.com" } });
await fetch(\`https://\${domain}/api/v2/users/\${id}/identities\`, { method: "POST", headers: { Authorization: \`Bearer \${token}\` }, body: JSON.stringify({ link_with: proof }) });`,
    expect: ["2 fetch cannot-tell"],
  },
  {
    name: "auth0-spa-js, a token without the scope",
    input: `const token = await auth0.getTokenSilently({ authorizationParams: { audience: \`https://\${domain}/api/v2/\`, scope: "read:current_user" } });
await fetch(\`https://\${domain}/api/v2/users/\${id}/identities\`, { method: "POST", headers: { Authorization: \`Bearer \${token}\` }, body: JSON.stringify({ link_with: proof }) });`,
    expect: ["2 fetch cannot-tell"],
  },
  {
    name: "auth0-spa-js, fetchWithAuth",
    input: `await auth0.createFetcher().fetchWithAuth(\`https://\${domain}/api/v2/users/\${id}/identities\`, { method: "POST", body: JSON.stringify({ link_with: proof }) });`,
    expect: ["1 auth0-spa-js new-way 4"],
  },
  {
    name: "auth0-react",
    input: `export function LinkButton({ proof }: { proof: string }) {
  const { user, getAccessTokenSilently } = useAuth0();
  const link = async () => {
    const scope = "update:current_user_identities";
    const token = await getAccessTokenSilently({ authorizationParams: { audience: \`https://\${DOMAIN}/api/v2/\`, scope } });
    await fetch(\`https://\${DOMAIN}/api/v2/users/\${user?.sub}/identities\`, {
      method: "POST",
      headers: { Authorization: \`Bearer \${token}\`, "content-type": "application/json" },
      body: JSON.stringify({ link_with: proof }),
    });
  };
  return <button onClick={link}>Link</button>;
}`,
    expect: ["6 fetch new-way 4"],
  },
  {
    name: "auth0-react, the ID token as bearer",
    input: `const LinkButton = ({ other }) => {
  const { getIdTokenClaims } = useAuth0();
  const link = useCallback(async () => {
    await axios.post(\`\${API}/users/\${id}/identities\`, { link_with: other }, { headers: { Authorization: \`Bearer \${(await getIdTokenClaims()).__raw}\` } });
  }, [other]);
  return <Button onClick={link} />;
};`,
    expect: ["4 axios affected 1"],
  },
  {
    name: "auth0-react, with its provider in the file",
    input: `const App = () => <Auth0Provider domain={domain} clientId={id} authorizationParams={{ redirect_uri, audience: "https://t.auth0.com/api/v2/", scope: "openid profile update:current_user_identities" }}><Page /></Auth0Provider>;
function Page() {
  const { getAccessTokenSilently: getToken } = useAuth0();
  const link = async (other: string) => {
    fetch(\`https://t.auth0.com/api/v2/users/me/identities\`, { method: "POST", headers: { Authorization: \`Bearer \${await getToken()}\` }, body: JSON.stringify({ provider: "google-oauth2", user_id: other }) });
  };
}`,
    expect: ["5 fetch affected 3"],
  },
  {
    name: "auth0-react, then",
    input: `const { getAccessTokenSilently } = useAuth0();
const remove = (identity) => getAccessTokenSilently().then((token) =>
  fetch(\`https://\${domain}/api/v2/users/\${id}/identities/\${identity.provider}/\${identity.user_id}\`, { method: "DELETE", headers: { Authorization: \`Bearer \${token}\` } }));`,
    expect: ["3 fetch not-affected 9"],
  },
  {
    name: "Auth0Lock",
    input: `const lock = new Auth0Lock(clientId, domain, { auth: { responseType: "id_token", params: { scope: "openid" } } });
lock.on("authenticated", (authResult) => {
  fetch(\`https://\${domain}/api/v2/users/\${id}/identities/github/7\`, { method: "DELETE", headers: { Authorization: \`Bearer \${authResult.idToken}\` } });
});`,
    expect: ["3 fetch affected 8"],
  },
  {
    name: "nextjs-auth0",
    input: `const { token } = await auth0.getAccessToken();
await fetch(\`https://\${domain}/api/v2/users/\${id}/identities\`, { method: "POST", headers: { Authorization: \`Bearer \${token}\` }, body: JSON.stringify({ link_with: proof }) });`,
    expect: ["2 fetch new-way 4"],
  },
  {
    name: "express-openid-connect",
    input: `app.get("/unlink", async (req, res) => {
  await axios.delete(\`https://\${domain}/api/v2/users/\${req.oidc.user.sub}/identities/github/7\`, { headers: { Authorization: \`Bearer \${req.oidc.idToken}\` } });
});`,
    expect: ["2 axios affected 8"],
  },
  {
    name: "the extension for account linking, in its old form",
    input: `function linkAccount(primary, secondary) {
  return request.post({ url: \`https://\${domain}/api/v2/users/\${primary.sub}/identities\`, headers: { Authorization: \`Bearer \${primary.id_token}\` }, json: { link_with: secondary.id_token } });
}`,
    expect: ["2 request affected 1"],
  },
  {
    name: "an Action that sets the primary user",
    input: `exports.onExecutePostLogin = async (event, api) => {
  api.authentication.setPrimaryUser(event.user.identities[0].user_id);
};`,
    expect: [],
  },
  {
    name: "a client of another file, beside a login that is not its own",
    input: `import { api } from "./api";
createAuth0Client({ domain, clientId, authorizationParams: { scope: "openid" } }).then(start);
api.post(\`/users/\${id}/identities\`, { link_with: proof });`,
    expect: ["3 api cannot-tell bearer"],
  },
];
