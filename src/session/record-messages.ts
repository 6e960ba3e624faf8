import * as v from "valibot";
import type { ToldBody } from "#wire/kept-text.ts";
import type { WireLog } from "#wire/log.ts";
import { quietly } from "#wire/quietly.ts";
import type { RecordOptions } from "#wire/record-fetch.ts";

/** A web message with the answer to an authorization request, as both SDKs expect it. */
const answer = v.object({
  type: v.literal("authorization_response"),
  response: v.record(v.string(), v.unknown()),
});

const UNREADABLE: ToldBody = { text: "", missing: "could not be read" };

/**
 * Logs the hidden frames that the SDKs open at the tenant for a silent login, and the web messages
 * that frames and popups answer with. A frame that is removed without a message gave no answer.
 *
 * @see https://datatracker.ietf.org/doc/html/draft-sakimura-oauth-wmrm-00
 */
export function recordMessages(log: WireLog, { origin, actor }: RecordOptions): void {
  const frames = new Map<HTMLIFrameElement, number>();

  function see(frame: HTMLIFrameElement): void {
    if (frames.has(frame) || !URL.canParse(frame.src)) return;
    if (new URL(frame.src).origin !== origin) return;
    const start = { actor: actor(), kind: "page", from: "frame", method: "GET" } as const;
    frames.set(frame, log.start({ ...start, url: frame.src }));
  }

  function miss(frame: HTMLIFrameElement): void {
    const id = frames.get(frame);
    if (id !== undefined) log.end(id, { state: "no-answer" });
    frames.delete(frame);
  }

  function askedBy(source: MessageEventSource | null): number | undefined {
    const frame = [...frames].find(([{ contentWindow }]) => contentWindow === source);
    if (frame) return frame[1];
    return log.events().findLast(({ from, state }) => from === "popup" && state === "sent")?.id;
  }

  // Before the SDKs listen, so that the log knows the answer before they act on it.
  window.addEventListener("message", (event) => {
    if (event.origin !== origin) return;
    const message = v.safeParse(answer, event.data);
    const id = askedBy(event.source);
    if (!message.success || id === undefined) return;
    const state = "error" in message.output.response ? "refused" : "answered";
    // A message may hold what JSON cannot.
    const body = quietly(() => JSON.stringify(message.output)) ?? UNREADABLE;
    log.end(id, { state, body });
  });

  new MutationObserver((records) => {
    for (const { target, addedNodes, removedNodes } of records) {
      for (const node of [target, ...addedNodes]) if (isFrame(node)) see(node);
      for (const node of removedNodes) if (isFrame(node)) miss(node);
    }
  }).observe(document.body, { childList: true, subtree: true, attributeFilter: ["src"] });
}

function isFrame(node: Node): node is HTMLIFrameElement {
  return node instanceof HTMLIFrameElement;
}
