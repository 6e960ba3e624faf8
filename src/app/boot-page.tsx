import { renderToStaticMarkup } from "react-dom/server";
import { Link, Router } from "wouter";
import { Rail } from "#shell/rail/rail.tsx";
import header from "#shell/header.module.css";
import panels from "#shell/request-panel/request-panel-layout.module.css";
import shell from "#shell/shell.module.css";
import learn from "#steps/learn.module.css";
import { STEP_IDS, type StepId } from "#linking/walkthrough/journey.ts";
import { positionOf, stepOf } from "#linking/walkthrough/steps.ts";
import { paths } from "#shell/paths.ts";
import { Lesson } from "#ui/lesson.tsx";
import { Mark } from "#ui/mark.tsx";

/**
 * What a step's page shows before any script runs: what is so for everybody, in every deployment, and where it stands
 * later, too.
 *
 * @param root leads from the page to the root of the site, without a slash at its end
 */
export function printStep(step: StepId, root: string): string {
  const markup = renderToStaticMarkup(
    <Router base={root} ssrPath={root + paths.step(step)}>
      <BootPage step={step} />
    </Router>,
  );
  // The title stands in the head, and styles of a single element a page may not have.
  return markup.replace(/<title>.*?<\/title>| style="[^"]*"/g, "");
}

function BootPage({ step }: { step: StepId }) {
  const { number, count } = positionOf(step);
  const { title, lead } = stepOf(step);
  // How far somebody has come is not known yet.
  const status = { state: "open" } as const;
  const steps = STEP_IDS.map((id) => ({ id, href: paths.step(id), detail: "", status }));
  return (
    <div className={shell["app"]} data-boot="">
      <header className={header["header"]}>
        <Link href={paths.home} className={header["brand"] ?? ""}>
          <Mark /> <span className={header["name"]}>LinkLab</span>
        </Link>
      </header>
      <div className={learn["learn"]}>
        <div className={learn["rail"]}>
          <Rail steps={steps} current={step} />
        </div>
        <div className={panels["frame"]} data-pane="lesson" data-drawer="closed">
          <main className={panels["main"]} id="main">
            <div className={panels["lesson"]}>
              <Lesson kicker={`Step ${number} of ${count}`} title={title} lead={lead}>
                <p role="status">Loading…</p>
              </Lesson>
            </div>
            <div className={panels["wire"]} />
          </main>
        </div>
      </div>
    </div>
  );
}
