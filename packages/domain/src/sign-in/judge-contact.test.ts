import { expect, it } from 'vitest';
import { judgeContact, type SharedContact } from './judge-contact.ts';

const own: SharedContact = { chatKind: 'private', senderId: 7, contactUserId: 7, forwarded: false };

/** @claim border Only a contact that Telegram says is the sender’s own, in a private chat and not forwarded, counts. */
it.each([
  { contact: own, verdict: { kind: 'own-contact' } },
  { contact: { ...own, chatKind: 'group' }, verdict: { kind: 'refused', reason: 'not-private' } },
  { contact: { ...own, forwarded: true }, verdict: { kind: 'refused', reason: 'forwarded' } },
  { contact: { ...own, contactUserId: null }, verdict: { kind: 'refused', reason: 'no-account' } },
  { contact: { ...own, contactUserId: 8 }, verdict: { kind: 'refused', reason: 'someone-elses' } },
] as const)('a shared contact $contact is $verdict', ({ contact, verdict }) => {
  expect(judgeContact(contact)).toEqual(verdict);
});
