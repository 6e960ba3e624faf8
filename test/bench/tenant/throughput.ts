import { join } from "node:path";
import { PACKAGE_COMMAND, ROOT } from "#scripts/setup.mjs";
import { installAside } from "#test/bench/install-aside.ts";
import { medianOf } from "./figures.ts";
import type { Figure } from "./figures.ts";
import { logIn } from "./login.ts";
import { startServer } from "./measured-server.ts";
import type { MeasuredServer } from "./measured-server.ts";
import { createSender } from "./sender.ts";
import type { Sender } from "./sender.ts";

const PAIRS = 7;
/** Tokens of one measurement, and half as many logins. */
const TOKENS = 1500;
const AT_ONCE = 8;

/** One thing to do at a server, and how many tokens it signs. */
type Work = { server: MeasuredServer; signatures: number; act: () => Promise<void> };

/** What is asked of a server: where, and with which form. */
type TokenRequest = (origin: string) => { url: string; form: string };

const SEED = { client_id: "linklab-backend", client_secret: "linklab-backend-secret" };

const PEERS: readonly { name: string; request: TokenRequest }[] = [
  {
    name: "oidc-provider",
    request: (origin) =>
      tokenRequest(`${origin}/token`, {
        client_id: "bench",
        client_secret: "bench-secret",
        resource: "urn:bench",
        scope: "read:users",
      }),
  },
  {
    name: "oauth2-mock-server",
    request: (origin) => tokenRequest(`${origin}/token`, { aud: "urn:bench", scope: "read:users" }),
  },
  {
    name: "auth0-simulator",
    request: (origin) =>
      tokenRequest(`${origin}/oauth/token`, { client_id: "bench", audience: "urn:bench" }),
  },
];

/**
 * Tokens and whole logins per second of a server's processor, against a bare signer in the same round. Each
 * server is a process of its own, and takes its turn in every round.
 */
export async function measureThroughput(): Promise<Figure[]> {
  const peers = installAside("peers");
  const sender = createSender();
  const servers: MeasuredServer[] = [];
  const start = async (...args: string[]) => {
    const server = await startServer(args);
    servers.push(server);
    return server;
  };
  try {
    const bare = await start(RUN, "bare-signer");
    const tenant = await start(join(ROOT, PACKAGE_COMMAND), "tenant", "--port", "0");
    const works: Work[] = [
      tokensOf(sender, bare, (url) => ({ url: `${url}/`, form: "grant_type=client_credentials" })),
      tokensOf(sender, tenant, (origin) =>
        tokenRequest(`${origin}/oauth/token`, { ...SEED, audience: `${origin}/api/v2/` }),
      ),
      { server: tenant, signatures: 2, act: () => logIn(sender, tenant.origin) },
    ];
    for (const { name, request } of PEERS)
      works.push(tokensOf(sender, await start(join(peers, `${name}.mjs`)), request));
    const [tokens = 0, logins = 0, ...others] = await compare(works);
    return [
      figure("tokens, bare signer = 1", tokens, { atLeast: 0.62, goal: 0.75 }),
      ...PEERS.map(({ name }, index) => figure(`tokens of ${name}`, others[index] ?? 0, {})),
      figure("logins, half the bare signer = 1", logins, { atLeast: 0.52, goal: 0.65 }),
    ];
  } finally {
    sender.close();
    for (const server of servers) await server.stop();
  }
}

const RUN = join("test", "bench", "tenant", "run-built.mjs");

function figure(what: string, measured: number, limits: Partial<Figure>): Figure {
  return { what, measured, unit: "", ...limits };
}

/** The first round only warms up. Each median is of ratios to the first work in the same round. */
async function compare(works: readonly Work[]): Promise<number[]> {
  const rounds: number[][] = [];
  for (let round = 0; round <= PAIRS; round += 1) {
    const rates: number[] = [];
    for (const work of works) rates.push(await rateOf(work));
    const [bare = Number.NaN, ...others] = rates;
    if (round > 0) rounds.push(others.map((rate) => rate / bare));
  }
  return works.slice(1).map((_, index) => medianOf(rounds.map((ratios) => ratios[index] ?? 0)));
}

/** Signatures per second of the server's processor. */
async function rateOf({ server, signatures, act }: Work): Promise<number> {
  const times = TOKENS / signatures;
  let left = times;
  const before = await server.usage();
  const worker = async () => {
    while (left > 0) {
      left -= 1;
      await act();
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, worker));
  const after = await server.usage();
  return (times * signatures * 1e6) / (after.cpu - before.cpu);
}

function tokensOf(sender: Sender, server: MeasuredServer, request: TokenRequest): Work {
  const sent = request(server.origin);
  return {
    server,
    signatures: 1,
    act: async () => {
      const { status, body } = await sender.send(sent);
      if (status !== 200 || !body.includes("access_token")) throw new Error(`${sent.url}: ${body}`);
    },
  };
}

function tokenRequest(url: string, form: Record<string, string>): { url: string; form: string } {
  const all = new URLSearchParams({ grant_type: "client_credentials", ...form });
  return { url, form: all.toString() };
}
