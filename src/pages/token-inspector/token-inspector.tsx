import { useEffect, useMemo, useState, type ReactNode } from "react";
import type { KeySet } from "#protocol/discovery.ts";
import type { Tenant } from "#protocol/tenant.ts";
import type { TokenReading } from "#protocol/token-reading.ts";
import { AccountLetter } from "#ui/account-chip.tsx";
import { Button } from "#ui/button.tsx";
import { Callout } from "#ui/callout.tsx";
import { useFirst } from "#ui/show-more.tsx";
import { Pairs } from "./pairs.tsx";
import { PasteBox } from "./paste-box.tsx";
import type { Reader } from "./reader.ts";
import { SLOTS, titleOf, type HeldSlot, type SlotId } from "./slots.ts";
import styles from "./token-inspector.module.css";

// An empty inspector is there at once; what reads and shows tokens is fetched when somebody turns to it.
const loadReader = async () => (await import("./reader.ts")).reader;

/** More buttons for tokens of one text come when they are asked for. */
const FOUND = 20;

/** Tokens at hand for the three places of a link. */
type HeldTokens = Readonly<Record<HeldSlot, string | null>>;

/** Page: any token read, judged four times over, compared, and two of them checked for a link. */
export function TokenInspector({
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
  held: HeldTokens;
  knownKeys: KeySet | null;
  fetchKeys: () => Promise<KeySet>;
  pasted: string;
  onPasted: (text: string) => void;
  /** Seconds since the epoch. */
  now: number;
  logInLink: ReactNode;
}) {
  const [filled, setFilled] = useState<Partial<Record<HeldSlot, string>>>({});
  const [sample, setSample] = useState<Partial<Record<HeldSlot, string>>>({});
  const [choice, setChoice] = useState<{ id: SlotId; pasted: string } | null>(null);
  const [picked, setPicked] = useState(0);
  const [isHidden, setIsHidden] = useState(false);
  const [isNear, setIsNear] = useState(false);

  const raw: HeldTokens = { ...held, ...filled };
  const isFed = pasted !== "" || Object.values(raw).some((token) => token !== null);
  const isWanted = isNear || isFed;
  const reader = useReader(isWanted);
  const reading = useMemo(() => reader?.read(pasted), [reader, pasted]);
  const isBlank = reading?.isEmpty ?? pasted.trim() === "";
  const found = reading?.found ?? [];
  const foundToken = found[picked] ?? found[0];
  const [shownFound, moreFound] = useFirst(found, FOUND);
  const access = useReading(reader, raw["access-a"]);
  const primary = useReading(reader, raw["id-a"]);
  const proof = useReading(reader, raw["id-b"]);
  const tokens: Record<SlotId, TokenReading | undefined> = {
    "access-a": access,
    "id-a": primary,
    "id-b": proof,
    pasted: foundToken?.token,
  };
  const slot = slotFor(choice, pasted, raw["access-a"] !== null);
  const choose = (id: SlotId) => setChoice({ id, pasted });

  function noteOf(id: SlotId): string {
    if (tokens[id] === undefined) return id !== "pasted" && raw[id] !== null ? "…" : "empty";
    if (tokens[id].kind === "too-large") return "refused";
    if (id === "pasted") return `${found.length} found`;
    if (filled[id] === undefined) return "from the login";
    return filled[id] === sample[id] ? "a sample" : "put here by you";
  }

  async function takeSample() {
    const { sampleTokens } = await import("./sample.ts");
    const made = sampleTokens(tenant, now);
    setSample(made);
    setFilled(made);
    choose("access-a");
  }

  return (
    <main className={styles["inspector"]} id="main" aria-busy={isWanted && reader === null}>
      <title>Tokens · LinkLab</title>
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

      <ul className={styles["slots"]} aria-label="Tokens at hand">
        {SLOTS.map(({ id, owner, title }) => (
          <li key={id}>
            <button
              type="button"
              className={styles["slot"]}
              data-owner={owner ?? undefined}
              data-empty={tokens[id] === undefined ? "" : undefined}
              aria-pressed={slot === id}
              onClick={() => choose(id)}
            >
              {owner === null ? null : <AccountLetter owner={owner} />}
              <span className={styles["slot-text"]}>
                <span className={styles["slot-title"]}>{title}</span>
                <span className={styles["slot-note"]}>{noteOf(id)}</span>
              </span>
            </button>
          </li>
        ))}
      </ul>

      <div className={styles["columns"]}>
        {slot === "pasted" ? (
          <div className={styles["paste"]}>
            <PasteBox
              text={pasted}
              isHidden={isHidden}
              onNear={() => setIsNear(true)}
              onText={(text) => {
                onPasted(text);
                setPicked(0);
              }}
            />
            {found.length > 1 ? (
              <div className={styles["found"]}>
                {shownFound.map(({ label }, index) => (
                  <Button
                    // Two tokens of a text may be equal; their place is all that tells them apart.
                    // eslint-disable-next-line react/no-array-index-key
                    key={index}
                    look="small"
                    aria-pressed={index === picked}
                    onClick={() => setPicked(index)}
                  >
                    {label}
                  </Button>
                ))}
                {moreFound}
              </div>
            ) : null}
          </div>
        ) : null}
        {(slot === "pasted" ? isBlank : raw[slot] === null) ? (
          <div className={styles["empty"]}>
            <Callout
              tone="note"
              title={slot === "pasted" ? "No tokens here yet." : `${titleOf(slot)} is not here.`}
              actions={
                <>
                  {slot === "pasted" ? null : (
                    <Button onClick={() => choose("pasted")}>Paste one</Button>
                  )}
                  {logInLink}
                  <Button onClick={() => void takeSample()}>Use a sample</Button>
                </>
              }
            >
              <p>
                {slot === "pasted"
                  ? "Log in, paste one, or look around with a sample."
                  : "It comes with the login, and goes with a reload."}
              </p>
            </Callout>
          </div>
        ) : null}
        {reader === null || reading === undefined ? (
          <>
            {isFed ? <p className={styles["empty"]}>Reading…</p> : null}
            <Pairs />
          </>
        ) : (
          <reader.Readings
            slot={slot}
            text={pasted}
            pasted={reading}
            picked={foundToken}
            tokens={tokens}
            held={held}
            isFilled={slot !== "pasted" && filled[slot] !== undefined}
            isHidden={isHidden}
            tenant={tenant}
            knownKeys={knownKeys}
            fetchKeys={fetchKeys}
            now={now}
            onFill={(id, token) => {
              setFilled({ ...filled, [id]: token });
              choose(id);
            }}
            onEmpty={(id) => {
              const { [id]: _, ...rest } = filled;
              setFilled(rest);
            }}
          />
        )}
      </div>
    </main>
  );
}

/** What was pasted, or came in the address, after the reader chose a place is what to look at. */
function slotFor(
  choice: { id: SlotId; pasted: string } | null,
  pasted: string,
  hasAccessToken: boolean,
): SlotId {
  if (choice !== null && (pasted === "" || pasted === choice.pasted)) return choice.id;
  return pasted === "" && hasAccessToken ? "access-a" : "pasted";
}

/** What reads tokens and shows them, once it is wanted and there. */
function useReader(isWanted: boolean): Reader | null {
  const [reader, setReader] = useState<Reader | null>(null);

  useEffect(() => {
    if (!isWanted) return undefined;
    let isCurrent = true;
    async function load(): Promise<void> {
      const loaded = await loadReader();
      if (isCurrent) setReader(loaded);
    }
    void load();
    return () => {
      isCurrent = false;
    };
  }, [isWanted]);

  return reader;
}

function useReading(reader: Reader | null, raw: string | null): TokenReading | undefined {
  return useMemo(() => (raw === null ? undefined : reader?.readOne(raw)), [reader, raw]);
}
