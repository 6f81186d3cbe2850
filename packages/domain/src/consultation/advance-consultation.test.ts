import { describe, expect, it, test } from 'vitest';
import { consultationDueAt } from './advance-consultation.ts';
import {
  after,
  dayEndsAt,
  fresh,
  inState,
  inWords,
  limits,
  minuteMs,
  pressedAt,
  secondMs,
  step,
} from './consultation.fixture.ts';
import type { Consultation } from './consultation.ts';
import type { ConsultationEvent } from './consultation-step.ts';
import { passedOver } from './search-round.ts';
import { events, stateTable } from './state.table.ts';

const soon = pressedAt + 10 * secondMs;
const passed: ConsultationEvent = { kind: 'time-passed' };
const offer = (personId: string): ConsultationEvent => ({ kind: 'offer-made', personId });
const allAsked: ConsultationEvent = { kind: 'nobody-free', reason: 'all-asked' };

describe.each(Object.entries(stateTable))('%s', (_state, row) => {
  const state = Object.entries(inState).find(([name]) => name === _state)?.[1] ?? fresh;
  it.each(Object.entries(row))('%s: %s', (name, outcome) => {
    const event = Object.entries(events).find(([each]) => each === name)?.[1];
    if (!event) throw new Error(`no such event: ${name}`);
    expect(inWords(step(state, event, soon))).toBe(outcome);
  });
});

describe.each(['ended', 'rated', 'cancelled', 'abandoned'] as const)('%s', (state) => {
  const stars = (name: string) => name === 'five stars' && (state === 'ended' || state === 'rated');
  it.each(Object.entries(events).filter(([name]) => !stars(name)))('%s changes nothing', (_name, event) => {
    expect(inWords(step(inState[state], event, soon))).toBe('refused: already-over');
  });
});

describe('the clock', () => {
  const warned = after(inState.active, [passed], pressedAt + 8 * minuteMs);
  const allWereAsked = after(inState.offered, [{ kind: 'declined', by: 'ann' }, allAsked], soon);
  const awaitsSignIn = after(inState.offered, [{ kind: 'accepted-signed-out', by: 'ann' }], soon);

  it.each<{ name: string; state: Consultation; dueAfterMs: number; outcome: string }>([
    {
      name: 'an offer',
      state: inState.offered,
      dueAfterMs: 60_000,
      outcome: 'requested, offer to ann missed, serve-queue',
    },
    {
      name: 'an extended offer',
      state: awaitsSignIn,
      dueAfterMs: 120_000,
      outcome: 'requested, offer to ann missed, serve-queue',
    },
    { name: 'a pause between rounds', state: allWereAsked, dueAfterMs: 70_000, outcome: 'waiting, serve-queue' },
    {
      name: 'a callback',
      state: inState.callback,
      dueAfterMs: dayEndsAt - pressedAt,
      outcome: 'abandoned, employee: callback-expired',
    },
    {
      name: 'a silence',
      state: inState.active,
      dueAfterMs: 480_000,
      outcome: 'active, employee: specialist-silent, ann: silent',
    },
    {
      name: 'a silence after the warning',
      state: warned,
      dueAfterMs: 600_000,
      outcome: 'ended, ann: ended, employee: ended, ask-rating, close-dialogue, serve-queue',
    },
    {
      name: 'an offer to a colleague',
      state: inState.transferring,
      dueAfterMs: 60_000,
      outcome: 'active, offer to bob missed, ann: transfer-refused, serve-queue',
    },
  ])('$name is due after $dueAfterMs ms, and not a moment earlier', ({ state, dueAfterMs, outcome }) => {
    const dueAt = pressedAt + dueAfterMs;
    expect(consultationDueAt(state, limits)).toBe(dueAt);
    expect(inWords(step(state, passed, dueAt - 1))).toBe('refused: not-due');
    expect(inWords(step(state, passed, dueAt))).toBe(outcome);
  });

  it.each(['requested', 'waiting', 'ended', 'rated', 'cancelled', 'abandoned'] as const)(
    'has nothing to do when %s',
    (state) => {
      expect(consultationDueAt(inState[state], limits)).toBeNull();
    },
  );

  it('an answer counts until the instant the offer is over', () => {
    expect(step(inState.offered, events['Ann accepts'], pressedAt + 60_000 - 1).kind).toBe('moved');
    expect(inWords(step(inState.offered, events['Ann accepts'], pressedAt + 60_000))).toBe('refused: offer-over');
  });

  it('an offer is extended once', () => {
    expect(inWords(step(awaitsSignIn, events['Ann accepts, signed out'], soon))).toBe('refused: sign-in-awaited');
    expect(step(awaitsSignIn, events['Ann accepts'], pressedAt + 100_000)).toMatchObject({
      consultation: { state: 'active' },
    });
  });
});

