import { mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { parseGatewayConfig } from './config.ts';
import { gatewaySettings } from './settings.ts';

const complete = {
  KEYS_DIR: '/keys',
  DATABASE_URL: 'postgresql://desk@127.0.0.1:5432/desk',
  BOT_PRIVATE_URL: 'http://127.0.0.1:8082',
  CATALOGUE_FILE: 'catalogue.yaml',
  SPOOL_DIR: '/spool',
  DIRECTORY: 'file',
  DIRECTORY_FILE: 'people.csv',
  TRACKER: 'jira-cloud',
  TRACKER_MAP_FILE: 'map.yaml',
  JIRA_BASE_URL: 'https://company.example',
  JIRA_SERVICE_DESK_ID: '1',
  JIRA_EMAIL: 'desk@company.example',
  JIRA_API_TOKEN: 'a-secret-token',
};

const namesOf = (environment: Record<string, string | undefined>) => {
  const outcome = parseGatewayConfig(environment);
  return outcome.kind === 'invalid' ? outcome.problems.map(({ name }) => name).toSorted() : [];
};

describe('a configuration', () => {
  it('that is complete is turned into what the gateway works with', () => {
    expect(parseGatewayConfig(complete)).toMatchObject({
      kind: 'valid',
      config: {
        listen: { host: '0.0.0.0', contractPort: 8090, hookPort: 8091, opsPort: 9091 },
        sessions: { idleLimitMs: 1_800_000, absoluteLimitMs: 43_200_000 },
        spool: { dir: '/spool', totalBytesMax: 2_048 * 1_048_576 },
        directory: { sources: [{ kind: 'file', path: 'people.csv' }], match: 'employee-id' },
        tracker: { flavour: 'cloud', auth: { kind: 'api-token', email: 'desk@company.example' }, webhookSecret: null },
      },
    });
  });

  it('that asks for TLS to the bot names no address without', () => {
    expect(namesOf({ ...complete, TLS_DIR: '/etc/desk/tls' })).toEqual(['BOT_PRIVATE_URL']);
    expect(namesOf({ ...complete, TLS_DIR: '/etc/desk/tls', BOT_PRIVATE_URL: 'https://bot:8082' })).toEqual([]);
  });

  it('may name a virus scanner by its port or its socket', () => {
    const clamdAt = (CLAMD_URL: string) => parseGatewayConfig({ ...complete, CLAMD_URL });
    expect(clamdAt('tcp://clamav:3310')).toMatchObject({ config: { clamd: { host: 'clamav', port: 3310 } } });
    expect(clamdAt('unix:///run/clamd.ctl')).toMatchObject({ config: { clamd: { path: '/run/clamd.ctl' } } });
  });

  it('that confirms sign-ins by mail names a server and a sender, whole', () => {
    const byMail = { ...complete, BINDING_CONFIRMATION: 'email', SMTP_URL: 'smtps://mail.example.test' };
    expect(parseGatewayConfig(complete)).toMatchObject({ config: { confirmation: { kind: 'none' } } });
    expect(namesOf({ ...complete, BINDING_CONFIRMATION: 'email' })).toEqual(['MAIL_FROM', 'SMTP_URL']);
    expect(namesOf({ ...byMail, MAIL_FROM: 'nobody' })).toEqual(['MAIL_FROM']);
    expect(namesOf({ ...byMail, MAIL_FROM: 'desk@example.test', SMTP_CA_FILE: '/no/such/file' })).toEqual([
      'SMTP_CA_FILE',
    ]);
    expect(namesOf({ ...complete, BINDING_CONFIRMATION: 'sms' })).toEqual(['BINDING_CONFIRMATION']);
    expect(parseGatewayConfig({ ...byMail, MAIL_FROM: 'Desk <desk@example.test>' })).toMatchObject({
      config: { confirmation: { kind: 'email', smtp: { from: 'Desk <desk@example.test>', authorities: null } } },
    });
  });

  it('names a file of certificates that holds none', () => {
    expect(namesOf({ ...complete, DATABASE_CA_FILE: '/no/such/file' })).toEqual(['DATABASE_CA_FILE']);
  });

  it('may name OpenProject, by its API key or as an application', () => {
    const openProject = { ...complete, TRACKER: 'openproject', OPENPROJECT_URL: 'https://op.example.test' };
    const tracker = {
      kind: 'openproject',
      baseUrl: 'https://op.example.test',
      mapFile: 'map.yaml',
      webhookSecret: null,
    };
    expect(parseGatewayConfig({ ...openProject, OPENPROJECT_API_KEY: 'key' })).toMatchObject({
      config: { tracker: { ...tracker, auth: { kind: 'api-key', apiKey: 'key' } } },
    });
    const application = { OPENPROJECT_CLIENT_ID: 'desk', OPENPROJECT_CLIENT_SECRET: 'secret' };
    expect(parseGatewayConfig({ ...openProject, ...application })).toMatchObject({
      config: {
        tracker: { ...tracker, auth: { kind: 'client-credentials', clientId: 'desk', clientSecret: 'secret' } },
      },
    });
  });

  it('may name several sources of people, the LDAP server at several addresses', () => {
    const ldap = {
      DIRECTORY: 'file,ldap',
      DIRECTORY_MATCH: 'email',
      LDAP_URL: 'ldaps://dc1.company.example ldap://dc2.company.example:3268',
      LDAP_BIND_DN: 'CN=desk,DC=company,DC=example',
      LDAP_BIND_PASSWORD: 'a-password',
      ROLE_MAP_FILE: 'role-map.yaml',
    };
    expect(parseGatewayConfig({ ...complete, ...ldap })).toMatchObject({
      config: {
        directory: {
          sources: [
            { kind: 'file', path: 'people.csv' },
            {
              kind: 'ldap',
              urls: ['ldaps://dc1.company.example', 'ldap://dc2.company.example:3268'],
              startTls: true,
              caFile: null,
              bindDn: 'CN=desk,DC=company,DC=example',
              mapFile: 'role-map.yaml',
            },
          ],
          match: 'email',
        },
      },
    });
  });

  it('that is empty is told everything it lacks at once', () => {
    expect(namesOf({})).toEqual([
      'BOT_PRIVATE_URL',
      'CATALOGUE_FILE',
      'DATABASE_URL',
      'DIRECTORY',
      'KEYS_DIR',
      'SPOOL_DIR',
      'TRACKER',
    ]);
  });

  it.each<[string, Record<string, string | undefined>, string[]]>([
    ['a directory without its file', { DIRECTORY_FILE: undefined }, ['DIRECTORY_FILE']],
    ['a directory by http without its parts', { DIRECTORY: 'http' }, ['DIRECTORY_TOKEN', 'DIRECTORY_URL']],
    ['a directory there is none of', { DIRECTORY: 'nis' }, ['DIRECTORY']],
    ['one directory twice', { DIRECTORY: 'file,file' }, ['DIRECTORY']],
    [
      'an LDAP server without its parts',
      { DIRECTORY: 'ldap', LDAP_URL: 'https://dc1.company.example', LDAP_TLS: 'perhaps' },
      ['LDAP_BIND_DN', 'LDAP_BIND_PASSWORD', 'LDAP_TLS', 'LDAP_URL', 'ROLE_MAP_FILE'],
    ],
    [
      'several directories without the parts of each',
      { DIRECTORY: 'http, file', DIRECTORY_FILE: '', DIRECTORY_URL: 'nowhere', DIRECTORY_MATCH: 'name' },
      ['DIRECTORY_FILE', 'DIRECTORY_MATCH', 'DIRECTORY_TOKEN', 'DIRECTORY_URL'],
    ],
    ['Jira Data Center with the proof of Jira Cloud', { TRACKER: 'jira-data-center' }, ['JIRA_PERSONAL_ACCESS_TOKEN']],
    ['half of Jira Cloud', { JIRA_API_TOKEN: '', JIRA_EMAIL: 'nobody' }, ['JIRA_API_TOKEN', 'JIRA_EMAIL']],
    ['a tracker there is none of', { TRACKER: 'redmine' }, ['TRACKER']],
    ['OpenProject without anything', { TRACKER: 'openproject' }, ['OPENPROJECT_API_KEY', 'OPENPROJECT_URL']],
    [
      'half an application of OpenProject',
      { TRACKER: 'openproject', OPENPROJECT_URL: 'https://op.example.test', OPENPROJECT_CLIENT_ID: 'desk' },
      ['OPENPROJECT_CLIENT_SECRET'],
    ],
    [
      'two proofs for one OpenProject',
      {
        TRACKER: 'openproject',
        OPENPROJECT_URL: 'https://op.example.test',
        OPENPROJECT_API_KEY: 'key',
        OPENPROJECT_CLIENT_ID: 'desk',
        OPENPROJECT_CLIENT_SECRET: 'secret',
      },
      ['OPENPROJECT_API_KEY'],
    ],
    ['numbers that are none', { GATEWAY_PORT: '80a', SESSION_MAX_HOURS: '0' }, ['GATEWAY_PORT', 'SESSION_MAX_HOURS']],
    ['a database that is none', { DATABASE_URL: 'mysql://x' }, ['DATABASE_URL']],
    ['a virus scanner without a port', { CLAMD_URL: 'tcp://clamav' }, ['CLAMD_URL']],
    ['a virus scanner in another language', { CLAMD_URL: 'http://clamav:3310' }, ['CLAMD_URL']],
    ['a short webhook secret', { TRACKER_WEBHOOK_SECRET: 'short' }, ['TRACKER_WEBHOOK_SECRET']],
    ['an upload limit beyond the contract', { UPLOAD_MAX_MB: '51' }, ['UPLOAD_MAX_MB']],
    ['a confirmation by mail without a mail server', { BINDING_CONFIRMATION: 'email' }, ['MAIL_FROM', 'SMTP_URL']],
    [
      'wrong things in every part',
      { LOG_LEVEL: 'loud', DIRECTORY: 'x', TRACKER: 'y' },
      ['DIRECTORY', 'LOG_LEVEL', 'TRACKER'],
    ],
  ])('with %s is refused by name', (_, change, names) => {
    expect(namesOf({ ...complete, ...change })).toEqual(names);
  });

  it('says of each problem what to give, and never what was given', () => {
    const outcome = parseGatewayConfig({
      ...complete,
      DATABASE_URL: 'mysql://user:hunter2@db/desk',
      JIRA_EMAIL: 'hunter2',
    });
    const lines = outcome.kind === 'invalid' ? outcome.problems.map(({ line }) => line) : [];
    expect(lines).toHaveLength(2);
    for (const line of lines) expect(line).toMatch(/cannot be used as it is\. .+ For example: .+/);
    expect(lines.join()).not.toContain('hunter2');
  });
});

describe('a secret', () => {
  it('may lie in a file', async () => {
    const file = join(await mkdtemp(join(tmpdir(), 'desk-config-')), 'token');
    await writeFile(file, 'from-a-file\n');
    const outcome = parseGatewayConfig({ ...complete, JIRA_API_TOKEN: undefined, JIRA_API_TOKEN_FILE: file });
    expect(outcome).toMatchObject({ config: { tracker: { auth: { apiToken: 'from-a-file' } } } });
  });

  it('is not given twice, and not in a file that cannot be read', () => {
    expect(namesOf({ ...complete, JIRA_API_TOKEN_FILE: '/anywhere' })).toEqual(['JIRA_API_TOKEN']);
    expect(namesOf({ ...complete, JIRA_API_TOKEN: undefined, JIRA_API_TOKEN_FILE: '/no/such/file' })).toEqual([
      'JIRA_API_TOKEN',
    ]);
  });

  it('is the only kind of setting that may', () => {
    expect(namesOf({ ...complete, SPOOL_DIR: undefined, SPOOL_DIR_FILE: '/anywhere' })).toEqual(['SPOOL_DIR']);
  });
});

it('describes every setting in a sentence, with an example', () => {
  for (const { meaning, example } of Object.values(gatewaySettings)) {
    expect(meaning).toMatch(/^\S.*\.$/);
    expect(example).not.toBe('');
  }
});
