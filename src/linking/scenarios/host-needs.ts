import type { Change, HostNeed } from "./change.ts";

/** A need in words, to stand after a name or "It". */
export const HOST_NEEDS: Readonly<Record<HostNeed, string>> = {
  hasOwnOrigin: "needs a tenant on another origin than this page",
  hasConnections: "needs a tenant at the other end of a connection",
  isProgram: "needs a tenant that is a program of its own",
};

/** What a change needs of the tenant's host; `null` where any host will do. */
export function hostNeedOf(change: Change): HostNeed | null {
  if (change.by === "browser") return change.needs ?? null;
  if (change.by !== "fault") return null;
  const { kind } = change.fault;
  if (kind === "drop" || kind === "lost") return "hasConnections";
  return kind === "cors-off" ? "hasOwnOrigin" : null;
}
