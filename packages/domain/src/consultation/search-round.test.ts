import { describe, expect, it } from 'vitest';
import { consultationDueAt } from './advance-consultation.ts';
import { after, fresh, inState, inWords, limits, minuteMs, pressedAt, secondMs, step } from './consultation.fixture.ts';
import type { Consultation } from './consultation.ts';
import type { ConsultationEvent } from './consultation-step.ts';

const soon = pressedAt + 10 * secondMs;
const passed: ConsultationEvent = { kind: 'time-passed' };
const offer = (personId: string): ConsultationEvent => ({ kind: 'offer-made', personId });
const allAsked: ConsultationEvent = { kind: 'nobody-free', reason: 'all-asked' };

describe('the search', () => {
  const declined = after(inState.offered, [{ kind: 'declined', by: 'ann' }], soon);
  const missed = after(inState.offered, [passed], pressedAt + minuteMs);

  it('does not come back to who declined for five minutes, rounds or not', () => {
    expect(inWords(step(declined, offer('ann'), soon + 5 * minuteMs - 1))).toBe('refused: excluded');
    const nextRound = after(after(declined, [allAsked], soon), [passed], soon + minuteMs);
    expect(inWords(step(nextRound, offer('ann'), soon + minuteMs))).toBe('refused: excluded');
    expect(step(nextRound, offer('ann'), soon + 5 * minuteMs).kind).toBe('moved');
  });

  it('comes back to who missed it in the next round', () => {
    const asked = pressedAt + minuteMs;
    expect(inWords(step(missed, offer('ann'), asked))).toBe('refused: excluded');
    const nextRound = after(after(missed, [allAsked], asked), [passed], asked + minuteMs);
    expect(step(nextRound, offer('ann'), asked + minuteMs).kind).toBe('moved');
  });

  it('never asks the employee about their own request', () => {
    expect(inWords(step(fresh, offer('employee'), soon))).toBe('refused: excluded');
  });

  it('still asks somebody new while the round is over', () => {
    expect(step(after(declined, [allAsked], soon), offer('bob'), soon).kind).toBe('moved');
  });

  it('tells the supervisor once that nobody accepts', () => {
    const first = after(missed, [allAsked], pressedAt + minuteMs);
    const second = after(first, [passed], pressedAt + 2 * minuteMs);
    expect(inWords(step(second, allAsked, pressedAt + 2 * minuteMs))).toBe('waiting');
  });

  it('ends without a pause where nobody is free: whoever comes back is asked at once', () => {
    const waiting = after(missed, [{ kind: 'nobody-free', reason: 'all-busy' }], pressedAt + minuteMs);
    expect(inWords(step(waiting, offer('ann'), pressedAt + 2 * minuteMs))).toBe('offered, offer to ann');
  });

  it('holds at most twenty rounds an hour', () => {
    let state: Consultation = fresh;
    let now = pressedAt;
    let rounds = 0;
    while (now < pressedAt + 60 * minuteMs) {
      state = after(after(state, [offer('ann')], now), [passed], now + minuteMs);
      rounds += 1;
      state = after(state, [allAsked], now + minuteMs);
      now = consultationDueAt(state, limits) ?? Number.POSITIVE_INFINITY;
      state = after(state, [passed], now);
    }
    expect(rounds).toBe(20);
    expect(now).toBe(pressedAt + 60 * minuteMs);
  });
});
