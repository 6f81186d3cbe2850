import { confirmationLimits } from './confirmation.ts';

const { codeDigits } = confirmationLimits;
const separators = /[\s\u00a0-]/g;

/** The digits of a message that is a one-time code and nothing else, also in groups; null for any other message. */
export function readCode(text: string): string | null {
  const digits = text.trim().replaceAll(separators, '');
  return digits.length === codeDigits && /^\d+$/.test(digits) && text.length <= 2 * codeDigits ? digits : null;
}
