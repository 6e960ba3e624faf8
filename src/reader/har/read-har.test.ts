import * as fc from "fast-check";
import { expect, test } from "vitest";
import { linkBy, NOISE, ownToken, unlinkBy } from "#test/corpus/har-requests.ts";
import { chromium, firefox, proxy } from "#test/corpus/har-shapes.ts";
import { readHar } from "./read-har.ts";

const LINK = linkBy(ownToken, { link_with: "é" });

/** A HAR whose only entry has this value as a member of its own beside a request that unlinks. */
function withMember(value: string): string {
  return proxy([unlinkBy(null)]).replace('"request":', () => `"_x":${value},"request":`);
}

test("each part of a request is found where it is written, escapes and all", async () => {
  const text = firefox([{ ...LINK, body: { text: '{"link_with":"é\\n𝄞"}', mimeType: "" } }]);
  const [request] = (await readHar(text, {})).found;
  if (request?.kind !== "request") throw new Error("no request");
  const parts = request.parts.map(({ part, name, start, end }) => [
    part,
    name,
    text.slice(start, end),
  ]);
  expect(parts).toEqual([
    ["method", null, "POST"],
    ["url", null, LINK.url],
    ["header", "Authorization", `Bearer ${ownToken}`],
    ["body", null, String.raw`{\"link_with\":\"é\\n𝄞\"}`],
    ["body", "link_with", String.raw`\"link_with\":\"é\\n𝄞\"`],
  ]);
  expect(text.slice(request.place.start, request.place.end)).toMatch(/^\{[^]*"request"[^]*\}$/);
  expect(request.place.layers).toEqual([{ kind: "har", at: "0" }]);
});

test("a token has the way to it as its layers", async () => {
  const { found } = await readHar(proxy([...NOISE, LINK]), {});
  const layers = found.flatMap((one) => (one.kind === "token" ? one.place.layers : []));
  expect(layers).toEqual([
    { kind: "har", at: String(NOISE.length) },
    { kind: "header", at: "Authorization" },
  ]);
});

test("the page of a login is searched, but not kept with its request", async () => {
  const url = "https://t.example/authorize?client_id=a";
  const { found } = await readHar(
    proxy([
      { url, answer: ' <html>{"error":"login_required"}' },
      { ...LINK, answer: "[]" },
    ]),
    {},
  );
  const kept = found.map((one) => one.kind === "request" && one.exchange.responseBody);
  expect(kept).toEqual([undefined, false, "[]", false, false]);
});

test("the form of a body that was only kept in pieces is put together", async () => {
  const params = [{ name: "link_with", value: "a%2Eb" }, { name: "x", value: "1 &2" }, 7];
  const text = proxy([unlinkBy(null)]).replace(
    '"headers":',
    () => `"postData":{"params":${JSON.stringify(params)}},"headers":`,
  );
  const [request] = (await readHar(text, {})).found;
  expect(request).toMatchObject({ exchange: { body: "link_with=a.b&x=1+%262" } });
});

test("a parameter of escapes with a broken end stays as it is", async () => {
  const value = `${"%41".repeat(150_000)}%`;
  const text = proxy([unlinkBy(null)]).replace(
    '"headers":',
    () => `"postData":{"params":${JSON.stringify([{ name: "x", value }])}},"headers":`,
  );
  const [request] = (await readHar(text, {})).found;
  expect(request).toMatchObject({ exchange: { body: `x=${value.replaceAll("%", "%25")}` } });
});

test.each([
  ["100,000 levels", "[".repeat(100_000) + "]".repeat(100_000)],
  ["100,000 levels of objects", '{"a":'.repeat(100_000) + "1" + "}".repeat(100_000)],
  ["a string of escapes", JSON.stringify('\\"'.repeat(500_000))],
  ["500,000 empty lists", `[${"[],".repeat(500_000)}0]`],
  ["a NUL, a lone surrogate and marks of direction", JSON.stringify("\0\ud800\u202e\u200b")],
])("%s beside a request do not keep it from being read", async (_, value) => {
  const { found, unread } = await readHar(withMember(value), {});
  expect(found.map(({ kind }) => kind)).toEqual(["request"]);
  expect(unread).toEqual([]);
});

