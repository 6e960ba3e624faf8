import { Link } from "wouter";
import { FINDINGS, type Finding } from "#linking/findings/findings.ts";
import { Callout } from "#ui/callout.tsx";
import { paths } from "#shell/paths.ts";

/** What went wrong in a lab, with the way to its page. */
export function LabFinding({ finding: { id, says } }: { finding: Finding }) {
  const { title } = FINDINGS[id];
  return (
    <Callout
      tone="bad"
      title={title}
      actions={<Link href={paths.error(id)}>What it means and what to do</Link>}
    >
      <p>{says === null ? "It waits at this step. Try it again." : <code>{says}</code>}</p>
    </Callout>
  );
}
