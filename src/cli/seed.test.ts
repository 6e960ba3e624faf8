import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { LINKLAB_SEED } from "#emulator/seed/files.ts";
import { readSeed } from "./seed.ts";
import { CommandError, ROOT } from "#scripts/setup.mjs";

let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "linklab-seed-"));
});

afterEach(() => rmSync(folder, { recursive: true }));

function write(path: string, ...lines: string[]): string {
  const file = join(folder, path);
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, lines.join("\n"));
  return file;
}

const at = (file: string, ...path: (string | number)[]) => ({ file, path });

function nested(depth: number): string[] {
  return Array.from({ length: depth }, (_, level) => `${" ".repeat(level)}a:`);
}

test("LinkLab's own files, read from disk, are its seed", async () => {
  const { seed } = await readSeed(join(ROOT, "src", "emulator", "seed"), {});
  expect(seed).toEqual(LINKLAB_SEED);
});

describe("one file", () => {
  test("as YAML is read, and a value is found by its line", async () => {
    const path = write(
      "any.yaml",
      "# first",
      "tenant:",
      "  friendly_name: T",
      "clients:",
      "  - name: A",
      "    callbacks:",
      "      - https://a.example",
      "      - bad",
    );
    const { seed, locate } = await readSeed(path, {});
    expect(seed).toEqual({
      tenant: {
        tenant: { friendly_name: "T" },
        clients: [{ name: "A", callbacks: ["https://a.example", "bad"] }],
      },
      databaseUsers: {},
      socialUsers: [],
    });
    expect(locate(at("tenant.yaml", "clients", 0, "callbacks", 1))).toBe(`${path}:8`);
    // What is missing is missing in what surrounds it.
    expect(locate(at("tenant.yaml", "clients", 0, "client_id"))).toBe(`${path}:5`);
    expect(locate(at("tenant.yaml"))).toBe(`${path}:2`);
  });

  test.each([
    ["a device without an end", () => "/dev/zero", "it has more than 128 MB"],
    ["a file that is a folder", () => write("clients/in.json/x") && folder, "ENOENT"],
    ["maps in each other", () => write("deep.yaml", ...nested(3000)), "call stack"],
  ])("%s is refused in one line", async (_, make, reason) => {
    const message = await readSeed(make(), {}).catch((error: unknown) => error);
    expect(message).toBeInstanceOf(CommandError);
    expect(String(message)).toContain(reason);
    expect(String(message)).not.toContain("\n");
  });

  test("as JSON is read alike, indented by tabs or not", async () => {
    const path = write("any.json", "{", '\t"clients": [', '\t\t{ "name": "A" }', "\t]", "}");
    const { seed, locate } = await readSeed(path, {});
    expect(seed.tenant).toEqual({ clients: [{ name: "A" }] });
    expect(locate(at("tenant.yaml", "clients", 0))).toBe(`${path}:3`);
  });
});

test.each([
  [
    "broken.yaml",
    ["a: 1", "b: [1, 2", "c: 3"],
    /broken\.yaml:3: Flow sequence in block collection/,
  ],
  ["broken.json", ["{", '"a": 1,', '"b" 2', "}"], /broken\.json:3: Missing , or : between/],
  ["twice.yaml", ["a: 1", "b: 2", "a: 3"], /twice\.yaml:3: Map keys must be unique\.$/],
  ["tag.yaml", ["a: 1", "b: !include x"], /tag\.yaml:2: Unresolved tag: !include\.$/],
  [
    "bomb.yaml",
    ["a: &a [x, x, x, x, x, x, x, x, x, x]"].concat(
      ["ab", "bc", "cd", "de", "ef", "fg"].map(([before = "", name = ""]) => {
        const tenfold = Array.from({ length: 10 }, () => `*${before}`).join(", ");
        return `${name}: &${name} [${tenfold}]`;
      }),
    ),
    /bomb\.yaml: Excessive alias count/,
  ],
  [
    "circle.yaml",
    ["clients: &all", "  - self: *all"],
    /circle\.yaml: Converting circular structure/,
  ],
])("%s is refused in one line, by name and line", async (name, lines, message) => {
  const error = await readSeed(write(name, ...lines), {}).catch((reason: unknown) => reason);
  expect(error).toMatchObject({ name: "CommandError", message: expect.stringMatching(message) });
  expect(String(error)).not.toContain("\n");
});

