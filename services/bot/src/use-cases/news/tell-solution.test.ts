import { describe, expect, it } from 'vitest';
import { olena, reviewed } from '../../../test/fakes/filing-steps.ts';
import { countedIds } from '../../../test/fakes/steered-clock.ts';
import type { TicketReading } from '../../ports/gateway-desk.ts';
import { planFiled } from '../filing/plan-filed.ts';
import { applyTicketState } from '../tickets/apply-ticket-state.ts';

const number = 'SD-101';
const job = { kind: 'job', name: 'test' } as const;
const words = { authorEmployeeId: 'e-3', authorName: 'Ірина Бондар', text: 'Замінили точку доступу.' };

async function filed() {
  const bot = await reviewed();
  await bot.press(olena, 'send-draft');
  const { commentsInTracker: tracker } = bot.gateway;
  const { desk, clock, policy } = bot;
  const apply = applyTicketState({ ...desk, ids: countedIds(), clock, policy, planFiled: planFiled(desk) });
  const hear = async (reading: TicketReading) => {
    expect(await apply(reading, job)).toBe('committed');
    await bot.settle();
  };
  const kinds = () => bot.seen(olena).map(({ screen }) => screen.kind);
  return { bot, tracker, hear, kinds };
}

describe('the question whether a solution works', () => {
  it('comes below the words of the solution', async () => {
    const { bot, tracker, hear, kinds } = await filed();
    tracker.post(number, words);
    bot.gateway.changeInTracker(number, { status: 'resolved' });
    await hear(tracker.look(number));
    expect(kinds().slice(-2)).toEqual(['comment', 'solution-offered']);
  });

  it('quotes them, and nothing that was said long before', async () => {
    const { bot, tracker, hear } = await filed();
    tracker.post(number, { ...words, text: 'Дивимося.' });
    await hear(tracker.look(number));
    await bot.pass(11 * 60_000);
    bot.gateway.changeInTracker(number, { status: 'resolved' });
    await hear(tracker.look(number));
    await bot.pass(2_000);
    expect(bot.last(olena)).not.toHaveProperty('answers');

    bot.gateway.changeInTracker(number, { status: 'in-progress' });
    await hear(tracker.look(number));
    const id = tracker.post(number, words);
    bot.gateway.changeInTracker(number, { status: 'resolved' });
    await hear(tracker.look(number));
    await bot.pass(2_000);
    expect(bot.last(olena)).toMatchObject({
      screen: { kind: 'solution-offered' },
      answers: expect.stringMatching(new RegExp(`^comment:.*:${id}$`)),
    });
  });

  it('waits a moment for words that are still on their way', async () => {
    const { bot, tracker, hear, kinds } = await filed();
    tracker.post(number, words);
    await hear({ state: bot.gateway.changeInTracker(number, { status: 'resolved' }), marks: null });
    expect(kinds()).not.toContain('solution-offered');
    await hear(tracker.look(number));
    await bot.pass(2_000);
    expect(kinds().slice(-2)).toEqual(['comment', 'solution-offered']);
  });

  it('is not asked of a ticket that was reopened before', async () => {
    const { bot, hear, kinds } = await filed();
    await hear({ state: bot.gateway.changeInTracker(number, { status: 'resolved' }), marks: null });
    await hear({ state: bot.gateway.changeInTracker(number, { status: 'in-progress' }), marks: null });
    await bot.pass(2_000);
    expect(kinds()).not.toContain('solution-offered');
    expect(bot.last(olena).screen).toMatchObject({ kind: 'ticket-changed', status: 'in-progress' });
  });
});
