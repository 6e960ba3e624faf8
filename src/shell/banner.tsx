import { useState } from "react";
import type { Area } from "#session/areas.ts";
import type { Config } from "#session/config.ts";
import { Button } from "#ui/button.tsx";
import styles from "./banner.module.css";

/** Where a tab keeps what it has put away. */
const KEY = "linklab.banner";

/** What the deployment says above every page, until the reader puts it away for this tab. */
export function Banner({
  banner: { text, link },
  area,
}: {
  banner: NonNullable<Config["banner"]>;
  area: Area;
}) {
  const [isAway, setIsAway] = useState(() => area.getItem(KEY) === text);
  if (isAway) return null;

  function putAway() {
    area.setItem(KEY, text);
    setIsAway(true);
  }

  return (
    <section className={styles["banner"]} aria-label="From this deployment">
      <p>
        {text}
        {link === undefined ? null : (
          <>
            {" "}
            <a href={link.href}>{link.label}</a>
          </>
        )}
      </p>
      <Button look="small" onClick={putAway} aria-label="Hide this notice">
        Hide
      </Button>
    </section>
  );
}
