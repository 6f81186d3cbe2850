import { expect, it } from 'vitest';
import { olena, reviewed } from '../../../test/fakes/filing-steps.ts';
import { countedIds } from '../../../test/fakes/steered-clock.ts';
import { planFiled } from '../filing/plan-filed.ts';
import { applyTicketState } from '../tickets/apply-ticket-state.ts';
import { lookAgain } from './look-again.ts';

const number = 'SD-101';
const minuteMs = 60_000;

async function commented() {
  const bot = await reviewed();
  await bot.press(olena, 'send-draft');
  await bot.pass(minuteMs);
  const { desk, clock, policy, gateway } = bot;
  const applyState = applyTicketState({ ...desk, ids: countedIds(), clock, policy, planFiled: planFiled(desk) });
  const look = lookAgain({ ...desk, clock, feeds: gateway.feeds, applyState });
  const id = gateway.commentsInTracker.post(number, { text: 'готово' });
  await applyState(gateway.commentsInTracker.look(number), { kind: 'job', name: 'test' });
  await bot.settle();
  const standing = () => bot.seen(olena).filter(({ screen }) => screen.kind === 'comment').length;
  return { bot, look, id, standing, tracker: gateway.commentsInTracker };
}

it('a comment deleted without a trace is taken back', async () => {
  const { bot, look, id, standing } = await commented();
  // As a tracker does that says nothing: not even the ticket's own instant moves.
  bot.gateway.state.comments.set(number, []);
  expect(standing()).toBe(1);
  await bot.pass(2 * minuteMs);
  expect(await look()).toEqual({ kind: 'looked', tickets: 1 });
  await bot.settle();
  expect(standing()).toBe(0);
  expect(bot.gateway.state.comments.get(number)?.some((comment) => comment.id === id)).toBe(false);
});

it('a ticket is looked at once a minute at most, and no longer than its comments are young', async () => {
  const { bot, look } = await commented();
  expect(await look()).toEqual({ kind: 'looked', tickets: 0 });
  await bot.pass(2 * minuteMs);
  expect(await look()).toEqual({ kind: 'looked', tickets: 1 });
  expect(await look()).toEqual({ kind: 'looked', tickets: 0 });
  await bot.pass(49 * 60 * minuteMs);
  expect(await look()).toEqual({ kind: 'looked', tickets: 0 });
});

it('while the tracker is away nothing is taken back', async () => {
  const { bot, look, standing } = await commented();
  await bot.pass(2 * minuteMs);
  bot.gateway.setTracker('down');
  expect(await look()).toEqual({ kind: 'away' });
  expect(standing()).toBe(1);
});
