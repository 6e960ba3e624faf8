import { ClaimsCard, type PrintedClaim } from "#ui/claims-card.tsx";
import { tryDecodeToken } from "#protocol/token.ts";
import { describeDuration } from "./human-time.ts";
import styles from "./wire-panel.module.css";

/** A token that this page holds, and what it is for. */
export type HeldToken = {
  readonly owner: "A" | "B";
  readonly name: string;
  readonly purpose: string;
  readonly raw: string;
};

const TIMES = new Set(["exp", "iat", "nbf", "auth_time"]);

/** The tokens of the page, decoded. Decoded is not verified, and is not called so. */
export function Tokens({ tokens, now }: { tokens: readonly HeldToken[]; now: number }) {
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
        Decoded, not verified. Your app should not read access tokens; they are for the API. This
        page does, because it is a debugger.
      </p>
      {tokens.map((token) => (
        <TokenCard key={`${token.owner} ${token.name}`} token={token} now={now} />
      ))}
    </div>
  );
}

function TokenCard({ token, now }: { token: HeldToken; now: number }) {
  const decoded = tryDecodeToken(token.raw);
  const claims: PrintedClaim[] =
    decoded === null
      ? [{ name: "opaque", value: "Not a JWT. Only the tenant can read it." }]
      : [
          { name: "(header)", value: JSON.stringify(decoded.header) },
          ...Object.entries(decoded.claims).map(([name, value]) => printClaim(name, value, now)),
        ];
  return (
    <ClaimsCard
      owner={token.owner}
      title={`${token.owner}’s ${token.name}`}
      purpose={token.purpose}
      claims={claims}
    />
  );
}

function printClaim(name: string, value: unknown, now: number): PrintedClaim {
  const text = typeof value === "string" ? value : JSON.stringify(value);
  if (!TIMES.has(name)) return { name, value: text };
  return { name, value: text, note: describeInstant(value, now) };
}

/** A NumericDate as a person says it; what is none is said to be none. */
function describeInstant(value: unknown, now: number): string {
  const date = typeof value === "number" ? new Date(value * 1000) : null;
  if (date === null || Number.isNaN(date.getTime())) return "not a NumericDate";
  return `${describeDuration(date.getTime() / 1000 - now)} · ${date.toISOString().replace(".000Z", "Z")}`;
}
