import { LightRequest } from "#emulator/messages/light-request.ts";

/** Why a text is not taken as JSON. */
export type JsonFailure = "encoding" | "syntax" | "depth" | "prototype";

/** Thrown by `readText` and `parseJson`. */
export class JsonRefused extends Error {
  override readonly name = "JsonRefused";
  readonly reason: JsonFailure;

  constructor(reason: JsonFailure) {
    super(reason);
    this.reason = reason;
  }
}

/** Deeper than anything an application sends, and shallow enough for recursion everywhere. */
const MAX_DEPTH = 64;

const decoder = new TextDecoder("utf-8", { fatal: true });

/**
 * The body as text.
 * @throws JsonRefused `encoding` when it is not UTF-8
 * @see https://www.rfc-editor.org/rfc/rfc8259#section-8.1
 */
export async function readText(request: Request): Promise<string> {
  const bytes =
    request instanceof LightRequest ? await request.bytes() : await request.arrayBuffer();
  try {
    return decoder.decode(bytes);
  } catch {
    throw new JsonRefused("encoding");
  }
}

/**
 * Reads JSON that may be hostile: no deep nesting, and no `__proto__` for anybody to copy by mistake.
 * @throws JsonRefused
 * @see https://www.rfc-editor.org/rfc/rfc8259#section-9
 */
export function parseJson(text: string): unknown {
  if (depthOf(text) > MAX_DEPTH) throw new JsonRefused("depth");
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    throw new JsonRefused("syntax");
  }
  if (namesPrototype(value)) throw new JsonRefused("prototype");
  return value;
}

/** Nesting is counted before parsing, so that a bomb costs one pass over its text. */
function depthOf(text: string): number {
  let depth = 0;
  let deepest = 0;
  let isInString = false;
  for (let index = 0; index < text.length; index += 1) {
    const character = text.charAt(index);
    if (isInString && character === "\\") index += 1;
    else if (character === '"') isInString = !isInString;
    else if (!isInString && (character === "[" || character === "{")) {
      depth += 1;
      deepest = Math.max(deepest, depth);
    } else if (!isInString && (character === "]" || character === "}")) depth -= 1;
  }
  return deepest;
}

function namesPrototype(value: unknown): boolean {
  if (typeof value !== "object" || value === null) return false;
  if (Object.hasOwn(value, "__proto__")) return true;
  return Object.values(value).some(namesPrototype);
}
