import { TargetType, type BrowserContext, type Page } from "puppeteer-core";

/** Collects what no test should see: errors, warnings, violations of the policy, requests that leave this computer. */
export async function watch(context: BrowserContext, page: Page): Promise<readonly string[]> {
  const problems: string[] = [];
  hear(page, problems);
  context.on("targetcreated", (target) => {
    // A worker has no page: asked for one, it throws.
    if (target.type() !== TargetType.PAGE) return;
    void target.page().then((popup) => popup && popup !== page && hear(popup, problems));
  });
  // Firefox says it where no driver hears it.
  await page.evaluateOnNewDocument(() => {
    document.addEventListener("securitypolicyviolation", ({ blockedURI, effectiveDirective }) => {
      // oxlint-disable-next-line no-console -- it is what is listened to
      console.error(`${blockedURI} violates the Content Security Policy: ${effectiveDirective}`);
    });
  });
  return problems;
}

function hear(page: Page, problems: string[]): void {
  page.on("console", (message) => {
    if (["error", "warn"].includes(message.type()))
      problems.push(`console ${message.type()}: ${message.text()}`);
  });
  page.on("pageerror", (error) => void problems.push(`page error: ${String(error)}`));
  page.on("request", (request) => {
    const { protocol, hostname } = new URL(request.url());
    if (/^https?:$/.test(protocol) && hostname !== "localhost")
      problems.push(`request to a foreign host: ${request.url()}`);
  });
}
