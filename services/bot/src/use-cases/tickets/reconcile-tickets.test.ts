import { describe, expect, it } from 'vitest';
import { aFile, draftsOf, olena, post, reviewed } from '../../../test/fakes/filing-steps.ts';
import type { Conversations } from '../../../test/fakes/memory-conversations.ts';
import { countedIds } from '../../../test/fakes/steered-clock.ts';
import { planFiled } from '../filing/plan-filed.ts';
import { noteFirstHook } from '../news/first-hook.ts';
import { endRevokedSession } from '../session/end-revoked-session.ts';
import { applyTicketState } from './apply-ticket-state.ts';
import { reconcileTickets } from './reconcile-tickets.ts';

const minuteMs = 60_000;
const running = new AbortController().signal;

async function filed(): Promise<Conversations> {
  const bot = await reviewed();
  await bot.press(olena, 'send-draft');
  await bot.pass(10 * minuteMs);
  return bot;
}

const ticketOf = ({ desk }: Conversations) => [...desk.tables.tickets.values()].at(-1);

describe('the poll', () => {
  const paused: number[] = [];

  function polling(bot: Conversations, { onApply = () => {} }: { readonly onApply?: (number: string) => void } = {}) {
    const needs = { ...bot.desk, clock: bot.clock, policy: bot.policy };
    const apply = applyTicketState({ ...needs, ids: countedIds(), planFiled: planFiled(bot.desk) });
    const applyState: typeof apply = (reading, cause) => {
      onApply(reading.state.number);
      return apply(reading, cause);
    };
    const pause = async (ms: number) => void paused.push(ms);
    const work = { pause, applyState, endRevoked: endRevokedSession(needs) };
    return reconcileTickets({ ...needs, ...work, feeds: bot.gateway.feeds });
  }

  it('finds what webhooks missed, once', async () => {
    const bot = await filed();
    const poll = polling(bot);
    await poll(running);
    bot.gateway.changeInTracker('SD-101', { status: 'resolved' });
    expect(await poll(running)).toMatchObject({ kind: 'up-to-date' });
    await bot.settle();
    const shown = bot.seen(olena);
    expect(bot.last(olena).screen).toEqual({ kind: 'solution-offered', number: 'SD-101' });
    await poll(running);
    await bot.settle();
    expect(bot.seen(olena)).toEqual(shown);
  });

  it('tells what was said between the start and its first look', async () => {
    const bot = await filed();
    const poll = polling(bot);
    await bot.pass(minuteMs);
    const said = { authorEmployeeId: 'e-3', authorName: 'Ірина Бондар', text: 'Зайду о десятій.' };
    bot.gateway.commentsInTracker.post('SD-101', said);
    await bot.pass(minuteMs);
    await poll(running);
    await bot.settle();
    expect(bot.last(olena).screen).toMatchObject({ kind: 'comment', text: 'Зайду о десятій.' });
  });

  it('leaves out what is known: of the overlap only what has changed is applied', async () => {
    const bot = await filed();
    const applied: string[] = [];
    const poll = polling(bot, { onApply: (number) => applied.push(number) });
    const { changesSince } = bot.gateway.feeds;
    const page = await changesSince(null);
    bot.gateway.feeds.changesSince = async () => page;
    await poll(running);
    await poll(running);
    expect(applied).toEqual(['SD-101']);
    bot.gateway.changeInTracker('SD-101', { status: 'in-progress' });
    bot.gateway.feeds.changesSince = changesSince;
    await poll(running);
    expect(applied).toEqual(['SD-101', 'SD-101']);
  });

  it('reads page after page, with a pause between two', async () => {
    const bot = await filed();
    const { changesSince } = bot.gateway.feeds;
    const cursors: (string | null)[] = [];
    bot.gateway.feeds.changesSince = async (cursor) => {
      cursors.push(cursor);
      const page = await changesSince(null);
      return page.kind === 'changes' ? { ...page, cursor: `page ${cursors.length}`, more: cursors.length < 3 } : page;
    };
    paused.splice(0);
    expect(await polling(bot)(running)).toMatchObject({ kind: 'up-to-date' });
    expect(cursors.slice(1)).toEqual(['page 1', 'page 2']);
    expect(paused).toEqual([500, 500]);
  });

  it('leaves off at once when the process stops, and its place where it was', async () => {
    const bot = await filed();
    await polling(bot)(running);
    const place = bot.desk.tables.cursors.get('tracker-changes');
    const asked = Promise.withResolvers<void>();
    bot.gateway.feeds.changesSince = () => {
      asked.resolve();
      return new Promise(() => {});
    };
    const process = new AbortController();
    const round = polling(bot)(process.signal);
    await asked.promise;
    process.abort();
    expect(await round).toEqual({ kind: 'more', changes: 0, gaps: 0 });

    bot.gateway.feeds.changesSince = () => {
      throw new Error('A process that stops asks for nothing.');
    };
    bot.gateway.changeInTracker('SD-101', { status: 'resolved' });
    expect(await polling(bot)(process.signal)).toEqual({ kind: 'more', changes: 0, gaps: 0 });
    expect(bot.desk.tables.cursors.get('tracker-changes')).toBe(place);
    expect(ticketOf(bot)?.ticket.status).not.toBe('resolved');
  });

  it('counts what a webhook should have told, once webhooks have come at all', async () => {
    const bot = await filed();
    const poll = polling(bot);
    await poll(running);
    bot.gateway.changeInTracker('SD-101', { status: 'in-progress' });
    await bot.pass(minuteMs);
    expect(await poll(running)).toMatchObject({ gaps: 0 });
    await noteFirstHook({ ...bot.desk, clock: bot.clock })();
    bot.gateway.changeInTracker('SD-101', { status: 'resolved' });
    // Its webhook may still be on the way.
    expect(await poll(running)).toMatchObject({ gaps: 0 });
    bot.gateway.changeInTracker('SD-101', { status: 'closed' });
    await bot.pass(minuteMs);
    expect(await poll(running)).toMatchObject({ gaps: 1 });
    expect(await poll(running)).toMatchObject({ gaps: 0 });
  });

  it('leaves its place where it was while the gateway is away', async () => {
    const bot = await filed();
    const poll = polling(bot);
    await poll(running);
    const place = bot.desk.tables.cursors.get('tracker-changes');
    bot.gateway.setGateway('down');
    expect(await poll(running)).toEqual({ kind: 'away' });
    expect(bot.desk.tables.cursors.get('tracker-changes')).toBe(place);
  });

  it('ends the sessions that the gateway took back', async () => {
    const bot = await filed();
    const [session] = bot.gateway.state.sessions.keys();
    bot.gateway.revoke(session ?? '');
    await polling(bot)(running);
    expect([...bot.desk.tables.sessions.values()]).toMatchObject([{ state: 'ended', endReason: 'revoked' }]);
  });

  it('heals a filing whose answer was lost: the draft that waited to be sent again is not needed', async () => {
    const bot = await reviewed();
    bot.gateway.loseAnswers(1);
    await bot.press(olena, 'send-draft');
    await bot.hear(olena, { kind: 'menu', item: 'settings' });
    await bot.press(olena, 'sign-out');
    await bot.pass(minuteMs);
    expect(draftsOf(bot)).toMatchObject([{ state: { kind: 'open' } }]);
    await polling(bot)(running);
    await bot.settle();
    expect(draftsOf(bot)).toHaveLength(0);
    expect(ticketOf(bot)?.ticket).toMatchObject({ filing: 'filed', number: 'SD-101' });
    expect(bot.last(olena).screen).toMatchObject({ kind: 'ticket-created', number: 'SD-101' });
  });

  it.each([
    { says: 'while it is still on its way', leaves: false, state: 'sending' },
    { says: 'once it waits to be sent again', leaves: true, state: 'open' },
  ])('never ends a filing whose files may be missing, $says', async ({ leaves, state }) => {
    const bot = await reviewed();
    await post(bot, 7, { file: aFile() });
    bot.gateway.loseAnswers(1);
    await bot.press(olena, 'send-draft');
    if (leaves) {
      await bot.hear(olena, { kind: 'menu', item: 'settings' });
      await bot.press(olena, 'sign-out');
      await bot.pass(minuteMs);
    }
    await polling(bot)(running);
    await bot.settle();
    expect(draftsOf(bot)).toMatchObject([{ state: { kind: state } }]);
    expect(ticketOf(bot)?.ticket.filing).not.toBe('filed');
  });

  it('and the filing itself tell of a ticket once', async () => {
    const bot = await reviewed();
    bot.gateway.loseAnswers(1);
    await bot.press(olena, 'send-draft');
    await polling(bot)(running);
    await bot.pass(minuteMs);
    expect(bot.seen(olena).filter(({ screen }) => screen.kind === 'ticket-created')).toHaveLength(1);
    expect(bot.desk.jobs.filter(({ queue }) => queue === 'assign')).toHaveLength(1);
  });
});
