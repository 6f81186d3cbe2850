import { expect, it } from 'vitest';
import { createGatewayService } from './gateway-service.ts';

it.each([
  ['1.3', { kind: 'agreed', ours: '1.3', theirs: '1.3' }],
  ['1.2', { kind: 'agreed', ours: '1.3', theirs: '1.2' }],
  ['1.4', { kind: 'agreed', ours: '1.3', theirs: '1.4' }],
  ['0.9', { kind: 'earlier', ours: '1.3', theirs: '0.9' }],
  ['2.0', { kind: 'later', ours: '1.3', theirs: '2.0' }],
  ['latest', { kind: 'away' }],
] as const)('a gateway that speaks %s', async (version, meeting) => {
  const answer = { status: 200, body: { contractVersion: version, tracker: 'up', now: 1 } } as const;
  const service = createGatewayService({ readService: async () => ({ kind: 'answered', ...answer }) }, '1.3');
  expect(await service.meet()).toEqual(meeting);
});

it('a gateway that does not answer is away', async () => {
  const service = createGatewayService({ readService: async () => ({ kind: 'unreachable', sent: 'no' }) });
  expect(await service.meet()).toEqual({ kind: 'away' });
});
