import { decodeJwt } from "jose";
import type { ControlRefusal } from "#emulator/control/errors.ts";
import { ADA, APP_ORIGIN } from "#test/support/tenant.ts";
import { control, send } from "#test/contract/world.ts";
import type { ContractCase } from "#test/contract/world.ts";

/** Addresses that the control API has no answer to: status and name of the refusal. */
const MISSES: [path: string, number, ControlRefusal][] = [
  ["nothing", 404, "not-found"],
  ["log/999", 404, "entry-unknown"],
  ["log/x", 400, "number-invalid"],
  ["log?after=-1", 400, "number-invalid"],
];

const NOBODY = "users/auth0%7Cnobody";

const missed: ContractCase[] = MISSES.map(([path, status, error]) => ({
  items: ["B"],
  title: `the control API refuses ${path} by ${error}`,
  act: (world) => control(world, "GET", path),
  status,
  rule: null,
  body: { error },
}));

/** What the control API refuses, and what it lets a page of the app do. */
export const CONTROL_CASES: readonly ContractCase[] = [
  ...missed,
  {
    items: ["B"],
    title: "a user who is not there cannot be changed",
    act: (world) => control(world, "PATCH", NOBODY, { blocked: true }),
    status: 404,
    rule: null,
  },
  {
    items: ["B"],
    title: "nor deleted",
    act: (world) => control(world, "DELETE", NOBODY, {}),
    status: 404,
    rule: null,
  },
  {
    items: ["B"],
    title: "a user of no connection is not made",
    act: (world) =>
      control(world, "POST", "users", { connection: "facebook", email: "x@example.com" }),
    status: 400,
    rule: null,
    body: { message: "There is no such connection." },
  },
  {
    items: ["B"],
    title: "a user whose id no address can have is not made, since nobody could delete them",
    act: (world) =>
      control(world, "POST", "users", {
        connection: "github",
        user_id: "a\udfff",
        email: "x@example.com",
      }),
    status: 400,
    rule: null,
    body: { detail: "user_id: Expected a text, without lone surrogates" },
  },
  {
    items: ["B"],
    title: "nor is a connection whose users would have such ids",
    act: (world) => control(world, "POST", "connections", { name: "x", strategy: "\ud800" }),
    status: 400,
    rule: null,
    body: { detail: "strategy: Expected a text, without lone surrogates" },
  },
  {
    items: ["B"],
    title:
      "a token that is minted bare has the claims that were asked for and its times, no others",
    act: (world) => control(world, "POST", "mint", { claims: { hello: "world" } }),
    status: 201,
    rule: null,
    changes: false,
    afterwards: async (_, __, { token = "" }) => [Object.keys(decodeJwt(token)).toSorted()],
    shows: [["exp", "hello", "iat"]],
  },
  {
    items: ["F"],
    title: "a preflight spends no fault",
    given: async (world) => {
      await control(world, "POST", "faults", { endpoint: "identities", kind: "failure" });
      return {};
    },
    act: (world) =>
      send(world, `/api/v2/users/${encodeURIComponent(ADA.password)}/identities`, {
        method: "OPTIONS",
        headers: { Origin: APP_ORIGIN, "Access-Control-Request-Method": "POST" },
      }),
    status: 204,
    rule: "preflight",
    changes: false,
  },
  {
    items: ["B"],
    title: "an address that is taken makes no second user",
    act: (world) =>
      control(world, "POST", "users", {
        connection: "Username-Password-Authentication",
        email: "ada@example.com",
        password: "Passw0rd!",
      }),
    status: 409,
    rule: null,
  },
  {
    items: ["E37"],
    title: "a page of the app may ask first whether it may",
    act: (world) =>
      send(world, "/_linklab/faults", {
        method: "OPTIONS",
        headers: { Origin: APP_ORIGIN, "Access-Control-Request-Method": "DELETE" },
      }),
    status: 204,
    rule: null,
    headers: {
      "Access-Control-Allow-Origin": new RegExp(`^${APP_ORIGIN}$`),
      "Access-Control-Allow-Methods": /DELETE/,
    },
  },
  {
    items: ["E37"],
    title: "the control API deletes nothing for a request that any page could send",
    act: (world) => control(world, "DELETE", "faults", undefined, { "Content-Type": "text/plain" }),
    status: 415,
    rule: null,
    body: { message: "Send application/json." },
  },
];
