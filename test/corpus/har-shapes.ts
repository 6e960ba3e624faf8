/** A request and its answer, before a recorder gives them its shape. */
export type Sent = {
  readonly method?: string;
  readonly url: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: { readonly text: string; readonly mimeType: string };
  readonly status?: number;
  readonly answer?: string;
  readonly redirect?: string;
  /** Seconds after the first request; its place in the list where it is left out. */
  readonly at?: number;
};

/** Makes a HAR as one recorder writes it. */
export type Shape = (sent: readonly Sent[]) => string;

type Pair = { readonly name: string; readonly value: string };

const START = Date.UTC(2026, 10, 29, 12);

/** As the network panel of Chromium exports it with sensitive data: set in lines, HTTP/2 names. */
export const chromium: Shape = (sent) =>
  JSON.stringify(logOf("WebInspector", sent.map(chromiumEntry)), null, 2);

const isKept = (name: string) => !/^(?:authorization|cookie|set-cookie)$/i.test(name);

/** As Chromium exports it unless one asks for more: without the headers that hold secrets. */
export const sanitized: Shape = (sent) => {
  return chromium(
    sent.map(({ headers = {}, ...rest }) => ({
      ...rest,
      headers: Object.fromEntries(Object.entries(headers).filter(([name]) => isKept(name))),
    })),
  );
};

/** As Firefox saves it: parameters beside the text, a line for each, no `redirectURL` of its own. */
export const firefox: Shape = (sent) =>
  JSON.stringify(
    logOf(
      "Firefox",
      sent.map((one, index) => ({
        startedDateTime: timeOf(one, index).replace("Z", "+00:00"),
        request: {
          bodySize: one.body?.text.length ?? 0,
          method: one.method ?? "GET",
          url: one.url,
          httpVersion: "HTTP/2",
          headers: [{ name: "Host", value: new URL(one.url).host }, ...pairsOf(one.headers)],
          cookies: [],
          queryString: queryOf(one.url),
          headersSize: 700,
          ...(one.body === undefined
            ? {}
            : { postData: { ...one.body, params: isForm(one) ? formOf(one.body.text) : [] } }),
        },
        response: {
          status: one.status ?? 200,
          statusText: "",
          httpVersion: "HTTP/2",
          headers: pairsOf(one.redirect === undefined ? {} : { location: one.redirect }),
          cookies: [],
          content: { mimeType: "application/json", size: one.answer?.length ?? 0, ...textOf(one) },
          redirectURL: one.redirect ?? "",
          headersSize: 500,
          bodySize: 0,
        },
        cache: {},
        timings: { blocked: 0, dns: 0, connect: 0, ssl: 0, send: 0, wait: 40, receive: 0 },
        time: 40,
        _securityState: "secure",
        serverIPAddress: "127.0.0.1",
        connection: "443",
        pageref: "page_1",
      })),
    ),
    null,
    "\t",
  );

/** As Safari exports it: the redirect only in the header, parameters of a form instead of its text. */
export const safari: Shape = (sent) =>
  JSON.stringify(
    logOf(
      "WebKit Web Inspector",
      sent.map((one, index) => ({
        pageref: "page_0",
        startedDateTime: timeOf(one, index),
        time: 40.1,
        request: {
          method: one.method ?? "GET",
          url: one.url,
          httpVersion: "HTTP/2",
          cookies: [],
          headers: pairsOf(one.headers),
          queryString: queryOf(one.url),
          headersSize: -1,
          bodySize: -1,
          ...(one.body === undefined
            ? {}
            : {
                postData: isForm(one)
                  ? { mimeType: one.body.mimeType, params: formOf(one.body.text) }
                  : one.body,
              }),
        },
        response: {
          status: one.status ?? 200,
          statusText: "OK",
          httpVersion: "HTTP/2",
          cookies: [],
          headers: pairsOf(one.redirect === undefined ? {} : { Location: one.redirect }),
          content: {
            size: one.answer?.length ?? 0,
            mimeType: "application/json",
            ...(one.answer === undefined ? {} : { text: btoa(one.answer), encoding: "base64" }),
          },
          redirectURL: "",
          headersSize: -1,
          bodySize: -1,
        },
        cache: {},
        timings: { blocked: -1, dns: -1, connect: -1, ssl: -1, send: 1, wait: 38, receive: 1 },
        _priority: "high",
      })),
    ),
    null,
    1,
  );

