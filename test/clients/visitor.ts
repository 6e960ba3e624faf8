/** What somebody sees after a click. */
type Page = { url: string; status: number; text: string };

/** A form as the page has it. */
type Form = { tag: string; action: string; method: string; fields: Record<string, string> };

/** Who logs in: with a password, or at a provider. */
export type Account = "ada" | "github";

/**
 * Someone's browser without scripts: keeps cookies, follows redirects, sends the forms that a page would
 * send by itself. Cookies belong to a host whatever its port, as in real ones, and go to `localhost`
 * without https, too.
 */
export function createVisitor() {
  const jar = new Map<string, string>();

  async function send(url: string, init: RequestInit): Promise<Response> {
    const headers = new Headers(init.headers);
    if (jar.size > 0)
      headers.set("Cookie", [...jar].map(([name, value]) => `${name}=${value}`).join("; "));
    const response = await fetch(url, { ...init, headers, redirect: "manual" });
    for (const cookie of response.headers.getSetCookie()) keep(cookie);
    return response;
  }

  function keep(cookie: string): void {
    const [pair = "", ...attributes] = cookie.split(";");
    const [name = "", ...value] = pair.split("=");
    const expires = attributes.map((one) => /^\s*expires=(.*)$/i.exec(one)?.[1]).find(Boolean);
    const isOver = /max-age=0/i.test(cookie) || (expires && Date.parse(expires) < Date.now());
    if (isOver) jar.delete(name);
    else jar.set(name, value.join("="));
  }

  /** Goes on until a page stays, or an address that begins with `until` is reached, which is not asked. */
  async function open(url: string, until: string | undefined, init: RequestInit): Promise<Page> {
    if (until !== undefined && url.startsWith(until)) return { url, status: 0, text: "" };
    const response = await send(url, init);
    const location = response.headers.get("Location");
    if (location !== null) return open(new URL(location, url).href, until, {});
    const page = { url, status: response.status, text: await response.text() };
    return page.text.includes("document.forms[0].submit()") ? submit(page, 0, {}, until) : page;
  }

  function submit(
    page: Page,
    which: number | RegExp,
    fields: Record<string, string>,
    until?: string,
  ): Promise<Page> {
    const forms = formsOf(page);
    const form =
      typeof which === "number" ? forms[which] : forms.find((one) => which.test(one.tag));
    if (form === undefined)
      throw new Error(`No form ${which} at ${page.url}: ${page.status} ${page.text.slice(0, 500)}`);
    const values = new URLSearchParams({ ...form.fields, ...fields });
    return form.method === "post"
      ? open(form.action, until, { method: "POST", body: values })
      : open(`${form.action}?${values}`, until, {});
  }

  return {
    visit: (url: string, until?: string): Promise<Page> => open(url, until, {}),

    /** Says yes to what the page asks. */
    confirm: (page: Page, until?: string): Promise<Page> => submit(page, 0, {}, until),

    /** Opens an address that leads to the login page, and logs in there by the names it has at Auth0. */
    async logIn(url: string, account: Account, until?: string): Promise<Page> {
      const page = await open(url, until, {});
      if (account === "ada") {
        const credentials = { username: "ada@example.com", password: "Passw0rd!" };
        return submit(page, /name="username"/, { ...credentials, action: "default" }, until);
      }
      const accounts = await submit(page, /data-provider="github"/, {}, until);
      return submit(accounts, /name="account"/, { account: "1815121" }, until);
    },
  };
}

function formsOf({ url, text }: Page): Form[] {
  return [...text.matchAll(/<form[\s\S]*?<\/form>/g)].map(([tag]) => ({
    tag,
    action: new URL(attribute(tag, "action") ?? "", url).href,
    method: attribute(tag, "method") ?? "get",
    fields: Object.fromEntries(
      [...tag.matchAll(/<input[^>]*type="hidden"[^>]*>/g)].map(([input]) => [
        attribute(input, "name") ?? "",
        attribute(input, "value") ?? "",
      ]),
    ),
  }));
}

function attribute(tag: string, name: string): string | undefined {
  const value = new RegExp(`\\s${name}="([^"]*)"`).exec(tag)?.[1];
  return value
    ?.replaceAll("&quot;", '"')
    .replaceAll("&#39;", "'")
    .replaceAll("&lt;", "<")
    .replaceAll("&gt;", ">")
    .replaceAll("&amp;", "&");
}
