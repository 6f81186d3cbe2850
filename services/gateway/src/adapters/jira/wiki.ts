/**
 * What Jira's wiki renderer would take for markup. It reads a backslash before exactly the characters of the first
 * class as "the next one is only itself"; a hyphen inside a word means nothing to it, so dates and ids stay readable.
 * For the rest there is no backslash: a backslash itself, what looks like an entity, the beginning of a heading or a
 * quote, and the colon of a web address or of a smiley.
 */
const markup =
  /(?<sign>[*_+?^~|%{}[\]()!@#]|(?<![\p{L}\p{N}])-|-(?![\p{L}\p{N}]))|&(?=#?\w{1,31};)|\\|(?<=^[ \t]*)(?:h(?=[1-6]\.)|b(?=q\.))|:(?=\/\/|[DPp])|(?<=\b(?:mailto|file|news|tel)):/gimu;

/** A person's words as wiki text that shows exactly those words: no macro, link, mention, picture, list or heading. */
export function neutraliseWiki(text: string): string {
  return text.replaceAll(markup, (found, sign: string | undefined) => (sign ? `\\${sign}` : entityOf(found)));
}

/** The words behind neutralised wiki text. Markup that somebody else wrote stays as they wrote it. */
export function wikiToText(wiki: string): string {
  return wiki.replaceAll(/\\([*_+?^~|%{}[\]()!@#-])|&#(\d{2,3});/g, (found, sign: string | undefined, code: string) => {
    if (sign) return sign;
    const character = String.fromCharCode(Number(code));
    // Only what `neutraliseWiki` writes: any other entity was not ours.
    return '&\\hHbB:'.includes(character) ? character : found;
  });
}

/** How wiki text shows a file of its ticket: `[^notes.txt]`, `!photo.png!`, `!photo.png|thumbnail!`. */
const fileReference = /(?<!\\)(?:\[\^[^\]\n]{1,255}\]|![^!|\s][^!|\n]{0,254}(?:\|[^!\n]{0,100})?!)/g;

/** Wiki text that shows exactly these words, and the files that the text shows. */
export function replaceWikiWords(wiki: unknown, text: string): string {
  const files = typeof wiki === 'string' ? (wiki.match(fileReference) ?? []) : [];
  return [neutraliseWiki(text), ...(files.length === 0 ? [] : [files.join('\n')])].join('\n\n');
}

/** Wiki text without its references to the files that are meant. */
export function withoutFiles(wiki: string, isMeant: (name: string) => boolean): string {
  return wiki.replaceAll(fileReference, (reference) => (isMeant(nameIn(reference)) ? '' : reference)).trim();
}

/** `[^notes.txt]` and `!photo.png|thumbnail!`: the name begins after the signs and ends before the options. */
function nameIn(reference: string): string {
  return reference.replace(/^(?:\[\^|!)/, '').replace(/(?:\|[^|]*)?[\]!]$/, '');
}

function entityOf(character: string): string {
  return `&#${character.charCodeAt(0)};`;
}
