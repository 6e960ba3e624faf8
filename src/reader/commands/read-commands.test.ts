import * as fc from "fast-check";
import { expect, test, vi } from "vitest";
import { idTokenA, idTokenB, LINK_URL, personToken } from "#test/support/use-cases/fixtures.ts";
import type { FoundRequest, RequestPart } from "#reader/found.ts";
import { readCommands } from "./read-commands.ts";

// Many texts, on machines that may be busy.
vi.setConfig({ testTimeout: 60_000 });

const PROOF = `{"link_with":"${idTokenB}"}`;

function only(text: string): FoundRequest {
  const [request, ...others] = readCommands(text);
  if (request === undefined) throw new Error("no request was read");
  expect(others).toEqual([]);
  return request;
}

function lit(text: string, part: RequestPart["part"], name: string | null = null): string | null {
  const found = only(text).parts.find((each) => each.part === part && each.name === name);
  return found === undefined ? null : text.slice(found.start, found.end);
}

const methodsOf = (text: string) => readCommands(text).map(({ exchange }) => exchange.method);

test("lights up the characters of each part", () => {
  const text = `$ curl -X POST '${LINK_URL}' \\\n  -H 'Authorization: Bearer ${idTokenA}' \\\n  -d '${PROOF}'`;
  expect(lit(text, "method")).toBe("POST");
  expect(lit(text, "url")).toBe(LINK_URL);
  expect(lit(text, "header", "Authorization")).toBe(`Bearer ${idTokenA}`);
  expect(lit(text, "body")).toBe(PROOF);
  expect(lit(text, "body", "link_with")).toBe(PROOF.slice(1, -1));
});

test("lights up a member of a body behind escapes", () => {
  const text = `curl ${LINK_URL} -d "{\\"a\\":1,\\"link_with\\":\\"${idTokenB}\\"}"`;
  expect(lit(text, "body", "a")).toBe('\\"a\\":1');
  expect(lit(text, "body", "link_with")).toBe(`\\"link_with\\":\\"${idTokenB}\\"`);
});

test("lights up where a value was written that a name stands for", () => {
  const text = `$headers = @{ Authorization = "Bearer ${personToken}" }\n$body = @{ link_with = '${idTokenB}' } | ConvertTo-Json\nirm ${LINK_URL} -Method Post -Headers $headers -Body $body`;
  expect(lit(text, "header", "Authorization")).toBe(`Bearer ${personToken}`);
  expect(lit(text, "body", "link_with")).toBe(`link_with = '${idTokenB}`);
});

test("lights up the name where bash puts a value in", () => {
  const text = `TOKEN=${personToken}\ncurl ${LINK_URL} -H "Authorization: Bearer $TOKEN"`;
  expect(only(text).exchange.headers).toEqual([["Authorization", `Bearer ${personToken}`]]);
  expect(lit(text, "header", "Authorization")).toBe("Bearer $TOKEN");
});

test("lights up an item of HTTPie as the member that it becomes", () => {
  const text = `http POST ${LINK_URL} a=1 link_with=${idTokenB}`;
  expect(lit(text, "body", "link_with")).toBe(`link_with=${idTokenB}`);
});

test("says nothing of where a method stands that nobody wrote", () => {
  expect(lit(`curl ${LINK_URL} -d x`, "method")).toBeNull();
  expect(only(`curl ${LINK_URL} -d x`).exchange.method).toBe("POST");
});

test("tells the library by the header of Auth0's SDKs, and where it stands", () => {
  const client = btoa('{"name":"auth0.js","version":"9.28.0"}');
  const text = `curl ${LINK_URL} -H 'Auth0-Client: ${client}'`;
  expect(only(text).exchange.library).toBe("auth0.js/9.28.0");
  expect(lit(text, "library")).toBe(client);
  expect(only(`curl ${LINK_URL} -H 'Auth0-Client: e30'`).exchange).not.toHaveProperty("library");
});

