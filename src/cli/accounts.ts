import { linklabSeed, loadSeed } from "#emulator/index.ts";

/** Of every password account. The seed holds only hashes of it. */
const PASSWORD = "Passw0rd!";

/** The seeded accounts to try, one line each: who, and how to log in. */
export function describeAccounts(): string[] {
  const anywhere = "http://localhost";
  const { config, users } = loadSeed(linklabSeed, {
    issuer: `${anywhere}/`,
    appOrigin: anywhere,
    managementAudience: `${anywhere}/api/v2/`,
    now: 0,
  });
  return users.flatMap(({ identities }) =>
    identities.map(({ connection, isSocial, profile }) => {
      const how = isSocial
        ? `Continue with ${config.connections.get(connection)?.displayName ?? connection}`
        : `password ${PASSWORD}`;
      const unverified = profile["email_verified"] === true ? "" : " (e-mail not verified)";
      return `${String(profile["email"]).padEnd(22)} ${how}${unverified}`;
    }),
  );
}
