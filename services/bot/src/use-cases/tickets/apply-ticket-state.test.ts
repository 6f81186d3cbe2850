import type { AssignmentState } from '@desk/domain';
import { describe, expect, it } from 'vitest';
import { olena, reviewed } from '../../../test/fakes/filing-steps.ts';
import { type Conversations, caller } from '../../../test/fakes/memory-conversations.ts';
import { countedIds } from '../../../test/fakes/steered-clock.ts';
import type { TicketState } from '../../ports/gateway-desk.ts';
import type { Cause } from '../../ports/plan.ts';
import { planFiled } from '../filing/plan-filed.ts';
import { applyTicketState } from './apply-ticket-state.ts';

const minuteMs = 60_000;
const job = { kind: 'job', name: 'test' } as const;
const iryna = caller(3, { role: 'specialist', teams: ['infrastructure'], displayName: 'Ірина Бондар' });
const petro = caller(4, { role: 'specialist', teams: ['infrastructure'], displayName: 'Петро Лис' });

function applying(bot: Conversations) {
  const apply = applyTicketState({
    ...bot.desk,
    ids: countedIds(),
    clock: bot.clock,
    policy: bot.policy,
    planFiled: planFiled(bot.desk),
  });
  return (state: TicketState, cause: Cause) => apply({ state, marks: null }, cause);
}

async function filed() {
  const bot = await reviewed();
  await bot.press(olena, 'send-draft');
  await bot.pass(10 * minuteMs);
  const apply = applying(bot);
  const change = async (changed: Partial<TicketState>) => {
    await apply(bot.gateway.changeInTracker('SD-101', changed), job);
    await bot.settle();
  };
  return { bot, apply, change };
}

const ticketOf = ({ desk }: Conversations) => [...desk.tables.tickets.values()].at(-1);
const factOf = ({ desk }: Conversations) => [...desk.tables.facts.values()].at(-1);

async function staff(bot: Conversations, who: typeof iryna): Promise<string> {
  bot.gateway.employ(who.phone, who.profile);
  await bot.shareOwnPhone(who);
  return [...bot.desk.tables.people.values()].find(({ telegramId }) => telegramId === who.telegramId)?.id ?? '';
}

/** As `assign-ticket` would leave it. */
function assign(bot: Conversations, personId: string, assignedAt: number, state: AssignmentState = 'notified'): void {
  const stored = ticketOf(bot);
  if (!stored) throw new Error('There is no ticket.');
  const ticketId = stored.ticket.id;
  bot.desk.tables.tickets.set(ticketId, { ...stored, ticket: { ...stored.ticket, assigneeId: personId } });
  const watch = { limitMinutes: 120, remindAt: null, reassignAt: null };
  const assignment = { ticketId, personId, assignedAt, state, ...watch };
  bot.desk.tables.assignments.set(ticketId, [{ assignment, decisionId: null, version: 1 }]);
}

const assignmentOf = (bot: Conversations) => [...bot.desk.tables.assignments.values()].at(-1)?.at(-1)?.assignment;

