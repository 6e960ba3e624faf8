import { expect, test } from "vitest";
import type { Hosting } from "#session/hosting.ts";
import { mayLoadAnew, startSiteTenant, type WorkerPlace } from "./site-tenant.ts";

const VERSION = "0123456789abcdef";

/** A worker of the tenant, as a page sees it. It does what it is told. */
class FakeWorker extends EventTarget {
  state: ServiceWorkerState;
  readonly told: unknown[] = [];
  readonly onTold: (wish: unknown) => void;

  constructor(state: ServiceWorkerState, onTold: (wish: unknown) => void = () => undefined) {
    super();
    this.state = state;
    this.onTold = onTold;
  }

  postMessage(wish: unknown, ports: readonly MessagePort[] = []): void {
    this.told.push(wish);
    if (wish === "is-kept") ports[0]?.postMessage(false);
    this.onTold(wish);
  }

  become(state: ServiceWorkerState): void {
    this.state = state;
    this.dispatchEvent(new Event("statechange"));
  }
}

class FakeRegistration extends EventTarget {
  waiting: FakeWorker | null = null;
  installing: FakeWorker | null = null;

  find(worker: FakeWorker): void {
    this.installing = worker;
    this.dispatchEvent(new Event("updatefound"));
  }
}

/** What a browser has for the workers of a page. */
class FakeContainer extends EventTarget {
  controller: FakeWorker | null = null;
  readonly registration = new FakeRegistration();
  readonly registered: unknown[] = [];
  /** The one that is active once a registration went well. */
  readonly worker: FakeWorker;
  failure: Error | null = null;

  constructor(heeds = true) {
    super();
    this.worker = new FakeWorker("activated", (wish) => {
      if (wish === "claim" && heeds) this.control(this.worker);
    });
  }

  get ready() {
    return Promise.resolve({ active: this.worker });
  }

  async register(url: string, options: unknown): Promise<void> {
    this.registered.push([url, options]);
    if (this.failure !== null) throw this.failure;
  }

  async getRegistration(): Promise<FakeRegistration> {
    return this.registration;
  }

  control(worker: FakeWorker): void {
    this.controller = worker;
    this.dispatchEvent(new Event("controllerchange"));
  }
}

const never = () => new Promise<never>(() => undefined);

/** Starts the tenant of a page with this container. Gives what is known of it, and what was returned. */
async function start(
  container: WorkerPlace["container"] | FakeContainer | undefined,
  others: Partial<WorkerPlace> = {},
) {
  const known: Partial<Hosting> = {};
  const place: WorkerPlace = {
    container:
      typeof container === "function"
        ? container
        : () => container as unknown as ServiceWorkerContainer | undefined,
    isAnswered: () => Promise.resolve(true),
    idle: never,
    wait: never,
    ...others,
  };
  const answersNow = await startSiteTenant(place, VERSION, (change) =>
    Object.assign(known, change),
  );
  return { known, answersNow };
}

test("registers the worker of this version, whose file no cache answers for", async () => {
  const container = new FakeContainer();
  await start(container);
  expect(container.registered).toEqual([
    [`/tenant-worker.js?v=${VERSION}`, { updateViaCache: "none" }],
  ]);
});

test("a page that was loaded past the worker has it answer from now on", async () => {
  const container = new FakeContainer();
  const { known, answersNow } = await start(container);
  expect(answersNow).toBe(true);
  expect(container.worker.told[0]).toBe("claim");
  expect(known.lack).toBe(undefined);
});

test("a page that the worker loaded is claimed by nobody", async () => {
  const container = new FakeContainer();
  container.controller = container.worker;
  const { known, answersNow } = await start(container);
  expect(answersNow).toBe(false);
  expect(container.worker.told).toEqual(["is-kept"]);
  expect(known.lack).toBe(undefined);
});

test("without service workers it says that there are none", async () => {
  expect(await start(undefined)).toEqual({ known: { lack: "unsupported" }, answersNow: false });
});

const denied = () => {
  throw new DOMException("denied", "SecurityError");
};

