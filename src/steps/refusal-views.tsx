import type { ReactNode } from "react";
import { Link } from "wouter";
import { RefusalStep } from "./refusal-step.tsx";
import type { FindingId } from "#linking/findings/findings.ts";
import { isStale, linkedIdentities } from "#linking/walkthrough/state.ts";
import { userIdOf } from "#protocol/management.ts";
import { audiences, stringClaim, tryDecodeToken } from "#protocol/token.ts";
import { classFor } from "#ui/button.tsx";
import { ClaimsCard } from "#ui/claims-card.tsx";
import { paths } from "#shell/paths.ts";
import { printed } from "./printed.ts";
import type { StepProps } from "./step-view.tsx";

type ViewProps = StepProps & { readonly next: ReactNode };

/** Step 3: A's ID token as bearer, as apps did before October 2018. */
export function OldWayView({ walkthrough, busy, session, config, next }: ViewProps) {
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
      more={<More on={oldWay?.finding ?? null} />}
      isBusy={busy.has("trying")}
      onSend={() => void session.tryOldWay()}
      next={next}
    />
  );
}

/** Step 8: an account that is only named. */
export function DangerousView({ walkthrough, busy, session, next }: ViewProps) {
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
      more={<More on={dangerous?.finding ?? null} />}
      isBusy={busy.has("trying")}
      onSend={() => void session.tryDangerousWay()}
      next={next}
    />
  );
}

function More({ on }: { on: FindingId | null }) {
  return on === null ? null : (
    <Link href={paths.error(on)} className={classFor("plain")}>
      More on this
    </Link>
  );
}