test("finds every command of a text, with its place", () => {
  const text = `# First\ncurl -X POST ${LINK_URL}\n\nthen\n\n$ http DELETE ${LINK_URL}/a/b\n\nfetch("${LINK_URL}", {"method": "PATCH"});\nGET /x HTTP/1.1\nHost: x.example\n`;
  const found = readCommands(text);
  expect(found.map(({ form, exchange }) => [form, exchange.method])).toEqual([
    ["curl", "POST"],
    ["httpie", "DELETE"],
    ["fetch", "PATCH"],
    ["raw", "GET"],
  ]);
  expect(found.map(({ place }) => place.line)).toEqual([2, 6, 8, 9]);
  expect(text.slice(found[0]?.place.start, found[0]?.place.end)).toBe(`curl -X POST ${LINK_URL}`);
  expect(found[0]?.place.layers).toEqual([{ kind: "command", at: null }]);
});

test("takes the word with a scheme for the URL where a word is left over", () => {
  expect(only(`curl POST shop.example ${LINK_URL}`).exchange.url).toBe(LINK_URL);
  expect(only(`curl -H Authorization: Bearer ${LINK_URL}`).exchange.url).toBe(LINK_URL);
});

test("makes a request of each part between --next", () => {
  expect(methodsOf(`curl ${LINK_URL} --next -X DELETE ${LINK_URL}/a/b`)).toEqual(["GET", "DELETE"]);
});

test.each([
  ["nothing", ""],
  ["a word of a sentence", "Use curl to send it, or https if you like. curl is fine; wget, too."],
  ["a word of a sentence with a host", "We use curl for shop.example/api and like it."],
  ["a program's version", "curl --version"],
  ["a call with a name as URL", "fetch(url, { method: 'POST' })"],
  ["a call of source code", `fetch("${LINK_URL}", { method: "POST", body })`],
  ["a call with a template that has names", "fetch(`https://${domain}/api/v2/users`, {})"],
  ["a call without options", `fetch("${LINK_URL}")`],
  ["a method of something", `api.fetch("${LINK_URL}", {})`],
  ["a package", "npm install curl wget http"],
  ["a sentence about HTTP", "POST /api/v2/users links them"],
  ["an import", 'import http from "node:http";'],
  ["an answer alone", "HTTP/1.1 200 OK\ncontent-type: text/html\n\nhello"],
  ["an assignment", "TOKEN=eyJ\n$x = 1\n$y = @{ a = 1 }"],
])("finds no request in %s", (_, text) => {
  expect(readCommands(text)).toEqual([]);
});

test.each([
  ["sudo", `sudo curl ${LINK_URL}`],
  ["another command", `cd x && curl ${LINK_URL}`],
  ["a pipe", `cat x | curl ${LINK_URL}`],
  ["a parenthesis", `(curl ${LINK_URL})`],
  ["a prompt of PowerShell", `PS C:\\Users\\ada> curl.exe ${LINK_URL}`],
  ["a word, with a URL after it", `Run curl ${LINK_URL}`],
  ["a word, with an option after it", `Run curl -X GET ${LINK_URL}`],
  ["blanks", `\t  curl ${LINK_URL}`],
])("finds curl after %s", (_, text) => {
  expect(only(text).exchange.url).toMatch(LINK_URL);
});

test("keeps an answer apart that belongs to another request", () => {
  const text = `curl ${LINK_URL}\n> DELETE /x HTTP/1.1\n> Host: x.example\n>\n< HTTP/1.1 204 No Content\n`;
  expect(readCommands(text).map(({ exchange }) => [exchange.method, exchange.status])).toEqual([
    ["GET", undefined],
    ["DELETE", 204],
  ]);
});

test.each([
  ["a quote", `curl -X POST ${LINK_URL} -d '${PROOF}`],
  ["a double quote", `curl -X POST ${LINK_URL} -H "Authorization: Bearer x`],
  ["a quote of cmd", `curl ^"${LINK_URL}^" ^\n -X ^"POST`],
  ["a quote of PowerShell", `irm ${LINK_URL} -Method Post -Body "x`],
  ["the end of a hash", `irm ${LINK_URL} -Method Post -Headers @{ a = "b"`],
  ["the end of a here-string", `$b = @"\nx\nirm`],
  ["the value of an option", `curl -X POST ${LINK_URL} -H`],
  ["the end of an object", `fetch("${LINK_URL}", {"method": "POST"`],
  ["the end of headers", `POST ${LINK_URL} HTTP/1.1\nAuthorization`],
])("reads what it can where %s is missing", (_, text) => {
  for (const { exchange } of readCommands(text)) expect(exchange.method).toBe("POST");
});

