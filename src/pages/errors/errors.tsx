import { Link, useRouter } from "wouter";
import { ErrorList } from "./error-list.tsx";
import { ErrorPage } from "./error-page.tsx";
import type { Scenario } from "#linking/scenarios/scenario.ts";
import { isFindingId } from "#linking/findings/findings.ts";
import { classFor } from "#ui/button.tsx";
import styles from "#shell/shell.module.css";
import { paths } from "#shell/paths.ts";

/** The catalogue, or one page of it. */
export function Errors({ params: { id } }: { params: { id?: string | undefined } }) {
  const { base } = useRouter();
  if (id === undefined) return <ErrorList hrefOf={paths.error} />;
  if (!isFindingId(id)) return <NoSuchError />;
  return (
    <ErrorPage
      key={id}
      id={id}
      url={window.location.origin + base + paths.error(id)}
      listHref={paths.errors}
      hrefOf={paths.error}
      breakHref={breakHref}
    />
  );
}

function breakHref({ step, id }: Scenario): string {
  return `${paths.step(step)}?break=${id}`;
}

function NoSuchError() {
  return (
    <main className={styles["plain"]} id="main">
      <title>No such error · LinkLab</title>
      <h1>There is no such error</h1>
      <p>The catalogue has no entry of this name. It may have another one now.</p>
      <Link href={paths.errors} className={classFor("primary")}>
        All errors
      </Link>
    </main>
  );
}
