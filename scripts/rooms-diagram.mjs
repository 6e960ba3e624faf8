// The table of rooms as a picture, for CONTRIBUTING.md.
import { ROOMS } from "./rooms.mjs";

/** A Mermaid diagram: each room points to those that it may import; dotted where it may take types only. */
export function roomsDiagram() {
  const arrows = Object.entries(ROOMS).flatMap(([name, { imports, types = [] }]) => [
    ...(imports.length > 0 ? [`  ${name} --> ${imports.join(" & ")}`] : []),
    ...(types.length > 0 ? [`  ${name} -.-> ${types.join(" & ")}`] : []),
  ]);
  const rooms = Object.entries(ROOMS).map(
    ([name, { environment }]) => `  ${name}["${name} (${environment})"]`,
  );
  return ["```mermaid", "flowchart TD", ...rooms, ...arrows, "```"].join("\n");
}
