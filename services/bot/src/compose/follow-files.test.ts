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
let files: ReturnType<typeof followFiles>;
beforeEach(() => {
  [looked, news, registrations, audited, lines] = [{ kind: 'same' }, [], [], [], []];
  files = followFiles({
    tls: null,
    keys: { look: async () => looked },
    secrets: { look: async () => news },
    registerWebhook: async () => registrations.shift() ?? true,
    ledger: {
      async commit({ audit }) {
        audited.push(...audit);
        return 'committed';
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
