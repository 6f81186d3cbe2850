import { createHash } from 'node:crypto';
import { createContractClient, gatewayEndpoints, type ProblemCode, problem, type WireRequest } from '@desk/contract';
import { describe, expect, it } from 'vitest';
import type { ChatClosing, ChatLine } from '../../ports/consultation-desk.ts';
import { createConsultationDesk } from './consultation-desk.ts';

const consultationId = '0197f1f0-0000-7000-8000-000000000001';
const batchId = '0197f1f0-0000-7000-8000-000000000002';
const uploadId = '0197f1f0-0000-7000-8000-000000000003';
const grantId = '0197f1f0-0000-7000-8000-000000000004';
const asked = { key: 'key-00001', number: 'SD-128', consultationId };
const file = { uploadId, name: 'фото.png', bytes: 3, sha256: '0'.repeat(64) };
const line: ChatLine = {
  id: '0197f1f0-0000-7000-8000-000000000005',
  side: 'employee',
  authorEmployeeId: 'e-8',
  sentAt: 1_000,
  text: 'Не відкривається звіт.',
  edited: false,
  files: [file],
};
const batch = { number: 'SD-128', consultationId, batchId, language: 'uk', lines: [line] } as const;
const closing: ChatClosing = {
  participants: ['e-7'],
  startedAt: 1_000,
  waitedSeconds: 60,
  endedAt: 2_000,
  end: 'by-employee',
  stars: 5,
  comment: null,
  revision: 2,
  language: 'uk',
};

/** A desk whose gateway always answers this; `content` is what Telegram still has of any file. */
function deskThatAnswers(status: number, body: unknown, content = 'the bytes') {
  const sent: WireRequest[] = [];
  const gateway = createContractClient(gatewayEndpoints, async (request) => {
    sent.push(request);
    if (request.body instanceof ReadableStream) await new Response(request.body).arrayBuffer();
    return { kind: 'answered', status, body: new TextEncoder().encode(JSON.stringify(body)) };
  });
  const open = async () => ({ kind: 'opened' as const, content: new Blob([content]).stream() });
  const said = (): unknown =>
    sent[0]?.body instanceof Uint8Array ? JSON.parse(new TextDecoder().decode(sent[0].body)) : null;
  return { desk: createConsultationDesk(gateway, { open }), sent, said };
}

function deskThatRefuses(code: ProblemCode) {
  const refusal = problem(code, 'refused', { retryAfterSeconds: 2, uploadId });
  return deskThatAnswers(refusal.status, refusal).desk;
}

const path = `/v1/tickets/SD-128/consultations/${consultationId}`;
const down = { kind: 'down', retryAfterMs: 2_000 };
const notPermitted = { kind: 'refused', reason: 'not-permitted' };
const notFound = { kind: 'refused', reason: 'not-found' };

describe('a consultation', () => {
  it('is opened in the name of whoever asks, and comes with its grant', async () => {
    const grant = { id: grantId, expiresAt: 5 };
    const { desk, sent } = deskThatAnswers(200, { grant });
    expect(await desk.open('a-token', asked)).toEqual({ kind: 'opened', grant });
    expect(sent[0]).toMatchObject({ method: 'PUT', path, body: null });
    expect(sent[0]?.headers).toMatchObject({ 'idempotency-key': asked.key, 'desk-session': 'a-token' });
  });

  it('is joined in the name of the specialist', async () => {
    const { desk, sent } = deskThatAnswers(200, {});
    expect(await desk.join('a-token', asked)).toEqual({ kind: 'joined' });
    expect(sent[0]).toMatchObject({ method: 'POST', path: `${path}/specialists`, body: null });
    expect(sent[0]?.headers).toMatchObject({ 'idempotency-key': asked.key, 'desk-session': 'a-token' });
  });

  it.each<[ProblemCode, object]>([
    ['session-ended', { kind: 'session-ended' }],
    ['not-permitted', notPermitted],
    ['not-found', notFound],
    ['key-reused', notPermitted],
    ['still-working', down],
    ['tracker-down', down],
    ['overloaded', down],
  ])('%s becomes an outcome of its own', async (code, outcome) => {
    expect(await deskThatRefuses(code).open('a-token', asked)).toEqual(outcome);
    expect(await deskThatRefuses(code).join('a-token', asked)).toEqual(outcome);
  });
});

