import { expect, test } from 'vitest';
import { drawFrom } from '../stack/seeded-draws.ts';
import { filingSteps, filingsBefore, planStrikes, strikesBefore } from './plan-strikes.ts';

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

const campaign = { filings: 200, strikes: 80 };

test('filings are spread over the strikes, from the first to the last', () => {
  expect([0, 100, 199].map((filing) => strikesBefore(filing, campaign))).toEqual([0, 38, 77]);
  expect([0, 40, 79].map((strike) => filingsBefore(strike, campaign))).toEqual([0, 84, 181]);
});

test('filings and strikes never wait for each other in a circle', () => {
  let struck = 0;
  let filed = 0;
  while (struck < campaign.strikes || filed < campaign.filings) {
    const before = struck + filed;
    if (filed < campaign.filings && strikesBefore(filed, campaign) <= struck) filed += 1;
    if (struck < campaign.strikes && filingsBefore(struck, campaign) <= filed) struck += 1;
    expect(struck + filed).toBeGreaterThan(before);
  }
});