describe("a folder", () => {
  test("of a tenant.yaml and files of users is read, each value by its file and line", async () => {
    const tenant = write("tenant.yaml", "clients:", "  - name: A");
    const users = write("users.my.db.json", "[", '  { "email": "a@b.cd" },', "  {}", "]");
    const social = write("users.social.json", '[{ "connection": "github" }]');
    write("other.json", "not read {");
    const { seed, locate } = await readSeed(folder, {});
    expect(seed).toEqual({
      tenant: { clients: [{ name: "A" }] },
      databaseUsers: { "my.db": [{ email: "a@b.cd" }, {}] },
      socialUsers: [{ connection: "github" }],
    });
    expect(locate(at("tenant.yaml", "clients", 0))).toBe(`${tenant}:2`);
    expect(locate(at("users.my.db.json", 1, "email"))).toBe(`${users}:3`);
    expect(locate(at("users.social.json", 0))).toBe(`${social}:1`);
  });

  test("in which the Deploy CLI keeps a file for each thing is put together", async () => {
    const tenant = write("tenant.json", "{", '"friendly_name": "T"', "}");
    write("clients/A.json", '{ "name": "A" }');
    const second = write("clients/B.json", "{", '"name": "B",', '"callbacks": []', "}");
    write("database-connections/db/database.json", '{ "name": "db" }');
    write("database-connections/db/login.js", "function login() {}");
    write("connections/google.json", '{ "name": "google-oauth2" }');
    write("resource-servers/API.json", '{ "identifier": "urn:a" }');
    write("grants/a.json", '{ "client_id": "A", "audience": "urn:a" }');
    write("actions/x.json", "{}");
    write("users.db.json", "[]");
    const { seed, locate } = await readSeed(folder, {});
    expect(seed).toEqual({
      tenant: {
        tenant: { friendly_name: "T" },
        clients: [{ name: "A" }, { name: "B", callbacks: [] }],
        databases: [{ name: "db" }],
        connections: [{ name: "google-oauth2" }],
        resourceServers: [{ identifier: "urn:a" }],
        clientGrants: [{ client_id: "A", audience: "urn:a" }],
        actions: ["x.json"],
      },
      databaseUsers: { db: [] },
      socialUsers: [],
    });
    expect(locate(at("tenant.yaml", "clients", 1, "callbacks"))).toBe(`${second}:3`);
    expect(locate(at("tenant.yaml", "tenant", "friendly_name"))).toBe(`${tenant}:2`);
    expect(locate(at("tenant.yaml", "actions"))).toBe(join(folder, "actions"));
    expect(locate(at("tenant.yaml", "clients"))).toBe(folder);
  });

  test("with none of these, or that is not there, is refused", async () => {
    await expect(readSeed(folder, {})).rejects.toThrow(
      `${folder} has no tenant.yaml, no tenant.json and no folder "clients".`,
    );
    await expect(readSeed(join(folder, "x"), {})).rejects.toThrow("There is no file or folder at");
  });
});

const readMapped = (mappings: string) =>
  readSeed(
    write(
      "tenant.yaml",
      "name: '##ENV## tenant'",
      "hours: ##HOURS##",
      "bare: @@LIST@@",
      "quoted: '@@LIST@@'",
      'double: "@@TEXT@@"',
    ),
    { AUTH0_KEYWORD_REPLACE_MAPPINGS: mappings },
  );

describe("keywords", () => {
  test("have the values that the Deploy CLI takes from its variable", async () => {
    const mappings = { ENV: "dev", HOURS: 24, LIST: ["a", "$&"], TEXT: "it's" };
    expect((await readMapped(JSON.stringify(mappings))).seed.tenant).toEqual({
      name: "dev tenant",
      hours: 24,
      bare: ["a", "$&"],
      quoted: ["a", "$&"],
      double: "it's",
    });
  });

  test.each(["{", "[]", "1"])("%s is no set of values", async (mappings) => {
    await expect(readMapped(mappings)).rejects.toThrow(
      "AUTH0_KEYWORD_REPLACE_MAPPINGS must be a JSON object of keywords and their values.",
    );
  });
});
