/** A file of the built page, the modules that it holds, and whether it holds what they import. */
type Chunk = {
  readonly name: string;
  readonly test: RegExp;
  readonly includeDependenciesRecursively: boolean;
};

/** The modules of each file, from `src`, without how they end. */
export const PARTS: Readonly<Record<string, readonly string[]>> = {
  // What the first page is drawn from: each file that it waits for makes its first picture later.
  "home-page": [
    "linking/use-cases/my-app-answers",
    "pages/home/(?:first-question|home|home-page|question)",
    "session/my-app-address",
    "ui/union-picture",
  ],
  // What the first script asks for when the page stands.
  later: [
    "app/(?:later|site-tenant)",
    "session/reading/reading-worker.ts[?]worker&url",
    "session/script-urls",
  ],
  // What the inspector's first picture has besides its own.
  small: ["shell/use-now", "ui/show-more"],

  // The session, and what every page that works on it has.
  workspace: [
    "app/(?:fetch-after|workspace)",
    "linking/findings/explain-failure",
    "linking/scenarios/(?:scenario|tenant)-control",
    "linking/walkthrough/(?:access-token|pair|retry|step-requests|suggestions)",
    "login/(?:code-sign-in|sign-in-with)",
    "protocol/(?:authorization|control|control-answers|host-traits|id-token)",
    "session/(?:choices|cleanup|fresh-id|header-accounts|linking-actions|log-run|popup-login|presses)",
    "session/(?:record-messages|run|scenario-tokens|session|session-core|steering|storage)",
    "session/(?:tenant-keys|tenant-notes|turns|undo|waits)",
    "session/sign-in/.*",
    "shell/(?:announcements|chosen-theme|cookie-owner)",
    "wire/(?:event|headers|kept-text|lane|log|quietly|read-body|record-fetch|record-xhr)",
  ],
  // The page of a popup needs it without a session.
  "implicit-sign-in": ["login/(?:auth0js-call|implicit-sign-in|sdk-errors|sign-in)"],
  // The first page's questions need them without a session.
  steps: [
    "linking/walkthrough/(?:account|attempt|journey|plan|progress|requests|state|step-list|steps)",
    "protocol/(?:discovery|http|management|named-request)",
    "session/languages",
  ],
  // What pages of a walkthrough, a lab and a run share.
  lesson: [
    "session/derived",
    "shell/(?:host-context|request-panel/.*)",
    "ui/(?:copy-as-curl|lesson|request-card|tabs)",
    "wire/(?:labels|named-request|rows)",
  ],
  ui: [
    "linking/tokens/human-time",
    "shell/(?:claim|clues|rail/asking-button)",
    "ui/(?:actions|choice|clipped-text|confirm-dialog|copy-button|diff|hint|page-head|panel|term)",
    "ui/(?:verdict-line|wire-text)",
  ],
  findings: [
    "linking/findings/(?:browser|finding-of|findings|identities|known-texts|page|plain-words)",
    "linking/findings/(?:printed-texts|sign-in|tenant|tokens)",
    "protocol/evidence",
  ],
  redaction: [
    "wire/(?:decode|find-in-header|find-in-text|find-secrets|json-tokens|marker|memory|redact)",
    "wire/(?:secret-names|span)",
  ],
  snippets: ["app/step-code", "steps/snippets", "steps/[^/]+/snippets.*"],

  // The reader's worker loads these, too: they know no document.
  token: ["linking/tokens/token-role", "protocol/(?:base64url|errors|scope|token)"],
  judging: [
    "linking/use-cases/(?:bearer|call|exchange|fixes|guide-defects|judge-exchange|judgement-copy)",
    "linking/use-cases/(?:link-body|notes|outcome|readings)",
  ],
  "check-copy": ["linking/tokens/(?:check-copy|checks)", "reader/other-copy"],
};

/** Which modules a part means, by their paths. */
export function patternOf(part: string): RegExp {
  return new RegExp(`/src/${part}(?:\\.tsx?|\\.module\\.css)?$`);
}

/**
 * What is loaded together stands in one file of the built page: many small ones weigh more, and are asked for one by
 * one. All else Rolldown parts by the pages that need it.
 */
export const CHUNKS: readonly Chunk[] = [
  // What never changes. It imports only itself.
  {
    name: "react",
    test: /node_modules\/(?:react|react-dom|scheduler|wouter|regexparam)\//,
    includeDependenciesRecursively: true,
  },
  ...Object.entries(PARTS).map(([name, parts]) => ({
    name,
    test: new RegExp(parts.map((part) => patternOf(part).source).join("|")),
    // Of these only the token's decoding has a library, and nobody else uses it.
    includeDependenciesRecursively: name === "token",
  })),
];