/** As Playwright records it: one line, its own members last; newer Chromiums give it no body. */
export const playwright: Shape = (sent) =>
  JSON.stringify(
    logOf(
      "Playwright",
      sent.map((one, index) => {
        const { postData, ...request } = chromiumEntry(one, index).request;
        const isLost = postData !== undefined && !isForm(one);
        return {
          ...chromiumEntry(one, index),
          request: isLost ? request : { ...request, ...(postData ? { postData } : {}) },
          _frameref: "frame@1",
          _monotonicTime: 1071.9,
          _securityDetails: {},
        };
      }),
    ),
  );

/** As a proxy for servers writes it: what it saw, nothing else. */
export const proxy: Shape = (sent) =>
  JSON.stringify({
    log: {
      version: "1.2",
      creator: { name: "proxy", version: "1" },
      entries: sent.map((one, index) => ({
        startedDateTime: timeOf(one, index),
        request: {
          method: one.method ?? "GET",
          url: one.url,
          headers: pairsOf(one.headers),
          ...(one.body === undefined ? {} : { postData: one.body }),
        },
        response: { status: one.status ?? 200, content: textOf(one) },
      })),
    },
  });

function chromiumEntry(one: Sent, index: number) {
  const { host, pathname, search, protocol } = new URL(one.url);
  return {
    _initiator: { type: "script", stack: { callFrames: [{ functionName: "entries", url: "" }] } },
    _priority: "High",
    _resourceType: "fetch",
    cache: {},
    connection: "41",
    pageref: "page_1",
    request: {
      method: one.method ?? "GET",
      url: one.url.split("#")[0],
      httpVersion: "http/2.0",
      headers: [
        { name: ":authority", value: host },
        { name: ":method", value: one.method ?? "GET" },
        { name: ":path", value: pathname + search },
        { name: ":scheme", value: protocol.slice(0, -1) },
        ...pairsOf(one.headers).map(({ name, value }) => ({ name: name.toLowerCase(), value })),
      ],
      queryString: queryOf(one.url),
      cookies: [],
      headersSize: -1,
      bodySize: one.body?.text.length ?? 0,
      ...(one.body === undefined
        ? {}
        : { postData: { ...one.body, ...(isForm(one) ? { params: formOf(one.body.text) } : {}) } }),
    },
    response: {
      status: one.status ?? 200,
      statusText: "",
      httpVersion: "http/2.0",
      headers: pairsOf(one.redirect === undefined ? {} : { location: one.redirect }),
      cookies: [],
      content: { size: one.answer?.length ?? 0, mimeType: "application/json", ...textOf(one) },
      redirectURL: one.redirect ?? "",
      headersSize: -1,
      bodySize: -1,
      _transferSize: 400,
      _error: one.status === 0 ? "net::ERR_FAILED" : null,
      _fetchedViaServiceWorker: false,
    },
    serverIPAddress: "127.0.0.1",
    startedDateTime: timeOf(one, index),
    time: 40.2,
    timings: { blocked: 1, dns: -1, ssl: -1, connect: -1, send: 0.1, wait: 39, receive: 0.1 },
  };
}

function logOf(name: string, entries: readonly unknown[]) {
  return {
    log: {
      version: "1.2",
      creator: { name, version: "1" },
      pages: [
        { startedDateTime: new Date(START).toISOString(), id: "page_1", title: '"entries":[' },
      ],
      entries,
    },
  };
}

function timeOf({ at }: Sent, index: number): string {
  return new Date(START + (at ?? index) * 1000).toISOString();
}

function isForm({ body }: Sent): boolean {
  return body?.mimeType === "application/x-www-form-urlencoded";
}

function textOf({ answer }: Sent): { readonly text?: string } {
  return answer === undefined ? {} : { text: answer };
}

function pairsOf(headers: Readonly<Record<string, string>> = {}): readonly Pair[] {
  return Object.entries(headers).map(([name, value]) => ({ name, value }));
}

function queryOf(url: string): readonly Pair[] {
  return Array.from(new URL(url).searchParams, ([name, value]) => ({ name, value }));
}

function formOf(text: string): readonly Pair[] {
  return Array.from(new URLSearchParams(text), ([name, value]) => ({ name, value }));
}
