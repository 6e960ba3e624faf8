/** A page in the background is not painted, and some browsers do not tell. In milliseconds. */
const PATIENCE = 2000;

/** Resolves once there is something to see, so that what is asked for then does not hold it up. */
export function painted(): Promise<void> {
  return new Promise((resolve) => {
    setTimeout(resolve, PATIENCE);
    const observer = new PerformanceObserver((entries) => {
      if (entries.getEntriesByName("first-contentful-paint").length > 0) resolve();
    });
    observer.observe({ type: "paint", buffered: true });
  });
}
