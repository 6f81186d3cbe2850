import type { KeysLook } from '@desk/crypto';
import type { AuditEntry } from '@desk/domain';
import { createLogger } from '@desk/logging';
import type { SecretNews } from '@desk/settings';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { followFiles } from './follow-files.ts';

const now = Date.UTC(2026, 10, 22, 9);

let looked: KeysLook;
let news: readonly SecretNews[];
let registrations: boolean[];
let audited: AuditEntry[];
let lines: string[];
let commits: ('committed' | 'overtaken' | 'away')[];
let files: ReturnType<typeof followFiles>;
beforeEach(() => {
  [looked, news, registrations, audited, lines, commits] = [{ kind: 'same' }, [], [], [], [], []];
  files = followFiles({
    tls: null,
    keys: { look: async () => looked },
    secrets: { look: async () => news },
    registerWebhook: async () => registrations.shift() ?? true,
    ledger: {
      async commit({ audit }) {
        const outcome = commits.shift() ?? 'committed';
        if (outcome === 'away') throw new Error('The database is away.');
        if (outcome === 'committed') audited.push(...audit);
        return outcome;
      },
    },
    clock: { now: () => now },
    log: createLogger({ service: 'bot', level: 'debug', destination: { write: (line) => lines.push(line) } }),
  });
});
afterEach(() => files.close());

it('notes which key took the place of another, and which secret was read again', async () => {
  looked = { kind: 'adopted', begun: ['sealing/next'] };
  news = [
    { name: 'TELEGRAM_BOT_TOKEN', kind: 'changed' },
    { name: 'TELEGRAM_WEBHOOK_SECRET', kind: 'unusable' },
  ];
  await files.look();
  expect(audited.map(({ act, on }) => [act, on?.id])).toEqual([
    ['key-rotated', 'sealing/next'],
    ['configuration-changed', 'TELEGRAM_BOT_TOKEN'],
  ]);
  expect(lines.join('')).toContain('"what":"TELEGRAM_WEBHOOK_SECRET_FILE"');
});

it('notes at a later look what could not be stored when it was seen, once', async () => {
  commits = ['away', 'overtaken'];
  looked = { kind: 'adopted', begun: ['sealing/next'] };
  await expect(files.look()).rejects.toThrow('away');
  looked = { kind: 'same' };
  news = [{ name: 'TELEGRAM_BOT_TOKEN', kind: 'changed' }];
  await files.look();
  expect(audited).toEqual([]);
  news = [];
  for (let look = 1; look <= 2; look += 1) await files.look();
  expect(audited.map(({ act, on }) => [act, on?.id])).toEqual([
    ['key-rotated', 'sealing/next'],
    ['configuration-changed', 'TELEGRAM_BOT_TOKEN'],
  ]);
});

it('keeps a hundred of what cannot be stored, the first ones', async () => {
  commits = ['away'];
  looked = { kind: 'adopted', begun: Array.from({ length: 103 }, (_, count) => `sealing/${count}`) };
  await expect(files.look()).rejects.toThrow('away');
  looked = { kind: 'same' };
  await files.look();
  expect(audited).toHaveLength(100);
  expect(audited[0]?.on?.id).toBe('sealing/0');
});

it('says once a minute what cannot be used, and writes nothing where nothing changed', async () => {
  looked = { kind: 'refused', problems: [{ file: '/keys/a.key', problem: 'is no key', remedy: 'Restore it.' }] };
  for (let look = 1; look <= 3; look += 1) await files.look();
  expect(lines).toHaveLength(1);
  expect(audited).toEqual([]);
});

it('tells Telegram of a new secret once every process takes it, again and again until Telegram hears', async () => {
  registrations = [false, true, true];
  news = [{ name: 'TELEGRAM_WEBHOOK_SECRET', kind: 'changed' }];
  await files.look();
  news = [];
  await files.look();
  expect(registrations).toHaveLength(3);
  await files.look();
  expect(registrations).toHaveLength(2);
  await files.look();
  expect(registrations).toHaveLength(1);
  await files.look();
  expect(registrations).toHaveLength(1);
});
