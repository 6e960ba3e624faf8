import { useId, useState } from "react";
import { AskingButton } from "#shell/rail/asking-button.tsx";
import { Button } from "#ui/button.tsx";
import { Choice } from "#ui/choice.tsx";
import { buildPolicyCall } from "#linking/scenarios/tenant-control.ts";
import type { ControlCall, SteeringChoices } from "#protocol/control.ts";
import type { TenantClock, WaitingFault } from "#protocol/control-answers.ts";
import type { ControlPrint } from "#session/tenant/control-print.ts";
import { Call, CallText, Effect, useOutcome } from "./call.tsx";
import { Part } from "./part.tsx";
import styles from "./tenant.module.css";
import type { Desk } from "./use-desk.ts";
import {
  clockPace,
  clockTime,
  endpointWords,
  faultWords,
  kindWords,
  policyWords,
} from "./words.ts";

type Steering = { readonly print: ControlPrint; readonly desk: Desk };

const MOVES = {
  lifetime: {
    label: "Two hours on",
    note: "access tokens of the implicit flow are over",
    body: { advance: 7200 },
  },
  day: { label: "A day on", note: "all access tokens are over", body: { advance: 86_400 } },
  stop: { label: "Stop it", note: "where it is", body: { freeze: true } },
  real: { label: "As on this computer", note: "", body: { offset: 0 } },
} as const;

type Move = keyof typeof MOVES;

const MOVE_OPTIONS = (["lifetime", "day", "stop", "real"] as const).map((value) => ({
  value,
  label: MOVES[value].label,
  note: MOVES[value].note,
}));

/** Moves the tenant’s time. */
export function ClockSwitch({ clock, print, desk }: Steering & { clock: TenantClock }) {
  const [move, setMove] = useState<Move>("lifetime");
  const sending = useOutcome();
  const call: ControlCall = { method: "PUT", path: "clock", body: MOVES[move].body };
  return (
    <Part title="Clock" now={`${clockTime(clock)}, ${clockPace(clock)}`}>
      <Choice legend="Set it to" options={MOVE_OPTIONS} value={move} onChange={setMove} />
      <Call
        command={print.call(call)}
        action="Set the clock"
        sending={sending}
        onSend={() => void sending.follow(desk.send(call))}
        effect={`It is ${clockTime(clock)} at the tenant: ${clockPace(clock)}.`}
      />
    </Part>
  );
}

/** Has the tenant go by other rules. */
export function PolicySwitch({
  policy,
  policies,
  print,
  desk,
}: Steering & { policy: string; policies: readonly string[] }) {
  const [wanted, setWanted] = useState(policy);
  const sending = useOutcome();
  const call = buildPolicyCall(wanted);
  return (
    <Part title="Policy" now={policyWords(policy).label}>
      <Choice
        legend="Go by"
        options={policies.map((value) => ({ value, ...policyWords(value) }))}
        value={wanted}
        onChange={setWanted}
      />
      <Call
        command={print.call(call)}
        action="Set the policy"
        sending={sending}
        onSend={() => void sending.follow(desk.send(call))}
        effect={`In force: ${policyWords(policy).label}.`}
      />
    </Part>
  );
}

/** A fault of the tenant hits no more. */
const MOST_HITS = 1000;

const FORGET: ControlCall = { method: "DELETE", path: "faults", body: {} };

