/**
 * A `fetch` that waits for something before it sends the first time. Once that is there it sends at once, which a page
 * that goes away needs. A signal ends the wait, too.
 *
 * @param ready when it rejects it is waited for no more: what is sent then fails by itself
 */
export function fetchAfter(ready: Promise<unknown>, send: typeof fetch): typeof fetch {
  let waiting: Promise<unknown> | null = ready.then(end, end);

  function end(): void {
    waiting = null;
  }

  return async (input, init) => {
    if (waiting !== null) await orAborted(waiting, signalOf(input, init));
    return await send(input, init);
  };
}

function signalOf(input: RequestInfo | URL, init?: RequestInit): AbortSignal | null {
  return init?.signal ?? (input instanceof Request ? input.signal : null);
}

function orAborted(waiting: Promise<unknown>, signal: AbortSignal | null): Promise<unknown> {
  signal?.throwIfAborted();
  return new Promise((resolve, reject) => {
    const abort = () => reject(signal?.reason);
    signal?.addEventListener("abort", abort, { once: true });
    void waiting.then(resolve).finally(() => signal?.removeEventListener("abort", abort));
  });
}
