import { asCurl } from "#wire/request.ts";
import type { ControlCall } from "#protocol/control.ts";

/** A call of the control API as a command, exactly as the page sends it. */
export function printCall(controlUrl: string, { method, path, body }: ControlCall): string {
  return asCurl({
    method,
    url: [`${controlUrl}/${path}`],
    headers: [["Content-Type", ["application/json"]]],
    body: [JSON.stringify(body)],
  });
}

/** The command that reads an address of the control API. */
export function printReading(controlUrl: string, path: "users" | "applications" | "log"): string {
  return `curl --fail-with-body '${controlUrl}/${path}'`;
}
