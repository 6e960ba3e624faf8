import type { LayerText } from "./layers.ts";
import { searchText } from "./search-text.ts";
import type { Budget } from "./wrapped-token.ts";
import { readLayerCommands } from "./wrappers/commands.ts";
import { openEscapes } from "./wrappers/encodings.ts";
import { openJson, openJsonString } from "./wrappers/json.ts";
import { NOTHING_OPENED, type Opened } from "./wrappers/opened.ts";
import { openSegments } from "./wrappers/segments.ts";

/**
 * Opens one text by one step: JSON, or commands and JSON among other words, or escapes that were written
 * out; what is none of them is searched word by word.
 */
export function openLayer(layer: LayerText, budget: Budget): Opened {
  const { text } = layer;
  const start = text.search(/[^\s\ufeff\u200b-\u200f]/);
  if (start === -1) return NOTHING_OPENED;
  const first = text.charAt(start);
  if (first === "{" || first === "[") {
    const { json, end } = openJson(layer, start, true);
    if (json !== null && isBlank(text, end)) return json;
  }
  const end = start + text.slice(start).trimEnd().length;
  if (first === '"' && text.charAt(end - 1) === '"') {
    const inner = openJsonString(layer, { start, end });
    if (inner !== null) return { found: [], inner: [inner], unread: [] };
  }
  const requests = layer.isWhole ? readLayerCommands(layer) : [];
  // What is unwrapped may be a command; where there was one already, it would be read twice.
  const opened = openWords({ ...layer, isWhole: layer.isWhole && requests.length === 0 }, budget);
  return { ...opened, found: [...requests, ...opened.found] };
}

function openWords(layer: LayerText, budget: Budget): Opened {
  const segments = openSegments(layer);
  if (segments !== null) return segments;
  const unescaped = openEscapes(layer);
  if (unescaped !== null) return { found: [], inner: [unescaped], unread: [] };
  return searchText(layer, budget);
}

function isBlank(text: string, from: number): boolean {
  return !/[^\s,;]/.test(text.slice(from));
}
