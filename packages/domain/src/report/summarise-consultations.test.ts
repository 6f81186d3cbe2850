import { describe, expect, it } from 'vitest';
import { type ConsultationTimes, summariseConsultations } from './summarise-consultations.ts';

const minute = 60_000;

function times(change: Partial<ConsultationTimes>): ConsultationTimes {
  return { requestedAt: 0, acceptedAt: null, endedAt: null, leftAt: null, stars: null, ...change };
}

describe('the figures of consultations', () => {
  it('are none where there were none', () => {
    const nothing = { requested: 0, held: 0, left: 0, wait: null, duration: null, rating: null };
    expect(summariseConsultations([])).toEqual(nothing);
  });

  it('count waits of those who talked, conversations that ended, and ratings that were given', () => {
    const summary = summariseConsultations([
      times({ acceptedAt: minute, endedAt: 11 * minute, stars: 5 }),
      times({ acceptedAt: 3 * minute, endedAt: 8 * minute, stars: 2 }),
      times({ acceptedAt: 9 * minute }),
      times({ leftAt: 4 * minute }),
      times({}),
    ]);
    expect(summary).toEqual({
      ...{ requested: 5, held: 3, left: 1 },
      wait: { medianMs: 3 * minute, p90Ms: 9 * minute },
      duration: { medianMs: 5 * minute, p90Ms: 10 * minute },
      rating: { mean: 3.5, count: 2 },
    });
  });

  it('let no clock set back make a wait negative', () => {
    expect(summariseConsultations([times({ requestedAt: minute, acceptedAt: 0 })]).wait).toEqual({
      medianMs: 0,
      p90Ms: 0,
    });
  });
});
