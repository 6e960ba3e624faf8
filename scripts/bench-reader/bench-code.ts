import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { mayHoldCall } from "#reader/code/may-hold-call.ts";
import { readCode } from "#reader/code/read-code.ts";

/** Times of the processor in milliseconds, user and system, so that other work on the machine does not count. */
export type CodeFigures = {
  readonly files: number;
  readonly characters: number;
  readonly calls: number;
  /** The files one after another, as the command reads them. */
  readonly readMs: number;
  /** `mayHoldCall` for each, and `readCode` for those that pass. */
  readonly findMs: number;
};

const FILES = 2000;
const WITH_CALL = 100;
const LINES = 300;

/** How long it takes to find 100 calls in 2,000 files of 300 lines. The first of two runs warms up. */
export async function benchCode(): Promise<CodeFigures> {
  const folder = await mkdtemp(join(tmpdir(), "linklab-bench-"));
  try {
    const paths = Array.from({ length: FILES }, (_, index) => join(folder, `${index}.tsx`));
    for (const [index, path] of paths.entries()) await writeFile(path, fileOf(index));
    await measure(paths);
    return await measure(paths);
  } finally {
    await rm(folder, { recursive: true });
  }
}

async function measure(paths: readonly string[]): Promise<CodeFigures> {
  const texts: string[] = [];
  let start = process.cpuUsage();
  for (const path of paths) texts.push(await readFile(path, "utf8"));
  const readMs = since(start);
  start = process.cpuUsage();
  let calls = 0;
  for (const text of texts) if (mayHoldCall(text)) calls += (await readCode(text)).calls.length;
  const findMs = since(start);
  const characters = texts.reduce((sum, { length }) => sum + length, 0);
  return { files: paths.length, characters, calls, readMs, findMs };
}

function since(start: NodeJS.CpuUsage): number {
  const { user, system } = process.cpuUsage(start);
  return (user + system) / 1000;
}

function fileOf(index: number): string {
  const hasCall = index % (FILES / WITH_CALL) === 0;
  const blocks = Array.from({ length: LINES / COMPONENT.length + 1 }, () => COMPONENT).flat();
  return [...(hasCall ? CALL : []), ...blocks].slice(0, LINES).join("\n");
}

const CALL = [
  "export async function linkAccount(auth0: Auth0Client, id: string, proof: string) {",
  "  const token = await auth0.getTokenSilently();",
  "  return await fetch(`https://${domain}/api/v2/users/${id}/identities`, {",
  '    method: "POST",',
  "    headers: { Authorization: `Bearer ${token}` },",
  "    body: JSON.stringify({ link_with: proof }),",
  "  });",
  "}",
  "",
];

const COMPONENT = [
  "/** Shows an item of the list, with what was chosen before. */",
  "export function Item({ item, onSelect }: ItemProps): ReactElement {",
  "  const [isOpen, setOpen] = useState(false);",
  '  const { data, error } = useQuery(["item", item.id]);',
  "  const total = useMemo(() => sum(data?.prices), [data]);",
  "",
  "  useEffect(() => {",
  "    if (error !== null) report(error, { id: item.id });",
  "  }, [error, item.id]);",
  "",
  "  // A click anywhere on the row opens it.",
  "  const handleClick = (event: MouseEvent) => {",
  "    event.preventDefault();",
  "    setOpen((open) => !open);",
  "    onSelect?.(item);",
  "  };",
  "",
  '  if (data === undefined) return <Spinner size="small" />;',
  "  return (",
  '    <section className="item" onClick={handleClick}>',
  "      <h2>{item.title}</h2>",
  "      {isOpen && <Details total={total} />}",
  "    </section>",
  "  );",
  "}",
  "",
];
