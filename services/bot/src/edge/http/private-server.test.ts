import { Problem } from '@desk/contract';
import { createInMemoryReplayTable, createRequestSigner, createRequestVerifier, createSigningKey } from '@desk/crypto';
import { createLogger } from '@desk/logging';
import type { FastifyInstance } from 'fastify';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createMemoryMetrics } from '../../../test/fakes/memory-metrics.ts';
import type { Arrival } from '../../ports/inbox.ts';
import { createDrain, type Drain } from './drain.ts';
import { createPrivateServer } from './private-server.ts';

const now = Date.UTC(2026, 10, 16, 8);
const key = await createSigningKey('gateway-1');
const signer = createRequestSigner(key);
const path = '/v1/events';

let server: FastifyInstance;
let stored: Arrival[];
let broken: boolean;
let drain: Drain;

beforeEach(() => {
  stored = [];
  broken = false;
  drain = createDrain();
  server = createPrivateServer({
    verifier: createRequestVerifier({
      publicKeys: new Map([[key.kid, key.publicKey]]),
      replays: createInMemoryReplayTable({ entriesMax: 100 }),
    }),
    inbox: {
      async append(arrival) {
        if (broken) throw new Error('no database');
        stored.push(arrival);
        return 'stored';
      },
    },
    clock: { now: () => now },
    counts: createMemoryMetrics(),
    drain,
    log: createLogger({ service: 'bot', level: 'silent' }),
  });
});
afterEach(() => server.close());

const ticket = {
  number: 'SD-128',
  reference: '0190b1f0-0000-7000-8000-000000000001',
  status: 'in-progress',
  priority: 'high',
  requestType: 'internet',
  team: 'service-desk',
  requester: 'e-8',
  assignee: 'e-1',
  createdAt: now,
  changedAt: now,
  url: 'https://jira.example.org/browse/SD-128',
};
const events = [
  { kind: 'ticket-changed', id: 'event-1', ticket, marks: null },
  { kind: 'session-revoked', id: 'event-2', sessionId: '0190b1f0-0000-7000-8000-000000000002', at: now },
];

async function post(body: unknown, header?: string) {
  const payload = Buffer.from(JSON.stringify(body));
  const signature = header ?? (await signer.sign({ method: 'POST', path, body: payload }, now));
  const headers = { 'content-type': 'application/json', ...(signature && { 'desk-signature': signature }) };
  return server.inject({ method: 'POST', url: path, headers, payload });
}

describe('events of the gateway', () => {
  it('202: are stored, each in the lane of its ticket or session, before they are acknowledged', async () => {
    const response = await post({ events });
    expect({ status: response.statusCode, body: response.json() }).toEqual({ status: 202, body: { stored: 2 } });
    expect(stored).toMatchObject([
      { source: 'tracker', sourceId: 'event-1', lane: 'ticket:SD-128' },
      { source: 'tracker', sourceId: 'event-2', lane: 'session:0190b1f0-0000-7000-8000-000000000002' },
    ]);
    expect(JSON.parse(Buffer.from(stored[0]?.payload ?? []).toString())).toEqual(events[0]);
  });

  it.each([[''], ['nonsense']])('401: unsigned or signed by nobody we know', async (header) => {
    const response = await post({ events }, header);
    expect(response.statusCode).toBe(401);
    expect(Problem.parse(response.json()).code).toBe('signature-refused');
    expect(stored).toEqual([]);
  });

  it('401: signed for another body, or sent a second time', async () => {
    const other = Buffer.from(JSON.stringify({ events: events.slice(0, 1) }));
    expect((await post({ events }, await signer.sign({ method: 'POST', path, body: other }, now))).statusCode).toBe(
      401,
    );
    const body = Buffer.from(JSON.stringify({ events }));
    const signature = await signer.sign({ method: 'POST', path, body }, now);
    expect((await post({ events }, signature)).statusCode).toBe(202);
    expect((await post({ events }, signature)).statusCode).toBe(401);
  });

  it('400: signed, but not as the contract says', async () => {
    for (const body of [{}, { events: [] }, { events: [{ ...events[0], ticket: { ...ticket, status: 'odd' } }] }]) {
      const response = await post(body);
      expect(response.statusCode).toBe(400);
      expect(Problem.parse(response.json()).code).toBe('request-invalid');
    }
    expect(stored).toEqual([]);
  });

  it('503: when they cannot be stored', async () => {
    broken = true;
    const response = await post({ events });
    expect([response.statusCode, response.headers['retry-after']]).toEqual([503, '1']);
    expect(Problem.parse(response.json())).toMatchObject({ code: 'overloaded', retryAfterSeconds: 1 });
  });

  it('503: while the bot stops, to come again in two seconds', async () => {
    await drain.begin(0);
    const response = await post({ events });
    expect([response.statusCode, response.headers['retry-after']]).toEqual([503, '2']);
    expect(Problem.parse(response.json())).toMatchObject({ code: 'overloaded', retryAfterSeconds: 2 });
    expect(stored).toEqual([]);
  });
});
