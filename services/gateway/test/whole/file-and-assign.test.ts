import { createHash } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { aNewTicket } from '../builders/new-ticket.ts';
import { employee, specialist } from '../builders/people.ts';
import { aUuid } from '../fakes/system.ts';
import { startGateway, type WholeGateway } from './start-gateway.ts';

describe('the first slice', () => {
  let whole: WholeGateway;
  beforeAll(async () => {
    whole = await startGateway();
  });
  afterAll(() => whole.gateway.close());

  it('signs in, takes a file, files the ticket and assigns it', async () => {
    const { client, tracker } = whole;
    const token = await whole.signIn(employee);

    const content = new TextEncoder().encode('line one\nline two\n');
    const uploadId = aUuid(1);
    const put = await client.putUpload({
      params: { uploadId },
      body: new Blob([content]).stream(),
      token,
      headers: { 'desk-file-name': encodeURIComponent('журнал.txt') },
    });
    const sha256 = createHash('sha256').update(content).digest('hex');
    expect(put).toEqual({
      kind: 'answered',
      status: 201,
      body: { uploadId, bytes: content.length, sha256, mime: 'text/plain' },
    });

    const body = aNewTicket({ files: [{ uploadId, name: 'журнал.txt', bytes: content.length, sha256 }] });
    const filed = await client.fileTicket({ body, token, idempotencyKey: body.reference });
    expect(filed).toMatchObject({ kind: 'answered', status: 201, body: { ticket: { reference: body.reference } } });
    expect(tracker.tickets()).toHaveLength(1);
    expect(tracker.tickets()[0]?.text.files).toEqual([{ name: 'журнал.txt', bytes: content.length }]);

    const number = tracker.tickets()[0]?.number ?? '';
    const assigned = await client.assignTicket({
      params: { number },
      body: { assignee: specialist.employeeId, expected: null },
      idempotencyKey: `assign:${number}:1`,
    });
    expect(assigned).toMatchObject({
      kind: 'answered',
      status: 200,
      body: { ticket: { assignee: specialist.employeeId } },
    });
  });
});
