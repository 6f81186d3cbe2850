import { expect, it } from 'vitest';
import type { WireAnswer, WireRequest } from './client.ts';
import { problem } from './problem.ts';
import { repeatRefused } from './repeat-refused.ts';

const request: WireRequest = { method: 'POST', path: '/v1/tickets', headers: {}, body: new Uint8Array([1]) };
const well: WireAnswer = { kind: 'answered', status: 200, body: new Uint8Array() };

function refused(retryAfterSeconds?: number, code: 'overloaded' | 'tracker-down' = 'overloaded'): WireAnswer {
  const body = problem(code, 'Not now.', retryAfterSeconds === undefined ? {} : { retryAfterSeconds });
  return { kind: 'answered', status: 503, body: new TextEncoder().encode(JSON.stringify(body)) };
}

async function send(answers: readonly WireAnswer[], sent: WireRequest = request) {
  const left = [...answers];
  const pauses: number[] = [];
  const transport = repeatRefused(async () => left.shift() ?? well, {
    wait: async (ms) => {
      pauses.push(ms);
    },
  });
  return { answer: await transport(sent), pauses };
}

it('comes again when a service that stops has said so, and nobody is the wiser', async () => {
  expect(await send([refused(2), refused(1)])).toEqual({ answer: well, pauses: [2_000, 1_000] });
});

it('gives up after two repeats', async () => {
  const last = refused(2);
  expect(await send([refused(2), refused(2), last])).toEqual({ answer: last, pauses: [2_000, 2_000] });
});

it.each<[string, WireAnswer, WireRequest]>([
  ['a refusal that asks for a longer pause', refused(10), request],
  ['a refusal that names no time', refused(), request],
  ['a tracker that is down', refused(1, 'tracker-down'), request],
  ['a service that may have done it', { kind: 'unreachable', sent: 'maybe' }, request],
  [
    'a page of somebody in between',
    { kind: 'answered', status: 503, body: new TextEncoder().encode('<html>') },
    request,
  ],
  ['a stream, which is read up', refused(2), { ...request, body: new ReadableStream() }],
])('passes on as it is: %s', async (_, first, sent) => {
  expect(await send([first], sent)).toEqual({ answer: first, pauses: [] });
});
