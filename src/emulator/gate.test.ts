import * as fc from "fast-check";
import { expect, test } from "vitest";
import { admitArrival, admitRequest, LOOPBACK_NAMES } from "./gate.ts";

const seed = 20_261_129;
const NAMES = new Set([...LOOPBACK_NAMES, "named.example"]);

const host = fc.oneof(
  fc.string(),
  fc.webAuthority(),
  fc.constantFrom("localhost", "LOCALHOST:5180", "named.example", "[::1]", "evil.example", ""),
);
const target = fc.oneof(
  fc.string(),
  fc.webUrl({ withQueryParameters: true, withFragments: true }),
  fc.webPath(),
  fc
    .tuple(fc.constantFrom("http://", "//", "\\", "/\\", "http://a@"), host)
    .map((parts) => parts.join("")),
);
const method = fc.oneof(
  fc.constantFrom("GET", "POST", "PATCH", "OPTIONS", "TRACE", "track", "CONNECT"),
  fc.string(),
);

/** Headers that could not be made never come over a connection. */
function headersOf(name: string): Headers | undefined {
  try {
    return new Headers({ Host: name });
  } catch {
    return undefined;
  }
}

test(`nothing makes the gate fail, and no other name is let in, seed ${seed}`, () => {
  fc.assert(
    fc.property(host, target, method, (name, address, verb) => {
      const headers = headersOf(name);
      fc.pre(headers !== undefined);
      const arrival = { method: verb, target: address, headers, body: null };
      const { request, refused } = admitArrival(arrival, NAMES);
      const { hostname } = new URL(request.url);
      expect(NAMES.has(hostname)).toBe(true);
      if (refused !== undefined) expect(refused.path).not.toMatch(/[?#]/);
    }),
    { seed, numRuns: 2000 },
  );
});

test("an address that is longer than any is kept out, and not remembered", () => {
  const headers = new Headers({ Host: "localhost" });
  const admit = (length: number) =>
    admitArrival({ method: "GET", target: "/".padEnd(length, "x"), headers, body: null }, NAMES);
  expect(admit(16_384).refused).toBeUndefined();
  expect(admit(16_385).refused).toEqual({ by: "target", method: "GET", path: "/" });
});

const admitOfLength = (length: number) =>
  admitRequest(new Request("http://localhost/?".padEnd(length, "x")), NAMES);

test.each([
  ["as Host", { target: "/", headers: new Headers({ Host: "a".repeat(301) }) }],
  [
    "in the target",
    { target: `http://${"a".repeat(301)}/`, headers: new Headers({ Host: "localhost" }) },
  ],
])("a host too long for a name is not read: %s", (_, said) => {
  const { refused } = admitArrival({ method: "GET", body: null, ...said }, NAMES);
  expect(refused?.by).toBe("target");
});

test("a request that was made already may have no longer address", () => {
  expect(admitOfLength(16_384).refused).toBeUndefined();
  expect(admitOfLength(16_385).refused).toEqual({ by: "target", method: "GET", path: "/" });
});

test("a path that is kept out is known without its query and whoever is named in front of it", () => {
  const arrival = {
    method: "GET",
    target: "http://me:secret@localhost/callback?code=secret#secret",
    headers: new Headers({ Host: "localhost" }),
    body: null,
  };
  expect(admitArrival(arrival, NAMES).refused).toEqual({
    by: "target",
    method: "GET",
    path: "/callback",
  });
});
