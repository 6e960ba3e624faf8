import type { Arrow, Head } from "./diagram-layout.ts";
import styles from "./diagram.module.css";

/** An arrow with its label. Shape says what colour says: filled, crossed, open, dashed. */
export function ArrowShape({
  x1,
  x2,
  y,
  label,
  labelX,
  anchor,
  tone,
  head,
  isDashed,
  isRunning,
}: Arrow) {
  const direction = x2 > x1 ? 1 : -1;
  const end = head === "filled" ? x2 - direction * 10 : x2;
  return (
    <g className={styles["arrow"]} data-tone={tone}>
      <text x={labelX} y={y - 7} textAnchor={anchor} className={styles["label"]}>
        {label}
      </text>
      {head === null ? null : (
        <>
          <line
            x1={x1}
            x2={end}
            y1={y}
            y2={y}
            pathLength={isDashed ? undefined : 1}
            className={styles["shaft"]}
            data-dashed={isDashed ? "" : undefined}
            data-running={isRunning ? "" : undefined}
          />
          <path d={headPath(head, x2, y, direction)} className={styles["head"]} data-head={head} />
        </>
      )}
    </g>
  );
}

function headPath(head: Head, x: number, y: number, direction: 1 | -1): string {
  const back = x - direction * 12;
  switch (head) {
    case "filled":
      return `M${x} ${y} L${back} ${y - 6} L${back} ${y + 6} Z`;
    case "open":
      return `M${back} ${y - 6} L${x} ${y} L${back} ${y + 6}`;
    case "cross": {
      const [left, right] = [x + direction * -3, x + direction * -13];
      return `M${left} ${y - 5} L${right} ${y + 5} M${left} ${y + 5} L${right} ${y - 5}`;
    }
  }
}
