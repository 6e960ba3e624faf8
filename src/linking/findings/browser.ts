import type { FindingCopy } from "./finding-copy.ts";

/** What the browser itself stops. */
export const BROWSER_FINDINGS = {
  "popup-blocked": {
    group: "browser",
    title: "The browser blocked the popup.",
    because: "Popups are not allowed for this page, so no login was started.",
    evidence: [{ in: "browser", name: "window.open" }],
    steps: [
      "Allow popups for this site in the address bar.",
      "Press the button again. A popup must be opened by the click itself.",
    ],
    fix: null,
    isRefusal: true,
    sources: [
      { says: null, evidence: "quoted", source: "auth0-spa-js, PopupOpenError: popup_open" },
    ],
  },
  "popup-closed": {
    group: "browser",
    title: "You closed the login.",
    because: "The popup went away before an answer came. Nothing was linked.",
    evidence: [{ in: "browser", name: "window.closed" }],
    steps: ["Open it again when you are ready."],
    fix: "try-again",
    isRefusal: true,
    sources: [
      { says: null, evidence: "quoted", source: "auth0-spa-js, PopupCancelledError: cancelled" },
    ],
  },
  "popup-timeout": {
    group: "browser",
    title: "The popup never answered.",
    because:
      "Five minutes passed. The login may have been finished there, but this page heard nothing of it.",
    evidence: [{ in: "authorization response", name: "code" }],
    steps: ["Close the popup.", "Log in again. An account made there exists now."],
    fix: null,
    sources: [
      { says: null, evidence: "quoted", source: "auth0-spa-js, PopupTimeoutError: timeout" },
      { says: null, evidence: "reported", source: "github.com/auth0/auth0-spa-js/issues/513" },
    ],
  },
  "third-party-cookie": {
    group: "browser",
    title: "The tenant's cookie was kept back.",
    because:
      "The tenant is on another site than this page, so in a hidden frame its cookie is a third-party cookie. The browser blocks it, and the tenant knows nobody.",
    evidence: [
      { in: "authorization request", name: "prompt" },
      { in: "authorization response", name: "error" },
    ],
    steps: [
      "Log in as A again.",
      "Ask for a refresh token, or give the tenant a custom domain on this page's site.",
    ],
    fix: "log-in-as-a",
    isRefusal: true,
    sources: [
      {
        says: null,
        evidence: "quoted",
        source: "auth0-spa-js FAQ: silent authentication and third-party cookies",
      },
    ],
  },
  cors: {
    group: "browser",
    title: "The tenant is up. Its answer did not get here.",
    because:
      "Most often the answer does not allow this origin, and the browser keeps it back (CORS). A connection that broke looks the same to a page.",
    evidence: [
      { in: "answer", name: "Access-Control-Allow-Origin" },
      { in: "browser", name: "location.origin" },
    ],
    steps: [
      "Look at the browser's console: it says whether it was CORS.",
      "Add this origin to the application's Allowed Origins (CORS), without a slash at the end.",
      "Read again before you send again. The request may have done its work.",
    ],
    fix: "try-again",
    sources: [
      { says: null, evidence: "quoted", source: "Fetch standard: CORS check" },
      {
        says: null,
        evidence: "quoted",
        source: "Auth0 docs, Configure Cross-Origin Resource Sharing",
      },
    ],
  },
  "local-network": {
    group: "browser",
    title: "The browser may not reach this computer's network.",
    because:
      "The page comes from elsewhere and the tenant is on this computer. The browser asks before it lets a page do that (local network access).",
    evidence: [{ in: "browser", name: "location.origin" }],
    steps: [
      "Allow it in the site settings, at the left of the address bar.",
      "Or open LinkLab at localhost, where the tenant is.",
    ],
    fix: "try-again",
    sources: [
      { says: null, evidence: "quoted", source: "Local Network Access; seen with Chromium 156" },
    ],
  },
  "insecure-origin": {
    group: "browser",
    title: "This page is not at a secure address.",
    because:
      "PKCE needs crypto.subtle, and browsers have it at https and at localhost only. auth0-spa-js does not start without it.",
    evidence: [
      { in: "browser", name: "crypto.subtle" },
      { in: "browser", name: "location.origin" },
    ],
    steps: ["Open the page at localhost, on the computer that serves it, or over https."],
    fix: null,
    sources: [
      { says: null, evidence: "quoted", source: "auth0-spa-js: must run on a secure origin" },
      { says: null, evidence: "quoted", source: "Web Cryptography API: secure contexts" },
    ],
  },
  offline: {
    group: "browser",
    title: "You are offline.",
    because: "The browser says that it has no network, so the request did not leave.",
    evidence: [{ in: "browser", name: "navigator.onLine" }],
    steps: ["Connect again.", "Send the request again."],
    fix: "try-again",
    sources: [{ says: null, evidence: "quoted", source: "HTML standard, navigator.onLine" }],
  },
} as const satisfies Record<string, FindingCopy>;
