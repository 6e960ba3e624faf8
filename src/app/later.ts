import type { Tenant } from "#protocol/tenant.ts";
import { tabArea } from "#session/areas.ts";
import type { Hosting } from "#session/hosting.ts";
import type { AppWorkspace, createWorkspace as CreateWorkspace } from "./workspace.ts";

// What these need is listed here, and not in the first script.

/** The workspace stands in for the global one, and lets that wait for the tenant which is asked for here. */
const send = window.fetch.bind(window);

/** Makes the workspace. */
export async function makeWorkspace(
  ...args: Parameters<typeof CreateWorkspace>
): Promise<AppWorkspace> {
  const { createWorkspace } = await import("./workspace.ts");
  return createWorkspace(...args);
}

/**
 * Starts the tenant that the site brings along, once it answers or cannot.
 *
 * @returns whether the page stands in the tenant's place, and is to be loaded anew for it
 */
export async function startTenant(
  publish: (change: Partial<Hosting>) => void,
  isInItsPlace: boolean,
): Promise<boolean> {
  const { startSiteTenant, mayLoadAnew } = await import("./site-tenant.ts");
  const place = {
    container: () => navigator.serviceWorker,
    isAnswered,
    idle: () => wait(1000),
    wait,
  };
  const version = document.querySelector<HTMLMetaElement>("meta[name=linklab-version]")?.content;
  const answersNow = await startSiteTenant(place, version ?? "", publish);
  if (!answersNow || !isInItsPlace) return false;
  const isReload = performance
    .getEntriesByType("navigation")
    .some((load) => load instanceof PerformanceNavigationTiming && load.type === "reload");
  const may = mayLoadAnew(tabArea, Date.now(), isReload);
  if (!may) publish({ lack: "bypassed" });
  return may;
}

function wait(milliseconds: number): Promise<void> {
  return new Promise((resolve) => void setTimeout(resolve, milliseconds));
}

/** A host of files has no such address, and answers with a page. */
async function isAnswered(): Promise<boolean> {
  try {
    const answer = await send("/_linklab/capabilities", { cache: "no-store" });
    await answer.text(); // else the request stays open
    return answer.headers.get("Content-Type")?.startsWith("application/json") === true;
  } catch {
    return false;
  }
}

/** The code of the steps, by step and library. */
export async function loadStepCode(): Promise<ReadonlyMap<string, string>> {
  return (await import("./step-code.ts")).STEP_CODE;
}

/** The page of a popup, and what it does with the answer of a login. */
export async function loadPopup() {
  const [{ PopupAnswer }, { answerPopup }] = await Promise.all([
    import("#pages/callback/popup-answer.tsx"),
    import("#login/implicit-sign-in.ts"),
  ]);
  const answer = (tenant: Tenant, hash: string) => answerPopup(tenant, tenant.clientId, hash);
  return { PopupAnswer, answer };
}
