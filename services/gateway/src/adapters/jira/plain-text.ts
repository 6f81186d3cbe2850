/** Jira's bound on one text, in UTF-16 units. */
export const textCharsMax = 32_767;

/** Line ends in one way, and without the control characters that Jira's XML exports cannot hold. */
export function plainText(text: string): string {
  return text.replaceAll(/\r\n?/g, '\n').replaceAll(/[^\P{Cc}\n\t]/gu, '');
}

/** A text where Jira takes no line breaks. */
export function oneLine(text: string): string {
  return text.replaceAll(/[\p{Cc}\p{Zl}\p{Zp}\s]+/gu, ' ').trim();
}
