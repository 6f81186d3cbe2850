import { describe, expect, it } from 'vitest';
import { olena, reviewed } from '../../../test/fakes/filing-steps.ts';
import { type Conversations, caller } from '../../../test/fakes/memory-conversations.ts';
import { samplePolicy } from '../../../test/fakes/sample-policy.ts';
import { countedIds } from '../../../test/fakes/steered-clock.ts';
import type { TicketReading } from '../../ports/gateway-desk.ts';
import { planFiled } from '../filing/plan-filed.ts';
import { applyTicketState } from '../tickets/apply-ticket-state.ts';
import { tellComment } from './tell-comment.ts';

const number = 'SD-101';
const minuteMs = 60_000;
const job = { kind: 'job', name: 'test' } as const;
const iryna = { authorEmployeeId: 'e-3', authorName: 'Ірина Бондар' };

async function filed() {
  const bot = await reviewed();
  await bot.press(olena, 'send-draft');
  await bot.pass(minuteMs);
  const { commentsInTracker: tracker } = bot.gateway;
  const apply = applyTicketState({
    ...bot.desk,
    ids: countedIds(),
    clock: bot.clock,
    policy: bot.policy,
    planFiled: planFiled(bot.desk),
  });
  const tell = async (reading: TicketReading = tracker.look(number)) => {
    expect(await apply(reading, job)).toBe('committed');
    await bot.settle();
  };
  return { bot, tracker, tell };
}

const commentsSeen = (bot: Conversations) =>
  bot.seen(olena).flatMap(({ screen }) => (screen.kind === 'comment' ? [screen.text] : []));
const waitingSeen = (bot: Conversations) => bot.seen(olena).filter(({ screen }) => screen.kind === 'comment-waiting');

describe('a public comment', () => {
  it('comes to the requester with its words, its author and its files, once', async () => {
    const { bot, tracker, tell } = await filed();
    tracker.post(number, {
      ...iryna,
      text: 'Перевірте, будь ласка.',
      files: [{ id: 'f', name: 'план.pdf', bytes: 9 }],
    });
    const reading = tracker.look(number);
    await tell(reading);
    await tell(reading);
    await tell();
    const shown = bot.seen(olena).filter(({ screen }) => screen.kind === 'comment');
    expect(shown.map(({ screen }) => screen)).toEqual([
      {
        ...{ kind: 'comment', number, authorName: 'Ірина Бондар', text: 'Перевірте, будь ласка.' },
        ...{ files: ['план.pdf'], edited: false },
      },
    ]);
  });

  it('is told in the order of writing', async () => {
    const { bot, tracker, tell } = await filed();
    for (const text of ['перша', 'друга', 'третя']) tracker.post(number, { ...iryna, text });
    await tell();
    expect(commentsSeen(bot)).toEqual(['перша', 'друга', 'третя']);
  });

  it('is not told to whoever wrote it, here or in the tracker', async () => {
    const { bot, tracker, tell } = await filed();
    tracker.post(number, { authorEmployeeId: olena.profile.employeeId, text: 'з порталу' });
    const message = '0190b1f0-0000-7000-8000-000000000009';
    tracker.post(number, { authorEmployeeId: olena.profile.employeeId, message, text: 'з чату' });
    const mine = tracker.post(number, { authorEmployeeId: olena.profile.employeeId, message, text: 'ще з чату' });
    await tell();
    tracker.edit(number, mine, 'виправлено');
    await tell();
    expect(commentsSeen(bot)).toEqual([]);
    expect(waitingSeen(bot)).toEqual([]);
  });

  it('that is edited is edited where it stands', async () => {
    const { bot, tracker, tell } = await filed();
    const id = tracker.post(number, { ...iryna, text: 'о десятій' });
    await tell();
    const count = bot.seen(olena).length;
    tracker.edit(number, id, 'об одинадцятій');
    await tell();
    expect(bot.seen(olena)).toHaveLength(count);
    expect(bot.last(olena).screen).toMatchObject({ text: 'об одинадцятій', edited: true });
  });

  it('that is deleted is taken back, and nothing of it comes with a reading from before', async () => {
    const { bot, tracker, tell } = await filed();
    const id = tracker.post(number, { ...iryna, text: 'не туди' });
    const before = tracker.look(number);
    await tell();
    tracker.remove(number, id);
    await tell();
    await tell(before);
    expect(commentsSeen(bot)).toEqual([]);
    expect(bot.window.deleted(olena.telegramId)).toHaveLength(2);
  });

  it('that turns internal is taken back, and comes again when it is public again', async () => {
    const { bot, tracker, tell } = await filed();
    const id = tracker.post(number, { ...iryna, text: 'для всіх?' });
    await tell();
    tracker.show(number, id, 'internal');
    await tell();
    expect(commentsSeen(bot)).toEqual([]);
    tracker.show(number, id, 'public');
    await tell();
    expect(commentsSeen(bot)).toEqual(['для всіх?']);
  });

  it('comes to colleagues who follow the ticket as well', async () => {
    const { bot, tracker, tell } = await filed();
    const petro = caller(4, { displayName: 'Петро Лис' });
    bot.gateway.employ(petro.phone, petro.profile);
    await bot.shareOwnPhone(petro);
    bot.gateway.state.participants.set(number, [petro.profile.employeeId, 'e-404']);
    tracker.post(number, { authorEmployeeId: olena.profile.employeeId, text: 'питання' });
    await tell();
    expect(bot.last(petro).screen).toMatchObject({ kind: 'comment', text: 'питання' });
    expect(commentsSeen(bot)).toEqual([]);
  });
});

