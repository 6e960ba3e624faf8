import { Link } from "wouter";
import { findingOf } from "#linking/findings/finding-of.ts";
import { FINDINGS, type FindingId } from "#linking/findings/findings.ts";
import type { FoundError } from "#reader/found.ts";
import { paths } from "#shell/paths.ts";

/** Where the errors of a pasted text are explained, each once. It is loaded where there is one. */
export function PastedErrors({ errors }: { errors: readonly FoundError[] }) {
  const ids = new Set<FindingId>(errors.map((error) => findingOf(error)));
  ids.delete("unknown-answer");
  if (ids.size === 0) return null;
  return (
    <ul aria-label="What the errors mean">
      {[...ids].map((id) => (
        <li key={id}>
          <Link href={paths.error(id)}>{FINDINGS[id].title}</Link>
        </li>
      ))}
    </ul>
  );
}
