import { describe, expect, it } from 'vitest';
import type { GatewayFacts } from '../../ports/zone-probes.ts';
import { judgeGateway } from './judge-gateway.ts';

type Service = NonNullable<GatewayFacts['service']>;

const sound: Service = { contract: 'same', tracker: 'up', hasSameCatalogue: true };

describe('the gateway', () => {
  const judge = (change: Partial<Service>) =>
    judgeGateway({ peer: { kind: 'accepted', aheadMs: null }, service: { ...sound, ...change } });

  it.each<Partial<Service>>([{}, { contract: 'minor' }, { hasSameCatalogue: null }])('is well: %j', (change) => {
    expect(judge(change)).toEqual([expect.objectContaining({ state: 'ok' })]);
  });

  it.each<[Partial<Service>, string, RegExp, RegExp]>([
    [{ contract: 'older' }, 'broken', /earlier contract/, /Upgrade the gateway/],
    [{ contract: 'newer' }, 'broken', /later contract/, /Upgrade the bots/],
    [{ contract: 'unreadable' }, 'broken', /which contract/, /GATEWAY_URL/],
    [{ tracker: 'down' }, 'warning', /tracker does not answer/, /on the gateway's host/],
    [{ hasSameCatalogue: false }, 'broken', /another catalogue/, /the same CATALOGUE_FILE/],
  ])('is not: %j', (change, state, what, remedy) => {
    expect(judge(change)).toContainEqual({
      state,
      what: expect.stringMatching(what),
      remedy: expect.stringMatching(remedy),
    });
  });
});