test.each([
  ["an argument of a megabyte", `curl ${LINK_URL} -d '${"x".repeat(1_000_000)}'`, 1],
  ["ten thousand options", `curl ${LINK_URL} ${"-H 'a: b' ".repeat(10_000)}`, 1],
  ["ten thousand escapes of cmd", `curl ^"${LINK_URL}^" -d ^"${'^\\^"'.repeat(10_000)}^"`, 1],
  ["NULs", `curl ${LINK_URL} -d '\0\0' -H 'a\0: b\0'`, 1],
  ["lone surrogates", `curl ${LINK_URL} --data-urlencode '=\ud800' -u '\udfff'`, 1],
  ["a hundred thousand brackets", `fetch("${LINK_URL}", ${"[".repeat(100_000)}`, 0],
  ["a hundred thousand parentheses", `$a = ${"(".repeat(100_000)}`, 0],
  ["a hundred thousand commands inside", `curl ${"$(".repeat(100_000)}`, 1],
  ["hashes of hashes", "$a=@{x=$a;y=$a}\n".repeat(20_000), 0],
  ["names of names", `A=xy\n${"A=$A$A\n".repeat(20_000)}curl ${LINK_URL} -d $A`, 1],
  ["a hundred thousand names", "A=$(\n".repeat(100_000), 0],
  ["a hundred thousand pseudo headers", ":method: POST\n".repeat(100_000), 0],
  ["curl in a sentence, fifty thousand times", "use curl and ".repeat(50_000), 0],
  ["HTTPie without an address, twenty thousand times", "http POST a:b c=d ".repeat(20_000), 0],
])("takes %s", (_, text, count) => {
  expect(readCommands(text)).toHaveLength(count);
});

const seed = 20_261_129;
const word = fc.oneof(
  fc.constantFrom(
    "curl",
    " ",
    " -X ",
    "POST",
    " -d ",
    " -H ",
    "'",
    '"',
    "`",
    "\\",
    "^",
    "^\n",
    "\\\n",
    "`\n",
    "\n",
    "\r\n",
  ),
  fc.constantFrom(
    "$",
    "$'",
    "$(",
    "${",
    ")",
    "}",
    "{",
    "@{",
    "@(",
    "@'\n",
    "\n'@",
    '@"\n',
    "=",
    ";",
    "|",
    "<<EOF\n",
    "<<<",
    ">",
  ),
  fc.constantFrom(
    "irm ",
    "Invoke-WebRequest ",
    " -Headers ",
    " -Body ",
    " @p",
    "$p = ",
    "$p.Add(",
    "ConvertTo-Json ",
    "fetch(",
    "JSON.stringify(",
  ),
  fc.constantFrom(
    "http ",
    "https POST ",
    "wget ",
    ":=",
    "==",
    "@x",
    "POST / HTTP/1.1\n",
    "> ",
    "< HTTP/1.1 200\n",
    ":method: ",
    ":path: /\n",
  ),
  fc.constantFrom(
    LINK_URL,
    '{"link_with":"x"}',
    "Authorization: Bearer x",
    "\0",
    "\ud800",
    "\u202e",
    "A=",
    "$A",
    "\\u{110000}",
    "\\x",
    "[",
    "]",
    ",",
    "0",
    "#",
  ),
);
const texts = fc.array(word, { maxLength: 30 }).map((words) => words.join(""));

test(`never throws, and stays inside the text, seed ${seed}`, () => {
  fc.assert(
    fc.property(texts, (source) => {
      for (const { place, parts } of readCommands(source))
        for (const { start, end } of [place, ...parts])
          expect(0 <= start && start <= end && end <= source.length).toBe(true);
    }),
    { seed, numRuns: 5000 },
  );
});

test("gives the same answer twice", () => {
  const text = `curl ${LINK_URL} -d '${PROOF}'`;
  expect(readCommands(text)).toEqual(readCommands(text));
});
