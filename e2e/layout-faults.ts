// oxlint-disable unicorn/consistent-function-scoping -- the page knows only what stands in the function that it runs
import type { Page } from "@playwright/test";

/**
 * What is wrong with the layout of the page as it is now: text over text, text that is cut, a page that
 * scrolls sideways, targets that are too small for a finger, a header of more than one line.
 *
 * What lies in front on purpose, such as the sheet with the requests, is compared with itself only.
 */
export async function layoutFaults(page: Page): Promise<string[]> {
  return await page.evaluate(async () => {
    // What follows the size by script is drawn in the frame after.
    for (let frame = 0; frame < 2; frame += 1) await new Promise(requestAnimationFrame);
    /** WCAG 2.2, 2.5.8. */
    const SMALLEST_TARGET = 24;
    const ONE_LINE = 64;
    /** Line boxes of neighbours touch by a pixel or two; letters do not. */
    const TOUCH = 3;
    const faults = new Set<string>();
    const root = document.documentElement;

    const nameOf = (element: Element) => {
      const text = (element.textContent ?? "").trim().replaceAll(/\s+/g, " ").slice(0, 40);
      return `<${element.tagName.toLowerCase()}> “${text}”`;
    };
    const isSeen = (element: Element) =>
      element.checkVisibility({ visibilityProperty: true }) &&
      element.closest(".visually-hidden, svg") === null &&
      getComputedStyle(element).clipPath !== "inset(50%)";

    if (root.scrollWidth > root.clientWidth)
      faults.add(`scrolls sideways by ${root.scrollWidth - root.clientWidth} px`);

    const header = document.querySelector("header");
    const height = header?.getBoundingClientRect().height ?? 0;
    if (height > ONE_LINE) faults.add(`the header is ${Math.round(height)} px high`);

    const elements = [...document.body.querySelectorAll("*")].filter(isSeen);
    for (const element of elements) {
      const { overflowX, textOverflow } = getComputedStyle(element);
      const hides = overflowX === "hidden" || overflowX === "clip";
      const isCut = hides && element.scrollWidth > element.clientWidth + 1;
      const saysAll = textOverflow === "ellipsis" && element.closest("[title]") !== null;
      if (isCut && !saysAll && element.textContent !== "") faults.add(`cut: ${nameOf(element)}`);
    }

    const targets = "a[href], button, input, select, textarea, summary, [role='tab']";
    for (const element of elements.filter((one) => one.matches(targets))) {
      const isInLine =
        element.matches("a") &&
        getComputedStyle(element).display === "inline" &&
        element.parentElement?.textContent !== element.textContent;
      if (isInLine || element.matches("a:not(:focus)[href='#main']")) continue;
      const box = (element.closest("label") ?? element).getBoundingClientRect();
      if (Math.min(box.width, box.height) < SMALLEST_TARGET - 0.5)
        faults.add(
          `small: ${nameOf(element)}, ${Math.round(box.width)} x ${Math.round(box.height)}`,
        );
    }

    type Box = {
      of: Element;
      layer: Element;
      left: number;
      right: number;
      top: number;
      bottom: number;
    };
    const boxes: Box[] = [];
    for (const of of elements) {
      const texts = [...of.childNodes].filter(
        (node) => node.nodeType === Node.TEXT_NODE && (node.textContent ?? "").trim() !== "",
      );
      if (texts.length === 0) continue;
      let layer: Element = root;
      const clips: DOMRect[] = [];
      for (let up: Element | null = of; up !== null; up = up.parentElement) {
        const style = getComputedStyle(up);
        if (style.overflowX !== "visible" && up !== root && up !== document.body)
          clips.push(up.getBoundingClientRect());
        if (layer === root && /^(?:sticky|fixed)$/.test(style.position)) layer = up;
      }
      for (const text of texts) {
        const range = document.createRange();
        range.selectNodeContents(text);
        for (const rect of range.getClientRects()) {
          const left = Math.max(rect.left, ...clips.map((clip) => clip.left));
          const right = Math.min(rect.right, ...clips.map((clip) => clip.right));
          const top = Math.max(rect.top, ...clips.map((clip) => clip.top));
          const bottom = Math.min(rect.bottom, ...clips.map((clip) => clip.bottom));
          if (right - left > 1 && bottom - top > 1)
            boxes.push({ of, layer, left, right, top, bottom });
        }
      }
    }
    boxes.sort((a, b) => a.top - b.top);
    for (const [index, one] of boxes.entries()) {
      for (const other of boxes.slice(index + 1)) {
        if (other.top > one.bottom - TOUCH) break;
        if (one.layer !== other.layer || one.of === other.of) continue;
        const wide = Math.min(one.right, other.right) - Math.max(one.left, other.left);
        const high = Math.min(one.bottom, other.bottom) - other.top;
        if (wide > TOUCH && high > TOUCH)
          faults.add(`text over text: ${nameOf(one.of)} and ${nameOf(other.of)}`);
      }
    }
    return [...faults];
  });
}
