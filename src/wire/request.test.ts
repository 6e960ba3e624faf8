import { execFileSync } from "node:child_process";
import { runInNewContext } from "node:vm";
import * as fc from "fast-check";
import { expect, test } from "vitest";
import { asCurl, asFetch, printRequest, type RedactedRequest } from "./request.ts";

const LINK: RedactedRequest = {
  method: "POST",
  url: ["http://localhost:5180/api/v2/users/auth0%7C1/identities"],
  headers: [
    ["Authorization", ["Bearer ", { owner: "A", name: "access token" }]],
    ["Content-Type", ["application/json"]],
  ],
  body: ['{"link_with":"', { owner: "A", name: "ID token" }, '"}'],
};

const CODE_OF_A = { owner: "A", name: "code" } as const;
const CODE_OF_NOBODY = { owner: null, name: "code" } as const;

test("lays a body out to be read, and copies it as it is sent", () => {
  const printed = printRequest(LINK);
  expect(printed.body).toEqual(['{\n  "link_with": "', { owner: "A", name: "ID token" }, '"\n}']);
  expect(printed.curl).toContain(`-d '{"link_with":"'"$A_ID_TOKEN"'"}'`);
});

test("prints query parameters apart, decoded, in their order", () => {
  const url = ["http://localhost/authorize?scope=openid+email&a=1%262&code=", CODE_OF_A, "&a=3"];
  const request = { method: "GET", url, headers: [], body: null };
  expect(printRequest(request)).toEqual({
    method: "GET",
    url: ["/authorize"],
    parameters: [
      ["scope", ["openid email"]],
      ["a", ["1&2"]],
      ["code", [CODE_OF_A]],
      ["a", ["3"]],
    ],
    headers: [["Host", ["localhost"]]],
    body: null,
    curl: asCurl(request),
  });
});

test("prints all of a parameter that holds a question mark", () => {
  const url = ["http://localhost/authorize?to=/a?b=c&x=1"];
  expect(printRequest({ method: "GET", url, headers: [], body: null }).parameters).toEqual([
    ["to", ["/a?b=c"]],
    ["x", ["1"]],
  ]);
});

test("writes curl with variables in place of secrets", () => {
  expect(asCurl(LINK)).toBe(
    [
      "curl -X POST --fail-with-body 'http://localhost:5180/api/v2/users/auth0%7C1/identities' \\",
      `  -H 'Authorization: Bearer '"$A_ACCESS_TOKEN" \\`,
      "  -H 'Content-Type: application/json' \\",
      `  -d '{"link_with":"'"$A_ID_TOKEN"'"}'`,
    ].join("\n"),
  );
});

/** What a shell makes of a command's arguments, with `curl` replaced by a printer. */
function argumentsOf(command: string): string[] {
  const script = `curl() { printf '%s\\0' "$@"; }\n${command}`;
  const env = { A_CODE: "value of A", CODE: "value of nobody" };
  const output = execFileSync("sh", ["-c", script], { env, encoding: "utf8" });
  return output.split("\0").slice(0, -1);
}

const hostile = fc.string({
  unit: fc.constantFrom(
    "'",
    '"',
    "\\",
    "$",
    "`",
    "(",
    ")",
    ";",
    "\n",
    "!",
    "*",
    " ",
    "a",
    "é",
    "#",
  ),
  maxLength: 20,
});

test.skipIf(process.platform === "win32")(
  "writes curl that a shell reads as it was, whatever a value holds",
  () => {
    fc.assert(
      fc.property(hostile, hostile, hostile, (path, header, body) => {
        const request = {
          method: "POST",
          url: ["http://localhost/", path],
          headers: [["X-Header", [header, CODE_OF_A, header]]],
          body: [body, CODE_OF_NOBODY],
        } as const;
        expect(argumentsOf(asCurl(request))).toEqual([
          "-X",
          "POST",
          "--fail-with-body",
          `http://localhost/${path}`,
          "-H",
          `X-Header: ${header}value of A${header}`,
          "-d",
          `${body}value of nobody`,
        ]);
      }),
      { seed: 9, numRuns: 100 },
    );
  },
);

test("makes no shell code of a marker, whatever its name", () => {
  const marker = { owner: "A", name: '"; $(id) `id` \\' } as const;
  const curl = asCurl({
    method: "GET",
    url: ["http://localhost/", marker],
    headers: [],
    body: null,
  });
  expect(curl).toBe(`curl -X GET --fail-with-body 'http://localhost/'"$A_ID_ID_"`);
});