describe('what is not proven public', () => {
  it('is never shown', async () => {
    const { bot, tracker, tell } = await filed();
    const id = tracker.post(number, { ...iryna, text: 'тільки для колег', visibility: 'internal' });
    await tell();
    tracker.edit(number, id, 'і це теж');
    await tell();
    expect(commentsSeen(bot)).toEqual([]);
    expect(waitingSeen(bot)).toEqual([]);
  });

  it('is not shown either when it turned internal before its words were asked for', async () => {
    const { bot, tracker, tell } = await filed();
    const id = tracker.post(number, { ...iryna, text: 'ой' });
    const reading = tracker.look(number);
    tracker.show(number, id, 'internal');
    await tell(reading);
    expect(commentsSeen(bot)).toEqual([]);
  });
});

describe('a reader without a session', () => {
  it('learns that there is something to read, and reads it after sign-in with the same tap', async () => {
    const { bot, tracker, tell } = await filed();
    await bot.pass(31 * minuteMs);
    tracker.post(number, { ...iryna, text: 'готово' });
    await tell();
    expect(bot.last(olena).screen).toEqual({ kind: 'comment-waiting', number });
    await bot.press(olena, 'open-comment');
    expect(commentsSeen(bot)).toEqual([]);
    await bot.shareOwnPhone(olena);
    expect(bot.last(olena).screen).toMatchObject({ kind: 'comment', text: 'готово' });
  });

  it('does not find words there any more after an edit', async () => {
    const { bot, tracker, tell } = await filed();
    const id = tracker.post(number, { ...iryna, text: 'о десятій' });
    await tell();
    await bot.pass(31 * minuteMs);
    tracker.edit(number, id, 'об одинадцятій');
    await tell();
    expect(commentsSeen(bot)).toEqual([]);
    expect(waitingSeen(bot)).toHaveLength(1);
  });

  it('finds a stale button below what was taken back meanwhile', async () => {
    const { bot, tracker, tell } = await filed();
    await bot.pass(31 * minuteMs);
    const id = tracker.post(number, { ...iryna, text: 'готово' });
    await tell();
    const [waiting] = waitingSeen(bot);
    const action = { kind: 'open-comment', ticketId: [...bot.desk.tables.tickets.keys()].at(-1) ?? '', commentId: id };
    expect(waiting?.keyboard).toMatchObject({ rows: [[{ action }]] });
    tracker.remove(number, id);
    await tell();
    await bot.shareOwnPhone(olena);
    await bot.hear(olena, { kind: 'pressed', action: { ...action, kind: 'open-comment' } });
    expect(bot.last(olena).screen).toEqual({ kind: 'stale-button' });
  });
});

describe('while the tracker is away', () => {
  it('a comment waits, and comes as it reads by then', async () => {
    const { bot, tracker, tell } = await filed();
    const id = tracker.post(number, { ...iryna, text: 'перше слово' });
    bot.gateway.setTracker('down');
    await tell();
    expect(commentsSeen(bot)).toEqual([]);
    tracker.edit(number, id, 'друге слово');
    bot.gateway.setTracker('up');
    await bot.pass(minuteMs);
    expect(commentsSeen(bot)).toEqual(['друге слово']);
  });
});

describe('at night', () => {
  it('an employee is told without a sound', async () => {
    const quietHours = { timeZone: 'Europe/Kyiv', from: '00:00', to: '23:59' };
    const { bot, tracker } = await filed();
    const policy = { ...samplePolicy(), quietHours };
    const { desk, clock, window } = bot;
    tracker.post(number, { ...iryna, text: 'вночі' });
    const apply = applyTicketState({ ...desk, ids: countedIds(), clock, policy, planFiled: planFiled(desk) });
    await apply(tracker.look(number), job);
    const row = desk.lanes.outbox.at(-1);
    if (row?.effect.kind !== 'tell-comment') throw new Error('There is a comment to tell of.');
    await tellComment({ ...desk, ...bot.gateway, clock, policy })(row.effect, {
      ...row,
      epoch: 1,
      standing: null,
      waitedMs: 0,
    });
    expect(desk.lanes.outbox.at(-1)?.effect).toMatchObject({ kind: 'show', silent: true, about: row.effect.ticketId });
    expect(window.messages(olena.telegramId)).not.toEqual([]);
  });
});
