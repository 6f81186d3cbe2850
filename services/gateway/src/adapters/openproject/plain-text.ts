import { disarmText } from '@desk/domain';

/** Our bound on one text, in UTF-16 units; OpenProject has none of its own. */
export const textCharsMax = 100_000;

/** Line ends in one way, nothing that turns directions, and no control characters. */
export function plainText(text: string): string {
  return disarmText(text);
}

/** A text where OpenProject takes no line breaks. */
export function oneLine(text: string): string {
  return disarmText(text.replaceAll(/[\p{Cc}\p{Zl}\p{Zp}\s]+/gu, ' ').trim());
}
