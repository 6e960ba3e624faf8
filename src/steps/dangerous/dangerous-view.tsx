import { Link } from "wouter";
import { meaningOf } from "#linking/tokens/claim-notes.ts";
import { paths } from "#shell/paths.ts";
import { Claim } from "#shell/claim.tsx";
import { RefusalStep } from "#steps/refusal-step.tsx";
import { linkedIdentities } from "#linking/walkthrough/state.ts";
import { userIdOf } from "#protocol/management.ts";
import { stringClaim, tryDecodeToken } from "#protocol/token.ts";
import { ClaimsCard } from "#ui/claims-card.tsx";
import type { StepProps } from "#steps/step-props.ts";

/** Step 8: an account that is only named. */
export function DangerousView(props: StepProps) {
  const { step, walkthrough, session } = props;
  const { unlinked } = walkthrough;
  const named = linkedIdentities(walkthrough)[0] ?? unlinked;
  const request = session.request(step);
  const token = tryDecodeToken(request?.bearer?.value ?? "");
  return (
    <>
      <RefusalStep
        {...props}
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
                  says: meaningOf("scope", "access"),
                },
              ]}
            />
          )
        }
        explained={
          <p>
            The API read <Claim name="scope" of="access" />: a person’s token may only link with a
            proof. Else <code>{named && userIdOf(named)}</code> could be anybody’s account.
          </p>
        }
        accepted={
          <p>
            This tenant linked an account that was only named, as Auth0 did before October 2018.
            Unlink it in the next step.
          </p>
        }
      />
      <p>
        <Link href={paths.lab("attack", "user-id")}>See it with two persons, in the lab</Link>.
      </p>
    </>
  );
}
