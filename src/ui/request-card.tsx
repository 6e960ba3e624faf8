import type { ReactNode } from "react";
import { CopyAsCurl } from "./copy-as-curl.tsx";
import styles from "./request-card.module.css";
import { WireText, type OpenToken, type TextPiece } from "./wire-text.tsx";

/** A request as it is printed: method, URL, headers, body. */
export type PrintedRequest = {
  readonly method: string;
  readonly url: readonly TextPiece[];
  /** Query parameters, one a line, where they are the point of the request. */
  readonly parameters: readonly (readonly [string, readonly TextPiece[]])[];
  readonly headers: readonly (readonly [string, readonly TextPiece[]])[];
  readonly body: readonly TextPiece[] | null;
  /** The same as a command. */
  readonly curl: string;
  /** What is not as it should be: `method`, `path`, `body`, or the name of a header, sent or left out. */
  readonly changed?: readonly string[];
};

/** How much of one piece of a body is shown at first. */
const SHOWN_LETTERS = 400;

/** The hero of a step: what will be sent, printed before its button. */
export function RequestCard({ title, request }: { title: string; request: PrintedRequest }) {
  return (
    <section className={styles["card"]} aria-label={title}>
      <div className={styles["head"]}>
        <h2 className={styles["title"]}>{title}</h2>
        <CopyAsCurl curl={request.curl} />
      </div>
      <RequestText request={request} />
    </section>
  );
}

export function RequestText({
  request: { method, url, parameters, headers, body, changed = [] },
  openToken,
}: {
  request: PrintedRequest;
  openToken?: OpenToken;
}) {
  const missing = changed.filter(
    (part) => /^[A-Z]/.test(part) && !headers.some(([name]) => name === part),
  );
  return (
    <div className={styles["body"]}>
      <p>
        <Marked isChanged={changed.includes("method")}>
          <span className={styles["method"]}>{method}</span>
        </Marked>{" "}
        <Marked isChanged={changed.includes("path")}>
          <WireText pieces={url} openToken={openToken} />
        </Marked>
      </p>
      {parameters.map(([name, value], index) => (
        // Names may repeat, and the list is replaced as a whole.
        // eslint-disable-next-line react/no-array-index-key
        <p key={index}>
          {index === 0 ? "?" : "&"}
          <span className={styles["name"]}>{name}=</span>
          <WireText pieces={value} openToken={openToken} />
        </p>
      ))}
      {headers.map(([name, value]) => (
        <p key={name}>
          <span className={styles["name"]}>{name}:</span>{" "}
          <Marked isChanged={changed.includes(name)}>
            <WireText pieces={value} openToken={openToken} />
          </Marked>
        </p>
      ))}
      {missing.map((name) => (
        <p key={name}>
          <span className={styles["name"]}>{name}:</span> <Marked isChanged>not sent</Marked>
        </p>
      ))}
      {body === null ? null : (
        <div className={styles["payload"]}>
          <Marked isChanged={changed.includes("body")}>
            <WireText pieces={body} openToken={openToken} limit={SHOWN_LETTERS} />
          </Marked>
        </div>
      )}
    </div>
  );
}

/** A part that is broken on purpose says so, to eyes and ears. */
function Marked({ isChanged, children }: { isChanged: boolean; children: ReactNode }) {
  if (!isChanged) return children;
  return (
    <mark className={styles["changed"]}>
      {children}
      <span className="visually-hidden"> (changed)</span>
    </mark>
  );
}
