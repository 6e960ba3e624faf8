import type { Hosting, HostingLack } from "#session/hosting.ts";
import { tenantScript } from "#session/script-urls.ts";

/** What the worker does when it is told; it knows the same words. */
type Wish = "claim" | "keep-files" | "take-over" | "is-kept";

/** What this needs of a browser. */
export type WorkerPlace = {
  /** Undefined where there are no service workers: without https, and in some private windows. */
  readonly container: ServiceWorkerContainer | undefined;
  /** Resolves when the page has nothing better to do. */
  readonly idle: () => Promise<void>;
  /** Resolves after so many milliseconds. */
  readonly wait: (milliseconds: number) => Promise<void>;
};

/** How long a worker may take until it answers for the page. A first load takes a quarter of a second. */
const PATIENCE = 10_000;

/**
 * Starts the tenant that the site brings along, and has it answer for this page, also where that was loaded
 * past it. Resolves when it answers, or when it is known that it cannot.
 *
 * @param version of the site
 * @param publish told what there is to know, now and later
 */
export async function startSiteTenant(
  { container, idle, wait }: WorkerPlace,
  version: string,
  publish: (change: Partial<Hosting>) => void,
): Promise<void> {
  const lack = await findLack(container, version, wait);
  if (lack !== null || container === undefined) return publish({ lack: lack ?? "unsupported" });
  watchUpdates(container, publish).catch(() => undefined);
  isKept(container).then(
    (kept) => publish({ isKept: kept }),
    () => undefined,
  );
  idle().then(
    () => tell(container.controller, "keep-files"),
    () => undefined,
  );
}

async function findLack(
  container: ServiceWorkerContainer | undefined,
  version: string,
  wait: WorkerPlace["wait"],
): Promise<HostingLack | null> {
  if (container === undefined) return "unsupported";
  try {
    await container.register(tenantScript(version), { updateViaCache: "none" });
  } catch {
    // Without a network, the worker of the last visit answers.
    if (container.controller === null) return "refused";
  }
  if (container.controller !== null) return null;
  const controlled = new Promise<null>((resolve) => {
    container.addEventListener("controllerchange", () => resolve(null), { once: true });
  });
  const active = container.ready.then(({ active: worker }) => {
    tell(worker, "claim");
    return controlled;
  });
  return Promise.race([active, wait(PATIENCE).then(() => "bypassed" as const)]);
}

function tell(worker: ServiceWorker | null, wish: Wish, ports: readonly MessagePort[] = []): void {
  worker?.postMessage(wish, [...ports]);
}

function isKept(container: ServiceWorkerContainer): Promise<boolean> {
  const { port1, port2 } = new MessageChannel();
  return new Promise((resolve) => {
    port1.addEventListener("message", ({ data }) => resolve(data === true), { once: true });
    port1.start();
    tell(container.controller, "is-kept", [port2]);
  });
}

/** A newer worker waits until the pages of the older one are closed; nobody is made to reload. */
async function watchUpdates(
  container: ServiceWorkerContainer,
  publish: (change: Partial<Hosting>) => void,
): Promise<void> {
  const offer = (worker: ServiceWorker | null) => {
    if (worker?.state === "installed") publish({ takeOver: () => tell(worker, "take-over") });
  };
  container.addEventListener("controllerchange", () => publish({ takeOver: null }));
  const registration = await container.getRegistration();
  offer(registration?.waiting ?? null);
  registration?.addEventListener("updatefound", () => {
    const { installing } = registration;
    installing?.addEventListener("statechange", () => offer(installing));
  });
}