describe('news of a ticket', () => {
  it.each<{ to: Partial<TicketState>; heard: boolean }>([
    { to: { status: 'in-progress' }, heard: false },
    { to: { status: 'waiting-for-customer' }, heard: true },
    { to: { status: 'waiting-for-support' }, heard: false },
    { to: { status: 'resolved' }, heard: true },
    { to: { status: 'closed' }, heard: false },
    { to: { priority: 'high' }, heard: false },
  ])('$to comes in a new message: $heard', async ({ to, heard }) => {
    const { bot, change } = await filed();
    const shown = bot.seen(olena).length;
    await change(to);
    await bot.pass(2_000);
    expect(bot.seen(olena)).toHaveLength(heard ? shown + 1 : shown);
    expect(bot.last(olena).screen).toMatchObject(
      to.status === 'resolved'
        ? { kind: 'solution-offered', number: 'SD-101' }
        : { kind: 'ticket-changed', number: 'SD-101', status: to.status ?? 'new' },
    );
    expect(ticketOf(bot)?.ticket).toMatchObject(to);
  });

  it('that came before, or again, is none', async () => {
    const { bot, apply, change } = await filed();
    const old = bot.gateway.changeInTracker('SD-101', { status: 'in-progress' });
    await change({ status: 'resolved' });
    const shown = bot.seen(olena);
    await apply(old, job);
    await apply({ ...old, status: 'resolved', changedAt: ticketOf(bot)?.trackerChangedAt ?? 0 }, job);
    await bot.settle();
    expect(ticketOf(bot)?.ticket.status).toBe('resolved');
    expect(bot.seen(olena)).toEqual(shown);
  });

  it('of a ticket from elsewhere concerns nobody here where the desk is told to leave them', async () => {
    const { bot } = await filed();
    const state = bot.gateway.changeInTracker('SD-101', {});
    const policy = { ...bot.policy, assignForeignTickets: false };
    const { desk, clock } = bot;
    const apply = applyTicketState({ ...desk, ids: countedIds(), clock, policy, planFiled: planFiled(desk) });
    const foreign = { ...state, number: 'SD-900', reference: null };
    expect(await apply({ state: foreign, marks: null }, job)).toBe('committed');
    expect(bot.desk.tables.tickets.size).toBe(1);
  });

  it('reaches nobody who blocked the bot, and is remembered all the same', async () => {
    const { bot, change } = await filed();
    await bot.hear(olena, { kind: 'bot-blocked' });
    const shown = bot.seen(olena);
    await change({ status: 'resolved' });
    expect(bot.seen(olena)).toEqual(shown);
    expect(ticketOf(bot)?.ticket.status).toBe('resolved');
  });

  it('keeps the moments for the statistics', async () => {
    const { bot, change } = await filed();
    await change({ status: 'resolved' });
    const resolvedAt = bot.clock.now();
    expect(factOf(bot)).toMatchObject({ resolvedAt, reopenedCount: 0 });
    await bot.pass(minuteMs);
    await change({ status: 'in-progress' });
    await bot.pass(minuteMs);
    await change({ status: 'closed' });
    expect(factOf(bot)).toMatchObject({ resolvedAt, reopenedCount: 1 });
  });
});

