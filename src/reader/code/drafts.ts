import { callSitesOf, functionAround, nameOfCallee, type Code } from "./code.ts";
import { optionsOf, type Draft, type Recogniser } from "./draft.ts";
import { hasTellingUrl } from "./exchange-of.ts";
import { headersOf } from "./headers.ts";
import { httpDraft } from "./http-calls.ts";
import { libraryOf } from "./libraries.ts";
import { piecesOf, literalOf } from "./pieces.ts";
import { auth0jsDraft, nodeDraft } from "./sdk-calls.ts";
import { argumentsOf, isFunction, type CodeNode } from "./tree.ts";
import type { Expr, Frame } from "./values.ts";

const LEVELS = 3;
/** More calls of one function say nothing new; that some were left out is told. */
const SITES = 500;

/** The calls of a file, in the order of the text, each once. */
export function draftsOf(code: Code): readonly Draft[] {
  const byPlace = new Map<string, Draft>();
  for (const call of code.calls) {
    const draft = recognise(code, call, null);
    const drafts = draft === null ? [] : (throughSites(code, call, draft, null, LEVELS) ?? [draft]);
    for (const found of drafts) byPlace.set(`${found.node.from} ${found.node.to}`, found);
  }
  for (const call of code.calls) {
    const place = `${call.from} ${call.to}`;
    const draft = byPlace.has(place) ? null : ownDraft(code, call, null);
    if (draft !== null) byPlace.set(place, draft);
  }
  return [...byPlace.values()].toSorted((one, other) => one.node.from - other.node.from);
}

const recognise: Recogniser = (code, call, frame) =>
  auth0jsDraft(code, call, frame) ?? nodeDraft(code, call, frame) ?? httpDraft(code, call, frame);

/**
 * A call within a function that gets the URL: what it asks is seen where the function is called. `null`
 * where nothing more is seen there.
 */
function throughSites(
  code: Code,
  call: CodeNode,
  draft: Draft,
  frame: Frame | null,
  levels: number,
): readonly Draft[] | null {
  if (levels === 0 || code.budget.left < 0 || hasTellingUrl(code, draft)) return null;
  const fn = functionAround(frame?.call ?? call);
  const all = fn === null ? [] : callSitesOf(code, fn);
  if (all.length > SITES) code.budget.isCut = true;
  const sites = all.slice(0, SITES);
  const found = sites.flatMap((site): readonly Draft[] => {
    if (fn === null) return [];
    const way = extend(frame, { fn, call: site, outer: null });
    const seen = recognise(code, call, way);
    if (seen === null) return [];
    const here = { ...seen, node: site };
    if (hasTellingUrl(code, here)) return [here];
    return throughSites(code, call, here, way, levels - 1) ?? [];
  });
  return found.length === 0 ? null : found;
}

/** The outermost call goes last, where the arguments of the others are looked up. */
function extend(frame: Frame | null, outermost: Frame): Frame {
  return frame === null ? outermost : { ...frame, outer: extend(frame.outer, outermost) };
}

/** These are given an address and call nothing. */
const NO_CALL =
  /^(?:to[A-Z]|on[A-Z]|called|assert|expect|match|log$|warn$|error$|info$|debug$|trace$|describe$|it$|test$|route|intercept|push$|navigate|redirect|includes|startsWith|endsWith|URL$|Request$|open$|replace|concat|join|split|then$)/;

/** A call of a function of somebody's own, such as `callApi("/users/…/identities", { method })`. */
const ownDraft: Recogniser = (code, call, frame) => {
  const name = nameOfCallee(call, code.text);
  if (name === "" || NO_CALL.test(name) || argumentsOf(call).some(isFunction)) return null;
  const [first, ...rest] = argumentsOf(call).map((node): Expr => ({ node, frame }));
  if (first === undefined || rest.length === 0) return null;
  const isMethodFirst = /^(?:post|delete)$/i.test(literalOf(code, first) ?? "");
  const url = isMethodFirst ? rest[0] : first;
  const others = isMethodFirst ? rest.slice(1) : rest;
  const pieces = url === undefined ? [] : piecesOf(code, url);
  const isLink = pieces.some((piece) => typeof piece === "string" && /\/identities/.test(piece));
  const library = libraryOf(code, call);
  if (url === undefined || !isLink || library === null) return null;
  const options = optionsOf(code, others[0] ?? null);
  const verb = isMethodFirst ? first : (options?.get("method") ?? null);
  const headers = options?.get("headers") ?? null;
  if (verb === null && headers === null) return null;
  return {
    library: library.name,
    libraryNode: library.node,
    node: call,
    method: verb && { pieces: piecesOf(code, verb), node: verb.node },
    url: { pieces, node: url.node },
    headers: headersOf(code, headers),
    body: options?.get("body", "data", "json") ?? (isMethodFirst ? (others[0] ?? null) : null),
    token: null,
  };
};
