import type { Actor } from "#wire/event.ts";
import { carrierOf } from "#wire/labels.ts";
import { LANES, type Lane } from "#wire/lane.ts";
import type { RowLook, WireRow } from "#wire/rows.ts";

/** Lanes that are there from the start; the others come when something is sent from them. */
const STANDING: readonly Lane[] = ["app", "login", "tokens", "api"];

const LINE = 30;
const NOTE = 26;
const HATCH = 52;
const GAP = 10;
const MONO_12 = 7.25;
const SANS_12 = 6.1;

/** Whose colour an arrow has, or what became of it. */
export type Tone = Actor | "nobody" | "expected" | "bad" | "quiet";

/** How an arrow ends: it arrived, it was refused, or nobody knows. */
export type Head = "filled" | "cross" | "open";

export type Arrow = {
  readonly y: number;
  readonly x1: number;
  readonly x2: number;
  readonly label: string;
  readonly labelX: number;
  readonly anchor: "start" | "end";
  readonly tone: Tone;
  /** `null`: a label alone, where nothing came back. */
  readonly head: Head | null;
  readonly isDashed: boolean;
  readonly isRunning: boolean;
};

export type Caption = { readonly y: number; readonly text: string; readonly x: number };

export type LaidOutRow = {
  readonly id: string;
  readonly actor: Actor | null;
  readonly top: number;
  readonly height: number;
  readonly arrows: readonly Arrow[];
  /** The page left and came back. */
  readonly divider: Caption | null;
  /** A page that nobody but its reader sees into. */
  readonly hatch: { readonly x: number; readonly y: number; readonly width: number } | null;
  /** The tenant's own side. */
  readonly note: Caption | null;
};

export type Layout = {
  readonly lanes: readonly { readonly lane: Lane; readonly x: number }[];
  readonly height: number;
  readonly rows: readonly LaidOutRow[];
};

export const HATCH_HEIGHT = 40;

/**
 * Places lanes, arrows and labels. Every exchange is an arrow out and an arrow back.
 *
 * @param options.width of the diagram, in CSS pixels
 * @param options.canTellRules whether the tenant tells its own side; else its page is hatched
 */
export function layOut(
  rows: readonly WireRow[],
  options: { width: number; canTellRules: boolean },
): Layout {
  const used = new Set<Lane>([...STANDING, ...rows.flatMap(({ from, to }) => [from, to])]);
  const shown = LANES.filter((lane) => used.has(lane));
  const inset = Math.max(28, Math.min(48, options.width * 0.09));
  const step = (options.width - 2 * inset) / (shown.length - 1);
  const lanes = shown.map((lane, index) => ({ lane, x: Math.round(inset + index * step) }));
  const xOf = (lane: Lane) => lanes.find((one) => one.lane === lane)?.x ?? inset;

  let top = GAP;
  const placed = rows.map((row) => {
    const one = place(row, { ...options, xOf, top });
    top += one.height;
    return one;
  });
  return { lanes, height: top + GAP, rows: placed };
}

type Placing = {
  readonly width: number;
  readonly canTellRules: boolean;
  readonly top: number;
  readonly xOf: (lane: Lane) => number;
};

