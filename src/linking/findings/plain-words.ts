const NAMED: Readonly<Record<string, string>> = {
  quot: '"',
  apos: "'",
  amp: "&",
  lt: "<",
  gt: ">",
  nbsp: " ",
};

/** A letter, digit or `_`; a comma only where it joins the scopes of a list. */
const WORD = /[\p{L}\p{N}_]+(?:,(?=\w{1,40}:\w)[\p{L}\p{N}_]+)*/gu;

/** Soft hyphen, zero-width, direction and byte-order marks: nobody sees them. */
const HIDDEN = /[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff]/g;

/**
 * The words of a text in lower case, parted by one blank, with a blank at both ends, so that a phrase
 * is found by `includes`. Tags, entities, percent-encoding and escapes of JSON are undone first.
 * Linear in the length of the text.
 */
export function plainWords(text: string): string {
  const plain = readEscapes(readPercent(readPercent(readEntities(dropTags(text)))));
  const words = plain.replace(HIDDEN, "").toLowerCase().match(WORD) ?? [];
  return ` ${words.join(" ")} `;
}

function dropTags(text: string): string {
  return text.replace(/<\/?[a-z][^<>]{0,200}>/gi, " ");
}

function readEntities(text: string): string {
  return text.replace(
    /&(?:#x([\da-f]{1,6})|#(\d{1,7})|(quot|apos|amp|lt|gt|nbsp));/gi,
    (whole, hex?: string, decimal?: string, name?: string) => {
      if (name !== undefined) return NAMED[name.toLowerCase()] ?? whole;
      const code = hex === undefined ? Number(decimal) : Number.parseInt(hex, 16);
      return code <= 0x10ffff ? String.fromCodePoint(code) : whole;
    },
  );
}

function readPercent(text: string): string {
  return text.replace(/(?:%[\da-f]{2})+/gi, (run) => {
    try {
      return decodeURIComponent(run);
    } catch {
      return run;
    }
  });
}

/** A run of backslashes is taken whole, whatever follows: else each of them would be tried again. */
function readEscapes(text: string): string {
  return text.replace(/\\+(?:u([\da-f]{4})|[nrt])?/gi, (_, hex?: string) =>
    hex === undefined ? " " : String.fromCharCode(Number.parseInt(hex, 16)),
  );
}
