import { expect, it } from 'vitest';
import { createGatewayService } from './gateway-service.ts';
import { createRetentionTerm } from './retention-term.ts';
import { createTrackerName } from './tracker-name.ts';

const learning = () => ({ trackerName: createTrackerName(), term: createRetentionTerm() });

it.each([
  ['1.3', { kind: 'agreed', ours: '1.3', theirs: '1.3' }],
  ['1.2', { kind: 'agreed', ours: '1.3', theirs: '1.2' }],
  ['1.4', { kind: 'agreed', ours: '1.3', theirs: '1.4' }],
  ['0.9', { kind: 'earlier', ours: '1.3', theirs: '0.9' }],
  ['2.0', { kind: 'later', ours: '1.3', theirs: '2.0' }],
  ['latest', { kind: 'away' }],
] as const)('a gateway that speaks %s', async (version, meeting) => {
  const answer = { status: 200, body: { contractVersion: version, tracker: 'up', now: 1 } } as const;
  const service = createGatewayService(
    { readService: async () => ({ kind: 'answered', ...answer }) },
    learning(),
    '1.3',
  );
  expect(await service.meet()).toEqual(meeting);
});

it('a gateway that does not answer is away', async () => {
  const service = createGatewayService({ readService: async () => ({ kind: 'unreachable', sent: 'no' }) }, learning());
  expect(await service.meet()).toEqual({ kind: 'away' });
});

it('tells what people call the tracker, and how long its logs are kept; one that does not say so changes nothing', async () => {
  const { trackerName, term } = learning();
  const answers = [{ trackerName: 'OpenProject', auditRetentionDays: 90 }, {}];
  const body = () => ({ contractVersion: '1.3', tracker: 'up', now: 1, ...answers.shift() }) as const;
  const readService = async () => ({ kind: 'answered', status: 200, body: body() }) as const;
  const service = createGatewayService({ readService }, { trackerName, term });
  expect(trackerName.current()).toBeNull();
  for (const _ of ['once', 'again']) {
    await service.meet();
    expect(trackerName.current()).toBe('OpenProject');
    expect(term.days()).toBe(90);
  }
});
