import { expect, it } from 'vitest';
import { createConfirmationMail } from './confirmation-mail.ts';

it('says the code, until when it is good and what to do if it was somebody else, in both languages', () => {
  const letter = createConfirmationMail('Europe/Kyiv');
  const { subject, text } = letter.write({ code: '12345678', expiresAt: Date.parse('2026-11-23T08:10:00Z') });
  expect(subject).not.toMatch(/\d/);
  expect(text.match(/1234 5678/g)).toHaveLength(2);
  expect(text.match(/10:10/g)).toHaveLength(2);
  expect(text).toContain('Якщо це не ви');
  expect(text).toContain('If this was not you');
});
