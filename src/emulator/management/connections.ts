import { Hono } from "hono";
import { answer } from "#emulator/rules/answer.ts";
import type { Core, TenantEnv } from "#emulator/core.ts";
import { ApiError } from "#emulator/rules/errors.ts";
import { admit } from "./caller.ts";
import type { ScopeRule } from "./caller.ts";
import { readSegment } from "./path.ts";
import { paginate, readFields, readPaging, readQuery } from "./query.ts";
import type { Connection } from "#emulator/model.ts";

const SCOPES: ScopeRule = {
  any: ["read:connections"],
  own: [],
  listed: ["read:connections"],
};

/**
 * The connections, whose ids a link request may name.
 * @see https://auth0.com/docs/api/management/v2/connections/get-connections
 */
export function createConnectionRoutes(core: Core): Hono<TenantEnv> {
  return new Hono<TenantEnv>()
    .get("/api/v2/connections", async (c) => {
      await admit(c, core, SCOPES);
      const query = readQuery(
        c.req.url,
        ["page", "per_page", "include_totals", "fields", "include_fields", "strategy", "name"],
        ["from", "take"],
      );
      const page = readPaging(query);
      const select = readFields(query);
      const found = [...core.config.connections.values()].filter(
        ({ strategy, name }) =>
          (query.get("strategy") ?? strategy) === strategy && (query.get("name") ?? name) === name,
      );
      const shown = found.map((connection) => select(toConnectionResponse(connection)));
      return answer(c, "connections-listed", paginate(shown, page, "connections"));
    })
    .get("/api/v2/connections/:id", async (c) => {
      await admit(c, core, SCOPES);
      const id = readSegment(c.req.url, 4);
      const select = readFields(readQuery(c.req.url, ["fields", "include_fields"]));
      const found = [...core.config.connections.values()].find((one) => one.id === id);
      if (found === undefined) throw new ApiError("connection-inexistent");
      return answer(c, "connection-read", select(toConnectionResponse(found)));
    });
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
