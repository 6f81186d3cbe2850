import type { NewTicket } from '@desk/contract';
import { describe, expect, it } from 'vitest';
import { aNewTicket } from '../../test/builders/new-ticket.ts';
import { asCaller, colleague, employee, everybody } from '../../test/builders/people.ts';
import { createFakePorts, testLimits } from '../../test/fakes/gateway.ts';
import { aUuid } from '../../test/fakes/system.ts';
import { wireUseCases } from '../wire-use-cases.ts';

function start(options: Parameters<typeof createFakePorts>[1] = {}) {
  const ports = createFakePorts(everybody, options);
  const { contract, authentication } = wireUseCases(ports, testLimits);
  const file = (body: NewTicket, bodyDigest = 'digest', caller = asCaller(employee)) =>
    contract.fileTicket({ caller, body, bodyDigest });
  /** Under the grant that an earlier attempt was given. */
  const redeliver = async (grantId: string, body: NewTicket, bodyDigest = 'digest') => {
    const caller = await authentication.grant(grantId);
    return caller.kind === 'refused' ? caller : contract.fileTicket({ caller, body, bodyDigest });
  };
  const upload = (number: number, content: string, name = `file-${number}.txt`, owner = employee.employeeId) => {
    const put = ports.uploads.put({ id: aUuid(number), employeeId: owner, name, content });
    return { uploadId: put.id, name, bytes: put.bytes, sha256: put.sha256 };
  };
  return { ...ports, file, redeliver, upload };
}

async function grantOf(outcome: Promise<{ readonly kind: string }>): Promise<string> {
  const accepted = await outcome;
  if (!('grant' in accepted)) throw new Error(`Expected a grant, got ${JSON.stringify(accepted)}`);
  return (accepted.grant as { id: string }).id;
}

describe('filing', () => {
  it('raises the ticket in the name of the employee, with its marker, reason and files', async () => {
    const { file, upload, tracker, uploads } = start();
    const files = [upload(1, 'one'), upload(2, 'two')];
    const body = aNewTicket({ priority: 'critical', priorityReason: 'Звіт до 15:00', files });
    const outcome = await file(body);

    const [ticket] = tracker.tickets();
    expect(outcome).toMatchObject({
      kind: 'filed',
      ticket: { number: ticket?.number, reference: body.reference },
      filesRefused: [],
    });
    expect(ticket).toMatchObject({ priority: 'critical', reporter: 'account-1', text: { summary: body.summary } });
    expect(ticket?.text.description).toBe(`${body.description}\n\nЧому терміново: Звіт до 15:00`);
    expect(ticket?.text.files.map(({ name }) => name)).toEqual(['file-1.txt', 'file-2.txt']);
    expect(await uploads.find(files[0]?.uploadId ?? '')).toBeNull();
  });

  it('remembers the requester and forgets the name', async () => {
    const { file, tickets, tracker } = start();
    await file(aNewTicket());
    expect(await tickets.findRequester(tracker.tickets()[0]?.number ?? '')).toBe('e-1');
    expect(await tickets.find(aNewTicket().reference)).toMatchObject({
      requester: { displayName: '', department: '' },
    });
  });

  it('answers a repetition with the ticket there is', async () => {
    const { file, tracker } = start();
    const first = await file(aNewTicket());
    expect(await file(aNewTicket())).toEqual(first);
    expect(tracker.writes).toHaveLength(1);
  });

  it('audits once that it was filed', async () => {
    const { file, audit } = start();
    await file(aNewTicket());
    await file(aNewTicket());
    expect(audit.acts()).toEqual(['ticket-filed done']);
  });
});

