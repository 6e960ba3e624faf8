import type { APIResponse, BrowserContext, Page } from "@playwright/test";

/** The machine-to-machine application of the seed: what an operator's server would be. */
const BACKEND = { client_id: "linklab-backend", client_secret: "linklab-backend-secret" };

type Answer = Pick<APIResponse, "status" | "text" | "json">;

type Options = {
  headers?: Record<string, string>;
  /** Sent as JSON. */
  data?: object;
  form?: Record<string, string>;
};

type Ask = (url: string, options?: Options) => Promise<Answer>;

/** What somebody needs who asks a tenant: Playwright's own requests are of this kind. */
export type TenantRequests = { get: Ask; post: Ask; patch: Ask };

/**
 * Asks a tenant that lives in the worker of a site, which nobody reaches but pages of the same browser: from
 * one that is opened for it.
 */
export function askFromPage(context: BrowserContext, site: string): TenantRequests {
  let opened: Promise<Page> | undefined;
  const ask =
    (method: string): Ask =>
    async (url, { headers = {}, data, form } = {}) => {
      opened ??= openControlled(context, site);
      const request = {
        url,
        method,
        headers: data === undefined ? headers : { ...headers, "Content-Type": "application/json" },
        body: data === undefined ? null : JSON.stringify(data),
        form,
      };
      const { status, text } = await (
        await opened
      ).evaluate(async ({ url: address, form: fields, ...init }) => {
        const body = fields === undefined ? init.body : new URLSearchParams(fields);
        const response = await fetch(address, { ...init, body });
        return { status: response.status, text: await response.text() };
      }, request);
      return {
        status: () => status,
        text: () => Promise.resolve(text),
        json: () => Promise.resolve(JSON.parse(text)),
      };
    };
  return { get: ask("GET"), post: ask("POST"), patch: ask("PATCH") };
}

/** A page of the app that needs no tenant, for which the worker answers. */
async function openControlled(context: BrowserContext, site: string): Promise<Page> {
  const page = await context.newPage();
  await page.goto(`${site}/errors`);
  await page.evaluate(async () => {
    const { serviceWorker } = navigator;
    await serviceWorker.ready;
    if (serviceWorker.controller === null)
      await new Promise((resolve) => {
        serviceWorker.addEventListener("controllerchange", resolve, { once: true });
      });
  });
  return page;
}

/** Headers with which a server with all Management scopes calls the API. */
export async function asServer(
  request: TenantRequests,
  tenantOrigin: string,
): Promise<{ Authorization: string }> {
  const token = await request.post(`${tenantOrigin}/oauth/token`, {
    form: {
      ...BACKEND,
      grant_type: "client_credentials",
      audience: `${tenantOrigin}/api/v2/`,
    },
  });
  const { access_token: accessToken } = await token.json();
  return { Authorization: `Bearer ${accessToken}` };
}

/** Reads a user as a server with `read:users` sees it. */
export async function readUserAsServer(
  request: TenantRequests,
  tenantOrigin: string,
  userId: string,
): Promise<Answer> {
  return await request.get(`${tenantOrigin}/api/v2/users/${encodeURIComponent(userId)}`, {
    headers: await asServer(request, tenantOrigin),
  });
}
