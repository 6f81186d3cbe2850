/**
 * What turns the direction of everything after it (Unicode UAX 9: embeddings, overrides, isolates and their ends), so
 * that a name or a quoted word rearranges the line it stands in. Marks such as U+200F, which Hebrew and Arabic need,
 * turn nothing round.
 */
const turning = /[\u202a-\u202e\u2066-\u2069]/g;
/** Control characters that are no white space: colours of a terminal, bells, ends of strings. */
const silent = /[^\P{Cc}\t\n]/gu;
/** Whatever any reader of lines takes for the end of one, and a tab, which leaves its column. */
const breaking = /\r\n|[\p{Cc}\p{Zl}\p{Zp}]/gu;

/**
 * A person's words, fit to be shown beside other words: line ends in one way, what turns directions made visible as
 * `‹U+202E›`, and no control characters. Nothing else changes.
 */
export function disarmText(text: string): string {
  return text.replaceAll(/\r\n?/g, '\n').replaceAll(silent, '').replaceAll(turning, nameOf);
}

/** The same for a place of one line, such as a line of a terminal: there every control character is made visible. */
export function disarmLine(text: string): string {
  return text.replaceAll(breaking, nameOf).replaceAll(turning, nameOf);
}

function nameOf(characters: string): string {
  const codes = [...characters].map((character) => character.codePointAt(0)?.toString(16).toUpperCase() ?? '');
  return codes.map((code) => `‹U+${code.padStart(4, '0')}›`).join('');
}
