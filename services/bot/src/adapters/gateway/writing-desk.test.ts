import { createContractClient, gatewayEndpoints, type ProblemCode, problem, type WireRequest } from '@desk/contract';
import { describe, expect, it } from 'vitest';
import { createWritingDesk } from './writing-desk.ts';

const message = '0197f1f0-0000-7000-8000-000000000009';
const ticket = {
  ...{ number: 'SD-128', reference: null, status: 'new', priority: 'medium', requestType: 'other' },
  ...{ team: 'service-desk', requester: 'e-8', assignee: 'e-7', createdAt: 1, changedAt: 2 },
  url: 'https://jira.example/browse/SD-128',
};
const remark = { message, text: 'Так.', visibility: 'internal', language: 'uk' } as const;
const file = {
  uploadId: '0197f1f0-0000-7000-8000-000000000003',
  name: 'photo.jpg',
  bytes: 3,
  sha256: 'a'.repeat(64),
};
const comment = { ...remark, key: 'k', number: 'SD-128', files: [file] };

function deskThatAnswers(status: number, body: unknown) {
  const sent: WireRequest[] = [];
  const client = createContractClient(gatewayEndpoints, async (request) => {
    sent.push(request);
    return { kind: 'answered', status, body: new TextEncoder().encode(JSON.stringify(body)) };
  });
  const bodyOf = (request: WireRequest | undefined): unknown =>
    request?.body instanceof Uint8Array ? JSON.parse(new TextDecoder().decode(request.body)) : null;
  return { desk: createWritingDesk(client), sent, said: () => bodyOf(sent[0]) };
}

describe('a comment', () => {
  it('goes in the name of whoever holds the token, under its key, with its marker', async () => {
    const { desk, sent, said } = deskThatAnswers(201, { commentId: '7', filesRefused: [file.uploadId], ticket });
    expect(await desk.comment('a-token', comment)).toEqual({ kind: 'commented', filesRefused: [file.uploadId] });
    expect(sent[0]).toMatchObject({ method: 'POST', path: '/v1/tickets/SD-128/comments' });
    expect(sent[0]?.headers).toMatchObject({ 'idempotency-key': 'k', 'desk-session': 'a-token' });
    expect(said()).toEqual({ ...remark, files: [file] });
  });

  it.each<[ProblemCode, object]>([
    ['session-ended', { kind: 'session-ended' }],
    ['upload-missing', { kind: 'upload-missing', uploadId: file.uploadId }],
    ['file-forbidden', { kind: 'file-forbidden', uploadId: file.uploadId }],
    ['not-permitted', { kind: 'refused', reason: 'not-permitted' }],
    ['not-found', { kind: 'refused', reason: 'not-found' }],
    ['ticket-refused', { kind: 'refused', reason: 'invalid' }],
    ['request-invalid', { kind: 'refused', reason: 'invalid' }],
    ['key-reused', { kind: 'refused', reason: 'invalid' }],
    ['still-working', { kind: 'down', retryAfterMs: 2000 }],
    ['tracker-down', { kind: 'down', retryAfterMs: 2000 }],
    ['overloaded', { kind: 'down', retryAfterMs: 2000 }],
  ])('%s becomes an outcome of its own', async (code, outcome) => {
    const refusal = problem(code, 'refused', { retryAfterSeconds: 2, uploadId: file.uploadId });
    const { desk } = deskThatAnswers(refusal.status, refusal);
    expect(await desk.comment('a-token', comment)).toEqual(outcome);
  });
});

describe('a change', () => {
  const order = { key: 'k', number: 'SD-128', remark };

  it('of a text names the message that it was', async () => {
    const { desk, sent, said } = deskThatAnswers(200, { commentId: '7' });
    expect(await desk.edit('a-token', { key: 'k', number: 'SD-128', message, text: 'Інакше.' })).toEqual({
      kind: 'edited',
    });
    expect(sent[0]).toMatchObject({ method: 'PUT', path: `/v1/tickets/SD-128/messages/${message}` });
    expect(said()).toEqual({ text: 'Інакше.' });
  });

  it('of the priority or the team carries its words, and reads what the ticket is then', async () => {
    const { desk, said } = deskThatAnswers(200, { ticket });
    const changed = { kind: 'changed', state: { number: 'SD-128', requesterEmployeeId: 'e-8' } };
    expect(await desk.prioritise('a-token', { ...order, priority: 'high' })).toMatchObject(changed);
    expect(said()).toEqual({ priority: 'high', remark });
    const another = deskThatAnswers(200, { ticket });
    expect(await another.desk.transfer('a-token', { ...order, team: 'applications' })).toMatchObject(changed);
    expect(another.said()).toEqual({ team: 'applications', remark });
    const refusal = problem('overtaken', 'Somebody was faster');
    const { desk: late } = deskThatAnswers(refusal.status, refusal);
    expect(await late.transfer('a-token', { ...order, team: 'applications' })).toEqual({
      ...{ kind: 'refused', reason: 'overtaken' },
    });
  });

  it('of who follows it tells their name, or that nobody is known by that', async () => {
    const { desk } = deskThatAnswers(200, { employeeId: 'e-9', displayName: 'Петро Лис', ticket });
    const who = { key: 'k', number: 'SD-128', who: 'petro@company.example' };
    expect(await desk.addParticipant('a-token', who)).toMatchObject({ kind: 'added', displayName: 'Петро Лис' });
    const refusal = problem('person-unknown', 'Nobody');
    const { desk: other } = deskThatAnswers(refusal.status, refusal);
    expect(await other.addParticipant('a-token', who)).toEqual({ kind: 'person-unknown' });
  });
});