test("100,000 levels that never close are named", async () => {
  const { found, unread } = await readHar(
    `{"log":{"version":"1.2","entries":[${"[".repeat(100_000)}`,
    {},
  );
  expect(found).toEqual([]);
  expect(unread.map(({ reason }) => reason)).toEqual(["truncated"]);
});

test("a body too large to hold a token is named, and its request still found", async () => {
  const body = { text: "x".repeat(600_000), mimeType: "" };
  const text = proxy([{ ...LINK, body, answer: "y".repeat(600_000) }]);
  const { found, unread } = await readHar(text, {});
  expect(found.map(({ kind }) => kind)).toEqual(["request", "token"]);
  expect(found[0]).toMatchObject({ exchange: { status: 201 } });
  const [sent, answer] = unread;
  expect(unread.map(({ reason }) => reason)).toEqual(["too-large", "too-large"]);
  expect(text.slice(sent?.place.start, sent?.place.end)).toBe(`"${body.text}"`);
  expect(text[(answer?.place.start ?? 0) + 1]).toBe("y");
});

test.each(["", "{", "[]", '{"log":[]}', '{"log":{"x":"entries"}}', "null", '"x'])(
  "%j is no HAR: that is said, and nothing else",
  async (text) => {
    const { found, unread, entries } = await readHar(text, {});
    expect([found, entries]).toEqual([[], 0]);
    expect(unread.map(({ reason }) => reason)).toEqual(["nothing-known"]);
  },
);

test("what is done so far is told, up to the end", async () => {
  const text = chromium(Array.from({ length: 800 }, (_, at) => ({ ...LINK, at })));
  const { length } = new TextEncoder().encode(text);
  const told: number[] = [];
  const { entries } = await readHar(text, {
    onProgress: (done, total) => {
      expect(total).toBe(length);
      told.push(done);
    },
  });
  expect(entries).toBe(800);
  expect(told.length).toBeGreaterThan(2);
  expect(told).toEqual(told.toSorted((a, b) => a - b));
  expect(told.at(-1)).toBe(length);
});

test("a signal ends it on the way", async () => {
  const text = chromium(Array.from({ length: 800 }, (_, at) => ({ ...LINK, at })));
  const stop = new AbortController();
  const told: number[] = [];
  const reading = readHar(text, {
    signal: stop.signal,
    onProgress: (done) => {
      told.push(done);
      stop.abort(new Error("stopped"));
    },
  });
  await expect(reading).rejects.toThrow("stopped");
  expect(told).toHaveLength(1);
});

test("3,000 logins and as many calls end", async () => {
  const login = { url: "https://t.example/authorize?client_id=a&response_type=id_token" };
  const sent = Array.from({ length: 3000 }, () => [login, unlinkBy(null)]).flat();
  const { found } = await readHar(proxy(sent), {});
  const hinted = found.filter((one) => one.kind === "request" && "hints" in one.exchange);
  expect(hinted).toHaveLength(3000);
});

test("whatever is cut out of a recording or changed in it, there is an answer within its bounds", async () => {
  const bytes = new TextEncoder().encode(firefox([...NOISE, LINK, unlinkBy(ownToken)]));
  const { length } = bytes;
  const place = fc.nat({ max: length - 1 });
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.tuple(place, fc.constantFrom(0, 0x22, 0x2c, 0x5c, 0x5d, 0x7b, 0xff)), {
        maxLength: 4,
      }),
      place,
      fc.nat({ max: 200 }),
      async (changes, from, count) => {
        const changed = bytes.slice();
        for (const [at, byte] of changes) changed[at] = byte;
        const broken = Uint8Array.from([
          ...changed.subarray(0, from),
          ...changed.subarray(from + count),
        ]);
        const { found, unread } = await readHar(broken, {});
        for (const one of [...found, ...unread]) {
          expect(one.place.start).toBeLessThanOrEqual(one.place.end);
          expect(one.place.end).toBeLessThanOrEqual(length);
        }
      },
    ),
  );
});
