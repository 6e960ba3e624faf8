import { describeAccounts } from "./accounts.ts";
import { readPorts } from "./options.ts";
import { startLinkLab } from "./serve.ts";
import { untilStopped } from "./until-stopped.ts";

/** `npm start`: serves the built app and an emulated tenant until Ctrl-C. */
export async function main(args: readonly string[], name?: string): Promise<void> {
  const linklab = await startLinkLab(readPorts(args, process.env, name));
  untilStopped(linklab.close);
  // Somebody will log in. Whoever needs the keys meets the same failure.
  linklab.tenant.prepare().catch(() => undefined);
  console.log(welcome(linklab.origin, linklab.tenantOrigin));
}

/** What to read first: addresses, accounts and the first thing to do. */
export function welcome(origin: string, tenantOrigin: string): string {
  return `
LinkLab is ready.

  App     ${origin}/
  Tenant  ${tenantOrigin}/  (emulated: nothing leaves this computer)

Accounts to try
${describeAccounts()
  .map((account) => `  ${account}`)
  .join("\n")}

Open ${origin}/ and start the walkthrough. Ctrl-C stops both.`;
}
