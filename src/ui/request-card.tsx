import { CopyButton } from "./copy-button.tsx";
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
};

/** The hero of a step: what will be sent, printed before its button. */
export function RequestCard({ title, request }: { title: string; request: PrintedRequest }) {
  return (
    <section className={styles["card"]} aria-label={title}>
      <div className={styles["head"]}>
        <h2 className={styles["title"]}>{title}</h2>
        <CopyButton text={request.curl} label="Copy as curl" />
      </div>
      <RequestText request={request} />
    </section>
  );
}

export function RequestText({
  request,
  openToken,
}: {
  request: PrintedRequest;
  openToken?: OpenToken;
}) {
  return (
    <div className={styles["body"]}>
      <p>
        <span className={styles["method"]}>{request.method}</span>{" "}
        <span className={styles["url"]}>
          <WireText pieces={request.url} openToken={openToken} />
        </span>
      </p>
      {request.parameters.map(([name, value], index) => (
        // Names may repeat, and the list is replaced as a whole.
        // eslint-disable-next-line react/no-array-index-key
        <p key={index}>
          {index === 0 ? "?" : "&"}
          <span className={styles["name"]}>{name}=</span>
          <WireText pieces={value} openToken={openToken} />
        </p>
      ))}
      {request.headers.map(([name, value]) => (
        <p key={name}>
          <span className={styles["name"]}>{name}:</span>{" "}
          <WireText pieces={value} openToken={openToken} />
        </p>
      ))}
      {request.body === null ? null : (
        <div className={styles["payload"]}>
          <WireText pieces={request.body} openToken={openToken} />
        </div>
      )}
    </div>
  );
}
