import { Link } from "wouter";
import { MetadataPlan } from "./metadata/metadata-plan.tsx";
import type { UserMetadata } from "#linking/walkthrough/metadata-plan.ts";
import type { Walkthrough } from "#linking/walkthrough/state.ts";
import type { User } from "#protocol/management.ts";
import type { Tenant } from "#protocol/tenant.ts";
import { classFor } from "#ui/button.tsx";
import { Callout } from "#ui/callout.tsx";
import { paths } from "#shell/paths.ts";

/** The dry run of B's metadata, with what the walkthrough has read of both accounts. */
export function MetadataView({
  walkthrough,
  tenant,
}: {
  walkthrough: Walkthrough;
  tenant: Tenant;
}) {
  const { primary, secondary, user, change } = walkthrough;
  const before = change?.before ?? user;
  if (primary === null || before === null) {
    return (
      <Callout tone="note" title="A has not been read">
        <p>Log in as A with read:current_user, which the usual request asks for.</p>
      </Callout>
    );
  }
  return (
    <MetadataPlan
      audience={tenant.audience}
      primaryId={primary.account.userId}
      a={metadataOf(before)}
      b={secondary?.user ? metadataOf(secondary.user) : null}
      readB={
        <Link href={paths.step("secondary")} className={classFor("plain")}>
          To B’s login
        </Link>
      }
    />
  );
}

/** The API leaves out what is empty. */
function metadataOf(user: User): UserMetadata {
  return {
    user_metadata: recordOf(user["user_metadata"]) ?? {},
    app_metadata: recordOf(user["app_metadata"]) ?? {},
  };
}

function recordOf(value: unknown): Readonly<Record<string, unknown>> | null {
  if (typeof value !== "object" || value === null || Array.isArray(value)) return null;
  return Object.fromEntries(Object.entries(value));
}
