import { useMemo, useState, type ReactNode } from "react";
import { claimRows, printClaims } from "#linking/tokens/claim-rows.ts";
import { roleOf } from "#linking/tokens/token-role.ts";
import { placeOf, type LinkPlace } from "#linking/tokens/judge-fit.ts";
import { judgeToken } from "#linking/tokens/judge-token.ts";
import type { Yardstick } from "#linking/tokens/yardstick.ts";
import {
  describeFit,
  describeFormat,
  describeSignature,
  describeTime,
} from "#linking/tokens/verdict-copy.ts";
import { formatJson } from "#protocol/json-text.ts";
import type { Tenant } from "#protocol/tenant.ts";
import { asDecodedToken, DEPTH_LIMIT, type TokenReading } from "#protocol/token-reading.ts";
import type { SignatureVerdict } from "#protocol/verify-signature.ts";
import { Button } from "#ui/button.tsx";
import { ClaimsTable } from "#ui/claims-table.tsx";
import { ClippedText } from "#ui/clipped-text.tsx";
import { TokenText } from "#ui/token-text.tsx";
import { Verdicts } from "#ui/verdicts.tsx";
import { PayloadBytes } from "./payload-bytes.tsx";
import styles from "./token-view.module.css";

/** How long JSON may be before it is cut. */
const JSON_LIMIT = 4000;

/** One token: its text, the four verdicts, its claims. */
export function TokenView({
  title,
  token,
  tenant,
  now,
  slotPlace,
  yardstick,
  yardstickChoice,
  isHidden,
  signature,
  onCheck,
  hasKeys,
  isChecking,
  moves,
}: {
  title: string;
  token: TokenReading;
  tenant: Tenant;
  /** Seconds since the epoch. */
  now: number;
  /** The place that the token is put in; `null` where it is in none. */
  slotPlace: LinkPlace | null;
  /** What it is judged for, and where that is chosen. */
  yardstick: Yardstick;
  yardstickChoice: ReactNode;
  isHidden: boolean;
  signature: SignatureVerdict;
  /** `null` when asking for keys could change nothing. */
  onCheck: (() => void) | null;
  hasKeys: boolean;
  isChecking: boolean;
  /** What can be done with the token in the inspector. */
  moves: ReactNode;
}) {
  const decoded = useMemo(() => asDecodedToken(token), [token]);
  const [chosen, setChosen] = useState<LinkPlace | null>(null);
  const [isJson, setIsJson] = useState(false);
  const place = chosen ?? slotPlace ?? (decoded === null ? "header" : placeOf(decoded));
  const other: LinkPlace = place === "header" ? "link_with" : "header";
  const role = decoded === null ? "unknown" : roleOf(decoded);
  const rows = useMemo(() => claimRows(token, role), [token, role]);
  const claims = printClaims(rows, now);
  const { fit, time, expected } = judgeToken(token, { place, yardstick, signature, now });
  const isJudged = token.kind !== "too-large";

  return (
    <>
      <div className={styles["side"]}>
        {token.parts.length > 0 ? <TokenText parts={token.parts} isHidden={isHidden} /> : null}
        <Verdicts
          label="Four verdicts"
          verdicts={[
            { ...describeFormat(token), label: "Format" },
            {
              ...describeSignature(signature, token, tenant),
              label: "Signature",
              action:
                onCheck === null ? null : (
                  <Button look="small" isBusy={isChecking} busyLabel="Checking…" onClick={onCheck}>
                    {hasKeys ? "Check the signature" : "Fetch keys and check"}
                  </Button>
                ),
            },
            { ...describeTime(time), label: "Time" },
            {
              ...describeFit(isJudged ? fit : null, expected),
              label: "This call",
              action:
                decoded === null ? null : (
                  <Button look="small" onClick={() => setChosen(other)}>
                    {other === "header" ? "Judge it as header" : "Judge it as link_with"}
                  </Button>
                ),
            },
          ]}
        />
        {yardstickChoice}
        <div className={styles["moves"]}>{moves}</div>
      </div>
      {rows.length === 0 ? null : (
        <div className={styles["claims"]}>
          <div className={styles["bar"]}>
            <h2 className={styles["title"]}>{title}</h2>
            <Button look="small" aria-pressed={isJson} onClick={() => setIsJson(!isJson)}>
              JSON
            </Button>
          </div>
          {isJson ? (
            <Json token={token} />
          ) : (
            <ClaimsTable label={`Claims of ${title}`} claims={claims} />
          )}
          {role === "access" ? (
            <p className={styles["note"]}>
              Your app should not read access tokens; they are for the API. This page does, because
              it is a debugger.
            </p>
          ) : null}
        </div>
      )}
      {token.header !== null && token.payload === null && token.kind !== "encrypted" ? (
        <PayloadBytes token={token} />
      ) : null}
    </>
  );
}

function Json({ token }: { token: TokenReading }) {
  const text = useMemo(
    () =>
      [token.header, token.payload]
        .flatMap((json) => (json === null ? [] : [formatJson(json.text, DEPTH_LIMIT)]))
        .join("\n"),
    [token],
  );
  return (
    <pre className={styles["json"]} role="region" tabIndex={0} aria-label="Header and payload">
      <ClippedText text={text} limit={JSON_LIMIT} />
    </pre>
  );
}
