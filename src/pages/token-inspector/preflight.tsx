import { useState } from "react";
import { CHECKS } from "#linking/tokens/check-copy.ts";
import { termsOf, type CheckTerm, type CheckTerms } from "#linking/tokens/check-terms.ts";
import { checkBeforeLinking, isBlocking, type Check } from "#linking/tokens/checks.ts";
import source from "#linking/tokens/checks.ts?raw";
import { describeDate, describeInstant } from "#linking/tokens/human-time.ts";
import { nameOfYardstick, type Yardstick } from "#linking/tokens/yardstick.ts";
import type { DecodedToken } from "#protocol/token.ts";
import { holdsAsGiven, type SignatureVerdict } from "#protocol/verify-signature.ts";
import { Button } from "#ui/button.tsx";
import { Callout } from "#ui/callout.tsx";
import { CopyButton } from "#ui/copy-button.tsx";
import { Panel, PanelGroup } from "#ui/panel.tsx";
import styles from "./preflight.module.css";

const RELATIONS: Readonly<Record<CheckTerms["relation"], readonly [string, string]>> = {
  equals: ["=", "must equal"],
  differs: ["≠", "must differ from"],
  holds: ["→", "must fit"],
};

/** The ten checks between A's access token and B's ID token, each a line from claim to claim. */
export function Preflight({
  accessToken,
  primaryIdToken,
  secondaryIdToken,
  signature,
  onCheck,
  yardstick,
  now,
}: {
  accessToken: DecodedToken;
  primaryIdToken: DecodedToken | null;
  secondaryIdToken: DecodedToken;
  /** The verdict on B's signature. */
  signature: SignatureVerdict;
  /** Checks it; `null` when that could change nothing. */
  onCheck: (() => void) | null;
  /** What the pair is judged for. */
  yardstick: Yardstick;
  /** Seconds since the epoch. */
  now: number;
}) {
  const [path, setPath] = useState("");
  const input = {
    accessToken,
    primaryIdToken,
    secondaryIdToken,
    isSignatureValid: signature.state === "not-checked" ? null : holdsAsGiven(signature),
    pathUserId: path.trim() || null,
    audience: yardstick.audience ?? "",
    now,
  };
  const checks = checkBeforeLinking(input);
  const print = (seconds: number) =>
    seconds === now ? describeDate(now) : describeInstant(seconds, now);
  return (
    <div className={styles["preflight"]}>
      <Summary checks={checks} onCheck={onCheck} judgedFor={nameOfYardstick(yardstick)} />
      <label className={styles["path"]}>
        <span>User ID in the path of your request, as sent or decoded</span>
        <input
          value={path}
          placeholder="auth0|5f7c8ec7c33c6c004bbafe82"
          spellCheck={false}
          autoComplete="off"
          onChange={(event) => setPath(decoded(event.target.value))}
        />
      </label>
      <ol className={styles["checks"]}>
        {checks.map((check) => {
          const { left, relation, right } = termsOf(check.id, input, print);
          const { title, otherwise, onServer } = CHECKS[check.id];
          const [sign, words] = RELATIONS[relation];
          return (
            <li key={check.id} className={styles["check"]} data-state={stateOf(check)}>
              <p className={styles["title"]}>
                <span className={styles["sign"]} aria-hidden="true">
                  {SIGNS[stateOf(check)]}
                </span>
                {title}
                <span className={styles["state"]}>{WORDS[stateOf(check)]}</span>
              </p>
              <div className={styles["line"]}>
                <Term term={left} />
                <span className={styles["relation"]}>
                  <span aria-hidden="true">{sign}</span>
                  <span className="visually-hidden">{words}</span>
                </span>
                <Term term={right} />
              </div>
              <dl className={styles["notes"]}>
                <div>
                  <dt>Prevents</dt>
                  <dd className={check.prevents === null ? undefined : styles["wire"]}>
                    {check.prevents ?? "No API error: your duty"}
                  </dd>
                </div>
                <div>
                  <dt>On your server</dt>
                  <dd>{onServer}</dd>
                </div>
              </dl>
              {check.passes === false ? (
                <p className={styles["otherwise"]}>{joinWords(check.fault, otherwise)}</p>
              ) : null}
            </li>
          );
        })}
      </ol>
      <PanelGroup>
        <Panel title="The ten checks as a function" hint="one file without imports, to copy">
          <p>
            In a page these checks guide an honest person; somebody else can leave them out. On a
            server they protect.
          </p>
          <CopyButton text={source} label="Copy the code" />
          <pre
            className={styles["code"]}
            role="region"
            tabIndex={0}
            aria-label="The ten checks as code"
          >
            {source}
          </pre>
        </Panel>
      </PanelGroup>
    </div>
  );
}

function joinWords(fault: string | null, otherwise: string): string {
  return fault === null ? otherwise : `${fault} ${otherwise}`;
}

/** A user ID as it is; one that was copied out of a URL has its bar encoded. */
function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

type State = "fits" | "blocks" | "warns" | "open";

const SIGNS: Readonly<Record<State, string>> = { fits: "✓", blocks: "!", warns: "!", open: "?" };

const WORDS: Readonly<Record<State, string>> = {
  fits: "fits",
  blocks: "does not fit",
  warns: "needs you",
  open: "not known yet",
};

function stateOf(check: Check): State {
  if (check.passes === null) return "open";
  if (check.passes) return "fits";
  return isBlocking(check) ? "blocks" : "warns";
}

function Summary({
  checks,
  onCheck,
  judgedFor,
}: {
  checks: readonly Check[];
  onCheck: (() => void) | null;
  judgedFor: string;
}) {
  const count = (state: State) => checks.filter((check) => stateOf(check) === state).length;
  const blocking = count("blocks");
  const rest = [
    [count("blocks"), "the API would refuse"],
    [count("warns"), "yours to decide"],
    [count("open"), "not known yet"],
  ] as const;
  const parts = rest.flatMap(([amount, words]) => (amount > 0 ? [`${amount} ${words}`] : []));
  const isAll = parts.length === 0;
  return (
    <Callout
      tone={blocking > 0 ? "bad" : isAll ? "ok" : "note"}
      title={`${count("fits")} of ${checks.length} fit${isAll ? "." : `: ${parts.join(", ")}.`}`}
      actions={onCheck && <Button onClick={onCheck}>Check B’s signature</Button>}
    >
      <p>
        Judged for <bdi>{judgedFor}</bdi>.
      </p>
    </Callout>
  );
}

function Term({ term: { owner, name, value } }: { term: CheckTerm }) {
  return (
    <span className={styles["term"]} data-owner={owner ?? undefined}>
      <span className={styles["name"]}>{owner === null ? name : `${owner} · ${name}`}</span>
      <bdi className={styles["value"]}>
        {value.length > 300 ? `${value.slice(0, 300)}…` : value}
      </bdi>
    </span>
  );
}
