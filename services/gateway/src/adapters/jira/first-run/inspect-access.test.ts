import { expect, test } from 'vitest';
import { flavours, type JiraFlavourName } from '../flavour.ts';
import { inspectAccess } from './inspect-access.ts';
import type { JiraProbe, Probed } from './probe-jira.ts';

type Failed = Extract<Probed<unknown>, { kind: 'failed' }>;

/** Answers the question about the server, then the one about the account. */
function aProbe(flavour: JiraFlavourName, ...answers: readonly (Failed | { readonly json: unknown })[]): JiraProbe {
  const waiting = [...answers];
  return {
    flavour: flavours[flavour],
    transport: {
      send: async () => ({ kind: 'down', retryAfterMs: null }),
      upload: async () => ({ kind: 'down', retryAfterMs: null }),
      download: async () => ({ kind: 'down', retryAfterMs: null }),
    },
    async ask(call) {
      const next = waiting.shift() ?? { kind: 'failed', status: null, cause: 'network' };
      return 'json' in next ? { kind: 'answered', value: call.answer.parse(next.json) } : next;
    },
  };
}

const server = (deploymentType: string) => ({
  json: { deploymentType, version: '10.3.0', versionNumbers: [10, 3, 0] },
});
const failed = (status: number | null): Failed => ({
  kind: 'failed',
  status,
  cause: status === null ? 'network' : 'status',
});

test.each<[string, JiraProbe, RegExp]>([
  ['Cloud, where a Data Center is meant', aProbe('data-center', server('Cloud')), /Set TRACKER=jira-cloud/],
  ['a Data Center, where Cloud is meant', aProbe('cloud', server('Server')), /Set TRACKER=jira-data-center/],
  ['nobody', aProbe('cloud', failed(null)), /nothing answers/],
  ['no page', aProbe('cloud', failed(404)), /context path/],
  ['too many questions', aProbe('cloud', failed(429)), /Wait a minute/],
  ['a Jira that is broken', aProbe('cloud', failed(502)), /answers with 502/],
  ['a refusal to all', aProbe('cloud', failed(401), failed(401)), /api-tokens/],
  ['a refusal to the account', aProbe('data-center', server('Server'), failed(403)), /captcha/],
  ['a Jira that breaks off', aProbe('data-center', server('Server'), failed(null)), /nothing answers/],
])('%s: the remedy is named', async (_, probe, words) => {
  const { isOpen, findings } = await inspectAccess(probe);
  expect(isOpen).toBe(false);
  expect(findings.map(({ what, remedy }) => `${what}. ${remedy}`)).toEqual([expect.stringMatching(words)]);
});

test('whoever is let in is told what answers', async () => {
  const probe = aProbe('data-center', server('Server'), { json: { displayName: 'Desk' } });
  expect(await inspectAccess(probe)).toMatchObject({
    isOpen: true,
    major: 10,
    facts: ['Jira Data Center 10.3.0 lets the service account in'],
  });
});
