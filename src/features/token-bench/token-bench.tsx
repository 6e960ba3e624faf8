import { lazy, Suspense, useEffect, useMemo, useState, type ReactNode } from "react";
import type { KeySet } from "#protocol/discovery.ts";
import { readPastedText, type PastedText } from "#protocol/pasted-text.ts";
import type { Tenant } from "#protocol/tenant.ts";
import { asDecodedToken, readToken, type TokenReading } from "#protocol/token-reading.ts";
import { stringClaim } from "#protocol/token.ts";
import { AccountLetter } from "#ui/account-chip.tsx";
import { Button } from "#ui/button.tsx";
import { Callout } from "#ui/callout.tsx";
import { EMPTY, PASTED, WRAPPINGS } from "./copy.ts";
import { PasteBox } from "./paste-box.tsx";
import { sampleTokens } from "./sample.ts";
import { isHeldSlot, SLOTS, titleOf, type HeldSlot, type SlotId } from "./slots.ts";
import styles from "./token-bench.module.css";
import { useSignatures } from "./use-signatures.ts";

// An empty bench is there at once; what shows tokens is fetched meanwhile, not when one is pasted.
const loadView = () => import("./token-view.tsx");
const loadPreflight = () => import("./preflight.tsx");
const loadCompare = () => import("./compare.tsx");
const TokenView = lazy(async () => ({ default: (await loadView()).TokenView }));
const Preflight = lazy(async () => ({ default: (await loadPreflight()).Preflight }));
const Compare = lazy(async () => ({ default: (await loadCompare()).Compare }));

/** Tokens at hand for the three places of a link. */
export type BenchTokens = Readonly<Record<HeldSlot, string | null>>;

