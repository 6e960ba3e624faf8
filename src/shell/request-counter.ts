import { LOOPBACK, originsOf, type Tenant } from "#protocol/tenant.ts";

/** What the page loaded, by whose host it was, and what its policy stopped. */
export type RequestCounts = {
  readonly tenant: number;
  /** To hosts that are neither the page's own nor the tenant's; none while all of it is this computer. */
  readonly others: number;
  readonly stopped: number;
};

/** What the browser tells of requests. */
export type TrafficPorts = {
  /** Gives the URLs of everything the page has loaded so far and will load. */
  readonly onRequests: (listener: (urls: readonly string[]) => void) => void;
  /** Tells of every request that the page's policy stopped. */
  readonly onStopped: (listener: () => void) => void;
};

/** The counts as they grow. */
export type RequestCounter = ReturnType<typeof createRequestCounter>;

/**
 * Counts the page's requests by host, as the browser itself reports them, not as LinkLab's code does.
 * Pages that a login opens are the tenant's, and count themselves nowhere.
 */
export function createRequestCounter(ports: TrafficPorts, ownHost: string, tenant: Tenant) {
  const tenantHosts = new Set(originsOf(tenant).map((origin) => new URL(origin).host));
  const listeners = new Set<() => void>();
  let counts: RequestCounts = { tenant: 0, others: 0, stopped: 0 };

  function add(change: Partial<RequestCounts>): void {
    counts = { ...counts, ...change };
    for (const listener of listeners) listener();
  }

  ports.onRequests((urls) => {
    const hosts = urls.filter((url) => /^(?:https?|wss?):/.test(url)).map((url) => new URL(url));
    const away = hosts.filter(({ host }) => host !== ownHost);
    const others = away.filter(
      ({ host, hostname }) => !tenantHosts.has(host) && !(tenant.isLocal && LOOPBACK.has(hostname)),
    );
    const asked = away.filter(({ host }) => tenantHosts.has(host));
    if (away.length > 0)
      add({ tenant: counts.tenant + asked.length, others: counts.others + others.length });
  });
  ports.onStopped(() => add({ stopped: counts.stopped + 1 }));

  return {
    counts: () => counts,
    subscribe: (listener: () => void) => {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
  };
}

/** The browser's own reports: resource timing, and violations of the page's policy. */
export const browserTraffic: TrafficPorts = {
  onRequests(listener) {
    new PerformanceObserver((list) => listener(list.getEntries().map(({ name }) => name))).observe({
      type: "resource",
      buffered: true,
    });
  },
  onStopped(listener) {
    document.addEventListener("securitypolicyviolation", ({ effectiveDirective }) => {
      if (/-src/.test(effectiveDirective)) listener();
    });
  },
};

/** The promise of the page, in figures. `host` is named where it is a real one. */
export function promiseOf(counts: RequestCounts, { isLocal, domain }: Tenant): string {
  const others = `requests to other hosts: ${counts.others}`;
  const stopped = counts.stopped === 0 ? "" : ` (${counts.stopped} more stopped)`;
  if (isLocal) return others + stopped;
  if (counts.others === 0) return `real requests, to ${domain} only: ${counts.tenant}${stopped}`;
  return `real requests to ${domain}: ${counts.tenant}, ${others}${stopped}`;
}
