import { problem } from '@desk/contract';
import { expect, it } from 'vitest';
import type { CallReport } from '../../ports/metrics.ts';
import { measureCalls } from './measure-calls.ts';

it.each([
  ['answered', { kind: 'answered', status: 200, body: { name: 'words of a person' } }],
  ['not-permitted', { kind: 'refused', problem: problem('not-permitted', 'No.') }],
  ['unreachable', { kind: 'unreachable', sent: 'maybe' }],
  ['misunderstood', { kind: 'misunderstood', status: 502 }],
  ['other', null],
])('a call is told of by its name, and that it was %s, and passed on as it is', async (outcome, answer) => {
  const told: CallReport[] = [];
  const client = measureCalls({ readTicket: async (_: { number: string }) => answer }, (call) => told.push(call));
  expect(await client.readTicket({ number: 'SD-1' })).toBe(answer);
  expect(told).toEqual([{ what: 'readTicket', outcome, seconds: expect.any(Number) }]);
});
