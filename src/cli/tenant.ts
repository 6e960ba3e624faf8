import { serveTenant } from "#emulator/hosts/node.ts";
import { startOn } from "./listen.ts";
import { readTenantOptions } from "./options.ts";
import { untilStopped } from "./until-stopped.ts";

/** `npm run tenant`: serves the emulated tenant alone, for another app or for `curl`. */
export async function main(args: readonly string[]): Promise<void> {
  const { port, appOrigin } = readTenantOptions(args, process.env);
  const tenant = await startOn(port, "--port", (free) => serveTenant({ port: free, appOrigin }));
  untilStopped(() => tenant.close());
  const response = await fetch(`${tenant.origin}/.well-known/openid-configuration`);
  if (!response.ok) throw new Error(`The tenant answered ${response.status} to its own discovery.`);
  console.log(`Tenant ready at ${tenant.origin}/`);
}
