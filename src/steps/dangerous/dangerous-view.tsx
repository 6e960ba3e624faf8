import { RefusalStep } from "#steps/refusal-step.tsx";
import { isStale, linkedIdentities } from "#linking/walkthrough/state.ts";
import { userIdOf } from "#protocol/management.ts";
import { stringClaim, tryDecodeToken } from "#protocol/token.ts";
import { ClaimsCard } from "#ui/claims-card.tsx";
import { printed } from "#steps/printed.ts";
import type { RefusalViewProps } from "#steps/step-props.ts";
import { MoreOnFinding } from "#steps/refusal-parts.tsx";

/** Step 8: an account that is only named. */
export function DangerousView({ walkthrough, busy, session, next }: RefusalViewProps) {
  const { dangerous, unlinked } = walkthrough;
  const named = linkedIdentities(walkthrough)[0] ?? unlinked;
  const request = session.request("dangerous");
  const token = tryDecodeToken(request?.bearer?.value ?? "");
  return (
    <RefusalStep
      evidence={
        token === null ? null : (
          <ClaimsCard
            owner="A"
            title="A’s access token"
            purpose="goes in the header"
            claims={[
              {
                name: "scope",
                value: stringClaim(token.claims, "scope") ?? "absent",
                mark: "misfits",
              },
            ]}
          />
        )
      }
      request={request && printed(request)}
      result={dangerous}
      isStale={dangerous !== null && isStale(walkthrough, dangerous)}
      explained={
        <p>
          The API read <code>scope</code>: a person’s token may only link with a proof. Else{" "}
          <code>{named && userIdOf(named)}</code> could be anybody’s account.
        </p>
      }
      accepted={
        <p>
          This tenant linked an account that was only named, as Auth0 did before October 2018.
          Unlink it in the next step.
        </p>
      }
      more={<MoreOnFinding on={dangerous?.finding ?? null} />}
      isBusy={busy.has("trying")}
      onSend={() => void session.tryDangerousWay()}
      next={next}
    />
  );
}
