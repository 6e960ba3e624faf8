import type { Check } from "#linking/checks.ts";
import type { Walkthrough } from "#linking/walkthrough.ts";
import { parseScope } from "#protocol/scope.ts";
import { audiences, stringClaim, tryDecodeToken, type Claims } from "#protocol/token.ts";
import { ClaimsCard } from "#ui/claims-card.tsx";
import { TokenPair } from "#ui/token-pair.tsx";

/** The scope that decides, put first: the others are cut where room is short. */
function linkScopeOf(claims: Claims): string {
  const scopes = parseScope(stringClaim(claims, "scope") ?? "");
  const first = scopes.filter((scope) => scope.startsWith("update:"));
  return [...first, ...scopes.filter((scope) => !first.includes(scope))].join(" ") || "absent";
}

/** The claims of both tokens that decide a link, joined where they must agree. */
export function LinkTokens({
  walkthrough: { primary, secondary },
  checks,
}: {
  walkthrough: Walkthrough;
  checks: readonly Check[];
}) {
  const access = tryDecodeToken(primary?.tokens?.accessToken ?? "");
  const proof = tryDecodeToken(secondary?.idToken ?? "");
  if (access === null || proof === null) return null;
  const fits = checks.some((check) => check.id === "same-application" && check.passes);
  const mark = fits ? "fits" : undefined;
  return (
    <TokenPair
      joins={fits}
      left={
        <ClaimsCard
          owner="A"
          title="A’s access token"
          purpose="goes in the header"
          claims={[
            { name: "sub", value: stringClaim(access.claims, "sub") ?? "absent" },
            { name: "scope", value: linkScopeOf(access.claims) },
            { name: "azp", value: stringClaim(access.claims, "azp") ?? "absent", mark },
          ]}
        />
      }
      right={
        <ClaimsCard
          owner="B"
          title="B’s ID token"
          purpose="goes in the body"
          claims={[
            { name: "sub", value: stringClaim(proof.claims, "sub") ?? "absent" },
            { name: "alg", value: stringClaim(proof.header, "alg") ?? "absent" },
            { name: "aud", value: audiences(proof.claims).join(" ") || "absent", mark },
          ]}
        />
      }
    />
  );
}
