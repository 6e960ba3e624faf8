import type { Found, Layer, Range } from "#reader/found.ts";
import { sliceOf, type LayerText } from "#reader/layers.ts";
import { saysOf } from "#reader/place-names.ts";
import { openPercent } from "./encodings.ts";
import type { Opened } from "./opened.ts";

type Parameter = { readonly name: string; readonly value: LayerText; readonly range: Range };

/** A segment of a path that may hold a token. */
const TOKEN_SEGMENT = /^ey[\w-]{6,}/;

/** From here on a `code` is taken for one of an authorization even if nothing else says so. */
const CODE_LENGTH = 20;

/** A URL: its query, its fragment, and segments of its path that look like tokens. */
export function openUrl(layer: LayerText, { start, end }: Range): Opened {
  const { text } = layer;
  const within = (index: number): number => (index === -1 || index > end ? end : index);
  const hash = within(text.indexOf("#", start));
  const query = Math.min(within(text.indexOf("?", start)), hash);
  const path = openPath(layer, { start, end: query });
  // An app with routes in its fragment has its parameters behind a question mark of their own.
  const inFragment = within(text.indexOf("?", hash));
  const stretches = [
    { start: query + 1, end: hash },
    { start: hash + 1, end: inFragment },
    { start: inFragment + 1, end },
  ];
  const parameters = stretches.flatMap((range) => readParameters(layer, range, "url"));
  return { ...told(parameters, { start, end }, layer), inner: [...path, ...values(parameters)] };
}

/** Parameters without a URL: a form body, or what was copied from behind a question mark. */
export function openParameters(layer: LayerText, range: Range): Opened {
  const parameters = readParameters(layer, range, "form");
  return { ...told(parameters, range, layer), inner: values(parameters) };
}

function readParameters(
  layer: LayerText,
  { start, end }: Range,
  kind: Layer["kind"],
): readonly Parameter[] {
  const parameters: Parameter[] = [];
  for (let from = start; from < end;) {
    const found = layer.text.indexOf("&", from);
    const to = found === -1 || found > end ? end : found;
    const equals = layer.text.indexOf("=", from);
    if (equals !== -1 && equals < to) {
      const name = openPercent(layer, { start: from, end: equals }, {}).text;
      const opening = { layer: { kind, at: name }, name, says: saysOf(name) };
      const range = { start: equals + 1, end: to };
      parameters.push({ name, value: openPercent(layer, range, opening), range });
    }
    from = to + 1;
  }
  return parameters;
}

/** What the parameters say together: that a login was refused, or that there is a code. */
function told(
  parameters: readonly Parameter[],
  { start, end }: Range,
  layer: LayerText,
): Pick<Opened, "found" | "unread"> {
  const valueOf = (wanted: string): string | null =>
    parameters.find(({ name }) => name === wanted)?.value.text ?? null;
  const found: Found[] = [];
  const error = valueOf("error");
  if (error !== null && error !== "")
    found.push({
      kind: "error",
      form: "callback",
      place: layer.placeOf(start, end),
      status: null,
      error,
      message: valueOf("error_description")?.replaceAll("+", " ") ?? null,
      errorCode: null,
    });
  const code = parameters.find(({ name }) => name === "code");
  const isCode = valueOf("state") !== null || valueOf("grant_type") === "authorization_code";
  if (code !== undefined && (code.value.text.length >= CODE_LENGTH || isCode))
    found.push({
      kind: "other",
      what: "authorization-code",
      place: code.value.placeOf(0, code.value.text.length),
      name: "code",
    });
  return { found, unread: [] };
}

function values(parameters: readonly Parameter[]): readonly LayerText[] {
  return parameters.flatMap(({ name, value }) =>
    name === "code" ? [] : [{ ...value, isTold: name.startsWith("error") || value.isTold }],
  );
}

function openPath(layer: LayerText, { start, end }: Range): readonly LayerText[] {
  const inner: LayerText[] = [];
  for (let from = start; from < end;) {
    const found = layer.text.indexOf("/", from);
    const to = found === -1 || found > end ? end : found;
    if (TOKEN_SEGMENT.test(layer.text.slice(from, Math.min(to, from + 8))))
      inner.push(sliceOf(layer, from, to, { layer: { kind: "url", at: null }, name: null }));
    from = to + 1;
  }
  return inner;
}
