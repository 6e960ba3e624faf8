import { stringClaim, type Claims, type DecodedToken } from "#protocol/token.ts";
import { asNumericDate } from "./claim-rows.ts";
import type { CheckId, CheckInput } from "./checks.ts";

/** One end of a check: a claim of a token, or what the request or a rule sets against it. */
export type CheckTerm = {
  readonly owner: "A" | "B" | null;
  readonly name: string;
  readonly value: string;
};

/** What a check sets side by side, and how the two must relate. */
export type CheckTerms = {
  readonly left: CheckTerm;
  readonly relation: "equals" | "differs" | "holds";
  readonly right: CheckTerm;
};

/**
 * The two ends of each check, for drawing a line between them. A stands left, B right.
 *
 * @param describeTime how to print seconds since the epoch
 */
export function termsOf(
  id: CheckId,
  input: Omit<CheckInput, "accessToken" | "primaryIdToken" | "secondaryIdToken"> & {
    accessToken: DecodedToken;
    primaryIdToken: DecodedToken | null;
    secondaryIdToken: DecodedToken;
  },
  describeTime: (seconds: number) => string,
): CheckTerms {
  const { accessToken, primaryIdToken, secondaryIdToken } = input;
  const a = (name: string): CheckTerm => term("A", accessToken.claims, name);
  const b = (name: string): CheckTerm => term("B", secondaryIdToken.claims, name);
  const time = (name: string): CheckTerm => {
    const seconds = secondaryIdToken.claims[name];
    const date = asNumericDate(seconds);
    return typeof date === "number" ? { ...b(name), value: describeTime(date) } : b(name);
  };
  switch (id) {
    case "same-application":
      return { left: a("azp"), relation: "equals", right: b("aud") };
    case "same-issuer":
      return { left: a("iss"), relation: "equals", right: b("iss") };
    case "signature":
      return {
        left: rule("rule", "RS256, by a key of the tenant"),
        relation: "holds",
        right: { ...term("B", secondaryIdToken.header, "alg"), name: "alg, signature" },
      };
    case "not-expired":
      return { left: rule("now", describeTime(input.now)), relation: "holds", right: time("exp") };
    case "different-account":
      return { left: a("sub"), relation: "differs", right: b("sub") };
    case "own-path":
      return {
        left: a("sub"),
        relation: "equals",
        right: rule("path {id}", input.pathUserId ?? "not known"),
      };
    case "scope":
      return {
        left: a("scope"),
        relation: "holds",
        right: rule("rule", "update:current_user_identities"),
      };
    case "audience":
      return { left: a("aud"), relation: "holds", right: rule("rule", input.audience) };
    case "verified-emails":
      return {
        left:
          primaryIdToken === null
            ? { owner: "A", name: "email_verified", value: "needs A’s ID token" }
            : term("A", primaryIdToken.claims, "email_verified"),
        relation: "equals",
        right: b("email_verified"),
      };
    case "fresh-login":
      return {
        left: rule("rule", "at most an hour ago"),
        relation: "holds",
        right: time("auth_time"),
      };
  }
}

function rule(name: string, value: string): CheckTerm {
  return { owner: null, name, value };
}

function term(owner: "A" | "B", claims: Claims, name: string): CheckTerm {
  return { owner, name, value: print(claims, name) };
}

function print(claims: Claims, name: string): string {
  const text = stringClaim(claims, name);
  if (text !== null) return text;
  const value = Object.hasOwn(claims, name) ? claims[name] : undefined;
  if (value === undefined) return "absent";
  if (typeof value === "boolean" || typeof value === "number") return String(value);
  if (!Array.isArray(value)) return value === null ? "null" : "{…}";
  return value.map((item) => (typeof item === "string" ? item : "…")).join(" ");
}
