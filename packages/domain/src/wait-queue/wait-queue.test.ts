import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { candidate, now } from '../assignment/candidate.fixture.ts';
import { defaultRankingLimits } from '../assignment/index-weights.ts';
import { type Priority, priorities } from '../ticket/ticket.ts';
import { chooseHead, inTurn } from './choose-head.ts';
import { defaultConsultationWeights, type OfferCandidate, rankForOffer } from './choose-specialist.ts';
import { serveQueue } from './serve-queue.ts';
import { scoreOf, type Waiter, type WaitLists } from './wait-queue.ts';

fc.configureGlobal({ seed: 20_261_121 });

const minuteMs = 60_000;
const waiter = (priority: Priority, ageMinutes: number, consultationId = `${priority} ${ageMinutes}`): Waiter => ({
  ...{ consultationId, priority, queuedAt: now - ageMinutes * minuteMs },
});
const listsOf = (waiters: readonly Waiter[]): WaitLists => {
  const of = (priority: Priority) =>
    waiters.filter((each) => each.priority === priority).sort((one, another) => one.queuedAt - another.queuedAt);
  return { critical: of('critical'), high: of('high'), medium: of('medium'), low: of('low') };
};

describe('the head of the queue', () => {
  it.each<{ heads: readonly Waiter[]; head: string | null }>([
    { heads: [], head: null },
    { heads: [waiter('low', 9), waiter('critical', 1)], head: 'low 9' },
    { heads: [waiter('low', 7), waiter('critical', 1)], head: 'critical 1' },
    { heads: [waiter('low', 8), waiter('critical', 1)], head: 'critical 1' },
    { heads: [waiter('high', 5), waiter('medium', 11), waiter('low', 21)], head: 'medium 11' },
    { heads: [waiter('low', 0), waiter('high', 0), waiter('low', -5)], head: 'high 0' },
    { heads: [waiter('medium', 3, 'b'), waiter('medium', 3, 'a')], head: 'a' },
  ])('of $heads is $head', ({ heads, head }) => {
    expect(chooseHead(heads, now)?.consultationId ?? null).toBe(head);
  });

  const waiters = fc
    .array(fc.record({ priority: fc.constantFrom(...priorities), age: fc.integer({ min: 0, max: 300 }) }), {
      maxLength: 40,
    })
    .map((rows) => rows.map(({ priority, age }, at) => waiter(priority, age, `c-${String(at).padStart(2, '0')}`)));

  it('from four oldest is that of all, exactly, and everyone has their turn', () => {
    fc.assert(
      fc.property(waiters, (all) => {
        const order = [...inTurn(listsOf(all), now)];
        expect(order).toHaveLength(all.length);
        const scores = order.map((each) => scoreOf(each, now));
        expect(scores).toEqual(scores.toSorted((one, another) => another - one));
      }),
    );
  });
});

describe('an offer', () => {
  const specialist = (personId: string, change: Partial<OfferCandidate> = {}): OfferCandidate => ({
    ...{ ...candidate(personId), liveChats: 0, openOffers: 0 },
    ...change,
  });
  const serve = (
    specialists: readonly OfferCandidate[],
    waiters: readonly Waiter[],
    passed: Readonly<Record<string, readonly string[]>> = {},
  ) => {
    const weights = defaultConsultationWeights;
    const ranking = rankForOffer({ specialists, weights, limits: defaultRankingLimits, capacity: 1, now });
    return serveQueue({
      lists: listsOf(waiters),
      ranking,
      passedOver: ({ consultationId }) => passed[consultationId] ?? [],
      now,
    });
  };
  const head = waiter('critical', 5);
  const next = waiter('medium', 5);

  it.each<{ name: string; team: readonly OfferCandidate[]; outcome: object }>([
    { name: 'to who is free', team: [specialist('a')], outcome: { kind: 'offer', personId: 'a', waiter: head } },
    {
      name: 'not to who talks',
      team: [specialist('a', { liveChats: 1 })],
      outcome: { kind: 'nobody', reason: 'all-busy' },
    },
    {
      name: 'not to who is asked already',
      team: [specialist('a', { openOffers: 1 })],
      outcome: { reason: 'all-busy' },
    },
    { name: 'not to who is on a break', team: [specialist('a', { duty: 'break' })], outcome: { reason: 'all-busy' } },
    { name: 'not to who is at the ceiling', team: [specialist('a', { active: 25 })], outcome: { reason: 'all-busy' } },
    {
      name: 'to who closed one below the ceiling',
      team: [specialist('a', { active: 24 })],
      outcome: { personId: 'a' },
    },
    {
      name: 'not to who is off shift',
      team: [specialist('a', { duty: 'off-shift' })],
      outcome: { reason: 'nobody-on-shift' },
    },
    { name: 'to nobody at an empty desk', team: [], outcome: { reason: 'nobody-on-shift' } },
    {
      name: 'to who has been idle longest',
      team: [
        specialist('a', { lastClosedAt: now - 10 * minuteMs }),
        specialist('b', { lastClosedAt: now - 20 * minuteMs }),
      ],
      outcome: { personId: 'b' },
    },
    {
      name: 'to who has fewer tickets, all else alike',
      team: [specialist('a', { active: 4 }), specialist('b', { active: 1 })],
      outcome: { personId: 'b', decision: { chosen: 'b', atCapacity: [] } },
    },
  ])('goes $name', ({ team, outcome }) => {
    expect(serve(team, [head])).toMatchObject(outcome);
  });

  it('counts live chats as work where one may have several', () => {
    const specialists = [specialist('a', { liveChats: 1 }), specialist('b')];
    const { ranking } = rankForOffer({
      ...{ specialists, weights: defaultConsultationWeights, limits: defaultRankingLimits, capacity: 2, now },
    });
    expect(ranking.candidates.map(({ personId, active }) => [personId, active])).toEqual([
      ['b', 0],
      ['a', 1],
    ]);
  });

  it('goes to the next in turn when the head has asked everyone free', () => {
    const choice = serve([specialist('a')], [head, next], { [head.consultationId]: ['a'] });
    expect(choice).toMatchObject({ kind: 'offer', waiter: next, stuck: [head] });
  });

  it('to nobody says who is stuck', () => {
    const choice = serve([specialist('a')], [head], { [head.consultationId]: ['a'] });
    expect(choice).toEqual({ kind: 'nobody', reason: 'all-asked', stuck: [head] });
    expect(serve([specialist('a')], [])).toEqual({ kind: 'nobody-waits' });
  });
});
