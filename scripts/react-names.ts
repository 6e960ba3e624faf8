import type { Plugin } from "vite";

/** What the source takes from React. */
const NAMES = `Component, Fragment, StrictMode, Suspense, createContext, createElement, lazy, memo, startTransition, use, useCallback,
  useContext, useEffect, useId, useLayoutEffect, useMemo, useRef, useState, useSyncExternalStore`;

/**
 * React as modules with names of their own: React's packages are CommonJS, of which each call in a built script would
 * be `(0, react.useState)(…)` and `(0, runtime.jsx)(…)`. In production `jsxs` is `jsx`.
 */
const MODULES: Readonly<Record<string, string>> = {
  react: `import react from "react"; export const { ${NAMES} } = react;`,
  "react/jsx-runtime":
    'import runtime from "react/jsx-runtime"; export const { jsx, Fragment } = runtime; export { jsx as jsxs };',
};

/** Wouter brings a replacement for what React has had since version 18. */
export const REACT_ALIAS = { "use-sync-external-store/shim/index.js": "react" };

/** Lets what is written here import React from {@link MODULES}. */
export function createReactNames(): Plugin {
  return {
    name: "linklab:react-names",
    apply: "build",
    enforce: "pre",
    resolveId(source, importer = "") {
      const isOwn = /\/src\/.*\.tsx?$/.test(importer) && !importer.includes("node_modules/");
      return isOwn && Object.hasOwn(MODULES, source) ? PREFIX + source : null;
    },
    load: (id) => (id.startsWith(PREFIX) ? (MODULES[id.slice(PREFIX.length)] ?? null) : null),
  };
}

const PREFIX = "\0linklab:react-names/";
