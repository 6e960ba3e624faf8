import { linklabSeed, loadSeed } from "#emulator/index.ts";

/** The seeded accounts to try, one line each: who, and how to log in. */
export function describeAccounts(): string[] {
  const anywhere = "http://localhost";
  const { config } = loadSeed(linklabSeed, {
    issuer: `${anywhere}/`,
    appOrigin: anywhere,
    managementAudience: `${anywhere}/api/v2/`,
    now: 0,
  });
  return config.demoAccounts.map(({ connection, email, isVerified, password }) => {
    const how =
      password === undefined
        ? `Continue with ${config.connections.get(connection)?.displayName ?? connection}`
        : `password ${password}`;
    return `${email.padEnd(22)} ${how}${isVerified ? "" : " (e-mail not verified)"}`;
  });
}
