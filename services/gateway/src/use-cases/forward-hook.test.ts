import { describe, expect, it } from 'vitest';
import { aNewTicket } from '../../test/builders/new-ticket.ts';
import { everybody } from '../../test/builders/people.ts';
import { createFakePorts, testLimits } from '../../test/fakes/gateway.ts';
import { wireUseCases } from '../wire-use-cases.ts';

async function start() {
  const ports = createFakePorts(everybody);
  const { forwardHook, contract, jobs } = wireUseCases(ports, testLimits);
  const person = { displayName: 'Employee 1', department: 'Sales' };
  await ports.writer.create({ ...aNewTicket(), onBehalfOf: null, employee: person });
  const post = (body: string, signature = 'fake') =>
    forwardHook({ headers: { 'x-hub-signature': signature }, query: {}, body: new TextEncoder().encode(body) });
  return { ...ports, ...contract, ...jobs, post };
}

describe('a hook of the tracker', () => {
  /** @claim edge A webhook of the tracker only says which ticket to look at: its words are not passed on. */
  it('becomes a thin event without any text', async () => {
    const { post, bot } = await start();
    expect(await post('SD-1')).toBe('forwarded');
    expect(bot.received).toMatchObject([{ kind: 'ticket-changed', ticket: { number: 'SD-1', status: 'new' } }]);
    expect(JSON.stringify(bot.received)).not.toContain(aNewTicket().summary);
  });

  it('tells the same news under the same id as the poll', async () => {
    const { post, bot, listChanges } = await start();
    await post('SD-1');
    const polled = await listChanges(undefined);
    expect(polled).toMatchObject({ events: [{ id: bot.received[0]?.id }] });
  });

  /** @claim edge A webhook of the tracker that proves nothing is refused. */
  it('that proves nothing is refused, and one about nothing of ours ignored', async () => {
    const { post, bot } = await start();
    expect(await post('SD-1', 'forged')).toBe('refused');
    expect(await post('SD-404')).toBe('ignored');
    expect(bot.received).toHaveLength(0);
  });

  it('is to come again while the bot or the tracker is away', async () => {
    const { post, bot, tracker } = await start();
    bot.setReachable(false);
    expect(await post('SD-1')).toBe('later');
    bot.setReachable(true);
    tracker.setDown(null);
    expect(await post('SD-1')).toBe('later');
    tracker.setUp();
    expect(await post('SD-1')).toBe('forwarded');
  });
});

describe('events of the gateway’s own', () => {
  const revoked = {
    kind: 'session-revoked',
    id: 'r-1',
    sessionId: '00000000-0000-4000-8000-000000000001',
    at: 1,
  } as const;

  it('are kept until the bot has them', async () => {
    const { deliverPendingEvents, pendingEvents, bot } = await start();
    pendingEvents.push(revoked);
    bot.setReachable(false);
    expect(await deliverPendingEvents()).toBe('later');
    expect(pendingEvents).toHaveLength(1);
    bot.setReachable(true);
    expect(await deliverPendingEvents()).toBe('delivered');
    expect(await deliverPendingEvents()).toBe('nothing');
    expect(bot.received).toEqual([revoked]);
  });
});