describe('what is refused', () => {
  it('a reference of somebody else', async () => {
    const { file } = start();
    await file(aNewTicket());
    expect(await file(aNewTicket(), 'digest', asCaller(colleague))).toMatchObject({ code: 'not-permitted' });
  });

  it('another body under a reference that the tracker knows', async () => {
    const { file } = start();
    await file(aNewTicket());
    expect(await file(aNewTicket({ summary: 'Another' }), 'another digest')).toMatchObject({ code: 'key-reused' });
  });

  it('a ticket the tracker will not have, and then not a better one under the same reference', async () => {
    const { file, audit, tracker } = start({ requestTypes: ['internet'] });
    expect(await file(aNewTicket({ requestType: 'unheard-of' }))).toMatchObject({ code: 'ticket-refused' });
    expect(audit.acts()).toEqual(['ticket-refused refused tracker-refused']);
    expect(await file(aNewTicket(), 'another digest')).toMatchObject({ kind: 'filed' });
    expect(tracker.tickets()).toHaveLength(1);
  });

  it.each<[string, (declared: NewTicket['files'][number]) => NewTicket['files'][number], string]>([
    ['that is not in the spool', (file) => ({ ...file, uploadId: aUuid(9) }), 'upload-missing'],
    ['with another content', (file) => ({ ...file, sha256: '0'.repeat(64) }), 'file-forbidden'],
    ['of another size', (file) => ({ ...file, bytes: file.bytes + 1 }), 'file-forbidden'],
    ['under another name', (file) => ({ ...file, name: 'harmless.txt' }), 'file-forbidden'],
  ])('a declared file %s, before the tracker is asked', async (_, spoil, code) => {
    const { file, upload, tracker } = start();
    const declared = spoil(upload(1, 'one'));
    expect(await file(aNewTicket({ files: [declared] }))).toMatchObject({ code, uploadId: declared.uploadId });
    expect(tracker.writes).toHaveLength(0);
  });

  /** @claim rights Nobody attaches a file that somebody else uploaded. */
  it('a declared file that somebody else uploaded', async () => {
    const { file, upload } = start();
    const files = [upload(1, 'one', 'file-1.txt', colleague.employeeId)];
    expect(await file(aNewTicket({ files }))).toMatchObject({ code: 'file-forbidden' });
  });
});

describe('a tracker that is down', () => {
  it('gives a grant for this very body, and the same one when asked again', async () => {
    const { file, tracker, audit, clock } = start();
    tracker.setDown(null);
    const first = await file(aNewTicket());
    expect(first).toMatchObject({ kind: 'accepted', grant: { expiresAt: clock.now() + 72 * 3_600_000 } });
    expect(await file(aNewTicket())).toEqual(first);
    expect(audit.acts()).toEqual(['integration-failed failed tracker-down', 'ticket-accepted done']);
  });

  it('gets the ticket under the grant once it is back, and exactly one', async () => {
    const { file, redeliver, tracker } = start();
    tracker.setDown(5_000);
    const grant = await grantOf(file(aNewTicket()));
    expect(await redeliver(grant, aNewTicket())).toMatchObject({ code: 'tracker-down', retryAfterSeconds: 5 });
    tracker.setUp();
    expect(await redeliver(grant, aNewTicket())).toMatchObject({ kind: 'filed' });
    expect(await redeliver(grant, aNewTicket())).toMatchObject({ kind: 'filed' });
    expect(tracker.tickets()).toHaveLength(1);
    expect(tracker.tickets()[0]?.reporter).toBe('account-1');
  });

  it.each<[string, Partial<NewTicket>, string]>([
    ['another body', {}, 'another digest'],
    ['another ticket', { reference: aUuid(200) }, 'digest'],
  ])('and whose grant is used for %s refuses it', async (_, change, digest) => {
    const { file, redeliver, tracker } = start();
    tracker.setDown(null);
    const grant = await grantOf(file(aNewTicket()));
    tracker.setUp();
    expect(await redeliver(grant, aNewTicket(change), digest)).toMatchObject({ code: 'grant-refused' });
    expect(tracker.tickets()).toHaveLength(0);
  });

  it('for more than 72 h ends the grant', async () => {
    const { file, redeliver, tracker, clock } = start();
    tracker.setDown(null);
    const grant = await grantOf(file(aNewTicket()));
    clock.advance(72 * 3_600_000);
    tracker.setUp();
    expect(await redeliver(grant, aNewTicket())).toMatchObject({ code: 'grant-refused' });
  });

  it('between the ticket and its file gets the file later, once', async () => {
    const { file, redeliver, upload, tracker } = start();
    const body = aNewTicket({ files: [upload(1, 'one'), upload(2, 'two')] });
    tracker.failNext('attach', { kind: 'down', retryAfterMs: null });
    const grant = await grantOf(file(body));
    expect(await redeliver(grant, body)).toMatchObject({ kind: 'filed', filesRefused: [] });
    expect(tracker.tickets().map(({ text }) => text.files.map(({ name }) => name))).toEqual([
      ['file-1.txt', 'file-2.txt'],
    ]);
  });
});

