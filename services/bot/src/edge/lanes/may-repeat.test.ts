import { expect, it } from 'vitest';
import type { Effect, ShowEffect } from '../../ports/plan.ts';
import { mayRepeat } from './may-repeat.ts';

const show: ShowEffect = {
  kind: 'show',
  chatId: 1,
  language: 'uk',
  screen: { kind: 'signed-out' },
  keyboard: null,
  placement: { kind: 'message' },
  about: null,
  silent: false,
};
const card: Effect = { ...show, placement: { kind: 'card', card: 'duty' } };
const below: Effect = { ...show, placement: { kind: 'card-below', card: 'duty' } };
const relayed: Effect = { kind: 'relay-message', chatId: 1, personId: 'p', messageId: 'm', again: false };
const standing = { messageId: 7 };

it.each<[string, Effect, typeof standing | null, boolean, boolean]>([
  ['a new message', show, null, true, false],
  ['a card that does not stand yet', card, null, true, false],
  ['a card that stands', card, standing, true, true],
  [
    'a card to be edited where it stands',
    { ...show, placement: { kind: 'card-if-standing', card: 'duty' } },
    null,
    true,
    true,
  ],
  ['a card sent anew at the bottom', below, standing, true, false],
  ['a card retired', { kind: 'retire-card', chatId: 1, card: 'duty' }, standing, true, true],
  ['a message removed', { kind: 'delete-message', chatId: 1, messageId: 7 }, null, true, true],
  ['a ticket filed', { kind: 'file-ticket', ticketId: 't' }, null, true, true],
  ['everything held of a person, as a file', { kind: 'send-data', chatId: 1, personId: 'p' }, null, true, false],
  ['what was said, about which its relay decides', relayed, null, true, true],
  ['a session renewed', { kind: 'renew-session', sessionId: 's', personId: 'p' }, null, true, true],
])('%s may be repeated after four doubts and after five', (_, effect, stands, afterFour, afterFive) => {
  expect(mayRepeat({ effect, standing: stands, doubts: 4 })).toBe(afterFour);
  expect(mayRepeat({ effect, standing: stands, doubts: 5 })).toBe(afterFive);
});
