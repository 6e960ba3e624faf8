import { asCurl, asFetch } from "#wire/request.ts";
import type { ControlCall } from "#protocol/control.ts";
import type { HostTraits } from "#protocol/host-traits.ts";

/** Prints calls of the control API. */
export type ControlPrint = ReturnType<typeof createControlPrint>;

/**
 * Prints calls exactly as the page sends them: as commands, or as scripts for the console of the page
 * where no command reaches the tenant.
 */
export function createControlPrint(controlUrl: string, host: HostTraits | null) {
  const isProgram = host?.isProgram !== false;
  return {
    isForConsole: !isProgram,
    /** A change. */
    call({ method, path, body }: ControlCall): string {
      const request = {
        method,
        url: [`${controlUrl}/${path}`],
        headers: [["Content-Type", ["application/json"]] as const],
        body: [JSON.stringify(body)],
      };
      return isProgram ? asCurl(request) : asFetch(request);
    },
    /** A look at what there is. */
    reading: (path: "users" | "applications" | "log"): string =>
      isProgram
        ? `curl --fail-with-body '${controlUrl}/${path}'`
        : `await (await fetch("${controlUrl}/${path}")).json()`,
  };
}
