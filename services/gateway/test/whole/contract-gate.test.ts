import { type Endpoint, gatewayEndpoints, headers, Problem, problemStatus } from '@desk/contract';
import { createRequestSigner, createSigningKey } from '@desk/crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { aBatch, aClosing } from '../builders/dialogue.ts';
import { aNewTicket } from '../builders/new-ticket.ts';
import { employee } from '../builders/people.ts';
import { aComment } from '../builders/words.ts';
import { aUuid } from '../fakes/system.ts';
import { startGateway, type WholeGateway } from './start-gateway.ts';

const confirmationPath = `/v1/confirmations/${aUuid(600)}`;
const consultationPath = `/v1/tickets/SD-1/consultations/${aUuid(500)}`;

/** A well-formed request for every endpoint of the table. */
const samples = {
  openSession: { path: '/v1/sessions', body: { telegramUserId: 1_001, phone: '+380500000001' } },
  renewSession: { path: '/v1/sessions/current/renewal' },
  endSession: { path: `/v1/sessions/${aUuid(1)}` },
  submitCode: { path: `${confirmationPath}/code`, body: { telegramUserId: 1_001, code: '12345678' } },
  sendCode: { path: `${confirmationPath}/mail`, body: { telegramUserId: 1_001 } },
  askSupervisor: { path: `${confirmationPath}/supervisor`, body: { telegramUserId: 1_001 } },
  redeemConfirmation: { path: `${confirmationPath}/session`, body: { telegramUserId: 1_001 } },
  listConfirmations: { path: '/v1/confirmations' },
  judgeConfirmation: { path: `${confirmationPath}/verdict`, body: { verdict: 'confirm', comparisonCode: '1234' } },
  putUpload: { path: `/v1/uploads/${aUuid(1)}` },
  fileTicket: { path: '/v1/tickets', body: aNewTicket() },
  readTicket: { path: '/v1/tickets/SD-1' },
  readComment: { path: '/v1/tickets/SD-1/comments/1001' },
  readNote: { path: `/v1/tickets/SD-1/notes/${aUuid(200)}` },
  readFile: { path: '/v1/tickets/SD-1/files/1' },
  assignTicket: { path: '/v1/tickets/SD-1/assignee', body: { assignee: 'e-3', expected: null, remark: null } },
  moveTicket: { path: '/v1/tickets/SD-1/transitions', body: { to: 'closed', remark: null } },
  prioritiseTicket: { path: '/v1/tickets/SD-1/priority', body: { priority: 'high', remark: null } },
  transferTicket: { path: '/v1/tickets/SD-1/team', body: { team: 'repair', remark: null } },
  addParticipant: { path: '/v1/tickets/SD-1/participants', body: { who: 'employee-2@example.test' } },
  addComment: { path: '/v1/tickets/SD-1/comments', body: aComment() },
  editComment: { path: `/v1/tickets/SD-1/messages/${aUuid(200)}`, body: { text: 'Something else' } },
  openConsultation: { path: consultationPath },
  joinConsultation: { path: `${consultationPath}/specialists` },
  mirrorMessages: { path: `${consultationPath}/messages`, body: aBatch() },
  closeConsultation: { path: `${consultationPath}/closing`, body: aClosing() },
  listChanges: { path: '/v1/changes' },
  lookAtTickets: { path: '/v1/changes/looks', body: { numbers: ['SD-1'] } },
  relayHook: { path: '/v1/hooks', body: { headers: {}, query: {}, body: '' } },
  readWorkload: { path: '/v1/workload?team=network' },
  shipAudit: { path: '/v1/audit/segments', body: { entries: [{ number: 1, bytes: 'AA==', hash: '0'.repeat(64) }] } },
  readService: { path: '/v1/service' },
  readOwnData: { path: '/v1/people/current/data' },
  erasePerson: { path: '/v1/people/current' },
} as const satisfies Record<keyof typeof gatewayEndpoints, { path: string; body?: object }>;

type Name = keyof typeof samples;
const names = Object.keys(samples) as Name[];

interface Sent {
  readonly method: Endpoint['method'];
  readonly url: string;
  readonly headers: Record<string, string>;
  readonly payload?: string;
}

/**
 * @claim border Every endpoint of the gateway refuses what is unsigned, signed by an unknown key, for something else,
 * or too long ago, and a body that is too large or not what the contract says. (ASVS 2.2.1)
 */
