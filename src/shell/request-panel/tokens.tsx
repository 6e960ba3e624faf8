import { useEffect, useMemo, useRef } from "react";
import { Link } from "wouter";
import { claimRows, printClaims } from "#linking/tokens/claim-rows.ts";
import { roleOf } from "#linking/tokens/token-role.ts";
import { placeOf } from "#linking/tokens/judge-fit.ts";
import { judgeToken } from "#linking/tokens/judge-token.ts";
import { yardstickOfCaller, yardstickOfTenant, type Yardstick } from "#linking/tokens/yardstick.ts";
import {
  describeFit,
  describeFormat,
  describeSignature,
  describeTime,
} from "#linking/tokens/verdict-copy.ts";
import type { Tenant } from "#protocol/tenant.ts";
import type { SignatureVerdict } from "#protocol/verify-signature.ts";
import { asDecodedToken, readToken } from "#protocol/token-reading.ts";
import { AccountLetter } from "#ui/account-chip.tsx";
import { ClaimsTable } from "#ui/claims-table.tsx";
import { Verdicts } from "#ui/verdicts.tsx";
import { useNow } from "#shell/use-now.ts";
import styles from "./wire-panel.module.css";
import type { HeldToken, LitClaim } from "#linking/tokens/held-token.ts";

/** Which of the tokens is meant. */
export type TokenName = Pick<HeldToken, "owner" | "name">;

const UNCHECKED: SignatureVerdict = { state: "not-checked", reason: "not-asked" };

/** The tokens of the page, decoded and judged. Decoded is not verified, and is not called so. */
export function Tokens({
  tokens,
  tenant,
  opened,
  litClaims,
  signatures,
  tokensHref,
}: {
  tokens: readonly HeldToken[];
  tenant: Tenant;
  /** What is known of their signatures, by token. */
  signatures: ReadonlyMap<string, SignatureVerdict>;
  /** Where tokens are compared. */
  tokensHref: string;
  /** The token that a chip led to. */
  opened: TokenName | null;
  litClaims: readonly LitClaim[];
}) {
  const now = useNow();
  const caller = useMemo(() => callerOf(tokens), [tokens]);
  if (tokens.length === 0) {
    return (
      <p className={styles["empty"]}>
        No tokens yet. They come with the logins, live in memory only, and go with a reload.
      </p>
    );
  }
  return (
    <div className={styles["tokens"]}>
      <p className={styles["hint"]}>
        Your app should not read access tokens; they are for the API. This page does, because it is
        a debugger. <Link href={tokensHref}>Compare tokens side by side</Link>
      </p>
      {tokens.map((token) => (
        <TokenCard
          key={`${token.owner} ${token.name}`}
          held={token}
          tenant={tenant}
          caller={caller}
          now={now}
          opened={opened?.owner === token.owner && opened.name === token.name ? opened : null}
          litClaims={litClaims}
          signature={signatures.get(token.raw) ?? UNCHECKED}
        />
      ))}
    </div>
  );
}

function TokenCard({
  held,
  tenant,
  caller,
  now,
  opened,
  litClaims,
  signature,
}: {
  held: HeldToken;
  tenant: Tenant;
  /** What A's access token says of who calls; `null` while it is not here. */
  caller: Yardstick | null;
  now: number;
  opened: TokenName | null;
  litClaims: readonly LitClaim[];
  signature: SignatureVerdict;
}) {
  const card = useRef<HTMLElement>(null);
  const token = useMemo(() => readToken(held.raw), [held.raw]);
  const decoded = useMemo(() => asDecodedToken(token), [token]);
  const rows = useMemo(
    () => claimRows(token, decoded === null ? "unknown" : roleOf(decoded)),
    [token, decoded],
  );
  const place = decoded === null ? "header" : placeOf(decoded);
  const yardstick = (place === "link_with" ? caller : null) ?? yardstickOfTenant(tenant);
  const { fit, time, expected } = judgeToken(token, { place, yardstick, signature, now });
  const title = `${held.owner}’s ${held.name}`;
  const lit = useMemo(
    () =>
      new Set(
        litClaims
          .filter(({ owner, token: name }) => owner === held.owner && name === held.name)
          .map(({ claim }) => claim),
      ),
    [litClaims, held.owner, held.name],
  );

  // Each press of a chip is an object of its own, so the same token can be opened again.
  useEffect(() => {
    if (opened === null) return;
    card.current?.focus({ preventScroll: true });
    card.current?.scrollIntoView({ block: "start" });
  }, [opened]);

  return (
    <article
      className={styles["card"]}
      data-owner={held.owner}
      aria-label={title}
      tabIndex={-1}
      ref={card}
    >
      <div className={styles["card-head"]}>
        <AccountLetter owner={held.owner} />
        <h2 className={styles["card-title"]}>{title}</h2>
        <span className={styles["purpose"]}>{held.purpose}</span>
      </div>
      <Verdicts
        label={`Verdicts on ${title}`}
        verdicts={[
          { ...describeFormat(token), label: "Format" },
          { ...describeSignature(signature, token, tenant), label: "Signature" },
          { ...describeTime(time), label: "Time" },
          { ...describeFit(fit, expected), label: "This call" },
        ]}
      />
      {rows.length === 0 ? null : (
        <ClaimsTable label={`Claims of ${title}`} claims={printClaims(rows, now)} lit={lit} />
      )}
    </article>
  );
}

/** B's ID token, and A's own, are judged by the access token that they would go with. */
function callerOf(tokens: readonly HeldToken[]): Yardstick | null {
  for (const { owner, raw } of tokens) {
    const token = owner === "A" ? asDecodedToken(readToken(raw)) : null;
    if (token !== null && roleOf(token) === "access") return yardstickOfCaller(token);
  }
  return null;
}
