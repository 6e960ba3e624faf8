import { readCommands } from "#reader/commands/read-commands.ts";
import type { FoundRequest } from "#reader/found.ts";
import type { LayerText } from "#reader/layers.ts";

/** The requests of commands in a text, with their places in the outermost one. */
export function readLayerCommands(layer: LayerText): readonly FoundRequest[] {
  return readCommands(layer.text).map((request) => {
    const { start, end, layers } = request.place;
    const place = layer.placeOf(start, end);
    const parts = request.parts.map((part) => {
      const { start: from, end: to } = layer.placeOf(part.start, part.end);
      return { ...part, start: from, end: to };
    });
    return { ...request, place: { ...place, layers: [...place.layers, ...layers] }, parts };
  });
}
