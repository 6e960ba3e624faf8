import { readdir, stat } from "node:fs/promises";
import { join } from "node:path";
import * as v from "valibot";
import type { SeedPlace, TenantSeed } from "#emulator/index.ts";
import type { Environment } from "./options.ts";
import { readSeedFile, type Mappings, type SeedFile } from "./seed-file.ts";
import { CommandError } from "#scripts/setup.mjs";

/** A seed on disk. */
export type SeedOnDisk = {
  seed: TenantSeed;
  /** `path:line` of a place in it. */
  locate: (place: SeedPlace) => string;
};

/** The folders of a Deploy CLI export that is one file for each thing, and the sections they are. */
const FOLDERS = new Map([
  ["clients", "clients"],
  ["database-connections", "databases"],
  ["connections", "connections"],
  ["resource-servers", "resourceServers"],
  ["grants", "clientGrants"],
]);
const USERS = /^users\.(.+)\.json$/;
const SOCIAL = "social";

/**
 * Reads a seed: one file (`tenant.yaml`, or the same as JSON), a folder with such a file and files of
 * users, or a folder in which the Deploy CLI keeps a file for each thing.
 * @throws CommandError with one line, of file and line where a file is wrong
 */
export async function readSeed(path: string, env: Environment): Promise<SeedOnDisk> {
  const mappings = readMappings(env);
  const kind = await stat(path).catch(() => undefined);
  if (kind === undefined) throw new CommandError(`There is no file or folder at ${path}.`);
  if (!kind.isDirectory()) return toSeed(await readTenantFile(path, mappings), new Map());
  const names = (await readdir(path)).toSorted();
  const users = new Map<string, SeedFile>();
  for (const name of names) {
    const [, connection] = USERS.exec(name) ?? [];
    if (connection !== undefined)
      users.set(connection, await readSeedFile(join(path, name), mappings));
  }
  return toSeed(await readTenantFolder(path, names, mappings), users);
}

/** The content of `tenant.yaml`, wherever its parts come from. */
type Tenant = { content: unknown; locate: (path: SeedPlace["path"]) => string };

async function readTenantFile(path: string, mappings: Mappings): Promise<Tenant> {
  const file = await readSeedFile(path, mappings);
  return { content: file.content, locate: (place) => `${path}:${file.lineOf(place)}` };
}

async function readTenantFolder(
  folder: string,
  names: readonly string[],
  mappings: Mappings,
): Promise<Tenant> {
  const whole = names.find((name) => /^tenant\.ya?ml$/.test(name));
  if (whole !== undefined) return readTenantFile(join(folder, whole), mappings);
  if (!names.includes("clients")) {
    if (names.includes("tenant.json")) return readTenantFile(join(folder, "tenant.json"), mappings);
    throw new CommandError(`${folder} has no tenant.yaml, no tenant.json and no folder "clients".`);
  }
  const content: Record<string, unknown> = {};
  const files = new Map<string, SeedFile[]>();
  for (const name of names) {
    const path = join(folder, name);
    const section = FOLDERS.get(name);
    if (name === "tenant.json") files.set("tenant", [await readSeedFile(path, mappings)]);
    else if (section !== undefined) files.set(section, await readFolder(path, mappings));
    else if ((await stat(path)).isDirectory()) content[name] = (await readdir(path)).toSorted();
  }
  for (const [section, read] of files) {
    const contents = read.map((file) => file.content);
    content[section] = section === "tenant" ? contents[0] : contents;
  }
  return {
    content,
    locate: ([section = "", ...rest]) => {
      const read = files.get(String(section));
      if (read === undefined) return join(folder, String(section));
      const isOne = section === "tenant";
      const file = read[isOne ? 0 : Number(rest[0])];
      return file === undefined
        ? folder
        : `${file.path}:${file.lineOf(isOne ? rest : rest.slice(1))}`;
    },
  };
}

/** Files of a folder; of a folder in it, its `database.json`. */
async function readFolder(folder: string, mappings: Mappings): Promise<SeedFile[]> {
  const entries = await readdir(folder, { withFileTypes: true });
  const paths = entries.flatMap((entry) => {
    if (entry.isDirectory()) return [join(folder, entry.name, "database.json")];
    return entry.name.endsWith(".json") ? [join(folder, entry.name)] : [];
  });
  return Promise.all(paths.toSorted().map((path) => readSeedFile(path, mappings)));
}

function toSeed(tenant: Tenant, users: ReadonlyMap<string, SeedFile>): SeedOnDisk {
  const databases = [...users].filter(([connection]) => connection !== SOCIAL);
  return {
    seed: {
      tenant: tenant.content,
      databaseUsers: Object.fromEntries(databases.map(([name, { content }]) => [name, content])),
      socialUsers: users.get(SOCIAL)?.content ?? [],
    },
    locate: ({ file, path }) => {
      const [, connection] = USERS.exec(file) ?? [];
      const ofUsers = connection === undefined ? undefined : users.get(connection);
      return ofUsers ? `${ofUsers.path}:${ofUsers.lineOf(path)}` : tenant.locate(path);
    },
  };
}

const mappingsSchema = v.pipe(
  v.unknown(),
  v.check((mappings) => !Array.isArray(mappings)),
  v.record(v.string(), v.unknown()),
);
const MAPPINGS = "AUTH0_KEYWORD_REPLACE_MAPPINGS";

/** The variable in which the Deploy CLI takes what keywords stand for. */
function readMappings(env: Environment): Mappings {
  const text = env[MAPPINGS];
  if (text === undefined || text === "") return {};
  try {
    return v.parse(mappingsSchema, JSON.parse(text));
  } catch {
    throw new CommandError(`${MAPPINGS} must be a JSON object of keywords and their values.`);
  }
}
