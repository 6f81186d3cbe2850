import { expect, test } from 'vitest';
import { drawFrom } from '../stack/seeded-draws.ts';
import { filingSteps, planStrikes, strikesBefore } from './plan-strikes.ts';

const kindsCount = filingSteps.reduce((sum, { victims }) => sum + victims.length, 0);

test('each round hits every step with every victim it names', () => {
  const strikes = planStrikes(kindsCount * 3, drawFrom(1));
  const named = filingSteps.flatMap(({ step, victims }) => victims.map((victim) => `${step} ${victim}`)).sort();
  for (const round of [0, 1, 2]) {
    const hit = strikes.slice(round * kindsCount, (round + 1) * kindsCount);
    expect(hit.map(({ step, victim }) => `${step} ${victim}`).sort()).toEqual(named);
  }
});

test('the seed decides, and the number is that asked for', () => {
  expect(planStrikes(70, drawFrom(5))).toEqual(planStrikes(70, drawFrom(5)));
  expect(planStrikes(70, drawFrom(5))).not.toEqual(planStrikes(70, drawFrom(6)));
  expect(planStrikes(7, drawFrom(5))).toHaveLength(7);
});

test('a strike that holds up a request says which', () => {
  for (const { step, hangs } of planStrikes(kindsCount, drawFrom(1))) {
    expect(hangs !== null).toBe(step.endsWith('-hangs') || step.endsWith('-unanswered'));
  }
});

test('filings are spread over the strikes, from the first to the last', () => {
  const plan = { filings: 200, strikes: 80 };
  expect(strikesBefore(0, plan)).toBe(0);
  expect(strikesBefore(100, plan)).toBe(38);
  expect(strikesBefore(199, plan)).toBe(77);
});
