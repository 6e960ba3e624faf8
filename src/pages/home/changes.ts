import type { FixId } from "#linking/use-cases/fixes.ts";
import type { MyAppAnswer } from "#linking/use-cases/my-app-answers.ts";
import type { Grant } from "#protocol/authorization.ts";

/** A change in an app's code. The names are those of code: `own/…` is this page's, the rest the steps'. */
export type Change = {
  readonly title: string;
  /** `null` where there is nothing yet that it replaces. */
  readonly before: string | null;
  readonly after: string;
};

/** What sends the request. */
type Library = MyAppAnswer<"library">;

/** Libraries whose code stands in the steps of the walkthrough. */
type Language = "react" | "auth0-spa-js" | "auth0-js";

const LOGIN = "At the login, ask for an access token";
const PROVE = "Let the person log in to the second account";
const LINK = "Send A’s access token and B’s ID token";
const UNLINK = "Send A’s access token";

/**
 * What has to change in the code of an app, in order; empty where the request itself says it best.
 * An app with auth0.js goes to code + PKCE, and so to auth0-spa-js, unless it says that it stays with
 * the implicit flow.
 */
export function changesOf(fix: FixId, library: Library, grant: Grant): readonly Change[] {
  switch (library) {
    case "http":
      return [];
    case "server":
      return serverChanges(fix);
    case "react":
      return browserChanges(fix, "react", "react");
    case "spa-js":
      return browserChanges(fix, "auth0-spa-js", "auth0-spa-js");
    case "auth0-js":
      return browserChanges(fix, "auth0-js", grant === "code" ? "auth0-spa-js" : "auth0-js");
  }
}

function browserChanges(fix: FixId, from: Language, to: Language): readonly Change[] {
  const isMove = from !== to;
  const login = {
    title:
      to === "auth0-js"
        ? LOGIN
        : `${LOGIN}, ${isMove ? "with auth0-spa-js and" : "by"} code + PKCE`,
    before: `own/login-${from}.before`,
    after: `tenant/${to}`,
  };
  const prove = { title: PROVE, before: null, after: `secondary/${to}` };
  switch (fix) {
    case "access-token-to-link":
      return [login, { title: LINK, before: `old-way/${from}.before`, after: `old-way/${to}` }];
    case "access-token-in-auth0js":
      return [
        login,
        ...(isMove ? [prove] : []),
        { title: LINK, before: `old-way/${from}.before`, after: `old-way/${to}` },
      ];
    case "access-token-and-proof":
      return [
        login,
        prove,
        { title: LINK, before: `own/link-by-id-${from}.before`, after: `old-way/${to}` },
      ];
    case "prove-the-account":
      return [prove, { title: LINK, before: `dangerous/${from}.before`, after: `dangerous/${to}` }];
    case "access-token-to-unlink":
      // auth0.js has no call to unlink, so what the app wrote itself is not known.
      return from === "auth0-js"
        ? [login]
        : [login, { title: UNLINK, before: `own/unlink-${from}.before`, after: `unlink/${to}` }];
    case "one-of-both":
    case "ask-for-scope":
    case "ask-for-audience":
      return [];
  }
}

function serverChanges(fix: FixId): readonly Change[] {
  switch (fix) {
    case "access-token-to-link":
      return [{ title: LINK, before: "own/link-server.before", after: "own/link-server" }];
    case "access-token-and-proof":
      return [
        {
          title: "Send your server’s own access token",
          before: "own/link-by-id-server.before",
          after: "own/link-by-id-server",
        },
      ];
    case "prove-the-account":
      return [
        { title: LINK, before: "own/link-for-person-server.before", after: "own/link-server" },
      ];
    case "access-token-to-unlink":
      return [
        {
          title: "Send an access token",
          before: "own/unlink-server.before",
          after: "own/unlink-server",
        },
      ];
    case "access-token-in-auth0js":
    case "one-of-both":
    case "ask-for-scope":
    case "ask-for-audience":
      return [];
  }
}