/** Has the tenant fail on purpose. */
export function FaultSwitch({
  faults,
  choices,
  print,
  desk,
}: Steering & { faults: readonly WaitingFault[]; choices: SteeringChoices }) {
  const [endpoint, setEndpoint] = useState(
    choices.endpoints.find((name) => name === "identities") ?? choices.endpoints[0] ?? "",
  );
  const [chosen, setChosen] = useState("failure");
  const kinds = choices.faultKinds.filter(
    (name) => choices.faultPlaces[name]?.includes(endpoint) ?? true,
  );
  const kind = kinds.find((name) => name === chosen) ?? kinds[0] ?? "";
  const [typed, setTyped] = useState("1");
  const noteId = useId();
  const count = /^\d{1,4}$/.test(typed) ? Number(typed) : 0;
  const isCount = count >= 1 && count <= MOST_HITS;
  const adding = useOutcome();
  const forgetting = useOutcome();
  const call: ControlCall = { method: "POST", path: "faults", body: { endpoint, kind, count } };
  return (
    <Part title="Faults" now={faults.length === 0 ? "none waits" : `${faults.length} waiting`}>
      <div className={styles["fields"]}>
        <Select
          label="Where"
          names={choices.endpoints}
          words={endpointWords}
          value={endpoint}
          onChange={setEndpoint}
        />
        <Select
          label="What it does"
          names={kinds}
          words={kindWords}
          value={kind}
          onChange={setChosen}
        />
        <label className={styles["field"]}>
          <span>How many requests</span>
          <input
            className={styles["input"]}
            inputMode="numeric"
            value={typed}
            aria-invalid={!isCount}
            aria-describedby={isCount ? undefined : noteId}
            onChange={(event) => setTyped(event.target.value.trim())}
          />
        </label>
      </div>
      {isCount ? (
        <Call
          command={print.call(call)}
          action="Add the fault"
          sending={adding}
          onSend={() => {
            forgetting.clear();
            void adding.follow(desk.send(call));
          }}
          effect={`Waiting at the tenant: ${faults.length}.`}
        />
      ) : (
        <p id={noteId} role="alert">
          How many requests: a whole number from 1 to {MOST_HITS}.
        </p>
      )}
      {faults.length === 0 ? null : (
        <>
          <ul className={styles["waiting"]} aria-label="Faults that wait">
            {faults.map((fault, index) => (
              // Two may be the same, and the list is replaced as a whole.
              // eslint-disable-next-line react/no-array-index-key
              <li key={index}>{faultWords(fault)}.</li>
            ))}
          </ul>
          <CallText command={print.call(FORGET)} />
          <div className={styles["send"]}>
            <Button
              isBusy={forgetting.isBusy}
              busyLabel="Forgetting…"
              onClick={() => {
                adding.clear();
                void forgetting.follow(desk.send(FORGET));
              }}
            >
              Forget the faults
            </Button>
          </div>
        </>
      )}
      <Effect outcome={forgetting.outcome} takesFocus>
        {faults.length === 0 ? "No fault waits any more." : `Waiting again: ${faults.length}.`}
      </Effect>
    </Part>
  );
}

const RESET: ControlCall = { method: "POST", path: "reset", body: {} };

/** Puts the tenant back to its seed. */
export function ResetSwitch({ print, desk }: Steering) {
  return (
    <Part title="Reset" now="back to how the tenant began">
      <div className={styles["call"]}>
        <CallText command={print.call(RESET)} />
        <AskToReset desk={desk} />
      </div>
    </Part>
  );
}

/** The button that puts the tenant back, which asks first. */
export function AskToReset({ desk }: { desk: Desk }) {
  const resetting = useOutcome();
  return (
    <div className={styles["send"]}>
      <AskingButton
        label="Reset the tenant"
        title="Reset the tenant?"
        confirmLabel="Reset it"
        keepLabel="Keep it as it is"
        isBusy={resetting.isBusy}
        busyLabel="Resetting…"
        onConfirm={() => void resetting.follow(desk.reset())}
      >
        <p>
          Lost at the tenant: accounts that were made, links, metadata, sessions, refresh tokens,
          faults, its log. Clock and policy go back to the start, too. The signing keys stay.
        </p>
        <p>Lost here: the walkthrough of this tab, its tokens and its list of requests.</p>
      </AskingButton>
      <Effect outcome={resetting.outcome}>The tenant is as it began.</Effect>
    </div>
  );
}

function Select({
  label,
  names,
  words,
  value,
  onChange,
}: {
  label: string;
  names: readonly string[];
  words: (name: string) => string;
  value: string;
  onChange: (value: string) => void;
}) {
  return (
    <label className={styles["field"]}>
      <span>{label}</span>
      <select
        className={styles["input"]}
        value={value}
        onChange={(event) => onChange(event.target.value)}
      >
        {names.map((name) => (
          <option key={name} value={name}>
            {words(name)}
          </option>
        ))}
      </select>
    </label>
  );
}
