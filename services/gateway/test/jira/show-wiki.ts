export interface ShownWiki {
  readonly text: string;
  /** What Jira would take for more than text. */
  readonly acting: readonly string[];
}

/** What Jira's wiki renderer looks for, by Atlassian's "Text Formatting Notation Help". */
const notation: readonly RegExp[] = [
  /\{[a-z][^}\n]*\}/gi,
  /\[[^\]\n]+\]/g,
  /![^!\s][^!\n]*!/g,
  /(?<![\p{L}\p{N}])([*_+^~]|-|\?\?)(?=\S)[^\n]*?\S\1(?![\p{L}\p{N}])/gu,
  /\{\{[^\n]+\}\}/g,
  /^\s*(?:h[1-6]|bq)\.\s/gim,
  /^\s*(?:[*#]+|-)\s/gm,
  /^\s*\|/gm,
  /^\s*-{4,}\s*$/gm,
  /(?<=\s)-{2,3}(?=\s)/g,
  /\\\\/g,
  /(?::\)|:\(|:P|:p|:D|;\)|\([yYnNi/x!+?*]\)|\(on\)|\(off\)|\(\*[rgby]\)|\(flag(?:off)?\))/g,
  /\b(?:https?|ftp|irc|news|nntp):\/\//gi,
  /\b(?:mailto|file|tel):/gi,
  /(?<![\p{L}\p{N}\\])@[\p{L}\p{N}]/gu,
];

/** A sign behind a backslash, or a number of a character, is that character and nothing more. */
const literal = /\\([*_+?^~|%{}[\]()!@#-])|&#(\d{1,7});/g;
const held = 0xe100;
const heldMax = 0xf8ff;

/** The text as a reader sees it, and whatever in it would act. */
export function showWiki(wiki: string): ShownWiki {
  const characters: string[] = [];
  // Out of the way while the notation is looked for, as the renderer itself does it.
  const rest = wiki.replaceAll(literal, (_, sign: string | undefined, code: string | undefined) => {
    if (held + characters.length > heldMax) throw new Error('The text is too long for this reader.');
    characters.push(sign ?? String.fromCodePoint(Number(code)));
    return String.fromCharCode(held + characters.length - 1);
  });
  const named = [...rest.matchAll(/&[a-z]\w{1,30};/gi)].map(([found]) => found);
  const acting = [...notation.flatMap((pattern) => [...rest.matchAll(pattern)].map(([found]) => found)), ...named];
  const text = rest.replaceAll(/[\ue100-\uf8ff]/g, (place) => characters[place.charCodeAt(0) - held] ?? place);
  return { text, acting };
}
