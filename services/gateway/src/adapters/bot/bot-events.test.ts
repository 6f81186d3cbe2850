import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { headers, problem } from '@desk/contract';
import { createInMemoryReplayTable, createRequestSigner, createRequestVerifier, createSigningKey } from '@desk/crypto';
import { afterEach, describe, expect, it } from 'vitest';
import { createSteeredClock } from '../../../test/fakes/system.ts';
import { createBotEvents } from './bot-events.ts';

const event = { kind: 'session-revoked', id: 'r-1', sessionId: '00000000-0000-4000-8000-000000000001', at: 1 } as const;
const closing: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0)) await close();
});

/** A bot that answers as told, the last answer again and again, and remembers whether what came was signed by the gateway. */
async function aBot(...answers: readonly (readonly [status: number, answer: unknown])[]) {
  const key = await createSigningKey('gateway-1');
  const clock = createSteeredClock();
  const replays = createInMemoryReplayTable({ entriesMax: 10 });
  const verifier = createRequestVerifier({ publicKeys: new Map([[key.kid, key.publicKey]]), replays });
  const seen: { verdict: string; body: unknown }[] = [];
  const server = createServer(async (request, response) => {
    const chunks: Uint8Array[] = [];
    for await (const chunk of request) chunks.push(chunk);
    const body = Buffer.concat(chunks);
    const header = request.headers[headers.signature];
    const signed = { method: request.method ?? '', path: request.url ?? '', body, header: String(header) };
    seen.push({ verdict: (await verifier.verify(signed, clock.now())).kind, body: JSON.parse(body.toString()) });
    const [status, answer] = answers[Math.min(seen.length, answers.length) - 1] ?? [500, null];
    response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(answer));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  closing.push(() => new Promise((resolve) => server.close(resolve)));
  const { port } = server.address() as AddressInfo;
  const pauses: number[] = [];
  const wait = async (ms: number) => void pauses.push(ms);
  const baseUrl = `http://127.0.0.1:${port}`;
  return { seen, pauses, bot: createBotEvents({ baseUrl, signer: createRequestSigner(key), clock, wait }) };
}

describe('the private listener of the bot', () => {
  it('is given events in a signed request, and stores them', async () => {
    const { bot, seen } = await aBot([202, { stored: 1 }]);
    expect(await bot.deliver([event])).toBe('stored');
    expect(seen).toEqual([{ verdict: 'verified', body: { events: [event] } }]);
  });

  it('that is about to stop is asked again, with a signature of its own, for another may be there', async () => {
    const stopping = [503, problem('overloaded', 'Later.', { retryAfterSeconds: 2 })] as const;
    const { bot, seen, pauses } = await aBot(stopping, [202, { stored: 1 }]);
    expect(await bot.deliver([event])).toBe('stored');
    expect(seen.map(({ verdict }) => verdict)).toEqual(['verified', 'verified']);
    expect(pauses).toEqual([250]);
  });

  it.each<[string, number, unknown]>([
    ['a problem', 401, problem('signature-refused', 'Not signed.')],
    ['a database that gives nothing', 503, problem('overloaded', 'Later.', { retryAfterSeconds: 1 })],
    ['an answer of another contract', 200, { ok: true }],
  ])('that answers with %s has refused them', async (_, status, answer) => {
    const { bot } = await aBot([status, answer]);
    expect(await bot.deliver([event])).toBe('refused');
  });

  it('that is not there is told apart', async () => {
    const { bot } = await aBot([202, { stored: 1 }]);
    for (const close of closing.splice(0)) await close();
    expect(await bot.deliver([event])).toBe('unreachable');
  });
});
