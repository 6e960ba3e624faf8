import { isStepId, stepOf } from "#linking/walkthrough/steps.ts";
import type { Busy, HoldingWish, Wish } from "#session/presses.ts";

/** What a press asks for, as it goes on after "and". */
export function wantedText({ busy, step }: Wish): string {
  // Only A's login leaves the page.
  if (busy === "leaving") return "log in as A";
  if (busy === "popup")
    return isStepId(step) && stepOf(step).login === "B" ? "log in as B" : "log in as A";
  return WANTED[busy];
}

const WANTED: Readonly<Record<Exclude<Busy, "popup" | "leaving">, string>> = {
  tenant: "read the tenant",
  "logging-out": "log out",
  "starting-over": "start over",
  callback: "read the answer",
  renewing: "renew A’s tokens",
  trying: "send the request",
  linking: "link",
  reading: "read A",
  unlinking: "unlink",
  "use-cases": "run all",
  cell: "run the use case",
  undoing: "put back what is left",
  testing: "ask whether the tenant is up",
  lab: "take the step",
  steering: "change the tenant",
  preparing: "prepare A and B",
};

type OpenText = {
  readonly title: string;
  /** How it ends. */
  readonly ends: string;
  /** The way to end it now, before "and". */
  readonly cancel: string;
};

/** What is in the way of a press. */
export function openText(open: HoldingWish): OpenText {
  switch (open.busy) {
    case "popup":
      return {
        title: `${open.step === "primary" ? "A" : "B"}’s login is open in a popup.`,
        ends: "Finish it there, or cancel it.",
        cancel: "Cancel that login",
      };
    case "leaving":
      return {
        title: "This page is leaving for A’s login.",
        ends: "If it stays, the login can be cancelled.",
        cancel: "Cancel that login",
      };
    case "logging-out":
      return {
        title: "This page is leaving to log out.",
        ends: "If it stays, the rest of the log-out can be cancelled.",
        cancel: "Stay",
      };
    case "use-cases":
      return {
        title: "The use cases are being run.",
        ends: "It ends by itself, or after the one that is running.",
        cancel: "Stop the run",
      };
    case "lab":
      return {
        title: "A step of a lab is under way.",
        ends: "It ends by itself, or is stopped.",
        cancel: "Stop it",
      };
  }
}
