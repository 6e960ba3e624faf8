import type { Clue } from "#linking/findings/finding-copy.ts";
import { WireText } from "#ui/wire-text.tsx";

/** What gave a failure away: the claims, parameters and headers to look at, lit up. */
export function Clues({ clues }: { clues: readonly Clue[] }) {
  return (
    <ul aria-label="What gave it away">
      {clues.map(({ in: place, name }) => {
        const owner = ownerOf(place);
        return (
          <li key={`${place} ${name}`}>
            <WireText pieces={[{ owner, name }]} /> in the {owner === null ? place : place.slice(2)}
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
