import { RefusalStep } from "#steps/refusal-step.tsx";
import { isStale } from "#linking/walkthrough/state.ts";
import { audiences, stringClaim, tryDecodeToken } from "#protocol/token.ts";
import { ClaimsCard } from "#ui/claims-card.tsx";
import { printed } from "#steps/printed.ts";
import type { RefusalViewProps } from "#steps/step-props.ts";
import { MoreOnFinding } from "#steps/refusal-parts.tsx";

/** Step 3: A's ID token as bearer, as apps did before October 2018. */
export function OldWayView({ walkthrough, busy, session, config, next }: RefusalViewProps) {
  const { oldWay } = walkthrough;
  const request = session.request("old-way");
  const idToken = tryDecodeToken(request?.bearer?.value ?? "");
  return (
    <RefusalStep
      evidence={
        idToken === null ? null : (
          <ClaimsCard
            owner="A"
            title="A’s ID token"
            purpose="goes in the header, where it does not belong"
            claims={[
              { name: "sub", value: stringClaim(idToken.claims, "sub") ?? "absent" },
              { name: "aud", value: audiences(idToken.claims).join(" "), mark: "misfits" },
              {
                name: "scope",
                value: stringClaim(idToken.claims, "scope") ?? "absent",
                mark: "misfits",
              },
            ]}
          />
        )
      }
      request={request && printed(request)}
      result={oldWay}
      isStale={oldWay !== null && isStale(walkthrough, oldWay)}
      explained={
        <p>
          The API read <code>aud</code> = <code>{config.tenant.clientId}</code> and expected{" "}
          <code>{config.tenant.audience}</code>. It is an ID token: for this app, not for the API.
        </p>
      }
      accepted={<p>This tenant still takes an ID token as bearer, as Auth0 did before 2018.</p>}
      more={<MoreOnFinding on={oldWay?.finding ?? null} />}
      isBusy={busy.has("trying")}
      onSend={() => void session.tryOldWay()}
      next={next}
    />
  );
}
