import { Fragment, type ReactNode } from "react";
import { GUIDE_DEFECTS } from "#linking/use-cases/guide-defects.ts";
import type { UseCase } from "#linking/use-cases/use-cases.ts";
import { shortPath } from "#wire/labels.ts";
import { WireText, type TextPiece } from "#ui/wire-text.tsx";
import styles from "./use-cases.module.css";

/** One row of the guide's table, with a cell for each policy. */
export function UseCaseRow({
  row,
  isLinked,
  children,
}: {
  row: UseCase;
  /** The address names this row. */
  isLinked: boolean;
  children: ReactNode;
}) {
  const { number, title, guide } = row;
  return (
    <tr id={`row-${number}`} className={styles["row"]} data-linked={isLinked || undefined}>
      <td className={styles["number"]}>
        <a href={`#row-${number}`} aria-label={`Row ${number}, link to it`}>
          {number}
        </a>
      </td>
      <th scope="row" className={styles["use-case"]}>
        <span className={styles["title"]}>{title}</span>
        <Call row={row} />
      </th>
      <td className={styles["guide"]}>
        <span className={styles["label"]}>The guide: </span>
        {guide.status}
        <Defects row={row} />
      </td>
      {children}
    </tr>
  );
}

/** What is called and what with: tokens as chips. */
function Call({ row }: { row: UseCase }) {
  const { method, path, library, bearer, scopes, body, source } = row;
  const isServer = source.lane === "server";
  const token: TextPiece = isServer
    ? { owner: null, name: "server’s access token" }
    : { owner: "A", name: bearer === "id-token" ? "ID token" : "access token" };
  const bodies: Readonly<Record<"link_with" | "user_id", readonly TextPiece[]>> = {
    link_with: ["link_with ", { owner: "B", name: "ID token" }],
    user_id: ["provider, user_id"],
  };
  return (
    <dl className={styles["call"]}>
      <dt>Call</dt>
      <dd>
        <code>
          {library === null ? `${method} ${shortPath(path)}` : "auth0.Management, linkUser"}
        </code>
      </dd>
      <dt>Bearer</dt>
      <dd>
        <WireText pieces={[token]} />
        {scopes.map((scope, index) => (
          <Fragment key={scope}>
            {index === 0 ? null : " or"} <code className={styles["scope"]}>{scope}</code>
          </Fragment>
        ))}
      </dd>
      {body === null ? null : (
        <>
          <dt>Body</dt>
          <dd>
            <WireText pieces={bodies[body]} />
          </dd>
        </>
      )}
    </dl>
  );
}

/** Where the guide contradicts itself about this use case. */
function Defects({ row: { number } }: { row: UseCase }) {
  const defects = Object.values(GUIDE_DEFECTS).filter(({ useCases }) => useCases.includes(number));
  if (defects.length === 0) return null;
  return (
    <details className={styles["defects"]}>
      <summary>
        {defects.length === 1 ? "A mistake" : `${defects.length} mistakes`} in the guide
      </summary>
      {defects.map(({ where, text }) => (
        <p key={where}>
          <strong>{where}.</strong> {text}
        </p>
      ))}
    </details>
  );
}
