import { ada, clientToken } from "#emulator/testing.ts";
import type { RuleId } from "#emulator/rules.ts";
import { accessToken, control, idToken, link, unlink } from "./world.ts";
import type { ContractCase, World } from "./world.ts";

const named = { provider: "google-oauth2", user_id: "115015401343387192604" };

async function hold(world: World, policy: string): Promise<Record<string, string>> {
  const given = {
    primary: await idToken(world, { user_id: ada.password }),
    secondary: await idToken(world),
    webSecondary: await idToken(world, { client_id: "linklab-web" }),
    person: await accessToken(world, { scope: "update:current_user_identities" }),
    server: await clientToken(world.tenant, "linklab-web"),
  };
  await control(world, "PUT", "policy", { policy });
  return given;
}

type Given = Readonly<Record<string, string>>;
type Decision = readonly [status: number, rule: RuleId];
interface Row {
  title: string;
  /** What decides it: before 2018 (undefined: not offered then) and today. */
  before: Decision | undefined;
  today: Decision;
  isUnlink?: true;
  act: (world: World, given: Given) => Promise<Response>;
}

/** The nine use cases of the migration guide. */
const rows: readonly Row[] = [
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
    act: (world, { server = "" }) => link(world, server, named),
  },
  {
    title: "3: a person links by name",
    before: [201, "identity-linked-user-id"],
    today: [403, "scope-user-id-body"],
    act: (world, { person = "" }) => link(world, person, named),
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
];

function toCase(row: Row, policy: string, [status, rule]: Decision): ContractCase {
  return {
    items: ["A7"],
    title: `${policy}, use case ${row.title}`,
    given: async (world) => {
      const given = await hold(world, policy);
      if (row.isUnlink === true) await link(world, given["server"] ?? "", named);
      return given;
    },
    act: row.act,
    status,
    rule,
  };
}

/** What the two policies answer. */
export const policyCases: readonly ContractCase[] = [
  ...rows.flatMap((row) =>
    row.before === undefined ? [] : [toCase(row, "before-2018", row.before)],
  ),
  ...rows.map((row) => toCase(row, "today", row.today)),
  {
    items: ["A7"],
    title: "before-2018, an ID token still opens nobody else's account",
    given: (world) => hold(world, "before-2018"),
    act: (world, { primary = "", secondary = "" }) =>
      link(world, primary, { link_with: secondary }, encodeURIComponent(ada.github)),
    status: 403,
    rule: "subject-mismatch",
  },
  {
    items: ["A7"],
    title: "before-2018, the log says that an ID token did it",
    given: (world) => hold(world, "before-2018"),
    act: (world, { primary = "" }) => link(world, primary, named),
    status: 201,
    rule: "identity-linked-id-token",
  },
];
