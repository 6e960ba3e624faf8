import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { checkPaths } from "./check.ts";
import { exitCodeOf, printJson, printReport, type CheckFinding } from "./check-report.ts";

const AFFECTED = "new auth0.Management({ domain, token: idToken }).linkUser(a, b, c);\n";
const part = (value: object) => Buffer.from(JSON.stringify(value)).toString("base64url");
const ID_TOKEN = `${part({ alg: "RS256" })}.${part({ aud: "app", nonce: "n", sub: "auth0|1" })}.c2ln`;
const NEW_WAY = [
  "const accessToken = await client.getTokenSilently({ authorizationParams: {",
  "  audience: `https://${domain}/api/v2/`, scope: 'update:current_user_identities' } });",
  "await fetch(`https://${domain}/api/v2/users/${sub}/identities`, {",
  "  method: 'POST', headers: { Authorization: `Bearer ${accessToken}` },",
  "  body: JSON.stringify({ link_with: idToken }),",
  "});",
].join("\n");

let folder = "";

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "linklab-check-"));
});

afterEach(async () => {
  await rm(folder, { recursive: true });
});

async function write(files: Readonly<Record<string, string | Uint8Array>>): Promise<void> {
  for (const [name, content] of Object.entries(files)) {
    const path = join(folder, name);
    await mkdir(dirname(path), { recursive: true });
    await writeFile(path, content);
  }
}

const short = (file: string) => file.slice(folder.length + 1);

async function check(...names: string[]) {
  const { report } = await checkPaths(names.map((name) => join(folder, name)));
  return {
    code: exitCodeOf(report),
    findings: report.findings.map(({ file, line, entry, useCase, verdict }) =>
      [short(file), line ?? `entry ${entry}`, verdict, useCase].join(" "),
    ),
    unread: report.unread.map(({ file, reason }) => `${short(file)}: ${reason}`),
  };
}

test("names each call with its line, and says with 1 that something is affected", async () => {
  await write({ "src/link.js": `\n\n${AFFECTED}`, "src/new.ts": NEW_WAY, "src/other.ts": "f();" });
  expect(await check(".")).toEqual({
    code: 1,
    findings: ["src/link.js 3 affected 5", "src/new.ts 3 new-way 4"],
    unread: [],
  });
});

test("says with 0 that nothing is affected", async () => {
  await write({ "new.ts": NEW_WAY });
  expect((await check("new.ts")).code).toBe(0);
});

test("says with 2 that something named could not be read, unless something is affected", async () => {
  await write({ "picture.png": new Uint8Array([0x89, 0x50, 0x4e, 0x47, 0, 1]), "a.js": AFFECTED });
  expect(await check("picture.png", "nowhere")).toEqual({
    code: 2,
    findings: [],
    unread: ["nowhere: there is no such file or folder", "picture.png: it is binary"],
  });
  expect((await check("picture.png", "a.js")).code).toBe(1);
});

test("skips in a folder what git ignores, packages, and what is binary", async () => {
  await write({
    ".gitignore": "build\n*.min.js\n",
    "build/a.js": AFFECTED,
    "a.min.js": AFFECTED,
    "node_modules/pkg/a.js": AFFECTED,
    "deep/.gitignore": "secret.js\n",
    "deep/secret.js": AFFECTED,
    "deep/.hidden/a.js": AFFECTED,
    "blob.bin": new Uint8Array([0, 1, 2, 3, 0, 0, 0]),
  });
  expect(await check(".")).toEqual({
    code: 1,
    findings: ["deep/.hidden/a.js 1 affected 5"],
    unread: [],
  });
});

test("knows kinds by what is in a file, and not by its name", async () => {
  const entry = {
    request: {
      method: "DELETE",
      url: "https://t.example/api/v2/users/auth0%7C1/identities/github/1",
      headers: [{ name: "Authorization", value: `Bearer ${ID_TOKEN}` }],
    },
    response: { status: 401, headers: [], content: {} },
  };
  const har = JSON.stringify({ log: { version: "1.2", creator: {}, entries: [entry, entry] } });
  await write({ "notes.txt": har, "code.md": `Text\n\`\`\`js\n${AFFECTED}\`\`\`\n` });
  expect(await check("notes.txt", "code.md")).toMatchObject({
    findings: [
      "notes.txt entry 0 affected 8",
      "notes.txt entry 1 affected 8",
      "code.md 3 affected 5",
    ],
  });
});

test("reads a file once, however often it is named", async () => {
  await write({ "a.js": AFFECTED });
  expect((await check("a.js", ".", "a.js")).findings).toEqual(["a.js 1 affected 5"]);
});

test("prints for people, with what would steer a terminal escaped", () => {
  const finding: CheckFinding = {
    file: "a\u001b[31m\u202e.js",
    line: 3,
    entry: null,
    useCase: 5,
    verdict: "affected",
    reason: "It is.",
    fix: "Change it",
    question: "Which one?",
    notes: ["It may be otherwise."],
  };
  const printed = printReport({ findings: [finding], unread: [] }, 2);
  expect(printed).toBe(
    [
      "a\\u{1b}[31m\\u{202e}.js:3  AFFECTED, use case 5",
      "  It is.",
      "  Look up: Which one?",
      "  Note: It may be otherwise.",
      "  Fix: Change it",
      "",
      "1 affected in 2 files.",
    ].join("\n"),
  );
});

test("prints for programs what decides, and no more", () => {
  const finding: CheckFinding = {
    file: "a.js",
    line: 3,
    entry: null,
    useCase: null,
    verdict: "cannot-tell",
    reason: "Nobody knows.",
    fix: null,
    question: "Which token is it?",
    notes: ["A note."],
  };
  expect(
    JSON.parse(printJson({ findings: [finding], unread: [{ file: "b", reason: "r" }] })),
  ).toEqual({
    findings: [
      {
        file: "a.js",
        line: 3,
        entry: null,
        useCase: null,
        verdict: "cannot-tell",
        reason: "Nobody knows.",
        fix: null,
      },
    ],
    unread: [{ file: "b", reason: "r" }],
  });
});
