import { ADA } from "#test/support/tenant.ts";
import { logInForTokens, send } from "#test/contract/world.ts";
import type { ContractCase, Given, World } from "#test/contract/world.ts";

type Ask = (world: World, token: string) => Promise<Response>;

const inQuery: Ask = (world, token) =>
  send(world, `/userinfo?access_token=${encodeURIComponent(token)}`);
const inForm: Ask = (world, token) =>
  send(world, "/userinfo", { method: "POST", body: new URLSearchParams({ access_token: token }) });
const inBoth: Ask = (world, token) =>
  send(world, `/userinfo?access_token=${encodeURIComponent(token)}`, {
    headers: { Authorization: `Bearer ${token}` },
  });
/** A body is read where a request may have one. */
const inQueryOfForm: Ask = (world, token) =>
  send(world, `/userinfo?access_token=${encodeURIComponent(token)}`, {
    method: "POST",
    body: new URLSearchParams({ access_token: token }),
  });

const opaque = (world: World): Promise<Given> => logInForTokens(world, { audience: undefined });

/** Where else than in the header an access token may be: RFC 6750, section 2. */
export const USERINFO_CASES: readonly ContractCase[] = [
  ...(
    [
      ["query", inQuery, opaque],
      ["form", inForm, opaque],
      ["query, as a JWT", inQuery, logInForTokens],
      ["form, as a JWT", inForm, logInForTokens],
    ] as const
  ).map(([where, ask, given]): ContractCase => ({
    items: ["T"],
    title: `an access token is taken in the ${where}`,
    given: (world) => given(world),
    act: (world, { access = "" }) => ask(world, access),
    status: 200,
    rule: "userinfo",
    body: { sub: ADA.password },
  })),
  ...(
    [
      ["in header and query", inBoth],
      ["in query and form", inQueryOfForm],
    ] as const
  ).map(([where, ask]): ContractCase => ({
    items: ["T", "B"],
    title: `an access token ${where} at once is refused`,
    given: opaque,
    act: (world, { access = "" }) => ask(world, access),
    status: 400,
    rule: "parameter-repeated",
    message: "Parameter included more than once: access_token",
  })),
  {
    items: ["T", "E27"],
    title: "an empty access token in the query is none",
    act: (world) => inQuery(world, ""),
    status: 401,
    rule: "userinfo-refused",
    because: /^there is no bearer token/,
  },
];
