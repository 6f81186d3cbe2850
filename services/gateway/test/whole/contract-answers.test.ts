import { commonProblems, type Endpoint, gatewayEndpoints } from '@desk/contract';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import * as changes from './change-scenarios.ts';
import * as comments from './comment-scenarios.ts';
import * as confirmations from './confirmation-scenarios.ts';
import * as consultations from './consultation-scenarios.ts';
import { outcomeOf, type Scenarios, setStage } from './contract-answers.ts';
import * as feeds from './feed-scenarios.ts';
import * as privacy from './privacy-scenarios.ts';
import * as reading from './reading-scenarios.ts';
import * as sessions from './session-scenarios.ts';
import { startGateway, type WholeGateway } from './start-gateway.ts';
import * as tickets from './ticket-scenarios.ts';

/** One scenario per status and problem of every endpoint; a missing endpoint does not compile, a missing row fails. */
const scenarios: Readonly<Record<keyof typeof gatewayEndpoints, Scenarios>> = {
  ...sessions,
  ...confirmations,
  ...tickets,
  ...changes,
  ...comments,
  ...consultations,
  ...reading,
  ...feeds,
  ...privacy,
};

const common: ReadonlySet<string> = new Set(commonProblems);

/** These need somebody who has not signed in yet, or leave somebody unknown; all others share a gateway. */
const alone = new Set(Object.keys({ ...sessions, ...confirmations, ...privacy }));

const start = () => startGateway({ confirmation: 'email' });
let shared: Promise<WholeGateway> | undefined;
afterAll(async () => (await shared)?.gateway.close());

describe.each(Object.entries(scenarios))('%s', (name, rows) => {
  const endpoint: Endpoint = gatewayEndpoints[name as keyof typeof gatewayEndpoints];
  let whole: WholeGateway;
  beforeAll(async () => {
    shared ??= start();
    whole = await (alone.has(name) ? start() : shared);
  });
  afterAll(() => (alone.has(name) ? whole.gateway.close() : undefined));

  it('has a scenario for every answer it may give', () => {
    const problems = endpoint.problems.filter((code) => !common.has(code));
    expect(Object.keys(rows).toSorted()).toEqual([...Object.keys(endpoint.answers), ...problems].toSorted());
  });

  it.each(Object.keys(rows))('answers %s', async (outcome) => {
    whole.clock.advance(60 * 60_000);
    whole.tracker.setUp();
    whole.directory.setAway(false);
    whole.mailer.setDown(false);
    expect(outcomeOf(await (rows[outcome]?.(setStage(whole)) ?? { kind: 'no scenario' }))).toBe(outcome);
  });
});
