import { createHash } from 'node:crypto';
import {
  createContractClient,
  gatewayEndpoints,
  headers,
  type ProblemCode,
  problem,
  type WireRequest,
} from '@desk/contract';
import { describe, expect, it } from 'vitest';
import type { Authority } from '../../ports/gateway-desk.ts';
import { createTicketDesk } from './ticket-desk.ts';

const token: Authority = { kind: 'token', token: 'a-token' };
const ticket = {
  number: 'SD-128',
  reference: '0197f1f0-0000-7000-8000-000000000001',
  status: 'new',
  priority: 'medium',
  requestType: 'other',
  team: 'service-desk',
  requester: 'e-8',
  assignee: 'e-7',
  createdAt: 1,
  changedAt: 2,
  url: 'https://jira.example/browse/SD-128',
};
const order = {
  reference: ticket.reference,
  requestType: 'other',
  priority: 'medium',
  priorityReason: null,
  summary: 'No Wi-Fi',
  description: 'No Wi-Fi on the third floor',
  fields: {},
  files: [],
  language: 'en',
} as const;

describe('filing', () => {
  it('goes under the ticket id as its key, and reads who has it', async () => {
    const { desk, sent } = deskThatAnswers(201, { ticket });
    const outcome = await desk.file(token, order);
    expect(outcome).toMatchObject({ kind: 'filed', state: { number: 'SD-128', assigneeEmployeeId: 'e-7' } });
    expect(sent[0]?.headers).toMatchObject({ 'idempotency-key': order.reference, 'desk-session': 'a-token' });
  });

  it('keeps the grant when the tracker is down', async () => {
    const grant = { id: '0197f1f0-0000-7000-8000-000000000002', expiresAt: 5 };
    const { desk } = deskThatAnswers(202, { grant });
    expect(await desk.file(token, order)).toEqual({ kind: 'accepted', grant });
  });

  it.each<[ProblemCode, object]>([
    ['session-ended', { kind: 'session-ended' }],
    ['grant-refused', { kind: 'grant-refused' }],
    ['upload-missing', { kind: 'upload-missing', uploadId: null }],
    ['not-permitted', { kind: 'refused', reason: 'not-permitted' }],
    ['file-forbidden', { kind: 'refused', reason: 'file-forbidden' }],
    ['ticket-refused', { kind: 'refused', reason: 'invalid' }],
    ['key-reused', { kind: 'refused', reason: 'invalid' }],
    ['still-working', { kind: 'down', retryAfterMs: 2000 }],
    ['tracker-down', { kind: 'down', retryAfterMs: 2000 }],
    ['overloaded', { kind: 'down', retryAfterMs: 2000 }],
    ['signature-refused', { kind: 'down', retryAfterMs: 2000 }],
  ])('%s becomes an outcome of its own', async (code, outcome) => {
    const refusal = problem(code, 'refused', { retryAfterSeconds: 2 });
    const { desk } = deskThatAnswers(refusal.status, refusal);
    expect(await desk.file({ kind: 'grant', id: 'g' }, order)).toEqual(outcome);
  });

  it('does not know the outcome of an answer it cannot read', async () => {
    const { desk } = deskThatAnswers(502, '<html>');
    expect(await desk.file(token, order)).toEqual({ kind: 'unknown', retryAfterMs: null });
  });
});

describe('assigning', () => {
  it('says who has the ticket by now', async () => {
    const { desk } = deskThatAnswers(409, problem('overtaken', 'Somebody else', { current: 'e-9' }));
    const outcome = await desk.assign(
      { kind: 'service' },
      { key: 'k', number: 'SD-1', assignee: 'e-7', expected: null, remark: null },
    );
    expect(outcome).toEqual({ kind: 'overtaken', assignee: 'e-9' });
  });
});

describe('an upload', () => {
  const content = new TextEncoder().encode('the bytes of a photo');
  const sha256 = createHash('sha256').update(content).digest('hex');
  const file = { uploadId: '0197f1f0-0000-7000-8000-000000000003', telegramFileId: 'f-1', name: 'фото 1.jpg' };

  it('passes the bytes on, names the file, and takes the hash both ends agree on', async () => {
    const { desk, sent } = deskThatAnswers(
      201,
      { uploadId: file.uploadId, bytes: content.length, sha256, mime: 'image/jpeg' },
      content,
    );
    const outcome = await desk.upload(token, file);
    expect(outcome).toEqual({
      kind: 'uploaded',
      file: { uploadId: file.uploadId, name: file.name, bytes: content.length, sha256 },
    });
    expect(decodeURIComponent(sent[0]?.headers[headers.fileName] ?? '')).toBe(file.name);
  });

  it('that arrived with another hash is not believed', async () => {
    const { desk } = deskThatAnswers(
      201,
      { uploadId: file.uploadId, bytes: 3, sha256: '0'.repeat(64), mime: 'image/jpeg' },
      content,
    );
    expect(await desk.upload(token, file)).toEqual({ kind: 'unknown', retryAfterMs: null });
  });

  it('that Telegram no longer has is never sent', async () => {
    const { desk, sent } = deskThatAnswers(201, {});
    expect(await desk.upload(token, file)).toEqual({ kind: 'file-refused', reason: 'gone' });
    expect(sent).toHaveLength(0);
  });
});

/** A desk whose gateway always answers this; `content` is what Telegram still has of any file. */
function deskThatAnswers(status: number, body: unknown, content?: Uint8Array) {
  const sent: WireRequest[] = [];
  const gateway = createContractClient(gatewayEndpoints, async (request) => {
    sent.push(request);
    if (request.body instanceof ReadableStream) await new Response(request.body).arrayBuffer();
    return { kind: 'answered', status, body: new TextEncoder().encode(JSON.stringify(body)) };
  });
  const desk = createTicketDesk(gateway, {
    open: async () => (content ? { kind: 'opened', content: new Blob([content]).stream() } : { kind: 'gone' }),
  });
  return { desk, sent };
}
