import { disarmText } from '@desk/domain';

/** Jira's bound on one text, in UTF-16 units. */
export const textCharsMax = 32_767;

/** Line ends in one way, nothing that turns directions, and no control characters, which Jira's XML exports cannot hold. */
export function plainText(text: string): string {
  return disarmText(text);
}

/** A text where Jira takes no line breaks. */
export function oneLine(text: string): string {
  return disarmText(text.replaceAll(/[\p{Cc}\p{Zl}\p{Zp}\s]+/gu, ' ').trim());
}
