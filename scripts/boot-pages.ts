import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { pathToFileURL } from "node:url";
import { build, type Plugin } from "vite";
import { EMULATED_ENDPOINTS } from "#emulator/rules/emulated-endpoints.ts";
import { ANSWER_RULES } from "#emulator/rules/successes.ts";
import type { AnswerRuleId } from "#emulator/rules/tables.ts";
import { ATTACKS } from "#linking/attacks/attacks.ts";
import { FINDING_IDS, FINDINGS } from "#linking/findings/findings.ts";
import { SWAP_SCENARIOS } from "#linking/session-swap/swap-scenarios.ts";
import { STEPS } from "#linking/walkthrough/step-list.ts";
import { CALLBACK_PATHS } from "#session/callback-paths.ts";
import type { StepId } from "#linking/walkthrough/journey.ts";
import { doorsOf } from "#shell/doors.ts";
import { findingHref, paths, type LabId } from "#shell/paths.ts";
import { createClassNames } from "./class-names.ts";
import { AFTER_PAINT, fileAfterPaint, filesOfPage, type PageFiles } from "./page-files.ts";
import { REACT_ALIAS } from "./react-names.ts";

/** An address that a browser may be sent to, and what is known of its page before any script runs. */
type BootPage = {
  /** From the root of the site, without a slash at its end. */
  readonly path: string;
  readonly title?: string | undefined;
  readonly description?: string;
  /** Whether search engines shall leave it out: it is nothing to read. */
  readonly isHidden?: boolean;
  /** The step that it shows before any script runs. */
  readonly step?: StepId;
};

/** A name in `paths` that stands for many addresses. */
type PatternName = {
  [Name in keyof typeof paths]: (typeof paths)[Name] extends `${string}${":" | "*"}${string}`
    ? Name
    : never;
}[keyof typeof paths];

const LABS: Readonly<
  Record<LabId, readonly { readonly id: string; readonly title: string; readonly lead: string }[]>
> = { attack: ATTACKS, session: SWAP_SCENARIOS };

const LAB_PAGES = Object.entries(LABS).flatMap(([lab, all]): BootPage[] => [
  { path: `${paths.labs}/${lab}` },
  ...all.map(({ id, title, lead }) => ({
    path: `${paths.labs}/${lab}/${id}`,
    title,
    description: lead,
  })),
]);

/** Where the labs were before. */
const FORMER_LABS = paths.formerLabs.slice(0, paths.formerLabs.indexOf("/", 1));

/** The addresses of each pattern. It does not compile while one is missing. */
const PAGES_OF: Readonly<Record<PatternName, readonly BootPage[]>> = {
  stepPattern: STEPS.flatMap(({ title, lead, id }, index) => [
    { path: paths.step(id), title, description: lead, step: id },
    { path: `${paths.learn}/${index + 1}`, isHidden: true },
  ]),
  errorPattern: FINDING_IDS.map((id) => ({
    path: findingHref(id),
    title: FINDINGS[id].title,
    description: FINDINGS[id].because,
  })),
  labPattern: LAB_PAGES,
  formerLabs: [{ path: paths.labs }, ...LAB_PAGES].map(({ path }) => ({
    path: path.replace(paths.labs, FORMER_LABS),
    isHidden: true,
  })),
};

