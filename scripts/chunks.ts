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
  // Where the addresses of pages lead, beside those of the first pages.
  routes: ["app/(?:further-page|workspace-page)", "pages/callback/callback"],

  // What a deployment or a browser has to be told, above every page.
  notices: ["shell/(?:banner|left-out|surroundings-notice)"],

  // The session, and what every page that works on it has: the wire, and what a login answers.
  workspace: [
    "app/(?:fetch-after|workspace)",
    "linking/findings/explain-failure",
    "linking/scenarios/(?:scenario|tenant)-control",
    "linking/use-cases/cells",
    "linking/walkthrough/(?:access-token|pair|retry|step-requests|suggestions)",
    "login/(?:auth0js-call|code-sign-in|implicit-sign-in|sdk-errors|sign-in|sign-in-with)",
    "protocol/(?:authorization|control|control-answers|host-traits|id-token)",
    "session/(?:choices|cleanup|derived|fresh-id|header-accounts|linking-actions|log-run|popup-login)",
    "session/(?:presses|record-messages|run|scenario-tokens|session|session-core|steering|storage)",
    "session/(?:tenant-keys|tenant-notes|turns|undo|waits)",
    "session/sign-in/.*",
    "shell/(?:announcements|chosen-theme|cookie-owner|host-context|locked|press-notice|press-words)",
    "shell/request-panel/.*",
    "ui/(?:copy-as-curl|lesson|request-card|tabs)",
    "wire/(?:event|headers|kept-text|labels|lane|lay-out-json|log|named-request|quietly|read-body)",
    "wire/(?:record-fetch|record-xhr|request|rows)",
  ],
  // The first page's questions need them without a session.
  steps: [
    "linking/walkthrough/(?:account|attempt|journey|plan|progress|requests|state|step-list|steps)",
    "protocol/(?:discovery|http|management|named-request)",
    "session/languages",
  ],
  ui: [
    "linking/tokens/(?:claim-notes|human-time)",
    "shell/(?:claim|clues|not-found|rail/asking-button)",
    "ui/(?:actions|choice|clipped-text|confirm-dialog|copy-button|diff|hint|page-head|panel|term)",
    "ui/(?:verdict-line|wire-text)",
  ],
  // What is said of a token, and how it is shown.
  verdicts: [
    "linking/tokens/(?:claim-rows|expect-answer|judge-time|judge-token|verdict-copy)",
    "protocol/verify-signature",
    "shell/use-signatures",
    "ui/(?:claims-table|verdicts)",
  ],
  // What can go wrong, how it is brought about, and how a text is searched for it.
  findings: [
    "linking/findings/(?:browser|finding-of|findings|identities|known-texts|page|plain-words)",
    "linking/findings/(?:printed-texts|search|sign-in|tenant|tokens|typed-words)",
    "linking/scenarios/(?:host-needs|identities|scenarios|sign-in|tenant|tokens)",
    "pages/token-inspector/pasted-errors",
    "protocol/evidence",
    "wire/(?:decode|find-in-header|find-in-text|find-secrets|json-tokens|marker|memory|redact)",
    "wire/(?:secret-names|span)",
  ],
  // Code that is shown. It is so much alike that it weighs less together.
  snippets: ["app/step-code", "pages/home/snippets/.*", "steps/snippets", "steps/[^/]+/snippets.*"],

  // The reader's worker loads these, too: they know no document.
  token: [
    "linking/tokens/(?:check-copy|checks|judge-fit|read-claim|sample-token|token-role|yardstick)",
    "linking/use-cases/use-cases",
    "linking/walkthrough/changes",
    "protocol/(?:base64url|errors|json-text|scope|token|token-reading)",
    "reader/(?:bytes|other-copy)",
  ],
  judging: [
    "linking/use-cases/(?:bearer|call|exchange|fixes|guide-defects|judge-exchange)",
    "linking/use-cases/(?:judgement-copy|link-body|notes|outcome|readings)",
  ],
  "read-text": [
    "reader/(?:layers|open-layer|place-names|read-text|search-text|straight-quotes|told/.*)",
    "reader/(?:commands/.*|wrapped-token|wrappers/.*)",
  ],
  // What the inspector's first picture has besides its own.
  small: ["shell/use-now", "ui/show-more"],

  // What the inspector reads and shows a token with, its sample among them.
  reader: [
    "linking/tokens/(?:check-terms|compare-tokens)",
    "linking/tokens/checks.ts[?]raw",
    "pages/token-inspector/(?:compare|pasted-note|payload-bytes|place-copy|preflight|read-pasted|reader)",
    "pages/token-inspector/(?:readings|sample|token-view|use-signature-check|yardstick-choice)",
    "ui/token-text",
  ],
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
    test: /node_modules\/(?:react|react-dom|scheduler|wouter|regexparam)\/|^\0(?:linklab:react-names|rolldown\/runtime)/,
    includeDependenciesRecursively: true,
  },
  ...Object.entries(PARTS).map(([name, parts]) => ({
    name,
    test: new RegExp(parts.map((part) => patternOf(part).source).join("|")),
    // Of these only the token's decoding has a library, and nobody else uses it.
    includeDependenciesRecursively: name === "token",
  })),
];
