import type { Application, ApplicationType, GrantType } from "#emulator/model.ts";
import { flawOfAddress } from "./addresses.ts";
import { webOriginsOf } from "./extra-callbacks.ts";
import { noteOpen, type NoteSkipped } from "./notes.ts";
import type { TenantFile } from "./schema.ts";

type Client = TenantFile["clients"][number];

const TYPES: readonly string[] = [
  "spa",
  "native",
  "regular_web",
  "non_interactive",
] satisfies ApplicationType[];
const isType = (type: string): type is ApplicationType => TYPES.includes(type);

const GRANTS: readonly string[] = [
  "authorization_code",
  "implicit",
  "refresh_token",
  "client_credentials",
] satisfies GrantType[];
const isGrant = (grant: string): grant is GrantType => GRANTS.includes(grant);

/** Makes the applications of a seed. What one of them has that is not emulated, it goes without. */
export function createApplications(clients: readonly Client[], note: NoteSkipped): Application[] {
  return clients.flatMap((client, index) => {
    const application = createApplication(client, (path, text) =>
      note(["clients", index, ...path], `the application "${client.name}" ${text}`),
    );
    return application === undefined ? [] : [application];
  });
}

function createApplication(client: Client, note: NoteSkipped): Application | undefined {
  const type = client.app_type;
  if (client.global) return undefined;
  if (!isType(type)) {
    note(["app_type"], `is skipped: its type "${type}" is not emulated`);
    return undefined;
  }
  const [method] = Object.keys(client.client_authentication_methods);
  if (method !== undefined) {
    note(["client_authentication_methods"], `is skipped: "${method}" is not emulated`);
    return undefined;
  }
  const isPublic = isPublicApplication(client, type);
  const clientId = client.client_id ?? nameId(client.name, note);
  const idTokenAlg = readAlgorithm(client, note);
  const needsSecret = !isPublic || idTokenAlg === "HS256";
  const callbacks = readUrls(client.callbacks, "callbacks", note);
  const { organization_usage, require_proof_of_possession, require_pushed_authorization_requests } =
    client;
  noteOpen(note, {
    organization_usage: organization_usage === "require",
    require_proof_of_possession,
    require_pushed_authorization_requests,
  });
  const { rotation_type, token_lifetime, idle_token_lifetime } = client.refresh_token;
  if (rotation_type !== "rotating" && rotation_type !== "non-rotating")
    note(["refresh_token", "rotation_type"], `rotates: "${rotation_type}" is not emulated`);
  return {
    clientId,
    name: client.name,
    type,
    clientSecret: client.client_secret ?? (needsSecret ? nameSecret(clientId, note) : undefined),
    isPublic,
    callbacks,
    logoutUrls: readUrls(client.allowed_logout_urls, "allowed_logout_urls", note),
    webOrigins: webOriginsOf(readUrls(client.web_origins, "web_origins", note)),
    corsOrigins: new Set(
      webOriginsOf([...readUrls(client.allowed_origins, "allowed_origins", note), ...callbacks]),
    ),
    grantTypes: readGrants(client, type, isPublic, note),
    isFirstParty: client.is_first_party,
    idTokenAlg,
    idTokenLifetime: client.jwt_configuration.lifetime_in_seconds,
    refreshToken: {
      isRotating: rotation_type !== "non-rotating",
      idleLifetime: idle_token_lifetime ?? 1_296_000,
      lifetime: token_lifetime ?? 2_592_000,
    },
  };
}

function isPublicApplication(client: Client, type: ApplicationType): boolean {
  const byType = type === "spa" || type === "native" ? "none" : "client_secret_post";
  return (client.token_endpoint_auth_method ?? byType) === "none";
}

/** An export without identifiers has none; whoever uses the seed has to know it. */
function nameId(name: string, note: NoteSkipped): string {
  const slug = name.toLowerCase().replaceAll(/[^a-z0-9]+/g, "-");
  const clientId = slug.replaceAll(/^-+|-+$/g, "") || "application";
  note([], `has no client_id: it is "${clientId}" here`);
  return clientId;
}

/** No export has secrets. This one opens nothing but the emulator, and is long enough for HS256. */
function nameSecret(clientId: string, note: NoteSkipped): string {
  const secret = `${clientId}-secret-of-the-emulated-tenant`;
  note([], `has no client_secret: it is "${secret}" here`);
  return secret;
}

function readAlgorithm(
  { jwt_configuration: { alg } }: Client,
  note: NoteSkipped,
): Application["idTokenAlg"] {
  if (alg === "RS256" || alg === "HS256") return alg;
  note(["jwt_configuration", "alg"], `signs with RS256: ${alg} is not emulated`);
  return "RS256";
}

/** Auth0's defaults: https://auth0.com/docs/get-started/applications/application-grant-types */
function readGrants(
  { grant_types }: Client,
  type: ApplicationType,
  isPublic: boolean,
  note: NoteSkipped,
): Set<GrantType> {
  const forPeople: GrantType[] = ["authorization_code", "implicit", "refresh_token"];
  const usual = type === "non_interactive" ? [] : forPeople;
  if (!grant_types) return new Set(isPublic ? usual : [...usual, "client_credentials"]);
  const others = grant_types.filter((grant) => !isGrant(grant));
  if (others.length > 0)
    note(["grant_types"], `goes without grants that are not emulated: ${others.join(", ")}`);
  // RFC 6749 section 4.4: it would get tokens by its name alone.
  const isOpen = isPublic && grant_types.includes("client_credentials");
  if (isOpen)
    note(["grant_types"], `goes without client_credentials: it proves nothing by a secret`);
  return new Set(
    grant_types.filter(isGrant).filter((grant) => !isOpen || grant !== "client_credentials"),
  );
}

/** The addresses that a browser may be sent to. */
export function readUrls(urls: readonly string[], member: string, note: NoteSkipped): string[] {
  const taken = urls.filter((url, index) => {
    const flaw = flawOfAddress(url);
    if (flaw !== undefined) note([member, index], `goes without ${url}: ${flaw}`);
    return flaw === undefined;
  });
  return [...new Set(taken)];
}