test("where the browser does not even let the page look, it says that it refuses", async () => {
  expect(await start(denied)).toEqual({ known: { lack: "refused" }, answersNow: false });
});

test("a browser that does not take the worker refuses it", async () => {
  const container = new FakeContainer();
  container.failure = new DOMException("denied", "SecurityError");
  expect(await start(container)).toEqual({ known: { lack: "refused" }, answersNow: false });
});

test("without a network the worker of the last visit answers", async () => {
  const container = new FakeContainer();
  container.failure = new TypeError("offline");
  container.controller = container.worker;
  const { known } = await start(container);
  expect(known.lack).toBe(undefined);
});

test("a worker that never comes to answer for the page is bypassed", async () => {
  const { known, answersNow } = await start(new FakeContainer(false), {
    wait: () => Promise.resolve(),
  });
  expect([known.lack, answersNow]).toEqual(["bypassed", false]);
});

test("a worker that has the page, but whose answers come from elsewhere, is bypassed", async () => {
  const { known, answersNow } = await start(new FakeContainer(), {
    isAnswered: () => Promise.resolve(false),
  });
  expect([known.lack, answersNow]).toEqual(["bypassed", false]);
});

test("tells whether the tenant is kept", async () => {
  const { known } = await start(new FakeContainer());
  await expect.poll(() => known.isKept).toBe(false);
});

test("has the files kept once there is nothing better to do", async () => {
  const rests: (() => void)[] = [];
  const container = new FakeContainer();
  await start(container, { idle: () => new Promise((resolve) => void rests.push(resolve)) });
  expect(container.worker.told).not.toContain("keep-files");
  for (const rest of rests) rest();
  await expect.poll(() => container.worker.told).toContain("keep-files");
});

test("has nothing kept by a worker that a newer one waits for", async () => {
  const container = new FakeContainer();
  const rests: (() => void)[] = [];
  await start(container, { idle: () => new Promise((resolve) => void rests.push(resolve)) });
  container.registration.waiting = new FakeWorker("installed");
  for (const rest of rests) rest();
  await new Promise((resolve) => setTimeout(resolve));
  expect(container.worker.told).not.toContain("keep-files");
});

const NEWER = {
  "that waits already": (registration: FakeRegistration, worker: FakeWorker) => {
    worker.state = "installed";
    registration.waiting = worker;
  },
  "that is coming already": (registration: FakeRegistration, worker: FakeWorker) => {
    registration.installing = worker;
  },
  "that comes later": (registration: FakeRegistration, worker: FakeWorker) => {
    queueMicrotask(() => registration.find(worker));
  },
} as const;

test.each(Object.entries(NEWER))("offers a newer worker %s, and waits", async (_, come) => {
  const container = new FakeContainer();
  container.controller = container.worker;
  const newer = new FakeWorker("installing");
  come(container.registration, newer);
  const { known } = await start(container);
  await expect
    .poll(() => {
      if (newer.state !== "installed") newer.become("installed");
      return known.takeOver;
    })
    .toBeInstanceOf(Function);
  expect(newer.told).toEqual([]);
  known.takeOver?.();
  expect(newer.told).toEqual(["take-over"]);
  container.control(newer);
  expect(known.takeOver).toBe(null);
});

/** A store of a tab. */
function createArea() {
  const entries = new Map<string, string>();
  return {
    getItem: (key: string) => entries.get(key) ?? null,
    setItem: (key: string, value: string) => void entries.set(key, value),
    removeItem: (key: string) => void entries.delete(key),
    clear: () => entries.clear(),
  };
}

test("a page that was loaded anew for the tenant and is there again stays", () => {
  const area = createArea();
  expect(mayLoadAnew(area, 1_000_000, false)).toBe(true);
  expect(mayLoadAnew(area, 1_020_000, true)).toBe(false);
  expect(mayLoadAnew(area, 1_100_000, true)).toBe(true);
});

test("an address that is opened again soon may be loaded anew again", () => {
  const area = createArea();
  expect(mayLoadAnew(area, 1_000_000, false)).toBe(true);
  expect(mayLoadAnew(area, 1_001_000, false)).toBe(true);
});
