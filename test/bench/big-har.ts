import { linkBy, linkingLogin, NAMED, ownToken, unlinkBy } from "#test/corpus/har-requests.ts";
import { chromium, type Sent } from "#test/corpus/har-shapes.ts";

/** One entry in so many has to do with linking. */
const ONE_IN = 100;

/**
 * A recording as Chromium exports it: 10,000 entries, as many bytes as asked for or some more. Its
 * bodies are long strings without a dot, in which whoever looks for a token would have to look far.
 */
export function makeBigHar(size: number, entries = 10_000): string {
  const bare = chromium(Array.from({ length: entries }, (_, index) => sentAt(index, "")));
  const filler = Math.ceil((size - bare.length) / (entries * (1 - 1 / ONE_IN)));
  return chromium(
    Array.from({ length: entries }, (_, index) => sentAt(index, "x1Y_".repeat(filler / 4 + 1))),
  );
}

function sentAt(index: number, answer: string): Sent {
  if (index % ONE_IN !== 0)
    return { url: `https://app.example/api/things/${index}`, headers: { Accept: "*/*" }, answer };
  const relevant = [
    linkingLogin(),
    linkBy(ownToken, { link_with: ownToken }),
    linkBy(null, NAMED),
    unlinkBy(null),
  ];
  return relevant[(index / ONE_IN) % relevant.length] ?? linkingLogin();
}
