import type { Scenario } from "./scenario.ts";
import type { MintedToken } from "./change.ts";
import type { RequestChange } from "#linking/walkthrough/attempt.ts";
import type { FindingId } from "#linking/findings/findings.ts";

/** A link whose `link_with` is an ID token of B that the tenant made to order. */
function proof(
  id: string,
  label: string,
  finding: FindingId,
  token: Omit<MintedToken, "kind">,
): Scenario {
  const minted = { kind: "id_token", ...token } as const;
  return {
    id,
    step: "link",
    label,
    finding,
    changes: [{ by: "mint", slot: "link_with", owner: "B", token: minted }],
  };
}

/** A link that is sent otherwise than it should be. */
function link(change: RequestChange, label: string, finding: FindingId): Scenario {
  return { id: change, step: "link", label, finding, changes: [{ by: "request", way: change }] };
}

/** The same, by somebody who may link any user: only then the API gets that far. */
function linkAsServer(change: RequestChange, label: string, finding: FindingId): Scenario {
  const token = { kind: "access_token", scope: "update:users" } as const;
  const made = link(change, label, finding);
  return {
    ...made,
    changes: [{ by: "mint", slot: "bearer", owner: "A", token }, ...made.changes],
  };
}

/** How a link or an unlink itself is wrong. */
export const IDENTITY_SCENARIOS: readonly Scenario[] = [
  link("other-user", "B's user ID in the path", "not-your-user"),
  {
    ...link("user-id", "B's user ID in place of B's token", "user-id-refused"),
    step: "dangerous",
  },
  link("same-account", "A's own ID token as link_with", "self-link"),
  proof("other-application", "An ID token for another application", "other-application", {
    claims: { aud: "linklab-other" },
  }),
  proof("unknown-application", "An ID token for no application", "proof-audience", {
    claims: { aud: "nobody" },
  }),
  proof("other-issuer", "An ID token of another issuer", "proof-issuer", {
    claims: { iss: "https://other.example/" },
  }),
  proof("no-subject", "An ID token without sub", "proof-no-subject", { claims: { sub: null } }),
  proof("bad-subject", "An ID token whose sub is no user ID", "proof-subject", {
    claims: { sub: "ada" },
  }),
  proof("expired-proof", "An ID token that is over", "proof-expired", { lifetime: -60 }),
  link("opaque-link-with", "Something else than a token", "proof-malformed"),
  {
    id: "tampered-link-with",
    step: "link",
    label: "A changed ID token",
    finding: "proof-refused",
    changes: [{ by: "tamper", slot: "link_with" }],
  },
  proof("deleted-account", "An ID token of nobody", "secondary-missing", {
    claims: { sub: "google-oauth2|0" },
  }),
  {
    id: "blocked-secondary",
    step: "link",
    label: "B is blocked meanwhile",
    finding: "secondary-blocked",
    changes: [{ by: "block", owner: "B" }],
    needsTwoUsers: true,
  },
  linkAsServer("unknown-user-id", "A user_id that nobody has", "identity-unknown"),
  { ...link("twice", "Send it twice", "identity-taken"), needsTwoUsers: true },
  linkAsServer("other-provider", "A provider that is not set up", "provider-unknown"),
  link("both-forms", "link_with and user_id together", "both-forms"),
  link("empty-body", "An empty body", "body-invalid"),
  link("malformed-body", "Half a body", "body-malformed"),
  link("text-body", "The body as text/plain", "body-type"),
  link("large-body", "A body over 100 KB", "body-too-large"),
  link("bad-path-id", "A user ID without its provider", "user-id-format"),
  linkAsServer("unknown-user", "A user ID that nobody has", "user-missing"),
  {
    ...link("not-linked", "An identity that is not linked", "identity-not-linked"),
    step: "unlink",
  },
  { ...link("main-identity", "A's own identity", "main-identity"), step: "unlink" },
];
