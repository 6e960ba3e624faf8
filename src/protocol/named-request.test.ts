import { expect, test } from "vitest";
import { fillRequest, nameToken, type NamedRequest } from "./named-request.ts";

const REQUEST: NamedRequest = {
  method: "POST",
  url: "https://t.example/api/v2/users/a%7C1/identities",
  userId: "a|1",
  headers: [["Authorization", ["Bearer ", nameToken("A", "access token", 'quote"and\\slash')]]],
  body: ['{"link_with":"', nameToken("B", "ID token", 'quote"and\\slash'), '"}'],
  bearer: null,
  linkWith: null,
};

test("fills tokens in as they are, and escapes them inside JSON", () => {
  const { headers, body } = fillRequest(REQUEST);
  expect(headers).toEqual({ Authorization: 'Bearer quote"and\\slash' });
  expect(JSON.parse(body ?? "")).toEqual({ link_with: 'quote"and\\slash' });
});

test("has no body where none is sent", () => {
  expect(fillRequest({ ...REQUEST, body: null })).not.toHaveProperty("body");
});

test("sends nothing that is still to be made", () => {
  const body = [nameToken("B", "token made for a lesson", null)];
  expect(() => fillRequest({ ...REQUEST, body })).toThrow(
    "the token made for a lesson is still to be made",
  );
});
