import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { parse } from "yaml";
import { TENANT_COMMAND } from "#cli/tenant-options.ts";
import { verifyPassword } from "#emulator/accounts/passwords.ts";
import { loadSeed } from "#emulator/seed/load.ts";
import type { SeedNote } from "#emulator/seed/notes.ts";

const DOCS = readFileSync(new URL("../../docs/tenant-command.md", import.meta.url), "utf8");

/** The first example in a language that has a text in it. */
const example = (language: string, text: string) =>
  [...DOCS.matchAll(new RegExp(`\`\`\`${language}\\n([\\s\\S]*?)\`\`\``, "g"))]
    .map(([, code = ""]) => code)
    .find((code) => code.includes(text)) ?? "";

test("the docs have the options of the command, and no other", () => {
  const named = [...DOCS.matchAll(/^\| `(--.+?)`/gm)].map(([, option]) => option);
  expect(named).toEqual(
    TENANT_COMMAND.flags.map(
      ({ name, value }) => `--${name}${value === undefined ? "" : ` ${value}`}`,
    ),
  );
});

test("the seed in the docs is one, of which nothing is skipped, and its user has a password", async () => {
  const notes: SeedNote[] = [];
  const { config, users } = loadSeed(
    {
      tenant: parse(example("yaml", "clients:")),
      databaseUsers: { "Username-Password-Authentication": JSON.parse(example("json", "pbkdf2")) },
      socialUsers: [],
    },
    {
      issuer: "http://localhost:5180/",
      appOrigin: "http://localhost:3000",
      managementAudience: "http://localhost:5180/api/v2/",
      now: 0,
      onSkipped: (note) => notes.push(note),
    },
  );
  expect(notes).toEqual([]);
  expect([...config.connections.keys()]).toEqual([
    "Username-Password-Authentication",
    "google-oauth2",
  ]);
  const hash = users[0]?.identities[0].passwordHash ?? "";
  expect(await verifyPassword("Passw0rd!", hash)).toBe(true);
});

test("the hash that the docs make verifies", async () => {
  const [, script = ""] =
    /^node -e '([\s\S]*)' 'Passw0rd!'$/m.exec(example("sh", "pbkdf2Sync")) ?? [];
  const hash = execFileSync(process.execPath, ["-e", script, "Passw0rd!"], { encoding: "utf8" });
  expect(await verifyPassword("Passw0rd!", hash.trim())).toBe(true);
});
