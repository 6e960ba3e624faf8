import { basename } from "node:path";

/**
 * Names classes by themselves and their file, such as `check_page`: shorter than by a hash and a line, and to be read.
 *
 * @throws TypeError where a second file has the name of another
 */
export function createClassNames(): (name: string, file: string) => string {
  const files = new Map<string, string>();
  return (name, file) => {
    const owner = basename(file, ".module.css");
    const known = files.get(owner) ?? file;
    if (known !== file) throw new TypeError(`${known} and ${file} name their classes alike.`);
    files.set(owner, file);
    return `${owner}_${name}`;
  };
}
