import type { Plugin } from "vite";
import { parse } from "yaml";

/** Turns an imported `.yaml` file into data, so no YAML parser is shipped. */
export function yaml(): Plugin {
  return {
    name: "linklab:yaml",
    transform(source, id) {
      if (!id.endsWith(".yaml")) return null;
      return { code: `export default ${JSON.stringify(parse(source))};`, map: null };
    },
  };
}
