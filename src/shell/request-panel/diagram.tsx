import {
  memo,
  useEffect,
  useId,
  useLayoutEffect,
  useMemo,
  useRef,
  useState,
  type RefObject,
} from "react";
import type { Lane } from "#wire/lane.ts";
import type { WireRow } from "#wire/rows.ts";
import { ArrowShape } from "./arrow-shape.tsx";
import { HATCH_HEIGHT, layOut, type LaidOutRow } from "./diagram-layout.ts";
import styles from "./diagram.module.css";

/** Height of the lanes' titles, which stay where they are. */
const HEAD = 48;

/** Of the panel on a wide screen, before it was measured. */
const WIDTH = 500;

const TITLES: Readonly<Record<Lane, readonly [string, string]>> = {
  app: ["Your", "app"],
  server: ["Your", "server"],
  popup: ["Popup", ""],
  frame: ["Hidden", "frame"],
  login: ["Auth0", "login"],
  tokens: ["Auth0", "tokens"],
  api: ["Mgmt", "API"],
};

/**
 * The rows as a sequence diagram. A picture for the eye and the mouse: the list of requests has the
 * same rows and is what keyboard and screen reader use.
 */
export const Diagram = memo(function Diagram({
  rows,
  selected,
  onSelect,
  canTellRules,
}: {
  rows: readonly WireRow[];
  selected: string | null;
  onSelect: (id: string) => void;
  canTellRules: boolean;
}) {
  const frame = useRef<HTMLDivElement>(null);
  const width = useWidth(frame);
  const hatching = useId();
  const layout = useMemo(() => layOut(rows, { width, canTellRules }), [rows, width, canTellRules]);
  useFollowing(frame, layout.rows, selected);

  return (
    <div className={styles["diagram"]} ref={frame} aria-hidden="true">
      <div className={styles["lanes"]}>
        {layout.lanes.map(({ lane, x }) => (
          <span key={lane} style={{ left: x }}>
            {TITLES[lane].join(" ").trim()}
          </span>
        ))}
      </div>
      <svg width={width} height={layout.height} className={styles["picture"]}>
        <defs>
          <pattern
            id={hatching}
            width="6"
            height="6"
            patternUnits="userSpaceOnUse"
            patternTransform="rotate(45)"
          >
            <line x1="0" y1="0" x2="0" y2="6" className={styles["hatching"]} />
          </pattern>
        </defs>
        {layout.lanes.map(({ lane, x }) => (
          <line key={lane} x1={x} x2={x} y1={0} y2={layout.height} className={styles["life"]} />
        ))}
        {layout.rows.map((row) => (
          <g
            key={row.id}
            aria-hidden="true"
            className={styles["row"]}
            data-row={row.id}
            data-selected={row.id === selected ? "" : undefined}
            data-actor={row.actor ?? undefined}
            onClick={() => onSelect(row.id)}
          >
            <rect x={0} y={row.top} width={width} height={row.height} className={styles["band"]} />
            <RowPicture row={row} width={width} hatching={`url(#${hatching})`} />
          </g>
        ))}
      </svg>
    </div>
  );
});

function RowPicture({
  row,
  width,
  hatching,
}: {
  row: LaidOutRow;
  width: number;
  hatching: string;
}) {
  const { arrows, divider, hatch, note } = row;
  return (
    <>
      {divider === null ? null : (
        <>
          <line x1={0} x2={width} y1={divider.y} y2={divider.y} className={styles["break"]} />
          <text x={divider.x} y={divider.y + 4} textAnchor="middle" className={styles["caption"]}>
            {divider.text}
          </text>
        </>
      )}
      {hatch === null ? null : (
        <g className={styles["hatch"]}>
          <rect {...hatch} height={HATCH_HEIGHT} rx={6} className={styles["page"]} />
          <rect {...hatch} height={HATCH_HEIGHT} rx={6} fill={hatching} />
          <text y={hatch.y + 16} textAnchor="middle">
            <tspan x={hatch.x + hatch.width / 2}>Auth0’s page. We cannot see</tspan>
            <tspan x={hatch.x + hatch.width / 2} dy={16}>
              in here, and should not.
            </tspan>
          </text>
        </g>
      )}
      {arrows.map((arrow) => (
        <ArrowShape key={arrow.y} {...arrow} />
      ))}
      {note === null ? null : (
        <text x={note.x} y={note.y + 4} textAnchor="end" className={styles["note"]}>
          {note.text}
        </text>
      )}
    </>
  );
}

function useWidth(frame: RefObject<HTMLDivElement | null>): number {
  const [width, setWidth] = useState(WIDTH);

  useLayoutEffect(() => {
    const element = frame.current;
    if (element === null) return undefined;
    const measure = () => setWidth(element.clientWidth || WIDTH);
    measure();
    const observer = new ResizeObserver(measure);
    observer.observe(element);
    return () => observer.disconnect();
  }, [frame]);

  return width;
}

/** Keeps in view what was selected, and what came last. */
function useFollowing(
  frame: RefObject<HTMLDivElement | null>,
  rows: readonly LaidOutRow[],
  selected: string | null,
): void {
  const last = rows.at(-1);
  const end = last === undefined ? 0 : last.top + last.height;
  const chosen = rows.find((row) => row.id === selected);
  const top = chosen?.top ?? null;
  const height = chosen?.height ?? 0;

  useEffect(() => {
    if (end > 0) frame.current?.scrollTo({ top: frame.current.scrollHeight });
  }, [frame, end]);

  useEffect(() => {
    const element = frame.current;
    if (element === null || top === null) return;
    const lowest = top + height + HEAD - element.clientHeight;
    if (top < element.scrollTop) element.scrollTo({ top });
    else if (element.scrollTop < lowest) element.scrollTo({ top: lowest });
  }, [frame, top, height]);
}