describe('lines of a dialogue', () => {
  it('go under the grant, with their batch as marker', async () => {
    const { desk, sent, said } = deskThatAnswers(201, { commentId: '7', filesRefused: [uploadId] });
    expect(await desk.mirror(grantId, batch)).toEqual({ kind: 'mirrored', commentId: '7', filesRefused: [uploadId] });
    expect(sent[0]).toMatchObject({ method: 'POST', path: `${path}/messages` });
    expect(sent[0]?.headers).toMatchObject({ 'desk-grant': grantId });
    expect(sent[0]?.headers).not.toHaveProperty('desk-session');
    const { authorEmployeeId: author, ...told } = line;
    expect(said()).toEqual({ batch: batchId, language: 'uk', lines: [{ ...told, author }] });
  });

  it.each<[ProblemCode, object]>([
    ['grant-refused', { kind: 'grant-refused' }],
    ['upload-missing', { kind: 'upload-missing', uploadId }],
    ['file-forbidden', notPermitted],
    ['not-permitted', notPermitted],
    ['ticket-refused', notPermitted],
    ['request-invalid', notPermitted],
    ['key-reused', notPermitted],
    ['not-found', notFound],
    ['still-working', down],
    ['tracker-down', down],
    ['directory-down', down],
    ['signature-refused', down],
  ])('%s becomes an outcome of its own', async (code, outcome) => {
    expect(await deskThatRefuses(code).mirror(grantId, batch)).toEqual(outcome);
  });

  it('are a write of their own where they are told in another way', async () => {
    const { desk, sent } = deskThatAnswers(201, { commentId: '7', filesRefused: [] });
    for (const order of [batch, batch, { ...batch, language: 'en' as const }]) await desk.mirror(grantId, order);
    const [first, again, other] = sent.map((request) => request.headers['idempotency-key']);
    expect([first?.startsWith(batchId), again === first, other === first]).toEqual([true, true, false]);
  });

  it('whose answer cannot be read may be there', async () => {
    const { desk } = deskThatAnswers(502, '<html>');
    expect(await desk.mirror(grantId, batch)).toEqual({ kind: 'unknown', retryAfterMs: null });
  });
});

describe('a closing', () => {
  it('is a write of its own for each revision', async () => {
    const { desk, sent, said } = deskThatAnswers(200, { commentId: '8' });
    const order = { number: 'SD-128', consultationId, closing };
    expect(await desk.close(grantId, order)).toEqual({ kind: 'closed', commentId: '8' });
    await desk.close(grantId, order);
    await desk.close(grantId, { ...order, closing: { ...closing, revision: 3 } });
    expect(sent[0]).toMatchObject({ method: 'PUT', path: `${path}/closing` });
    expect(said()).toEqual(closing);
    const [first, again, next] = sent.map((request) => request.headers['idempotency-key']);
    expect([again === first, next === first]).toEqual([true, false]);
  });

  it.each<[ProblemCode, object]>([
    ['grant-refused', { kind: 'grant-refused' }],
    ['ticket-refused', notPermitted],
    ['not-found', notFound],
    ['still-working', down],
    ['directory-down', down],
  ])('%s becomes an outcome of its own', async (code, outcome) => {
    const order = { number: 'SD-128', consultationId, closing };
    expect(await deskThatRefuses(code).close(grantId, order)).toEqual(outcome);
  });
});

describe('a file of a dialogue', () => {
  const sentFile = { uploadId, telegramFileId: 'f-1', name: 'фото.png' };

  it('goes under the grant', async () => {
    const sha256 = createHash('sha256').update('the bytes').digest('hex');
    const { desk, sent } = deskThatAnswers(201, { uploadId, bytes: 9, sha256, mime: 'image/png' });
    const uploaded = { uploadId, name: 'фото.png', bytes: 9, sha256 };
    expect(await desk.upload(grantId, sentFile)).toEqual({ kind: 'uploaded', file: uploaded });
    expect(sent[0]?.headers).toMatchObject({ 'desk-grant': grantId });
  });

  it.each<[ProblemCode, object]>([
    ['grant-refused', { kind: 'grant-refused' }],
    ['session-ended', { kind: 'grant-refused' }],
    ['file-too-large', { kind: 'file-refused', reason: 'too-large' }],
    ['file-forbidden', { kind: 'file-refused', reason: 'forbidden' }],
    ['overloaded', down],
  ])('%s becomes an outcome of its own', async (code, outcome) => {
    expect(await deskThatRefuses(code).upload(grantId, sentFile)).toEqual(outcome);
  });
});
