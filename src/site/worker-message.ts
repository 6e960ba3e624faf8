/**
 * What a page may ask of the worker: to answer for it although it was loaded past it, to keep every file of
 * the site, to begin although an older worker has pages, or to say whether the tenant is kept.
 */
export type WorkerMessage = "claim" | "keep-files" | "take-over" | "is-kept";
