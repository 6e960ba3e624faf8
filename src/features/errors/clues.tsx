import type { Clue } from "#linking/finding-copy.ts";
import { AccountLetter } from "#ui/account-chip.tsx";
import styles from "./clues.module.css";

/** What gave a failure away: the claims, parameters and headers to look at, lit up. */
export function Clues({ clues }: { clues: readonly Clue[] }) {
  return (
    <ul className={styles["clues"]} aria-label="What gave it away">
      {clues.map(({ in: place, name }) => {
        const owner = ownerOf(place);
        return (
          <li key={`${place} ${name}`} className={styles["clue"]} data-owner={owner ?? undefined}>
            <code className={styles["name"]}>{name}</code>
            <span className={styles["place"]}>
              {owner === null ? (
                `in the ${place}`
              ) : (
                <>
                  in <AccountLetter owner={owner} />
                  ’s {place.slice(2)}
                </>
              )}
            </span>
          </li>
        );
      })}
    </ul>
  );
}

function ownerOf(place: Clue["in"]): "A" | "B" | null {
  if (place.startsWith("A ")) return "A";
  return place.startsWith("B ") ? "B" : null;
}
