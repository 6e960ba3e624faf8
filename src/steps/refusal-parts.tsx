import { Link } from "wouter";
import type { FindingId } from "#linking/findings/findings.ts";
import { classFor } from "#ui/button.tsx";
import { paths } from "#shell/paths.ts";

export function MoreOnFinding({ on }: { on: FindingId | null }) {
  return on === null ? null : (
    <Link href={paths.error(on)} className={classFor("plain")}>
      More on this
    </Link>
  );
}
