import { useMemo } from "react";
import { decodeBase64url } from "#protocol/base64url.ts";
import type { TokenReading } from "#protocol/token-reading.ts";
import styles from "./token-view.module.css";

/** Bytes that are shown of a payload, and in one line. */
const LIMIT = 512;
const LINE = 16;

/** The bytes of a payload that is no JSON, as numbers and as text. */
export function PayloadBytes({ token }: { token: TokenReading }) {
  const bytes = useMemo(() => decodeBase64url(token.parts[1] ?? "")?.bytes ?? null, [token]);
  if (bytes === null || bytes.length === 0) return null;
  return (
    <div className={styles["claims"]}>
      <h2 className={styles["title"]}>The payload’s bytes</h2>
      <pre className={styles["json"]} role="region" tabIndex={0} aria-label="Bytes of the payload">
        <bdi>{printBytes(bytes.subarray(0, LIMIT))}</bdi>
      </pre>
      {bytes.length > LIMIT ? (
        <p className={styles["note"]}>
          The first {LIMIT} of {bytes.length.toLocaleString("en")}.
        </p>
      ) : null}
    </div>
  );
}

function printBytes(bytes: Uint8Array): string {
  const lines: string[] = [];
  for (let offset = 0; offset < bytes.length; offset += LINE) {
    const line = [...bytes.subarray(offset, offset + LINE)];
    const hex = line.map((byte) => byte.toString(16).padStart(2, "0")).join(" ");
    const text = line.map((byte) => (byte >= 32 && byte < 127 ? String.fromCharCode(byte) : "·"));
    lines.push(`${hex.padEnd(LINE * 3)} ${text.join("")}`);
  }
  return lines.join("\n");
}