const SINGLE = new Set(
  Object.values(paths).filter(
    (path): path is Extract<typeof path, string> =>
      typeof path === "string" && path !== paths.home && !/[:*#]/.test(path),
  ),
);

const TITLES = new Map(doorsOf(true).map(({ href, label }) => [href, label]));

/** Vite makes it. */
const FIRST_PAGE: BootPage = { path: "" };

/** Every address of the app but its first page. */
export const APP_PAGES: readonly BootPage[] = [
  ...[...SINGLE].map((path) => ({ path, title: TITLES.get(path), isHidden: !TITLES.has(path) })),
  ...Object.values(PAGES_OF).flat(),
  ...Object.values(CALLBACK_PATHS).map((path) => ({ path, isHidden: true })),
];

/** Every address of the tenant that a browser is sent to. At the root the app is, and no page of the tenant. */
export const TENANT_PAGES: readonly BootPage[] = EMULATED_ENDPOINTS.filter(
  ({ path, read }) => path !== paths.home && read?.["GET"]?.some(isForBrowsers),
).map(({ path }) => ({ path, isHidden: true }));

function isForBrowsers(rule: string): boolean {
  return isAnswerRule(rule) && ["page", "redirect"].includes(ANSWER_RULES[rule].shape);
}

function isAnswerRule(rule: string): rule is AnswerRuleId {
  return Object.hasOwn(ANSWER_RULES, rule);
}

/**
 * The first page, as another address has it. Its files are named by way of the site's root, from below a
 * slash at the end of the address. At the root of an origin one `..` too many leads nowhere else, so there
 * the address works without the slash, too.
 */
export function printBootPage(
  index: string,
  page: BootPage,
  files = NO_FILES,
  drawing: Drawing = { printStep: () => "", script: "" },
): string {
  const { step } = page;
  const up = Array.from({ length: page.path.split("/").length - 1 }, () => "..").join("/");
  const root = up === "" ? "" : `${up}/`;
  if (step === undefined) return printPage(namingFiles(index, { ...files, fonts: [] }), page, root);
  const drawn = drawing.printStep(step, up);
  const named = afterPaint(namingFiles(index, files), drawing.script);
  return printPage(
    named.replace(ROOT_ELEMENT, (start) => start + drawn),
    page,
    root,
  );
}

/** What a host shows at any other address: how deep that lies is not known, so it is for origin roots. */
export function printLostPage(index: string): string {
  return printPage(index, { path: "", isHidden: true }, "/");
}

/** As `src/app/boot-page.tsx` does it. */
type PrintStep = (step: StepId, root: string) => string;

/** What shows a step before its scripts come, and the file that asks for those, from the root of the site. */
type Drawing = { readonly printStep: PrintStep; readonly script: string };

/** What the app is drawn into. */
const ROOT_ELEMENT = '<div id="root">';

const NO_FILES: PageFiles = { scripts: [], styles: [], fonts: [] };

/**
 * Names what the page waits for, so that it is asked for at once, and not one after the other. What is named already
 * stays where it is.
 */
function namingFiles(index: string, { scripts, styles, fonts }: PageFiles): string {
  const isNew = (file: string) => !index.includes(`./${file}"`);
  const links = [
    '<link rel="preload" as="fetch" crossorigin href="./linklab.config.json">',
    ...fonts.map(
      (file) => `<link rel="preload" as="font" type="font/woff2" crossorigin href="./${file}">`,
    ),
    ...scripts
      .filter(isNew)
      .map((file) => `<link rel="modulepreload" crossorigin href="./${file}">`),
    ...styles.filter(isNew).map((file) => `<link rel="stylesheet" crossorigin href="./${file}">`),
  ];
  return index.replace("</head>", () => `${links.map((link) => `  ${link}\n  `).join("")}</head>`);
}

/** What there is to be read needs styles and a font, and no script: those are asked for once it is painted. */
function afterPaint(index: string, script: string): string {
  const named =
    /\s*<(?:script type="module" crossorigin src|link rel="modulepreload" crossorigin href)="(.*?)">(?:<\/script>)?/g;
  const scripts = [...index.matchAll(named)].map(([, file]) => file).join(" ");
  const tag = `<script type="module" crossorigin src="./${script}" data-scripts="${scripts}"></script>`;
  return index.replace(named, "").replace("</head>", () => `  ${tag}\n  </head>`);
}

function printPage(index: string, page: BootPage, root: string): string {
  const { title, description, isHidden } = page;
  let text = index.replace(/(["\s])\.\/(?=assets\/|linklab|icon)/g, `$1${root}`);
  if (title !== undefined)
    text = text.replace(/<title>.*<\/title>/, () => `<title>${escape(title)} · LinkLab</title>`);
  if (description !== undefined)
    text = text.replace(
      /(<meta\s+name="description"\s+content=")[^"]*/,
      (_, start: string) => start + escape(description),
    );
  return isHidden
    ? text.replace("<title>", '<meta name="robots" content="noindex" />\n    $&')
    : text;
}

function escape(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll('"', "&quot;");
}

/** Builds what prints a step from the components of the page, and loads it. */
async function loadPrintStep(root: string): Promise<PrintStep> {
  const outDir = join(root, ".cache", "boot-page");
  await build({
    root,
    configFile: false,
    publicDir: false,
    logLevel: "warn",
    resolve: { alias: REACT_ALIAS },
    css: { modules: { generateScopedName: createClassNames(join(root, "src")) } },
    ssr: { noExternal: ["wouter"] },
    build: { outDir, emptyOutDir: true, ssr: join(root, "src", "app", "boot-page.tsx") },
  });
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- it was built just now
  const built = (await import(pathToFileURL(join(outDir, "boot-page.js")).href)) as {
    printStep: PrintStep;
  };
  return built.printStep;
}

/**
 * Writes, beside the page that Vite makes, one for every address that a browser may be sent to: hosts of
 * static files know no routes.
 */
export function createBootPages(): Plugin {
  return {
    name: "linklab:boot-pages",
    apply: "build",
    buildStart() {
      this.emitFile({ type: "chunk", id: "/src/app/after-paint.ts", name: AFTER_PAINT });
    },
    async writeBundle({ dir }) {
      if (dir === undefined) throw new TypeError("A site needs a folder.");
      const printStep = await loadPrintStep(this.environment.config.root);
      const index = readFileSync(join(dir, "index.html"), "utf8");
      const manifest: unknown = JSON.parse(
        readFileSync(join(dir, ".vite", "manifest.json"), "utf8"),
      );
      const drawing = { printStep, script: fileAfterPaint(manifest) };
      for (const page of [FIRST_PAGE, ...APP_PAGES, ...TENANT_PAGES]) {
        const file = join(dir, page.path, "index.html");
        mkdirSync(dirname(file), { recursive: true });
        writeFileSync(file, printBootPage(index, page, filesOfPage(manifest, page.path), drawing));
      }
      writeFileSync(join(dir, "404.html"), printLostPage(index));
    },
  };
}
