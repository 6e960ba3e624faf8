// The rooms of `src`: what each holds, which others it may import, and where it runs. Lint and TypeScript read what
// `npm run rooms` writes from it. A test fails while their files say something else.

/**
 * @typedef {"pure" | "browser" | "react" | "node"} Environment Pure rooms know no `document`; time and randomness are
 *   parameters there.
 */

/**
 * @typedef {object} Exception What a room takes against the law, until something is mended.
 * @property {string} take A package, or a file as it is imported
 * @property {readonly string[]} [by] The files that take it; the whole room where it is a package
 * @property {string} because
 */

/**
 * @typedef {object} Room
 * @property {string} holds
 * @property {Environment} environment
 * @property {readonly string[]} imports Rooms it may import, besides itself
 * @property {readonly string[]} [types] Rooms of which it may import types
 * @property {readonly string[]} packages
 * @property {boolean} [isParted] Whether its folders know nothing of each other
 * @property {readonly Exception[]} [exceptions]
 * @property {string} [circlesOfTypes] Why its files may still take types from each other in a circle
 * @property {readonly string[]} [include] Files besides its TypeScript, from its folder
 * @property {readonly string[]} [exclude] Files of another environment, from its folder
 */

const GUARD = "valibot reads what is untrusted: storage, messages, configuration.";
const LINKS = "A link within the page is the router's; it is not handed in yet.";

/** @type {Readonly<Record<string, Room>>} */
export const ROOMS = {
  protocol: {
    holds: "the wire: OAuth, OIDC and Management API messages, token decoding",
    environment: "pure",
    imports: [],
    packages: ["jose", "jwt-decode", "valibot"],
  },
  wire: {
    holds: "the log of what was sent, redaction, the diagram's rows, curl, fetch",
    environment: "pure",
    imports: ["protocol"],
    packages: [],
    exceptions: [{ take: "valibot", because: GUARD }],
  },
  linking: {
    holds:
      "the subject: walkthrough, tokens, findings, scenarios, use cases, attacks, session swap",
    environment: "pure",
    imports: ["protocol"],
    packages: [],
  },
  reader: {
    holds: "what people bring: tokens, requests, recordings, code, errors",
    environment: "pure",
    imports: ["linking", "protocol"],
    packages: ["@lezer/javascript"],
  },
  login: {
    holds: "signing in, with auth0-spa-js and auth0.js",
    environment: "browser",
    imports: ["protocol", "wire"],
    packages: ["@auth0/auth0-spa-js", "auth0-js"],
  },
  emulator: {
    holds: "the emulated tenant: a function from Request to Response, and its hosts",
    environment: "pure",
    imports: [],
    // A host adds sockets. Only the files excluded below compile with Node's types.
    packages: [
      "hono",
      "idb-keyval",
      "jose",
      "lucene",
      "valibot",
      "@noble/hashes",
      "@peculiar/x509",
      "reflect-metadata",
      "node:crypto",
      "node:http",
      "node:https",
      "node:stream",
    ],
    circlesOfTypes:
      "The core names its rate limiter, which takes the type of a request's variables from it.",
    include: ["seed/*.json", "../yaml.d.ts"],
    exclude: [
      "hosts/node.ts",
      "hosts/connections.ts",
      "hosts/bodies.ts",
      "hosts/lines.ts",
      "hosts/turns.ts",
    ],
  },
  site: {
    holds: "the static site: what its pages are sent with, and the worker that serves it offline",
    environment: "pure",
    imports: ["emulator"],
    packages: [],
  },
  session: {
    holds:
      "what runs, without React: store, run, sign-in, link, storage, runners of use cases and labs",
    environment: "browser",
    imports: ["protocol", "linking", "wire", "login", "reader"],
    packages: [],
    exceptions: [{ take: "valibot", because: GUARD }],
  },
  ui: {
    holds: "looks, no meaning",
    environment: "react",
    imports: [],
    packages: ["react", "@radix-ui/react-tabs"],
  },
  shell: {
    holds: "what surrounds every page: header, rail, request panel, paths, theme",
    environment: "react",
    imports: ["wire", "linking", "protocol", "ui"],
    types: ["session"],
    packages: ["react"],
    exceptions: [{ take: "wouter", because: LINKS }],
  },
  steps: {
    holds: "one folder a step of the walkthrough; beside them, what steps share",
    environment: "react",
    imports: ["session", "linking", "reader", "wire", "protocol", "shell", "ui"],
    packages: ["react"],
    isParted: true,
    exceptions: [{ take: "wouter", because: LINKS }],
  },
  pages: {
    holds: "one folder a page",
    environment: "react",
    imports: ["session", "linking", "reader", "wire", "protocol", "shell", "ui"],
    packages: ["react"],
    isParted: true,
    exceptions: [{ take: "wouter", because: LINKS }],
  },
  app: {
    holds: "where it all meets: start, routes, configuration",
    environment: "react",
    imports: [
      "protocol",
      "wire",
      "linking",
      "reader",
      "login",
      "session",
      "ui",
      "shell",
      "steps",
      "pages",
    ],
    // The words that its worker understands.
    types: ["site"],
    packages: ["react", "react-dom", "wouter"],
    exceptions: [{ take: "valibot", because: GUARD }],
  },
  cli: {
    holds: "what the package's command does: start, preview, tenant, check",
    environment: "node",
    imports: ["emulator", "site", "reader", "linking", "protocol"],
    packages: ["globby", "hono", "@hono/node-server", "valibot", "yaml"],
    exceptions: [
      {
        take: "#scripts/setup.mjs",
        by: [
          "src/cli/flags.ts",
          "src/cli/linklab.ts",
          "src/cli/listen.ts",
          "src/cli/options.ts",
          "src/cli/preview.ts",
          "src/cli/seed-file.ts",
          "src/cli/seed.ts",
          "src/cli/serve.ts",
          "src/cli/tenant-options.ts",
          "src/cli/tenant.ts",
        ],
        because:
          "It knows the project's folder and the error of one line before anything is built.",
      },
    ],
  },
  testing: {
    holds:
      "what the package gives to other people's tests: a tenant, and the fixture for Playwright",
    environment: "node",
    // A seed on disk is read as the command reads it.
    imports: ["emulator", "cli"],
    packages: ["@playwright/test", "valibot"],
  },
};

/** Folders at the root that are reached by `#name/…`, too. No room imports them. */
export const OUTSIDE = ["scripts", "e2e", "test"];
