import { useMemo, useState } from "react";
import { placeOf } from "#linking/tokens/judge-fit.ts";
import {
  yardstickOfCaller,
  yardstickOfIssuer,
  yardstickOfTenant,
  type Yardstick,
} from "#linking/tokens/yardstick.ts";
import type { KeySet } from "#protocol/discovery.ts";
import type { Tenant } from "#protocol/tenant.ts";
import { asDecodedToken, type TokenReading } from "#protocol/token-reading.ts";
import type { DecodedToken } from "#protocol/token.ts";
import { Button } from "#ui/button.tsx";
import { Compare } from "./compare.tsx";
import { Pairs } from "./pairs.tsx";
import { PastedNote } from "./pasted-note.tsx";
import { Preflight } from "./preflight.tsx";
import type { PastedReading } from "./read-pasted.ts";
import styles from "./readings.module.css";
import { isHeldSlot, SLOTS, titleOf, type HeldSlot, type SlotId } from "./slots.ts";
import { TokenView } from "./token-view.tsx";
import { useSignatureCheck } from "./use-signature-check.ts";
import { YardstickChoice, type YardstickName } from "./yardstick-choice.tsx";

/** Everything that is said of the tokens in the inspector. */
export function Readings({
  slot,
  text,
  pasted,
  picked,
  tokens,
  held,
  isFilled,
  isHidden,
  tenant,
  knownKeys,
  fetchKeys,
  now,
  onFill,
  onEmpty,
}: {
  /** The place that is looked at. */
  slot: SlotId;
  /** What was pasted, and what was read in it; the token of it that is looked at. */
  text: string;
  pasted: PastedReading;
  picked: PastedReading["found"][number] | undefined;
  tokens: Readonly<Record<SlotId, TokenReading | undefined>>;
  /** The tokens of the walkthrough, which are verified without being asked. */
  held: Readonly<Record<HeldSlot, string | null>>;
  /** Whether the reader put a token in this place. */
  isFilled: boolean;
  isHidden: boolean;
  tenant: Tenant;
  knownKeys: KeySet | null;
  fetchKeys: () => Promise<KeySet>;
  /** Seconds since the epoch. */
  now: number;
  onFill: (id: HeldSlot, raw: string) => void;
  onEmpty: (id: HeldSlot) => void;
}) {
  const signatures = useSignatureCheck({ tenant, knownKeys, fetchKeys, held });
  const access = useDecoded(tokens["access-a"]);
  const primary = useDecoded(tokens["id-a"]);
  const proof = useDecoded(tokens["id-b"]);
  const proofReading = tokens["id-b"];
  const shown = tokens[slot];
  const decoded = useDecoded(shown);
  const [chosen, setChosen] = useState<YardstickName>("own");
  const yardstick =
    chosen === "tenant" ? yardstickOfTenant(tenant) : ownYardstick(decoded, slot, access, tenant);

  return (
    <>
      {slot === "pasted" ? (
        <PastedNote text={text} reading={pasted.reading} picked={picked} />
      ) : null}
      {shown === undefined ? null : (
        <TokenView
          key={slot}
          title={slot === "pasted" ? "Pasted token" : titleOf(slot)}
          token={shown}
          tenant={tenant}
          now={now}
          slotPlace={slot === "access-a" ? "header" : slot === "pasted" ? null : "link_with"}
          yardstick={yardstick}
          yardstickChoice={
            decoded && (
              <YardstickChoice
                yardstick={yardstick}
                tenant={tenant}
                chosen={chosen}
                onChange={setChosen}
              />
            )
          }
          isHidden={isHidden}
          signature={signatures.verdictOf(shown)}
          onCheck={signatures.canCheck(shown) ? () => void signatures.check(shown) : null}
          hasKeys={signatures.hasKeys}
          isChecking={signatures.isChecking(shown)}
          moves={
            isHeldSlot(slot) ? (
              isFilled && (
                <Button look="small" onClick={() => onEmpty(slot)}>
                  Remove it
                </Button>
              )
            ) : shown.kind === "too-large" ? null : (
              <>
                <span className={styles["moves-label"]}>Use it as</span>
                {SLOTS.map(({ id, title }) =>
                  isHeldSlot(id) ? (
                    <Button key={id} look="small" onClick={() => onFill(id, shown.raw)}>
                      {title}
                    </Button>
                  ) : null,
                )}
              </>
            )
          }
        />
      )}

      <Pairs
        preflight={
          access && proof && proofReading ? (
            <Preflight
              accessToken={access}
              primaryIdToken={primary}
              secondaryIdToken={proof}
              signature={signatures.verdictOf(proofReading)}
              onCheck={
                signatures.canCheck(proofReading) ? () => void signatures.check(proofReading) : null
              }
              yardstick={
                chosen === "tenant" ? yardstickOfTenant(tenant) : yardstickOfIssuer(access)
              }
              now={now}
            />
          ) : null
        }
        comparison={
          SLOTS.filter(({ id }) => tokens[id]?.header != null).length < 2 ? null : (
            <Compare tokens={tokens} />
          )
        }
      />
    </>
  );
}

/**
 * A token by the tenant that made it. What is put beside A's access token is judged by that, and so is what was
 * pasted, if one tenant made both.
 */
function ownYardstick(
  token: DecodedToken | null,
  slot: SlotId,
  access: DecodedToken | null,
  tenant: Tenant,
): Yardstick {
  if (token === null) return yardstickOfTenant(tenant);
  const own = yardstickOfIssuer(token);
  if (access === null || slot === "access-a" || placeOf(token) === "header") return own;
  const caller = yardstickOfCaller(access);
  return slot !== "pasted" || caller.issuer === own.issuer ? caller : own;
}

function useDecoded(token: TokenReading | undefined): DecodedToken | null {
  return useMemo(() => (token ? asDecodedToken(token) : null), [token]);
}
