import {
  ADA,
  clientToken,
  createBrowser,
  exchange,
  logInImplicitly,
} from "#test/support/tenant.ts";
import type { RuleId } from "#emulator/rules/tables.ts";
import { control, link, readTokens, redirectWithCode, unlink } from "#test/contract/world.ts";
import type { ContractCase, World } from "#test/contract/world.ts";

const NAMED = { provider: "google-oauth2", user_id: "115015401343387192604" };

/** What the nine use cases hold, each token got the way its owner gets it. */
async function hold(world: World, policy: string): Promise<Record<string, string>> {
  const { tenant } = world;
  const implicitly = (account: string, parameters: Record<string, string | undefined>) =>
    logInImplicitly(createBrowser(tenant), account, parameters);
  const primary = await implicitly(ADA.password, { scope: "update:current_user_identities" });
  const secondary = await implicitly(ADA.google, { audience: undefined, scope: "openid email" });
  const given = {
    primary: primary.idToken,
    person: primary.accessToken,
    secondary: secondary.idToken,
    webSecondary: (await logInOnServer(world, ADA.google)).id,
    server: await clientToken(tenant, "linklab-web"),
  };
  await control(world, "PUT", "policy", { policy });
  return given;
}

/** The code flow of an application that keeps its secret on a server. */
async function logInOnServer(world: World, account: string) {
  const redirect = await redirectWithCode(
    world,
    {
      client_id: "linklab-web",
      audience: undefined,
      scope: "openid email",
      code_challenge: undefined,
      code_challenge_method: undefined,
    },
    account,
  );
  const response = await exchange(world.tenant, redirect, {
    client_id: "linklab-web",
    client_secret: "linklab-web-secret",
    code_verifier: "",
  });
  return readTokens(response);
}

type Given = Readonly<Record<string, string>>;
type Decision = readonly [status: number, rule: RuleId];
type Row = {
  title: string;
  /** What decides it: before 2018 (undefined: not offered then) and today. */
  before: Decision | undefined;
  today: Decision;
  isUnlink?: true;
  act: (world: World, given: Given) => Promise<Response>;
};

/** The nine use cases of the migration guide. */
const ROWS: readonly Row[] = [
  {
    title: "1: an ID token links",
    before: [201, "identity-linked-id-token"],
    today: [401, "token-invalid"],
    act: (world, { primary = "", secondary = "" }) =>
      link(world, primary, { link_with: secondary }),
  },
  {
    title: "2: update:users links by name",
    before: [201, "identity-linked"],
    today: [201, "identity-linked"],
    act: (world, { server = "" }) => link(world, server, NAMED),
  },
  {
    title: "3: a person links by name",
    before: [201, "identity-linked-user-id"],
    today: [403, "scope-user-id-body"],
    act: (world, { person = "" }) => link(world, person, NAMED),
  },
  {
    title: "4: a person links with an ID token",
    before: undefined,
    today: [201, "identity-linked"],
    act: (world, { person = "", secondary = "" }) => link(world, person, { link_with: secondary }),
  },
  {
    title: "5: auth0.js links with an ID token",
    before: [201, "identity-linked-id-token"],
    today: [401, "token-invalid"],
    act: (world, { primary = "", secondary = "" }) =>
      link(world, primary, { link_with: secondary }),
  },
  {
    title: "6: auth0.js links with update:users",
    before: [201, "identity-linked"],
    today: [201, "identity-linked"],
    act: (world, { server = "", webSecondary = "" }) =>
      link(world, server, { link_with: webSecondary }),
  },
  {
    title: "7: auth0.js links with update:current_user_identities",
    before: [201, "identity-linked"],
    today: [201, "identity-linked"],
    act: (world, { person = "", secondary = "" }) => link(world, person, { link_with: secondary }),
  },
  {
    title: "8: an ID token unlinks",
    before: [200, "identity-unlinked-id-token"],
    today: [401, "token-invalid"],
    isUnlink: true,
    act: (world, { primary = "" }) => unlink(world, primary),
  },
  {
    title: "9: an access token unlinks",
    before: [200, "identity-unlinked"],
    today: [200, "identity-unlinked"],
    isUnlink: true,
    act: (world, { person = "" }) => unlink(world, person),
  },
  {
    title: "9: an access token with update:users unlinks",
    before: [200, "identity-unlinked"],
    today: [200, "identity-unlinked"],
    isUnlink: true,
    act: (world, { server = "" }) => unlink(world, server),
  },
];

function toCase(row: Row, policy: string, [status, rule]: Decision): ContractCase {
  return {
    items: ["A7"],
    title: `${policy}, use case ${row.title}`,
    given: async (world) => {
      const given = await hold(world, policy);
      if (row.isUnlink === true) await link(world, given["server"] ?? "", NAMED);
      return given;
    },
    act: row.act,
    status,
    rule,
  };
}

/** What the two policies answer. */
export const POLICY_CASES: readonly ContractCase[] = [
  ...ROWS.flatMap((row) =>
    row.before === undefined ? [] : [toCase(row, "before-2018", row.before)],
  ),
  ...ROWS.map((row) => toCase(row, "today", row.today)),
  {
    items: ["A7"],
    title: "before-2018, an ID token still opens nobody else's account",
    given: (world) => hold(world, "before-2018"),
    act: (world, { primary = "", secondary = "" }) =>
      link(world, primary, { link_with: secondary }, encodeURIComponent(ADA.github)),
    status: 403,
    rule: "subject-mismatch",
  },
  {
    items: ["A7"],
    title: "before-2018, the log says that an ID token did it",
    given: (world) => hold(world, "before-2018"),
    act: (world, { primary = "" }) => link(world, primary, NAMED),
    status: 201,
    rule: "identity-linked-id-token",
  },
];