describe('silence', () => {
  const spoke = (by: 'employee' | 'specialist'): ConsultationEvent => ({ kind: 'spoke', by });
  it.each([
    { last: 'specialist', warning: 'active, employee: silent, ann: employee-silent', end: 'employee-silent' },
    { last: 'employee', warning: 'active, employee: specialist-silent, ann: silent', end: 'specialist-silent' },
  ] as const)('after a word of the $last names the other side', ({ last, warning, end }) => {
    const talked = after(inState.active, [spoke(last)], soon);
    const warning1 = step(talked, passed, soon + 8 * minuteMs);
    expect(inWords(warning1)).toBe(warning);
    const warned = after(talked, [passed], soon + 8 * minuteMs);
    expect(step(warned, passed, soon + 10 * minuteMs)).toMatchObject({ consultation: { state: 'ended', end } });
  });

  it('a word takes the warning back', () => {
    const warned = after(inState.active, [passed], pressedAt + 8 * minuteMs);
    const talked = after(warned, [spoke('specialist')], pressedAt + 9 * minuteMs);
    expect(consultationDueAt(talked, limits)).toBe(pressedAt + 17 * minuteMs);
  });

  it('a word handled late does not turn the turn', () => {
    const talked = after(inState.active, [spoke('specialist')], soon);
    expect(inWords(step(talked, spoke('employee'), soon - 1))).toBe('refused: unchanged');
  });

  it('a desk that was down warns before it ends a dialogue', () => {
    const late = pressedAt + 60 * minuteMs;
    const warned = after(inState.active, [passed], late);
    expect(warned.state).toBe('active');
    expect(consultationDueAt(warned, limits)).toBe(late + 2 * minuteMs);
  });

  it('of the specialist lets the employee have another, who is not the same', () => {
    const warned = after(inState.active, [passed], pressedAt + 8 * minuteMs);
    const again = after(warned, [{ kind: 'another-asked' }], pressedAt + 8 * minuteMs);
    expect(again).toMatchObject({ state: 'requested', queuedAt: pressedAt });
    expect(passedOver(again, pressedAt + 13 * minuteMs - 1)).toContain('ann');
    expect(passedOver(again, pressedAt + 13 * minuteMs)).not.toContain('ann');
  });

  it('of the employee does not', () => {
    const talked = after(inState.active, [spoke('specialist')]);
    const warned = after(talked, [passed], pressedAt + 8 * minuteMs);
    expect(inWords(step(warned, { kind: 'another-asked' }, pressedAt + 9 * minuteMs))).toBe(
      'refused: specialist-not-silent',
    );
  });
});

