/** Our bound on one text, in UTF-16 units; OpenProject has none of its own. */
export const textCharsMax = 100_000;

/** Line ends in one way, and without control characters. */
export function plainText(text: string): string {
  return text.replaceAll(/\r\n?/g, '\n').replaceAll(/[^\P{Cc}\n\t]/gu, '');
}

/** A text where OpenProject takes no line breaks. */
export function oneLine(text: string): string {
  return text.replaceAll(/[\p{Cc}\p{Zl}\p{Zp}\s]+/gu, ' ').trim();
}
