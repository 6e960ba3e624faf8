import * as fc from "fast-check";
import { expect, test } from "vitest";
import { AnswerHeaders } from "./answer-headers.ts";
import { LightRequest } from "./light-request.ts";
import { LightResponse, toResponse } from "./light-response.ts";

const seed = 20_261_129;

const changes = fc.array(
  fc.record({
    how: fc.constantFrom("set", "append", "delete"),
    name: fc.constantFrom("Vary", "vary", "Location", "Set-Cookie", "set-cookie"),
    // Without blanks around it, which `Headers` takes off and a client does not count.
    value: fc
      .string({ unit: fc.constantFrom(...Array.from("ab é~ÿ€\n\r\0")) })
      .map((text) => text.trim()),
  }),
);

/** What a set of headers says after some changes; a value that cannot be sent is left out. */
function play(
  headers: Headers | AnswerHeaders,
  all: typeof changes extends fc.Arbitrary<infer T> ? T : never,
) {
  for (const { how, name, value } of all) {
    try {
      if (how === "delete") headers.delete(name);
      else if (how === "set") headers.set(name, value);
      else headers.append(name, value);
    } catch (error) {
      expect(error).toBeInstanceOf(TypeError);
    }
  }
  return [...headers].toSorted(([one], [other]) => (one < other ? -1 : one > other ? 1 : 0));
}

test(`headers of an answer are those that Headers would have, seed ${seed}`, () => {
  fc.assert(
    fc.property(changes, (all) => {
      expect(play(new AnswerHeaders(), all)).toEqual(play(new Headers(), all));
    }),
    { seed, numRuns: 1000 },
  );
});

test("an answer becomes a Response with the same status, headers, cookies and body", async () => {
  const headers = new AnswerHeaders();
  headers.set("Content-Type", "text/plain");
  headers.append("Set-Cookie", "a=1");
  headers.append("Set-Cookie", "b=2");
  const response = toResponse(new LightResponse("é", 201, headers));
  expect(response).toBeInstanceOf(Response);
  expect(response.status).toBe(201);
  expect(response.headers.get("Content-Type")).toBe("text/plain");
  expect(response.headers.getSetCookie()).toEqual(["a=1", "b=2"]);
  expect(await response.text()).toBe("é");
});

test("a request reads its body when it is asked for it, not before", async () => {
  let reads = 0;
  const bytes = new TextEncoder().encode("body");
  const read = () => Promise.resolve(((reads += 1), bytes));
  const headers = new Headers({ "Content-Length": "4" });
  const request = new LightRequest("POST", "http://localhost/", headers, {
    read,
    stream: () => new ReadableStream(),
  });
  expect([request.length, reads]).toEqual([4, 0]);
  expect(new TextDecoder().decode(await request.bytes())).toBe("body");
  expect(reads).toBe(1);
});

test("a request without a body has an empty one", async () => {
  const request = new LightRequest("GET", "http://localhost/", new Headers(), null);
  expect([request.length, await request.bytes()]).toEqual([0, new Uint8Array()]);
});