describe('an outcome nobody knows', () => {
  it('after a creation that did happen is found at once', async () => {
    const { file, tracker } = start();
    tracker.failNext('create', { kind: 'lost-after' });
    expect(await file(aNewTicket())).toMatchObject({ kind: 'filed' });
    expect(tracker.writes).toHaveLength(1);
  });

  it('after a creation that did not happen is not repeated before the tracker had time for it', async () => {
    const { file, redeliver, tracker, clock } = start();
    tracker.failNext('create', { kind: 'lost-before' });
    const grant = await grantOf(file(aNewTicket()));
    clock.advance(29_000);
    expect(await redeliver(grant, aNewTicket())).toMatchObject({ code: 'still-working', retryAfterSeconds: 1 });
    expect(tracker.writes).toHaveLength(1);
    clock.advance(1_000);
    expect(await redeliver(grant, aNewTicket())).toMatchObject({ kind: 'filed' });
    expect(tracker.tickets()).toHaveLength(1);
  });

  it('is not repeated for a minute where the search lags behind, and the late ticket is adopted', async () => {
    const { file, redeliver, tracker, clock } = start({ searchLagMs: 45_000 });
    tracker.failNext('create', { kind: 'lost-after' });
    const grant = await grantOf(file(aNewTicket()));
    for (const retryAfterSeconds of [40, 20]) {
      clock.advance(20_000);
      expect(await redeliver(grant, aNewTicket())).toMatchObject({ code: 'still-working', retryAfterSeconds });
    }
    clock.advance(20_000);
    expect(await redeliver(grant, aNewTicket())).toMatchObject({ kind: 'filed' });
    expect(tracker.writes).toHaveLength(1);
  });

  it('of an attachment is settled by what the ticket holds', async () => {
    const { file, redeliver, upload, tracker } = start();
    const body = aNewTicket({ files: [upload(1, 'same', 'photo.txt'), upload(2, 'same', 'photo.txt')] });
    tracker.failNext('attach', { kind: 'lost-after' });
    const grant = await grantOf(file(body));
    tracker.failNext('attach', { kind: 'lost-before' });
    expect(await redeliver(grant, body)).toMatchObject({ code: 'still-working' });
    expect(await redeliver(grant, body)).toMatchObject({ kind: 'filed' });
    expect(tracker.tickets()[0]?.text.files).toHaveLength(2);
  });
});

it('files the ticket without a file that the tracker will not have, and says which', async () => {
  const { file, upload, tracker } = start();
  const files = [upload(1, 'one'), upload(2, 'two')];
  tracker.failNext('attach', { kind: 'refused', reason: 'too-large' });
  expect(await file(aNewTicket({ files }))).toMatchObject({ kind: 'filed', filesRefused: [files[0]?.uploadId] });
  expect(tracker.tickets()[0]?.text.files.map(({ name }) => name)).toEqual(['file-2.txt']);
});

it('keeps the older of two tickets with one marker and closes the younger, audited', async () => {
  const { file, redeliver, tracker, writer, audit, clock } = start();
  tracker.failNext('create', { kind: 'lost-before' });
  const grant = await grantOf(file(aNewTicket()));
  const twin = { onBehalfOf: null, employee: { displayName: 'Employee 1', department: 'Sales' } };
  await writer.create({ ...aNewTicket(), ...twin });
  clock.advance(1_000);
  await writer.create({ ...aNewTicket(), ...twin });
  const [older, younger] = tracker.tickets();
  expect(await redeliver(grant, aNewTicket())).toMatchObject({ kind: 'filed', ticket: { number: older?.number } });
  expect(tracker.tickets()[1]).toMatchObject({ number: younger?.number, status: 'closed' });
  expect(tracker.links).toEqual(new Map([[younger?.number, older?.number]]));
  expect(audit.entries).toContainEqual(
    expect.objectContaining({
      act: 'ticket-closed-as-duplicate',
      on: { kind: 'ticket', id: younger?.number },
      reason: `duplicate-of-${older?.number}`,
    }),
  );
});
