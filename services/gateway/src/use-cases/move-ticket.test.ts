import { describe, expect, it } from 'vitest';
import { aNewTicket } from '../../test/builders/new-ticket.ts';
import { asCaller, colleague, employee, everybody, second, specialist } from '../../test/builders/people.ts';
import { anOrder, aRemark } from '../../test/builders/words.ts';
import { createFakePorts, testLimits } from '../../test/fakes/gateway.ts';
import { wireUseCases } from '../wire-use-cases.ts';

async function start() {
  const ports = createFakePorts(everybody);
  const { contract } = wireUseCases(ports, testLimits);
  const filed = await contract.fileTicket({ caller: asCaller(employee), body: aNewTicket(), bodyDigest: 'digest' });
  if (filed.kind !== 'filed') throw new Error('The ticket was not filed.');
  const { number } = filed.ticket;
  ports.tracker.changeTicket(number, { assignee: 'account-3' });
  return { ...ports, ...contract, number };
}

describe('moving a ticket', () => {
  it('takes it and says so in the audit', async () => {
    const { moveTicket, number, audit } = await start();
    const outcome = await moveTicket(anOrder(asCaller(specialist), number), 'in-progress');
    expect(outcome).toMatchObject({ kind: 'changed', ticket: { status: 'in-progress' } });
    expect(audit.acts().at(-1)).toBe('ticket-taken done to-in-progress');
  });

  it('lets the requester say that it is solved', async () => {
    const { moveTicket, number, tracker, audit } = await start();
    tracker.changeTicket(number, { status: 'resolved' });
    expect(await moveTicket(anOrder(asCaller(employee), number), 'closed')).toMatchObject({ kind: 'changed' });
    expect(audit.acts().at(-1)).toBe('ticket-moved done to-closed');
  });

  it('writes the words first, once, and then moves', async () => {
    const { moveTicket, number, tracker, audit } = await start();
    const remark = aRemark();
    tracker.failNext('move', { kind: 'down', retryAfterMs: null });
    const order = anOrder(asCaller(specialist), number, { remark });
    expect(await moveTicket(order, 'resolved')).toMatchObject({ code: 'tracker-down' });
    expect(await moveTicket({ ...order, resumed: true }, 'resolved')).toMatchObject({ kind: 'changed' });
    expect(tracker.comments.list(number)).toMatchObject([
      { message: remark.message, visibility: 'public', text: `Employee 3 (Telegram):\n${remark.text}` },
    ]);
    expect(
      audit
        .acts()
        .filter((act) => !act.startsWith('integration'))
        .slice(-2),
    ).toEqual(['comment-added done public', 'ticket-moved done to-resolved']);
  });

  it.each([
    ['empty words', aRemark({ text: ' ' }), 'request-invalid'],
    ['an employee’s words for colleagues alone', aRemark({ visibility: 'internal' }), 'not-permitted'],
  ])('with %s is refused, and nothing is written', async (_, remark, code) => {
    const { moveTicket, number, tracker } = await start();
    expect(await moveTicket(anOrder(asCaller(employee), number, { remark }), 'closed')).toMatchObject({ code });
    expect([tracker.comments.list(number), tracker.tickets()[0]?.status]).toEqual([[], 'new']);
  });

  it('lets no interrupted call slip words past a right', async () => {
    const { moveTicket, number, tracker } = await start();
    tracker.changeTicket(number, { status: 'closed' });
    const order = anOrder(asCaller(second), number, { remark: aRemark(), resumed: true });
    expect(await moveTicket(order, 'closed')).toMatchObject({ code: 'not-permitted' });
    expect(tracker.comments.list(number)).toEqual([]);
  });

  it('is done already where the ticket is there', async () => {
    const { moveTicket, number, tracker } = await start();
    expect(await moveTicket(anOrder(asCaller(specialist), number), 'new')).toMatchObject({ kind: 'changed' });
    expect(tracker.writes.filter(({ write }) => write === 'move')).toHaveLength(0);
  });

  it('is refused to others, audited', async () => {
    const { moveTicket, number, audit } = await start();
    expect(await moveTicket(anOrder(asCaller(colleague), number), 'closed')).toMatchObject({ code: 'not-permitted' });
    expect(audit.acts().at(-1)).toBe('access-refused refused to-closed');
  });

  it('is overtaken where the workflow has no such step', async () => {
    const { moveTicket, number, tracker } = await start();
    tracker.changeTicket(number, { status: 'closed' });
    const outcome = await moveTicket(anOrder(asCaller(specialist), number), 'in-progress');
    expect(outcome).toEqual({ kind: 'refused', code: 'overtaken', current: 'closed' });
  });

  it.each([
    [{ kind: 'lost-after' }, 'changed'],
    [{ kind: 'lost-before' }, 'tracker-down'],
    [{ kind: 'down', retryAfterMs: null }, 'tracker-down'],
  ] as const)('of unknown outcome is settled by reading back: %j is %s', async (fault, result) => {
    const { moveTicket, number, tracker } = await start();
    tracker.failNext('move', fault);
    const outcome = await moveTicket(anOrder(asCaller(specialist), number), 'in-progress');
    expect(outcome.kind === 'refused' ? outcome.code : outcome.kind).toBe(result);
  });

  it('of an unknown ticket is not found, and waits for a tracker that is down', async () => {
    const { moveTicket, number, tracker } = await start();
    expect(await moveTicket(anOrder(asCaller(specialist), 'SD-999'), 'closed')).toMatchObject({ code: 'not-found' });
    tracker.setDown(null);
    expect(await moveTicket(anOrder(asCaller(specialist), number), 'closed')).toMatchObject({ code: 'tracker-down' });
  });
});