describe('the assignee', () => {
  it('chosen in the tracker is shown to the requester', async () => {
    const { bot, change } = await filed();
    const id = await staff(bot, iryna);
    await change({ assigneeEmployeeId: 'e-3' });
    expect(ticketOf(bot)?.ticket.assigneeId).toBe(id);
    expect(bot.last(olena).screen).toMatchObject({ handling: { kind: 'specialist', name: 'Ірина Бондар' } });
    expect(factOf(bot)?.assignedAt).toBe(bot.clock.now());
  });

  it('changed there withdraws the desk’s own choice, and tells whom it was', async () => {
    const { bot, change } = await filed();
    const irynaId = await staff(bot, iryna);
    const petroId = await staff(bot, petro);
    assign(bot, irynaId, bot.clock.now() - 3 * minuteMs);
    await change({ assigneeEmployeeId: 'e-4' });
    expect(ticketOf(bot)?.ticket.assigneeId).toBe(petroId);
    expect(assignmentOf(bot)?.state).toBe('withdrawn');
    expect(bot.last(iryna).screen).toEqual({ kind: 'given-away', number: 'SD-101', why: 'not-assigned-any-more' });
  });

  it('there whom nobody here knows takes it from whoever has it here', async () => {
    const { bot, change } = await filed();
    assign(bot, await staff(bot, iryna), bot.clock.now() - 3 * minuteMs);
    await change({ assigneeEmployeeId: 'e-99' });
    expect(ticketOf(bot)?.ticket).toMatchObject({ assigneeId: null, assignedElsewhere: true });
    expect(assignmentOf(bot)?.state).toBe('withdrawn');
    expect(bot.last(olena).screen).toMatchObject({ handling: { kind: 'someone' } });
  });

  it('there whom nobody here knows is looked for no further, until the tracker says that nobody has it', async () => {
    const { bot, change } = await filed();
    const awaiting = async () => (await bot.desk.tickets.listAwaitingAssignment(10)).length;
    const unassigned = async () =>
      (await bot.desk.tickets.listOfTeams(['infrastructure'], 'unassigned', { offset: 0, size: 10 })).total;
    await change({ assigneeEmployeeId: 'e-99' });
    expect([await awaiting(), await unassigned()]).toEqual([0, 0]);
    await bot.pass(minuteMs);
    await change({ assigneeEmployeeId: null });
    expect([await awaiting(), await unassigned()]).toEqual([1, 1]);
    expect(bot.last(olena).screen).toMatchObject({ handling: { kind: 'looking' } });
  });

  it('there whom nobody here knows, from the beginning, is a specialist all the same', async () => {
    const bot = await reviewed();
    bot.gateway.assignNewTicketsTo('e-99');
    await bot.press(olena, 'send-draft');
    expect(bot.last(olena).screen).toMatchObject({ kind: 'ticket-created', handling: { kind: 'someone' } });
    expect(bot.desk.jobs.filter(({ queue }) => queue === 'assign')).toEqual([]);
    expect(await bot.desk.tickets.listAwaitingAssignment(10)).toEqual([]);
  });

  it('there that is nobody changes nothing: the desk’s own choice may be on its way', async () => {
    const { bot, change } = await filed();
    const irynaId = await staff(bot, iryna);
    assign(bot, irynaId, bot.clock.now() - 3 * minuteMs);
    await change({ assigneeEmployeeId: null, priority: 'high' });
    expect(ticketOf(bot)?.ticket).toMatchObject({ assigneeId: irynaId, priority: 'high' });
    expect(assignmentOf(bot)?.state).toBe('notified');
  });

  it('there is not believed while the desk’s own choice is on its way, and looked at again later', async () => {
    const { bot, apply, change } = await filed();
    const irynaId = await staff(bot, iryna);
    const petroId = await staff(bot, petro);
    assign(bot, irynaId, bot.clock.now());
    await change({ assigneeEmployeeId: 'e-4', status: 'in-progress' });
    expect(ticketOf(bot)?.ticket).toMatchObject({ assigneeId: irynaId, status: 'in-progress' });
    await bot.pass(2 * minuteMs);
    await apply(bot.gateway.state.changes.at(-1) ?? bot.gateway.changeInTracker('SD-101', {}), job);
    expect(ticketOf(bot)?.ticket.assigneeId).toBe(petroId);
  });

  it('there from before a choice that was declined meanwhile is no news of whoever had it earlier', async () => {
    const { bot, change } = await filed();
    const irynaId = await staff(bot, iryna);
    await staff(bot, petro);
    assign(bot, irynaId, bot.clock.now(), 'declined');
    await change({ assigneeEmployeeId: 'e-4' });
    expect(ticketOf(bot)?.ticket.assigneeId).toBe(irynaId);
  });

  it('there is believed at once when the tracker has answered to the desk’s own choice', async () => {
    const { bot, change } = await filed();
    const irynaId = await staff(bot, iryna);
    const petroId = await staff(bot, petro);
    assign(bot, irynaId, bot.clock.now());
    await bot.pass(1_000);
    await change({ assigneeEmployeeId: iryna.profile.employeeId });
    await bot.pass(1_000);
    await change({ assigneeEmployeeId: 'e-4' });
    expect(ticketOf(bot)?.ticket.assigneeId).toBe(petroId);
  });

  it('there is believed at once when it was changed well after the desk’s own choice', async () => {
    const { bot, change } = await filed();
    const irynaId = await staff(bot, iryna);
    const petroId = await staff(bot, petro);
    assign(bot, irynaId, bot.clock.now());
    await bot.pass(20_000);
    await change({ assigneeEmployeeId: 'e-4' });
    expect(ticketOf(bot)?.ticket.assigneeId).toBe(petroId);
    expect(assignmentOf(bot)?.state).toBe('withdrawn');
  });

  it('who begins in the tracker has reacted', async () => {
    const { bot, change } = await filed();
    assign(bot, await staff(bot, iryna), bot.clock.now());
    await bot.pass(minuteMs);
    await change({ status: 'in-progress' });
    expect(assignmentOf(bot)?.state).toBe('taken');
    expect(factOf(bot)?.firstReactionAt).toBe(bot.clock.now());
  });
});
