import { Hono } from "hono";
import { answer } from "#emulator/rules/answer.ts";
import type { Core, TenantEnv } from "#emulator/core.ts";
import { ApiError } from "#emulator/rules/errors.ts";
import { admit } from "./caller.ts";
import type { ScopeRule } from "./caller.ts";
import { readSegment } from "./path.ts";
import {
  invalidQuery,
  paginate,
  readCheckpoint,
  readFields,
  readList,
  readPaging,
  readQuery,
} from "./query.ts";
import type { Checkpoint } from "./query.ts";
import type { Connection } from "#emulator/model.ts";

const SCOPES: ScopeRule = {
  any: ["read:connections"],
  own: [],
  listed: ["read:connections"],
};

const PARAMETERS =
  "page per_page include_totals from take fields include_fields strategy name".split(" ");

const FIELDS: ReadonlySet<string> = new Set(
  [
    "id name display_name strategy options enabled_clients is_domain_connection realms",
    "show_as_button metadata authentication connected_accounts",
  ].flatMap((line) => line.split(" ")),
);

/**
 * The connections, whose ids a link request may name.
 * @see https://auth0.com/docs/api/management/v2/connections/get-connections
 */
export function createConnectionRoutes(core: Core): Hono<TenantEnv> {
  return new Hono<TenantEnv>()
    .get("/api/v2/connections", async (c) => {
      await admit(c, core, SCOPES);
      const query = readQuery(c.req.url, PARAMETERS, [], ["strategy"]);
      const page = readPaging(query);
      const checkpoint = readCheckpoint(query);
      const select = readFields(query, FIELDS);
      const strategies = readList(c.req.url, "strategy");
      const found = [...core.config.connections.values()].filter(
        ({ strategy, name }) =>
          (strategies.length === 0 || strategies.includes(strategy)) &&
          (query.get("name") ?? name) === name,
      );
      if (checkpoint !== undefined) {
        const { connections, next } = pageFrom(found, checkpoint);
        const shown = connections.map((one) => select(toConnectionResponse(one)));
        return answer(c, "connections-checkpoint", {
          connections: shown,
          next: next?.id,
        });
      }
      const shown = found.map((connection) => select(toConnectionResponse(connection)));
      const connections = paginate(shown, { ...page, includeTotals: false }, "connections");
      const start = page.page * page.perPage;
      // Unlike that of users, the list has no `length`.
      const totals = { start, limit: page.perPage, total: shown.length, connections };
      return answer(c, "connections-listed", page.includeTotals ? totals : connections);
    })
    .get("/api/v2/connections/:id", async (c) => {
      await admit(c, core, SCOPES);
      const id = readSegment(c.req.url, 4);
      const select = readFields(readQuery(c.req.url, ["fields", "include_fields"]), FIELDS);
      const found = [...core.config.connections.values()].find((one) => one.id === id);
      if (found === undefined) throw new ApiError("connection-inexistent");
      return answer(c, "connection-read", select(toConnectionResponse(found)));
    });
}

/**
 * The connections from a checkpoint on, and the one with which the next page begins.
 * @throws ApiError `query-invalid` for a checkpoint that no answer named
 */
function pageFrom(
  found: readonly Connection[],
  { from, take }: Checkpoint,
): { connections: readonly Connection[]; next: Connection | undefined } {
  const start = from === undefined ? 0 : found.findIndex(({ id }) => id === from);
  if (start === -1) throw invalidQuery(`No connection is at the checkpoint ${from} of from`);
  return { connections: found.slice(start, start + take), next: found[start + take] };
}

function toConnectionResponse(connection: Connection): Record<string, unknown> {
  const { id, name, displayName, strategy, clientIds } = connection;
  return {
    id,
    name,
    display_name: displayName,
    strategy,
    options: {},
    enabled_clients: [...clientIds],
    is_domain_connection: false,
    realms: [name],
  };
}
