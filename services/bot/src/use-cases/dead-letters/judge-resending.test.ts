import { expect, it } from 'vitest';
import type { DeadLetter } from '../../ports/dead-letters.ts';
import { judgeResending, type ResendVerdict } from './judge-resending.ts';

const now = 1_800_000_000_000;
const hour = 3_600_000;
const day = 24 * hour;

const free: ResendVerdict = { kind: 'free' };
const mayHaveArrived: ResendVerdict = { kind: 'doubtful', doubt: 'may-have-arrived' };
const longAgo: ResendVerdict = { kind: 'doubtful', doubt: 'long-ago' };
const outdated: ResendVerdict = { kind: 'pointless', why: 'outdated' };
const blocked: ResendVerdict = { kind: 'pointless', why: 'blocked' };

function letter(change: Partial<DeadLetter>): DeadLetter {
  return {
    ...{ id: '0193b7a0-0000-7000-8000-000000000001', from: 'outbox', what: 'show', about: { kind: 'stranger' } },
    ...{ cameAt: now - hour, setAsideAt: now - hour / 2, reason: 'failed', tries: 8, doubts: 0 },
    ...{ isOutdated: false, isBlocked: false },
    ...change,
  };
}

it.each<[string, Partial<DeadLetter>, ResendVerdict]>([
  ['a notice that surely never left', {}, free],
  ['a notice that may have arrived: a rare duplicate is accepted', { doubts: 5, reason: 'unknown' }, free],
  ['a screen that has given way to a later one', { isOutdated: true }, outdated],
  ['anything for somebody who blocked the bot', { isBlocked: true, reason: 'blocked' }, blocked],
  ['words that surely never left', { what: 'relay-message' }, free],
  ['words that may have arrived', { what: 'relay-message', doubts: 1 }, mayHaveArrived],
  ['a file that may have arrived', { what: 'send-file', doubts: 5 }, mayHaveArrived],
  ['a correction, which changes what stands there', { what: 'relay-edit', doubts: 1 }, free],
  ['a comment whose key the gateway knows', { what: 'post-comment', doubts: 3, cameAt: now - 6 * day }, free],
  ['a comment whose key it has forgotten', { what: 'post-comment', cameAt: now - 8 * day }, longAgo],
  ['a ticket from long ago', { what: 'file-ticket', cameAt: now - 8 * day }, longAgo],
  ['a notice from long ago', { cameAt: now - 8 * day }, free],
  ['an update of today', { from: 'inbox', what: 'telegram', reason: 'defect', cameAt: now - 23 * hour }, free],
  ['an update that nobody expects any more', { from: 'inbox', what: 'telegram', cameAt: now - 25 * hour }, longAgo],
  ['news of the tracker, of any age', { from: 'inbox', what: 'tracker', cameAt: now - 30 * day }, free],
  [
    'what took processes down',
    { from: 'inbox', what: 'telegram', reason: 'deadly' },
    { kind: 'doubtful', doubt: 'deadly' },
  ],
  ['what was under way when the database was restored', { reason: 'restored' }, mayHaveArrived],
])('%s', (_, change, verdict) => {
  expect(judgeResending(letter(change), now)).toEqual(verdict);
});
