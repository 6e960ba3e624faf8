import * as RadixTabs from "@radix-ui/react-tabs";
import type { ReactNode } from "react";
import styles from "./tabs.module.css";

/** One tab: its value, its label, and the panel it shows. */
export type Tab = { readonly value: string; readonly label: string; readonly content: ReactNode };

/** Tabs with arrow keys, as the ARIA authoring practices describe. */
export function Tabs({
  label,
  tabs,
  value,
  onChange,
}: {
  label: string;
  tabs: readonly Tab[];
  value: string;
  onChange: (value: string) => void;
}) {
  return (
    <RadixTabs.Root className={styles["root"]} value={value} onValueChange={onChange}>
      <RadixTabs.List className={styles["list"]} aria-label={label}>
        {tabs.map((tab) => (
          <RadixTabs.Trigger key={tab.value} className={styles["tab"]} value={tab.value}>
            {tab.label}
          </RadixTabs.Trigger>
        ))}
      </RadixTabs.List>
      {tabs.map((tab) => (
        <RadixTabs.Content key={tab.value} className={styles["panel"]} value={tab.value}>
          {tab.content}
        </RadixTabs.Content>
      ))}
    </RadixTabs.Root>
  );
}
