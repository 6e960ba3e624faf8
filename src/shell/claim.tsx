import type { Clue } from "#linking/findings/finding-copy.ts";
import { meaningOf } from "#linking/tokens/claim-notes.ts";
import type { TokenRole } from "#linking/tokens/token-role.ts";
import { Term } from "#ui/term.tsx";

/** A claim in a sentence, which says what it means in a token of that role. */
export function Claim({ name, of = "id" }: { name: string; of?: TokenRole }) {
  const says = meaningOf(name, of);
  return <code>{says === null ? name : <Term word={name} says={says} />}</code>;
}

/** None of them is a word of the language that the sentences are in. */
const NAMES = /\b(aud|azp|iss|sub)\b/;

/**
 * A sentence whose claims explain themselves, each where it first stands.
 *
 * @param roleOf in which token a claim of that name is; `azp` matters in an access token alone
 */
export function ClaimSentence({
  text,
  roleOf,
}: {
  text: string;
  roleOf: (name: string) => TokenRole;
}) {
  const pieces = text.split(NAMES);
  return pieces.map((piece, index) =>
    index % 2 === 1 && pieces.indexOf(piece) === index ? (
      <Claim key={piece} name={piece} of={piece === "azp" ? "access" : roleOf(piece)} />
    ) : (
      piece
    ),
  );
}

/** In which token a claim stands that gave something away. */
export function roleIn(clues: readonly Clue[], name: string): TokenRole {
  return clues.some((clue) => clue.name === name && clue.in.endsWith("access token"))
    ? "access"
    : "id";
}
