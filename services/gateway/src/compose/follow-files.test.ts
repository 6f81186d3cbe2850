import type { KeysLook } from '@desk/crypto';
import type { AuditEntry } from '@desk/domain';
import { createLogger } from '@desk/logging';
import type { SecretNews } from '@desk/settings';
import { beforeEach, expect, it } from 'vitest';
import type { RepeatedJob } from '../edge/jobs/repeat.ts';
import { followFiles } from './follow-files.ts';

let looked: KeysLook;
let news: readonly SecretNews[];
let isAway: boolean;
let audited: AuditEntry[];
let job: RepeatedJob;
beforeEach(() => {
  [looked, news, isAway, audited] = [{ kind: 'same' }, [], false, []];
  job = followFiles({
    tls: null,
    keys: { look: async () => looked },
    secrets: { look: async () => news },
    refresh: () => undefined,
    audit: {
      async append(entries) {
        if (isAway) throw new Error('The database is away.');
        audited.push(...entries);
      },
    },
    clock: { now: () => Date.UTC(2026, 10, 22, 9) },
    logger: createLogger({ service: 'gateway', level: 'silent' }),
  });
});

it('notes which key and which secret took the place of another, at a later look where the database was away, once', async () => {
  isAway = true;
  looked = { kind: 'adopted', begun: ['signing/next'] };
  await expect(job.run()).rejects.toThrow('away');
  looked = { kind: 'same' };
  news = [{ name: 'JIRA_API_TOKEN', kind: 'changed' }];
  await expect(job.run()).rejects.toThrow('away');
  isAway = false;
  news = [];
  for (let look = 1; look <= 2; look += 1) await job.run();
  expect(audited.map(({ act, on }) => [act, on?.id])).toEqual([
    ['key-rotated', 'signing/next'],
    ['configuration-changed', 'JIRA_API_TOKEN'],
  ]);
});

it('keeps a hundred of what cannot be stored, the first ones', async () => {
  isAway = true;
  looked = { kind: 'adopted', begun: Array.from({ length: 103 }, (_, count) => `signing/${count}`) };
  await expect(job.run()).rejects.toThrow('away');
  isAway = false;
  looked = { kind: 'same' };
  await job.run();
  expect(audited).toHaveLength(100);
  expect(audited[0]?.on?.id).toBe('signing/0');
});