/** Page: any token read, judged four times over, compared, and two of them checked for a link. */
export function TokenBench({
  tenant,
  held,
  knownKeys,
  fetchKeys,
  pasted,
  onPasted,
  now,
  logInLink,
}: {
  tenant: Tenant;
  /** What the walkthrough holds. */
  held: BenchTokens;
  knownKeys: KeySet | null;
  fetchKeys: () => Promise<KeySet>;
  pasted: string;
  onPasted: (text: string) => void;
  /** Seconds since the epoch. */
  now: number;
  logInLink: ReactNode;
}) {
  const [filled, setFilled] = useState<Partial<Record<HeldSlot, string>>>({});
  const [chosen, setChosen] = useState<SlotId | null>(null);
  const [picked, setPicked] = useState(0);
  const [isHidden, setIsHidden] = useState(false);

  const reading = useMemo(() => readPastedText(pasted), [pasted]);
  const found = reading.kind === "tokens" ? reading.found : [];
  const access = useReading(filled["access-a"] ?? held["access-a"]);
  const primary = useReading(filled["id-a"] ?? held["id-a"]);
  const proof = useReading(filled["id-b"] ?? held["id-b"]);
  const tokens: Record<SlotId, TokenReading | undefined> = {
    "access-a": access,
    "id-a": primary,
    "id-b": proof,
    pasted: (found[picked] ?? found[0])?.token,
  };
  const heldB = useReading(held["id-b"]);
  const signatures = useSignatures({
    tenant,
    knownKeys,
    fetchKeys,
    held: useMemo(() => (heldB ? [heldB] : []), [heldB]),
  });

  const slot = chosen ?? (pasted === "" && access ? "access-a" : "pasted");
  const shown = tokens[slot];
  const decodedAccess = useMemo(() => (access ? asDecodedToken(access) : null), [access]);
  const decodedPrimary = useMemo(() => (primary ? asDecodedToken(primary) : null), [primary]);
  const decodedProof = useMemo(() => (proof ? asDecodedToken(proof) : null), [proof]);

  useEffect(() => void Promise.all([loadView(), loadPreflight(), loadCompare()]), []);

  function takeText(text: string) {
    onPasted(text);
    setPicked(0);
    setChosen("pasted");
  }

  function fill(id: HeldSlot, raw: string) {
    setFilled({ ...filled, [id]: raw });
    setChosen(id);
  }

  function empty(id: HeldSlot) {
    const { [id]: _, ...rest } = filled;
    setFilled(rest);
  }

  return (
    <main className={styles["bench"]} id="main">
      <div className={styles["top"]}>
        <h1 className={styles["heading"]}>Tokens</h1>
        <label className={styles["switch"]}>
          <input
            type="checkbox"
            role="switch"
            aria-checked={isHidden}
            checked={isHidden}
            onChange={(event) => setIsHidden(event.currentTarget.checked)}
          />
          Hide tokens
        </label>
      </div>

      <ul className={styles["slots"]} aria-label="Tokens on the bench">
        {SLOTS.map(({ id, owner, title }) => (
          <li key={id}>
            <button
              type="button"
              className={styles["slot"]}
              data-owner={owner ?? undefined}
              data-empty={tokens[id] === undefined ? "" : undefined}
              aria-pressed={slot === id}
              onClick={() => setChosen(id)}
            >
              {owner === null ? null : <AccountLetter owner={owner} />}
              <span className={styles["slot-text"]}>
                <span className={styles["slot-title"]}>{title}</span>
                <span className={styles["slot-note"]}>
                  {tokens[id] === undefined
                    ? "empty"
                    : isHeldSlot(id)
                      ? filled[id] === undefined
                        ? "from the login"
                        : "put here by you"
                      : `${found.length} found`}
                </span>
              </span>
            </button>
          </li>
        ))}
      </ul>

      <div className={styles["columns"]}>
        {slot === "pasted" ? (
          <div className={styles["paste"]}>
            <PasteBox text={pasted} isHidden={isHidden} onText={takeText} />
            <PastedNote reading={reading} />
            {found.length > 1 ? (
              <div className={styles["found"]}>
                {found.map(({ name, token }, index) => (
                  <Button
                    // Two tokens of a text may be equal; their place is all that tells them apart.
                    // eslint-disable-next-line react/no-array-index-key
                    key={index}
                    look="small"
                    aria-pressed={index === picked}
                    onClick={() => setPicked(index)}
                  >
                    {name ?? `${index + 1}. ${token.kind}`}
                  </Button>
                ))}
              </div>
            ) : null}
          </div>
        ) : null}
        {shown === undefined ? (
          <div className={styles["empty"]}>
            <Empty
              slot={slot}
              logInLink={logInLink}
              onPaste={() => setChosen("pasted")}
              onSample={() => {
                setFilled(sampleTokens(tenant, now));
                setChosen("access-a");
              }}
            />
          </div>
        ) : (
          <Suspense fallback={<p>Reading…</p>}>
            <TokenView
              key={slot}
              title={slot === "pasted" ? "Pasted token" : titleOf(slot)}
              token={shown}
              tenant={tenant}
              now={now}
              primarySubject={
                decodedAccess && slot !== "access-a"
                  ? stringClaim(decodedAccess.claims, "sub")
                  : null
              }
              isHidden={isHidden}
              signature={signatures.verdictOf(shown)}
              onCheck={signatures.canCheck(shown) ? () => void signatures.check(shown) : null}
              hasKeys={signatures.hasKeys}
              isChecking={signatures.isChecking(shown)}
            />
          </Suspense>
        )}
      </div>
      {shown === undefined ? null : (
        <div className={styles["moves"]}>
          {slot === "pasted" ? (
            <>
              <span className={styles["moves-label"]}>Use it as</span>
              {SLOTS.map(({ id, title }) =>
                isHeldSlot(id) ? (
                  <Button key={id} look="small" onClick={() => fill(id, shown.raw)}>
                    {title}
                  </Button>
                ) : null,
              )}
            </>
          ) : filled[slot] === undefined ? null : (
            <Button look="small" onClick={() => empty(slot)}>
              Take it off the bench
            </Button>
          )}
        </div>
      )}

      <section className={styles["section"]} aria-labelledby="preflight">
        <h2 id="preflight" className={styles["section-title"]}>
          Do two tokens fit together?
        </h2>
        {decodedAccess === null || decodedProof === null || proof === undefined ? (
          <p className={styles["needs"]}>
            Ten checks before a link. They need A’s access token and B’s ID token.
          </p>
        ) : (
          <Suspense fallback={null}>
            <Preflight
              accessToken={decodedAccess}
              primaryIdToken={decodedPrimary}
              secondaryIdToken={decodedProof}
              signature={signatures.verdictOf(proof)}
              onCheck={signatures.canCheck(proof) ? () => void signatures.check(proof) : null}
              tenant={tenant}
              now={now}
            />
          </Suspense>
        )}
      </section>

      <section className={styles["section"]} aria-labelledby="compare">
        <h2 id="compare" className={styles["section-title"]}>
          Compare two
        </h2>
        {SLOTS.filter(({ id }) => tokens[id]?.header != null).length < 2 ? (
          <p className={styles["needs"]}>Claim by claim, as soon as two tokens are here.</p>
        ) : (
          <Suspense fallback={null}>
            <Compare tokens={tokens} />
          </Suspense>
        )}
      </section>
    </main>
  );
}

function PastedNote({ reading }: { reading: PastedText }) {
  if (reading.kind === "empty") return null;
  if (reading.kind !== "tokens") {
    const { title, body } = PASTED[reading.kind];
    return (
      <Callout tone="note" title={title}>
        <p>{body}</p>
      </Callout>
    );
  }
  const note = WRAPPINGS[reading.wrapping];
  return note === null ? null : (
    <p className={styles["wrapping"]} role="status">
      {note}
    </p>
  );
}

function Empty({
  slot,
  logInLink,
  onPaste,
  onSample,
}: {
  slot: SlotId;
  logInLink: ReactNode;
  onPaste: () => void;
  onSample: () => void;
}) {
  return (
    <Callout
      tone="note"
      title={slot === "pasted" ? "No tokens here yet." : `${titleOf(slot)} is not here.`}
      actions={
        <>
          {slot === "pasted" ? null : <Button onClick={onPaste}>Paste one</Button>}
          {logInLink}
          <Button onClick={onSample}>Use a sample</Button>
        </>
      }
    >
      <p>{EMPTY[slot]}</p>
    </Callout>
  );
}

function useReading(raw: string | null): TokenReading | undefined {
  return useMemo(() => (raw === null ? undefined : readToken(raw)), [raw]);
}
