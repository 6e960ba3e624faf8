import { meaningOf } from "#linking/tokens/claim-notes.ts";
import { Claim } from "#shell/claim.tsx";
import { RefusalStep } from "#steps/refusal-step.tsx";
import { audiences, stringClaim, tryDecodeToken } from "#protocol/token.ts";
import { ClaimsCard } from "#ui/claims-card.tsx";
import type { StepProps } from "#steps/step-props.ts";

/** Step 3: A's ID token as bearer, as apps did before October 2018. */
export function OldWayView(props: StepProps) {
  const { step, session, config } = props;
  const request = session.request(step);
  const idToken = tryDecodeToken(request?.bearer?.value ?? "");
  return (
    <RefusalStep
      {...props}
      evidence={
        idToken === null ? null : (
          <ClaimsCard
            owner="A"
            title="A’s ID token"
            purpose="goes in the header, where it does not belong"
            claims={[
              {
                name: "sub",
                value: stringClaim(idToken.claims, "sub") ?? "absent",
                says: meaningOf("sub", "id"),
              },
              {
                name: "aud",
                value: audiences(idToken.claims).join(" "),
                mark: "misfits",
                says: meaningOf("aud", "id"),
              },
              {
                name: "scope",
                value: stringClaim(idToken.claims, "scope") ?? "absent",
                mark: "misfits",
                says: meaningOf("scope", "id"),
              },
            ]}
          />
        )
      }
      explained={
        <p>
          The API read <Claim name="aud" /> = <code>{config.tenant.clientId}</code> and expected{" "}
          <code>{config.tenant.audience}</code>. It is an ID token: for this app, not for the API.
        </p>
      }
      accepted={<p>This tenant still takes an ID token as bearer, as Auth0 did before 2018.</p>}
    />
  );
}