describe('every endpoint of the contract', () => {
  let whole: WholeGateway;
  beforeAll(async () => {
    whole = await startGateway();
  });
  afterAll(() => whole.gateway.close());

  async function prepare(name: Name, more: Record<string, string> = {}): Promise<Sent> {
    const { method, body: kind }: Endpoint = gatewayEndpoints[name];
    const sample: { path: string; body?: object } = samples[name];
    const payload = sample.body ? JSON.stringify(sample.body) : undefined;
    const signedBody = kind === 'stream' ? ('streamed' as const) : new TextEncoder().encode(payload ?? '');
    const signature = await whole.signer.sign({ method, path: sample.path, body: signedBody }, whole.clock.now());
    const type = kind === 'stream' ? 'application/octet-stream' : 'application/json';
    const typed: Record<string, string> = kind === null ? {} : { 'content-type': type };
    const sent = { ...typed, [headers.signature]: signature, ...more };
    return { method, url: sample.path, headers: sent, ...(kind === null ? {} : { payload: payload ?? 'content' }) };
  }

  async function send(request: Sent) {
    const response = await whole.gateway.servers.contract.inject(request);
    return { status: response.statusCode, response, problem: Problem.safeParse(safeJson(response.payload)).data };
  }

  it.each(names)('%s is served', (name) => {
    const { method, path: url } = gatewayEndpoints[name];
    expect(whole.gateway.servers.contract.hasRoute({ method, url })).toBe(true);
  });

  it.each(names)('%s refuses a request without a signature', async (name) => {
    const request = await prepare(name);
    const { [headers.signature]: _, ...unsigned } = request.headers;
    expect((await send({ ...request, headers: unsigned })).problem).toMatchObject({
      code: 'signature-refused',
      status: 401,
    });
  });

  it.each(names)('%s refuses a signature of a key it does not know', async (name) => {
    const request = await prepare(name);
    const stranger = createRequestSigner(await createSigningKey('stranger'));
    const signed = { method: request.method, path: request.url, body: new TextEncoder().encode(request.payload ?? '') };
    const signature = await stranger.sign(signed, whole.clock.now());
    const forged = { ...request, headers: { ...request.headers, [headers.signature]: signature } };
    expect((await send(forged)).problem?.code).toBe('signature-refused');
  });

  it.each(names)('%s accepts a signed request once', async (name) => {
    const request = await prepare(name);
    expect((await send(request)).problem?.code).not.toBe('signature-refused');
    expect((await send(request)).problem?.code).toBe('signature-refused');
  });

  it.each(names)('%s refuses what was signed as something else', async (name) => {
    const request = await prepare(name);
    const elsewhere = request.url.includes('?') ? `${request.url}x` : `${request.url}?x=1`;
    expect((await send({ ...request, url: elsewhere })).problem?.code).toBe('signature-refused');
    const otherwise = { ...(await prepare(name)), method: request.method === 'GET' ? 'POST' : 'GET' } as const;
    expect((await send(otherwise)).status).toBeGreaterThanOrEqual(400);
  });

  const withBody = names.filter((name) => 'body' in samples[name]);
  it.each(withBody)('%s refuses a body other than the signed one', async (name) => {
    const request = await prepare(name);
    expect((await send({ ...request, payload: `${request.payload} ` })).problem?.code).toBe('signature-refused');
  });

  it.each(names)('%s refuses a signature that is 66 s old', async (name) => {
    const request = await prepare(name);
    whole.clock.advance(66_000);
    expect((await send(request)).problem?.code).toBe('signature-refused');
  });

  const authorityOf = (name: Name): string => gatewayEndpoints[name].authority;
  const personal = names.filter(
    (name) => authorityOf(name).startsWith('session') && authorityOf(name) !== 'session-or-service',
  );
  it.each(personal)('%s refuses a call without a person behind it', async (name) => {
    const key = { [headers.idempotencyKey]: 'key-00000001' };
    expect((await send(await prepare(name, key))).problem).toMatchObject({ code: 'session-ended', status: 401 });
    const forged = { ...key, [headers.session]: 'eyJhbGciOiJub25lIn0.e30.' };
    expect((await send(await prepare(name, forged))).problem?.code).toBe('session-ended');
  });

  const granted = names.filter((name) => authorityOf(name).endsWith('grant'));
  it.each(granted)('%s refuses a grant that nobody gave', async (name) => {
    for (const forged of ['none', crypto.randomUUID()]) {
      const request = await prepare(name, { [headers.idempotencyKey]: 'key-00000001', [headers.grant]: forged });
      expect((await send(request)).problem).toMatchObject({ code: 'grant-refused', status: 403 });
    }
  });

  const idempotent = names.filter(
    (name) => gatewayEndpoints[name].idempotent && authorityOf(name) !== 'consultation-grant',
  );
  it.each(idempotent)('%s wants an idempotency key', async (name) => {
    // Later than the last, because sign-ins are limited.
    whole.clock.advance(10 * 60_000);
    const token = await whole.signIn(employee);
    const { problem } = await send(await prepare(name, { [headers.session]: token }));
    expect(problem).toMatchObject({ code: 'request-invalid', status: 400 });
  });

  it.each(withBody)('%s refuses a body that is not what the contract says', async (name) => {
    const { method }: Endpoint = gatewayEndpoints[name];
    const path: string = samples[name].path;
    for (const payload of ['{"unheard":"of"}', '{', '[]']) {
      const signed = { method, path, body: new TextEncoder().encode(payload) };
      const signature = await whole.signer.sign(signed, whole.clock.now());
      const sent = { 'content-type': 'application/json', [headers.signature]: signature };
      expect((await send({ method, url: path, headers: sent, payload })).problem?.code).toBe('request-invalid');
    }
  });

  it.each(withBody)('%s refuses a body beyond its bound before anything else', async (name) => {
    const request = await prepare(name);
    const payload = 'x'.repeat(gatewayEndpoints[name].bodyBytesMax + 1);
    expect((await send({ ...request, payload })).problem?.code).toBe('request-invalid');
  });

  it('answers with the correlation id it was given, and with one of its own otherwise', async () => {
    const given = await send(await prepare('readService', { [headers.correlation]: 'thread-12345' }));
    expect(given.response.headers[headers.correlation]).toBe('thread-12345');
    const own = await send(await prepare('readService', { [headers.correlation]: 'not one\t' }));
    expect(own.response.headers[headers.correlation]).toMatch(/^[0-9a-f-]{36}$/);
  });

  it('answers a path it does not know with a problem', async () => {
    const { problem, response } = await send({ ...(await prepare('readService')), url: '/v1/unheard-of' });
    expect(problem).toMatchObject({ code: 'not-found', status: problemStatus['not-found'] });
    expect(response.headers['content-type']).toMatch(/^application\/problem\+json/);
  });
});

function safeJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