test.each([
  ["a method that is code", { method: "$(id)" }, "curl -X '$(id)' "],
  [
    "a URL in which curl sees a range",
    { url: ["http://x/?a[]={1,2}"] },
    "curl -g -X POST --fail-with-body 'http",
  ],
  ["a body in which curl sees a file", { body: ["@/etc", "/passwd"] }, "--data-raw '@/etc/passwd'"],
  ["a header without a value", { headers: [["X-Empty", [""]]] }, "-H 'X-Empty;'"],
] as const)("writes curl that sends %s as it is", (_, change, command) => {
  const request = { method: "POST", url: ["http://x/"], headers: [], body: null, ...change };
  expect(asCurl(request)).toContain(command);
});

test.each([[[]], [[""]]])("quotes an empty body, %j", (body) => {
  expect(asCurl({ method: "POST", url: ["x"], headers: [], body })).toMatch(/-d ''$/);
});

test("writes fetch with variables in place of secrets", () => {
  expect(asFetch(LINK)).toBe(
    [
      'const response = await fetch("http://localhost:5180/api/v2/users/auth0%7C1/identities", {',
      '  method: "POST",',
      "  headers: {",
      '    "Authorization": `Bearer ${A_ACCESS_TOKEN}`,',
      '    "Content-Type": "application/json",',
      "  },",
      '  body: `{"link_with":"${A_ID_TOKEN}"}`,',
      "});",
    ].join("\n"),
  );
});

test("writes fetch without headers and body where there are none", () => {
  expect(asFetch({ method: "GET", url: ["http://x/"], headers: [], body: null })).toBe(
    'const response = await fetch("http://x/", {\n  method: "GET",\n});',
  );
});

test("writes fetch that JavaScript reads as it was, whatever a value holds", async () => {
  const tricky = fc.string({
    unit: fc.constantFrom(
      ..."'\"\\$`{}\n\r\0aé\u2028".split(""),
      "//",
      "\ud83d\ude00",
      "\ud83d",
      "\ude00",
    ),
    maxLength: 20,
  });
  await fc.assert(
    fc.asyncProperty(tricky, tricky, tricky, async (path, header, body) => {
      const code = asFetch({
        method: "POST",
        url: ["http://localhost/", path],
        headers: [[`X-${header}`, [header, CODE_OF_A, header]]],
        body: [body, CODE_OF_NOBODY],
      });
      const calls: unknown[] = [];
      await runInNewContext(`(async () => { ${code}\n })()`, {
        fetch: (...call: unknown[]) => void calls.push(JSON.parse(JSON.stringify(call))),
        A_CODE: "value of A",
        CODE: "value of nobody",
      });
      // What is copied goes through UTF-8, which has no halves of pairs.
      expect(new TextDecoder().decode(new TextEncoder().encode(code))).toBe(code);
      expect(calls).toEqual([
        [
          `http://localhost/${path}`,
          {
            method: "POST",
            headers: { [`X-${header}`]: `${header}value of A${header}` },
            body: `${body}value of nobody`,
          },
        ],
      ]);
    }),
    { seed: 9, numRuns: 200 },
  );
});

test("makes no code of a marker, whatever its name", () => {
  const url = ["http://localhost/", { owner: null, name: "1${alert()}`" }] as const;
  expect(asFetch({ method: "GET", url, headers: [], body: null })).toContain(
    "fetch(`http://localhost/${_1_ALERT_}`",
  );
});

test("makes no code of two texts that meet", () => {
  const body = ["$", "{alert()}\n"];
  expect(asFetch({ method: "POST", url: ["x"], headers: [], body })).toContain(
    "body: `\\${alert()}\n`",
  );
});

test("takes text for text, and never for a marker", () => {
  const url = ["http://localhost/⟦A code⟧?a=⟦A code⟧&b=%E2%9F%A6A%20code%E2%9F%A7"];
  const request = {
    method: "POST",
    url,
    headers: [["X", ["⟦A code⟧"]]],
    body: ["⟦A code⟧"],
  } as const;
  const { curl, ...printed } = printRequest(request);
  expect(printed).toEqual({
    method: "POST",
    url: ["/⟦A code⟧"],
    parameters: [
      ["a", ["⟦A code⟧"]],
      ["b", ["⟦A code⟧"]],
    ],
    headers: [
      ["Host", ["localhost"]],
      ["X", ["⟦A code⟧"]],
    ],
    body: ["⟦A code⟧"],
  });
  expect(curl + asFetch(request)).not.toMatch(/A_CODE/);
});
