import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { parseBotConfig } from './config.ts';

const environment = {
  KEYS_DIR: '/etc/desk/keys/dmz',
  DATABASE_URL: 'postgresql://desk@127.0.0.1:5432/desk_bot',
  REDIS_URL: 'redis://127.0.0.1:6379',
  TELEGRAM_BOT_TOKEN: '12345:an-invented-token',
  GATEWAY_URL: 'http://127.0.0.1:8090',
  CATALOGUE_FILE: 'infra/catalogue/it-desk.yaml',
  SUPPORT_CONTACT: 'help@example.test',
};

describe('the configuration', () => {
  it('needs little: the rest has sensible values', () => {
    expect(parseBotConfig(environment)).toMatchObject({
      kind: 'valid',
      config: {
        listen: { publicPort: 8081, privatePort: 8082 },
        telegram: { delivery: { kind: 'polling' }, fileBytesMax: 20 * 1024 * 1024 },
        sessionLimits: { idleLimitMs: 1_800_000, absoluteLimitMs: 43_200_000 },
        timeZone: 'Europe/Kyiv',
        defaultLanguage: 'uk',
      },
    });
  });

  it.each<[string, Record<string, string>, string]>([
    ['to the gateway', { TLS_DIR: '/etc/desk/tls' }, 'GATEWAY_URL'],
    ['to Redis', { REDIS_CA_FILE: certificateFile() }, 'REDIS_URL'],
  ])('that asks for TLS %s names no address without', (_, change, name) => {
    expect(namesOf(parseBotConfig({ ...environment, ...change }))).toEqual([name]);
  });

  it('takes certificates by which servers have to prove themselves', () => {
    const file = certificateFile();
    const trusting = { TLS_DIR: '/etc/desk/tls', GATEWAY_URL: 'https://gateway:8090', DATABASE_CA_FILE: file };
    const redis = { REDIS_URL: 'rediss://redis:6379', REDIS_CA_FILE: file };
    expect(parseBotConfig({ ...environment, ...trusting, ...redis })).toMatchObject({
      config: {
        tlsDir: '/etc/desk/tls',
        databaseUrl: expect.stringContaining('sslmode=verify-full'),
        redisCa: expect.stringContaining('BEGIN CERTIFICATE'),
      },
    });
  });

  it('names a file of certificates that holds none', () => {
    expect(namesOf(parseBotConfig({ ...environment, DATABASE_CA_FILE: '/no/such/file' }))).toEqual([
      'DATABASE_CA_FILE',
    ]);
  });

  it('cannot be half a webhook', () => {
    const outcome = parseBotConfig({ ...environment, TELEGRAM_DELIVERY: 'webhook' });
    expect(namesOf(outcome)).toEqual(['TELEGRAM_WEBHOOK_URL', 'TELEGRAM_WEBHOOK_SECRET']);
  });

  it('names everything that is missing or wrong at once', () => {
    const outcome = parseBotConfig({
      TELEGRAM_BOT_TOKEN: 'nonsense',
      TIME_ZONE: 'Europe/Nowhere',
      PUBLIC_PORT: '99999',
    });
    expect(namesOf(outcome).toSorted()).toEqual(
      [
        'CATALOGUE_FILE',
        'DATABASE_URL',
        'GATEWAY_URL',
        'KEYS_DIR',
        'PUBLIC_PORT',
        'REDIS_URL',
        'SUPPORT_CONTACT',
        'TELEGRAM_BOT_TOKEN',
        'TIME_ZONE',
      ].toSorted(),
    );
  });

  it('knows no third way for updates to come', () => {
    expect(namesOf(parseBotConfig({ ...environment, TELEGRAM_DELIVERY: 'pigeon' }))).toEqual(['TELEGRAM_DELIVERY']);
  });
});

function namesOf(outcome: ReturnType<typeof parseBotConfig>): string[] {
  return outcome.kind === 'invalid' ? outcome.problems.map(({ name }) => name) : [];
}

function certificateFile(): string {
  const file = join(mkdtempSync(join(tmpdir(), 'desk-config-')), 'ca.pem');
  writeFileSync(file, '-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n');
  return file;
}
