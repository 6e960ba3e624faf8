import type { Area } from "#session/areas.ts";
import type { Hosting, HostingLack } from "#session/hosting.ts";
import { tenantScript } from "#session/script-urls.ts";
import type { WorkerMessage } from "#site/worker-message.ts";

/** What this needs of a browser. */
export type WorkerPlace = {
  /** Undefined where there are no service workers: without https, and in some private windows. May throw. */
  readonly container: () => ServiceWorkerContainer | undefined;
  /** Whether the tenant, and nobody else, answers what this page asks it. */
  readonly isAnswered: () => Promise<boolean>;
  /** Resolves when the page has nothing better to do. */
  readonly idle: () => Promise<void>;
  /** Resolves after so many milliseconds. */
  readonly wait: (milliseconds: number) => Promise<void>;
};

/** How long a worker may take until it answers for the page. A first load takes a quarter of a second. */
const PATIENCE = 10_000;

/** Where it stands when a page was last loaded anew for the tenant. */
const LOADED_ANEW = "linklab.loaded-anew";

/** Milliseconds in which a page that was loaded anew is there again, on a slow machine, too. */
const SOON = 60_000;

/**
 * Starts the tenant that the site brings along, and has it answer for this page, also where that was loaded
 * past it. Resolves when it answers, or when it is known that it cannot.
 *
 * @param version of the site
 * @param publish told what there is to know, now and later
 * @returns whether this page was loaded past it, and it answers from now on
 */
export async function startSiteTenant(
  place: WorkerPlace,
  version: string,
  publish: (change: Partial<Hosting>) => void,
): Promise<boolean> {
  const container = containerOf(place);
  const wasPast = container?.controller === null;
  const lack = container === null ? "refused" : await findLack(container, version, place);
  if (container === null || container === undefined || lack !== null) {
    publish({ lack });
    return false;
  }
  watchUpdates(container, publish).catch(() => undefined);
  isKept(container).then(
    (kept) => publish({ isKept: kept }),
    () => undefined,
  );
  keepFiles(container, place).catch(() => undefined);
  return wasPast;
}

/**
 * Whether a page that stands in the tenant's place may be loaded anew for it. Once: one that comes back by that
 * would come back for ever. The address itself is not kept: it may hold a token.
 *
 * @param area of the tab
 * @param now milliseconds
 * @param isReload whether this page is one that was loaded anew
 */
export function mayLoadAnew(area: Area, now: number, isReload: boolean): boolean {
  if (isReload && now - Number(area.getItem(LOADED_ANEW)) < SOON) return false;
  area.setItem(LOADED_ANEW, String(now));
  return true;
}

/** Null where the browser does not even let a page look. */
function containerOf({ container }: WorkerPlace): ServiceWorkerContainer | null | undefined {
  try {
    return container();
  } catch {
    return null;
  }
}

async function findLack(
  container: ServiceWorkerContainer | undefined,
  version: string,
  { isAnswered, wait }: WorkerPlace,
): Promise<HostingLack | null> {
  if (container === undefined) return "unsupported";
  try {
    await container.register(tenantScript(version), { updateViaCache: "none" });
  } catch {
    // Without a network, the worker of the last visit answers.
    if (container.controller === null) return "refused";
  }
  if (container.controller !== null) return null;
  const controlled = new Promise<void>((resolve) => {
    container.addEventListener("controllerchange", () => resolve(), { once: true });
  });
  const answered = container.ready.then(async ({ active }) => {
    tell(active, "claim");
    await controlled;
    return (await isAnswered()) ? null : "bypassed";
  });
  return Promise.race([answered, wait(PATIENCE).then(() => "bypassed" as const)]);
}

function tell(
  worker: ServiceWorker | null,
  message: WorkerMessage,
  ports: readonly MessagePort[] = [],
): void {
  worker?.postMessage(message, [...ports]);
}

function isKept(container: ServiceWorkerContainer): Promise<boolean> {
  const { port1, port2 } = new MessageChannel();
  return new Promise((resolve) => {
    port1.addEventListener("message", ({ data }) => resolve(data === true), { once: true });
    port1.start();
    tell(container.controller, "is-kept", [port2]);
  });
}

/**
 * Asks nothing of a worker that a newer one waits for: Chromium forgets to hand over when an older one is told something
 * more once it is to end.
 */
async function keepFiles(
  container: ServiceWorkerContainer,
  { idle }: Pick<WorkerPlace, "idle">,
): Promise<void> {
  await idle();
  const registration = await container.getRegistration();
  if ((registration?.waiting ?? null) === null) tell(container.controller, "keep-files");
}

/** A newer worker waits until the pages of the older one are closed; nobody is made to reload. */
async function watchUpdates(
  container: ServiceWorkerContainer,
  publish: (change: Partial<Hosting>) => void,
): Promise<void> {
  const offer = (worker: ServiceWorker) => {
    if (worker.state === "installed") publish({ takeOver: () => tell(worker, "take-over") });
  };
  const watch = (worker: ServiceWorker | null) => {
    if (worker === null) return;
    offer(worker);
    worker.addEventListener("statechange", () => offer(worker));
  };
  container.addEventListener("controllerchange", () => publish({ takeOver: null }));
  const registration = await container.getRegistration();
  if (registration === undefined) return;
  watch(registration.waiting);
  watch(registration.installing);
  registration.addEventListener("updatefound", () => watch(registration.installing));
}
