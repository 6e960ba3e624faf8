import { expect, test } from "vitest";
import { mayHoldCall } from "./may-hold-call.ts";

test.each([
  "fetch(`${api}/users/${id}/identities`)",
  "send({ link_with: token })",
  "manage.linkUser(id, token, done)",
  "client.users.link({ id }, other)",
  "client\n  .users\n  .unlink(other)",
  "client.unlinkUsers(id, provider, other)",
])("lets %j be read", (text) => {
  expect(mayHoldCall(text)).toBe(true);
});

test.each([
  "",
  "fetch('/api/v2/users')",
  "graph.link(a, b)",
  "fs.unlink(path)",
  "const users = await client.users.getAll();",
])("passes %j over", (text) => {
  expect(mayHoldCall(text)).toBe(false);
});