function place(row: WireRow, { width, canTellRules, top, xOf }: Placing): LaidOutRow {
  const { event } = row;
  const isVisit = event?.kind === "page";
  const [from, to] = [xOf(row.from), xOf(row.to)];
  const tones = tonesOf(row);
  const arrows: Arrow[] = [];
  let y = top;

  function draw(x1: number, x2: number, label: string, look: Partial<Arrow>): void {
    const isOut = x2 > x1;
    const [left, right] = [Math.min(x1, x2), Math.max(x1, x2)];
    // An answer ends where its arrow begins, unless it needs the room to the right of it, too.
    const isAtEnd = !isOut && label.length * MONO_12 <= right - 12;
    const labelX = isAtEnd ? right - 8 : isOut ? left + 8 : 8;
    arrows.push({
      y: y + LINE - 7,
      x1,
      x2,
      label: clip(label, (isAtEnd ? labelX : width - labelX - 4) / MONO_12),
      labelX,
      anchor: isAtEnd ? "end" : "start",
      tone: tones.out,
      head: "filled",
      isDashed: row.look === "planned",
      isRunning: false,
      ...look,
    });
    y += LINE;
  }

  const isSplit = isVisit && row.from !== "app";
  const isRunning = row.look === "sent";
  if (isSplit) draw(xOf("app"), from, "open", { isRunning });
  draw(from, to, row.ask, { head: headOut(row.look), isRunning });
  const divider = isVisit && row.from === "app" ? dividerOf(row, y, width) : null;
  if (divider) y += NOTE;
  const hatch = isVisit && row.to === "login" && !canTellRules ? hatchOf(to, y, width) : null;
  if (hatch) y += HATCH;
  const back = { tone: tones.back, head: headBack(row.look), isDashed: isDashedBack(row.look) };
  if (isSplit && event && row.look !== "cancelled") {
    draw(to, from, row.answer === null ? "" : carrierOf(event), back);
  }
  draw(isSplit ? from : to, isSplit ? xOf("app") : from, row.answer ?? "", back);
  const note = event?.tenant ? noteOf(event.tenant, { to, y, width }) : null;
  if (note) y += NOTE;
  const height = y - top + GAP;
  return { id: row.id, actor: row.actor, top, height, arrows, divider, hatch, note };
}

function tonesOf({ look, actor }: WireRow): { out: Tone; back: Tone } {
  const own: Tone = actor ?? "nobody";
  switch (look) {
    case "planned":
      return { out: "quiet", back: "quiet" };
    case "sent":
    case "ok":
      return { out: own, back: own };
    case "expected":
      return { out: own, back: "expected" };
    case "failed":
      return { out: own, back: "bad" };
    case "no-answer":
      return { out: "bad", back: "bad" };
    case "cancelled":
      return { out: own, back: "quiet" };
  }
}

function headOut(look: RowLook): Head {
  return look === "planned" || look === "no-answer" ? "open" : "filled";
}

function headBack(look: RowLook): Head | null {
  switch (look) {
    case "planned":
      return "open";
    case "ok":
    case "expected":
      return "filled";
    case "failed":
    case "cancelled":
      return "cross";
    case "sent":
    case "no-answer":
      return null;
  }
}

function isDashedBack(look: RowLook): boolean {
  return look === "planned" || look === "cancelled";
}

function dividerOf({ event }: WireRow, y: number, width: number): Caption | null {
  if (event === null || event.state === "cancelled") return null;
  const isBack = event.state !== "sent" && event.durationMs !== null;
  const back = isBack ? ` … came back (${seconds(event.durationMs ?? 0)})` : " …";
  return { y: y + NOTE / 2, x: width / 2, text: `left for Auth0${back}` };
}

function hatchOf(lane: number, y: number, width: number) {
  const box = Math.min(196, width - 8);
  const x = Math.max(4, Math.min(lane - box / 2, width - box - 4));
  return { x, y: y + (HATCH - HATCH_HEIGHT) / 2, width: box };
}

function noteOf(
  { rule, evidence }: { rule: string; evidence: string },
  { to, y, width }: { to: number; y: number; width: number },
): Caption {
  const end = ` · ${evidence}`;
  const right = Math.min(to + 24, width - 8);
  const text = clip(rule, (right - 16) / SANS_12 - end.length) + end;
  return { y: y + NOTE / 2, x: right, text };
}

function clip(text: string, limit: number): string {
  const characters = Array.from(text);
  const room = Math.max(1, Math.floor(limit));
  return characters.length <= room ? text : `${characters.slice(0, room - 1).join("")}…`;
}

function seconds(ms: number): string {
  return ms < 1000 ? `${ms} ms` : `${(ms / 1000).toFixed(1)} s`;
}
