import type { Tenant } from "#protocol/tenant.ts";
import type { AppWorkspace, createWorkspace as CreateWorkspace } from "./workspace.ts";

// What these need is listed here, and not in the first script.

/** Makes the workspace. */
export async function makeWorkspace(
  ...args: Parameters<typeof CreateWorkspace>
): Promise<AppWorkspace> {
  const { createWorkspace } = await import("./workspace.ts");
  return createWorkspace(...args);
}

/** What starts the tenant that the site brings along. */
export async function loadSiteTenant() {
  return (await import("./site-tenant.ts")).startSiteTenant;
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
