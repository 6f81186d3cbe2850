import { expect, it } from 'vitest';
import { judgeMail } from './judge-mail.ts';

it.each([
  ['none', []],
  ['answers', ['ok']],
  ['away', ['broken']],
  ['not-encrypted', ['broken']],
  ['login-refused', ['broken']],
] as const)('a mail server that %s is %j', (facts, found) => {
  const judged = judgeMail(facts);
  expect(judged.map(({ state }) => state)).toEqual(found);
  for (const { remedy, state } of judged) expect(remedy === undefined || remedy === null).toBe(state === 'ok');
});
