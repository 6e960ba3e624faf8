import { parseArgs } from "node:util";
import { CommandError } from "#scripts/setup.mjs";

/** One option of a command. */
export type Flag = {
  name: string;
  /** What stands for its value in the help, such as `PORT`. A flag without one is on or off. */
  value?: string;
  /** Whether it may be given several times. */
  isRepeated?: boolean;
  says: string;
};

/** A command, as its help shows it. */
export type Command = {
  /** As it is typed before its options, such as `npm start --`. */
  name: string;
  does: string;
  flags: readonly Flag[];
};

/** What was given. */
export type Given = {
  has: (name: string) => boolean;
  /** The last value of an option. */
  get: (name: string) => string | undefined;
  /** All of them, in order. */
  all: (name: string) => readonly string[];
};

const HELP: Flag = { name: "help", says: "Says this, and nothing is started." };

/**
 * Reads the options of a command. With `--help` it says what they are, and ends the process.
 * @throws CommandError with one line that names what is unknown or has no value
 */
export function readFlags(
  args: readonly string[],
  command: Command,
  showHelp: (text: string) => void = showAndExit,
): Given {
  const flags = [...command.flags, HELP];
  const options = Object.fromEntries(
    flags.map(({ name, value }) => [
      name,
      { type: value === undefined ? ("boolean" as const) : ("string" as const), multiple: true },
    ]),
  );
  const values = parse(args, options, command);
  if (values["help"] !== undefined) showHelp(renderHelp(command));
  for (const { name, isRepeated = false } of command.flags)
    if ((values[name]?.length ?? 0) > 1 && !isRepeated)
      throw new CommandError(`Option '--${name}' was given twice. ${hint(command)}`);
  const all = (name: string) => (values[name] ?? []).map(String);
  return { all, get: (name) => all(name).at(-1), has: (name) => values[name] !== undefined };
}

type Options = NonNullable<NonNullable<Parameters<typeof parseArgs>[0]>["options"]>;

function parse(args: readonly string[], options: Options, command: Command) {
  try {
    const { values } = parseArgs({ args: [...args], options });
    return Object.fromEntries(
      Object.entries(values).map(([name, value]) => [name, [value].flat()]),
    );
  } catch (error) {
    const [reason = ""] = error instanceof Error ? error.message.split(/[.\n]/) : [];
    throw new CommandError(`${reason}. ${hint(command)}`);
  }
}

function hint({ name }: Command): string {
  return `"${name} --help" lists the options.`;
}

function renderHelp({ name, does, flags }: Command): string {
  const rows = [...flags, HELP].map(({ name: flag, value, says }) => [
    `--${flag}${value === undefined ? "" : ` ${value}`}`,
    says,
  ]);
  const width = Math.max(...rows.map(([left = ""]) => left.length));
  return `${name} [options]

${does}

${rows.map(([left = "", says = ""]) => `  ${left.padEnd(width)}  ${says}`).join("\n")}`;
}

function showAndExit(text: string): never {
  console.log(text);
  process.exit(0);
}
