import { createRequestSigner, createRequestVerifier, createSigningKey, type RequestVerdict } from '@desk/crypto';
import { testDatabase } from '@desk/testing/vitest';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createReplayTable, type StoredReplayTable } from '../../src/adapters/postgres/replay-table.ts';
import { mutations, type Overheard } from './mutations.table.ts';

const now = Date.parse('2026-11-23T08:00:00Z');
const requestsSent = 100;
const replaysSent = 2_000;
const mutationsSent = 8_000;
const atATime = 100;

type Verify = ReturnType<typeof createRequestVerifier>['verify'];

let databaseUrl: string;
const tables: StoredReplayTable[] = [];
/** A process of the gateway: those that run beside each other, and the same one after a restart, share the database. */
let startGateway: () => Verify;
let overhear: (at: number) => Promise<Overheard>;
let forge: (request: Overheard['request']) => Promise<string>;

beforeAll(async () => {
  databaseUrl = (await testDatabase('gateway')).url;
  const [bot, second, attacker] = await Promise.all(['bot-1', 'bot-2', 'bot-1'].map(createSigningKey));
  if (!bot || !second || !attacker) throw new Error('Keys are missing.');
  const publicKeys = new Map([bot, second].map(({ kid, publicKey }) => [kid, publicKey]));
  const signer = createRequestSigner(bot);
  startGateway = () => {
    const replays = createReplayTable(databaseUrl);
    tables.push(replays);
    return createRequestVerifier({ publicKeys, replays }).verify;
  };
  overhear = async (at) => {
    const body = new TextEncoder().encode(JSON.stringify({ ticket: at }));
    const request = { method: 'POST', path: '/v1/tickets?draft=1', body };
    return { request: { ...request, header: await signer.sign(request, now) }, signedAtMs: now };
  };
  forge = (request) => createRequestSigner(attacker).sign(request, now);
});
afterAll(() => Promise.all(tables.map((table) => table.close())));

async function overhearMany(): Promise<readonly Overheard[]> {
  return Promise.all(Array.from({ length: requestsSent }, (_, at) => overhear(at)));
}

/** Every verdict, some at a time. */
async function judgeAll(count: number, judge: (turn: number) => Promise<RequestVerdict>): Promise<RequestVerdict[]> {
  const verdicts: RequestVerdict[] = [];
  for (let from = 0; from < count; from += atATime) {
    verdicts.push(...(await Promise.all(Array.from({ length: atATime }, (_, at) => judge(from + at)))));
  }
  return verdicts;
}

const reasonsOf = (verdicts: readonly RequestVerdict[]) =>
  [...new Set(verdicts.map((verdict) => (verdict.kind === 'refused' ? verdict.reason : verdict.kind)))].toSorted();

function itemOf<T>(items: readonly T[], turn: number): T {
  for (const item of items.slice(turn % items.length)) return item;
  throw new Error('There are none.');
}

describe('what was overheard between the zones', () => {
  /**
   * @claim border 2,000 overheard requests, sent again to two gateways and after a restart, are all refused.
   * (ASVS 12.3.5)
   */
  it(`is refused when it is sent again: ${replaysSent} times, to two replicas and after a restart`, async () => {
    const [one, other] = [startGateway(), startGateway()];
    const requests = await overhearMany();
    const sent = await Promise.all(requests.map(({ request }, at) => (at % 2 ? one : other)(request, now)));
    expect(reasonsOf(sent)).toEqual(['verified']);

    const processes = [one, other, startGateway()];
    const replays = await judgeAll(replaysSent, (turn) => {
      // From five seconds before it was signed, by a clock that is behind, until it is too old in any case.
      const atMs = now - 5_000 + ((turn * 71) % 75_000);
      return itemOf(processes, turn)(itemOf(requests, turn * 7).request, atMs);
    });
    expect(replays).toHaveLength(replaysSent);
    expect(reasonsOf(replays)).toEqual(['expired', 'replayed']);
  });

  /** @claim border 8,000 overheard requests, each changed in some part, are all refused. (ASVS 4.1.5) */
  it(`is refused when any part of it is changed: ${mutationsSent} times, and counts once unchanged`, async () => {
    const [one, other] = [startGateway(), startGateway()];
    const requests = await overhearMany();
    const forged = await Promise.all(requests.map(({ request }) => forge(request)));
    const ways = Object.values(mutations);
    const verdicts = await judgeAll(mutationsSent, (turn) => {
      const at = (turn * 7) % requests.length;
      const attacker = { other: itemOf(requests, at + 1), ownSignature: () => itemOf(forged, at) };
      const { request, atMs } = itemOf(ways, turn)(itemOf(requests, at), Math.floor(turn / ways.length), attacker);
      return (turn % 2 ? one : other)(request, atMs);
    });
    expect(verdicts).toHaveLength(mutationsSent);
    expect(reasonsOf(verdicts)).not.toContain('verified');
    // Refused for what it is: had a forgery used a request up, its sender would be refused in its place.
    expect(reasonsOf(verdicts)).not.toContain('replayed');
    const unchanged = await Promise.all(requests.map(({ request }) => one(request, now)));
    expect(reasonsOf(unchanged)).toEqual(['verified']);
  });
});
