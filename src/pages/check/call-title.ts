import type { JudgedCall } from "#reader/judge-call.ts";

/** Where a call stands: its entry in a recording, else how it is written and its line. */
export function titleOf({ found }: JudgedCall): string {
  const har = found.place.layers.find(({ kind }) => kind === "har");
  if (har?.at != null) return `entry ${har.at}`;
  const line = `line ${found.place.line.toLocaleString("en")}`;
  return found.kind === "call" ? `${found.library}, ${line}` : `${found.form}, ${line}`;
}
