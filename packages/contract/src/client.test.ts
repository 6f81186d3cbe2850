import { describe, expect, it } from 'vitest';
import { createContractClient, gatewayEndpoints, problem, type WireAnswer, type WireRequest } from './index.ts';

const ticket = {
  number: 'SD-128',
  reference: null,
  status: 'new',
  priority: 'medium',
  requestType: 'other',
  team: 'service-desk',
  requester: 'e-8',
  assignee: 'e-1',
  createdAt: 1,
  changedAt: 2,
  url: 'https://jira.example/browse/SD-128',
};

describe('a call', () => {
  it('writes path, query, body and authority where the table says', async () => {
    const { client, sent } = clientThatAnswers(200, { ticket });
    await client.assignTicket({
      params: { number: 'SD-128' },
      body: { assignee: 'e-1', expected: null, remark: null },
      token: 'token-of-a-supervisor',
      idempotencyKey: 'k-1',
    });
    expect(sent).toHaveLength(1);
    expect(sent[0]).toMatchObject({
      method: 'PUT',
      path: '/v1/tickets/SD-128/assignee',
      headers: {
        'desk-session': 'token-of-a-supervisor',
        'idempotency-key': 'k-1',
        'content-type': 'application/json',
      },
    });
    expect(JSON.parse(text(sent[0]))).toEqual({ assignee: 'e-1', expected: null, remark: null });
  });

  it('encodes a query and leaves out what is not given', async () => {
    const { client, sent } = clientThatAnswers(200, { events: [], cursor: 'c', more: false });
    await client.listChanges({ query: { cursor: 'a b&c' } });
    await client.listChanges({ query: {} });
    expect(sent.map(({ path }) => path)).toEqual(['/v1/changes?cursor=a+b%26c', '/v1/changes']);
  });

  it('never leaves with a parameter that could change the path', async () => {
    const { client, sent } = clientThatAnswers(200, { ticket });
    await expect(client.readTicket({ params: { number: '../sessions' }, token: 't' })).rejects.toThrow();
    expect(sent).toHaveLength(0);
  });
});

describe('an answer', () => {
  it.each([
    ['a declared success', 200, { ticket }, { kind: 'answered', status: 200 }],
    ['a problem', 409, problem('overtaken', 'Somebody else has it', { current: 'e-2' }), { kind: 'refused' }],
    [
      'a success of another shape',
      200,
      { ticket: { ...ticket, status: 'lost' } },
      { kind: 'misunderstood', status: 200 },
    ],
    ['a status that nobody declared', 204, undefined, { kind: 'misunderstood', status: 204 }],
    ['a page of some proxy', 502, '<html>', { kind: 'misunderstood', status: 502 }],
  ])('that is %s is told apart', async (_, status, body, outcome) => {
    const { client } = clientThatAnswers(status, body);
    const answer = await client.assignTicket({
      params: { number: 'SD-1' },
      body: { assignee: 'e', expected: null, remark: null },
    });
    expect(answer).toMatchObject(outcome);
  });

  it('drops whatever the contract does not name', async () => {
    const { client } = clientThatAnswers(200, { ticket: { ...ticket, description: 'a text that must not pass' } });
    const answer = await client.assignTicket({
      params: { number: 'SD-1' },
      body: { assignee: 'e', expected: null, remark: null },
    });
    expect(JSON.stringify(answer)).not.toContain('must not pass');
  });

  it('that never came keeps what is known about it', async () => {
    const client = createContractClient(gatewayEndpoints, async () => ({ kind: 'unreachable', sent: 'maybe' }));
    expect(await client.readService({})).toEqual({ kind: 'unreachable', sent: 'maybe' });
  });
});

function clientThatAnswers(status: number, body: unknown) {
  const sent: WireRequest[] = [];
  const answer: WireAnswer = {
    kind: 'answered',
    status,
    body: new TextEncoder().encode(typeof body === 'string' ? body : JSON.stringify(body)),
  };
  const client = createContractClient(gatewayEndpoints, async (request) => {
    sent.push(request);
    return answer;
  });
  return { client, sent };
}

function text(request: WireRequest | undefined): string {
  if (!(request?.body instanceof Uint8Array)) throw new Error('the request has no body in memory');
  return new TextDecoder().decode(request.body);
}