describe('a call back', () => {
  it('counts the age from the answer, a place kept from the request', () => {
    const asked = after(inState.callback, [{ kind: 'resumed' }], pressedAt + 30 * minuteMs);
    expect(asked.queuedAt).toBe(pressedAt + 30 * minuteMs);
    const kept = after(inState.waiting, [events['the session of the employee ends']], soon);
    expect(after(kept, [{ kind: 'resumed' }], pressedAt + 30 * minuteMs).queuedAt).toBe(pressedAt);
  });

  it('calls once, and not somebody who only has to sign in', () => {
    const called = after(inState.callback, [{ kind: 'specialist-came' }], soon);
    expect(inWords(step(called, { kind: 'specialist-came' }, soon))).toBe('refused: unchanged');
    const kept = after(inState.waiting, [events['the session of the employee ends']], soon);
    expect(inWords(step(kept, { kind: 'specialist-came' }, soon))).toBe('refused: unchanged');
  });

  it('is over with the working day', () => {
    expect(inWords(step(inState.callback, { kind: 'resumed' }, dayEndsAt))).toBe('refused: not-in-line');
  });

  it('an empty desk is served as soon as somebody comes', () => {
    const waiting = after(fresh, [{ kind: 'nobody-free', reason: 'nobody-on-shift' }]);
    expect(inWords(step(waiting, { kind: 'specialist-came' }, soon))).toBe('requested, serve-queue');
  });
});

describe('a transfer', () => {
  const to = (person: string, summary: string): ConsultationEvent => ({ kind: 'transfer-asked', to: person, summary });
  it.each([
    { event: to('bob', '  '), outcome: 'refused: summary-missing' },
    { event: to('bob', 'я'.repeat(2001)), outcome: 'refused: summary-too-long' },
    { event: to('ann', 'Далі — мережа.'), outcome: 'refused: not-a-colleague' },
    { event: to('employee', 'Далі — мережа.'), outcome: 'refused: not-a-colleague' },
  ])('$event.to, "$event.summary": $outcome', ({ event, outcome }) => {
    expect(inWords(step(inState.active, event, soon))).toBe(outcome);
  });

  it('keeps the wait, and names everyone who took part', () => {
    const handed = after(inState.transferring, [{ kind: 'accepted', by: 'bob' }], soon);
    expect(handed).toMatchObject({
      acceptedAt: pressedAt,
      participants: ['ann', 'bob'],
      dialogue: { specialistId: 'bob' },
    });
  });

  it('declined is not asked for again at once', () => {
    const back = after(inState.transferring, [{ kind: 'declined', by: 'bob' }], soon);
    expect(inWords(step(back, to('bob', 'Ще раз.'), soon))).toBe('refused: excluded');
  });
});

test('who comes after a lost specialist changes neither the wait nor who took part', () => {
  const again = after(
    inState.active,
    [events['Ann blocks the bot'], offer('bob'), { kind: 'accepted', by: 'bob' }],
    soon,
  );
  expect(again).toMatchObject({ state: 'active', acceptedAt: pressedAt, participants: ['ann', 'bob'] });
});

test('who leaves after a lost specialist leaves a dialogue to be documented', () => {
  const lost = after(inState.active, [events['Ann blocks the bot']], soon);
  expect(inWords(step(lost, events['the employee ends it'], soon))).toBe('cancelled, close-dialogue');
});

describe('a rating', () => {
  const rated = (stars: number): ConsultationEvent => ({ kind: 'rated', stars });
  it.each([0, 6, 3.5, Number.NaN])('%d are not stars', (stars) => {
    expect(inWords(step(inState.ended, rated(stars), soon))).toBe('refused: not-stars');
  });

  it.each([
    { stars: 1, outcome: 'rated, supervisor: low-rating' },
    { stars: 2, outcome: 'rated, supervisor: low-rating' },
    { stars: 3, outcome: 'rated' },
    { stars: 5, outcome: 'rated' },
  ])('$stars stars: $outcome', ({ stars, outcome }) => {
    expect(inWords(step(inState.ended, rated(stars), soon))).toBe(outcome);
  });

  it('may be changed for an hour from the first', () => {
    const better = after(inState.rated, [rated(5)], pressedAt + 59 * minuteMs);
    expect(better).toMatchObject({ stars: 5, ratedAt: pressedAt });
    expect(inWords(step(better, rated(4), pressedAt + 60 * minuteMs))).toBe('refused: rating-closed');
    expect(inWords(step(inState.rated, rated(4), soon))).toBe('refused: unchanged');
  });

  test('low twice over is told once', () => {
    const low = after(inState.ended, [rated(1)], soon);
    expect(inWords(step(low, rated(2), soon))).toBe('rated');
  });
});
