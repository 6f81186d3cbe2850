import { once } from 'node:events';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { initKeys, removeFormerWebhookSecret, renewWebhookSecret } from '@desk/crypto';
import { createLogger } from '@desk/logging';
import { SMTPServer } from 'smtp-server';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { stringify } from 'yaml';
import { createSmtpMailer } from '../../src/adapters/mail/create-smtp-mailer.ts';
import { composeDirectory } from '../../src/compose/compose-directory.ts';
import { composeTracker } from '../../src/compose/compose-tracker.ts';
import { followFiles } from '../../src/compose/follow-files.ts';
import { followMail } from '../../src/compose/follow-secrets.ts';
import { readFiles } from '../../src/compose/read-files.ts';
import { parseGatewayConfig } from '../../src/config.ts';
import { openDoor, passOnTo } from '../door.ts';
import { createFakeAuditLog } from '../fakes/audit-log.ts';
import { createSteeredClock } from '../fakes/system.ts';
import { anOpenProjectMap } from '../fixtures/openproject-map.ts';
import { aTrackerMap } from '../fixtures/tracker-map.ts';
import { startSimulatedJira } from '../jira/start-simulator.ts';
import { startSimulatedOpenProject } from '../openproject/start-simulator.ts';
import { catalogue, gatewayEnvironment } from './start-gateway.ts';

const hourMs = 3_600_000;
const basic = (who: string, token: string) => `Basic ${Buffer.from(`${who}:${token}`).toString('base64')}`;

let home: string;
let secretFile: string;
let lines: string[];
const clock = createSteeredClock();
const audit = createFakeAuditLog();
const closing: (() => Promise<unknown>)[] = [];
beforeEach(async () => {
  home = await mkdtemp(join(tmpdir(), 'desk-secrets-'));
  secretFile = join(home, 'secret');
  lines = [];
  await initKeys({ internalDir: join(home, 'internal'), dmzDir: join(home, 'dmz'), nowMs: clock.now() });
  await writeFile(join(home, 'catalogue.yaml'), stringify(catalogue));
  await writeFile(secretFile, 'the-first-secret\n');
});
afterEach(async () => {
  for (const close of closing.splice(0).toReversed()) await close();
  await rm(home, { recursive: true });
});

/** The gateway's files as it opens them, and the look at them that it takes every five seconds. */
async function open(more: Readonly<Record<string, string>>) {
  const shared = gatewayEnvironment({ home, databaseUrl: 'postgresql://127.0.0.1:9/nowhere' });
  const { JIRA_PERSONAL_ACCESS_TOKEN: _, ...environment } = shared;
  const config = parseGatewayConfig({ ...environment, ...more });
  if (config.kind === 'invalid') throw new Error(config.problems.map(({ line }) => line).join('\n'));
  const files = await readFiles(config.config, clock);
  if (files.kind === 'refused') throw new Error(files.problems.join('\n'));
  const logger = createLogger({
    service: 'gateway',
    level: 'debug',
    destination: { write: (line) => lines.push(line) },
  });
  const { run: look } = followFiles({ ...files.followed, tls: null, audit, clock, logger });
  return { files, look, logger, config: config.config };
}

/** What the door wants of whoever comes with this secret. */
interface Peer {
  readonly name: string;
  readonly settings: Readonly<Record<string, string>>;
  readonly proof: (secret: string) => string;
  readonly map: () => unknown;
  readonly behind: () => Promise<ReturnType<typeof passOnTo>>;
}

async function behindJira(flavour: 'cloud' | 'data-center', proof: string) {
  const { simulator } = await startSimulatedJira({ flavour });
  closing.push(() => simulator.close());
  return passOnTo(simulator.baseUrl, proof);
}

/** A mail server that takes letters of whoever has this password. Its port. */
async function serveMail(wanted: string): Promise<number> {
  const server = new SMTPServer({
    ...{ hideSTARTTLS: true, allowInsecureAuth: true, logger: false },
    onAuth: ({ password }, _session, done) =>
      password === wanted ? done(null, { user: 'desk' }) : done(new Error('Nobody here.')),
    onData: (stream, _session, done) => stream.resume().once('end', () => done()),
  });
  server.on('error', () => undefined);
  closing.push(() => new Promise((resolve) => server.close(() => resolve(null))));
  const listening = server.listen(0, '127.0.0.1');
  await once(listening, 'listening');
  const address = listening.address();
  return typeof address === 'object' && address ? address.port : 0;
}

const trackers: readonly Peer[] = [
  {
    name: 'JIRA_API_TOKEN',
    settings: { TRACKER: 'jira-cloud', JIRA_EMAIL: 'desk@example.test' },
    proof: (secret) => basic('desk@example.test', secret),
    map: aTrackerMap,
    behind: () => behindJira('cloud', basic('desk@example.test', 'fixture-token')),
  },
  {
    name: 'JIRA_PERSONAL_ACCESS_TOKEN',
    settings: { TRACKER: 'jira-data-center' },
    proof: (secret) => `Bearer ${secret}`,
    map: aTrackerMap,
    behind: () => behindJira('data-center', 'Bearer fixture-token'),
  },
  {
    name: 'OPENPROJECT_API_KEY',
    settings: { TRACKER: 'openproject' },
    proof: (secret) => basic('apikey', secret),
    map: anOpenProjectMap,
    async behind() {
      const { simulator } = await startSimulatedOpenProject();
      closing.push(() => simulator.close());
      return passOnTo(simulator.baseUrl, basic('apikey', 'fixture-key'));
    },
  },
];

/**
 * @claim border A renewed token of the tracker, the directory or the bot counts from the next call on, without a restart;
 * a file that is empty or gone changes nothing; the change is audited, and the token stands in no log.
 */
describe('a secret in a file', () => {
  it.each(trackers)('$name counts from the next call on', async ({ name, settings, proof, map, behind }) => {
    const door = await openDoor(await behind());
    closing.push(() => door.close());
    await writeFile(join(home, 'map.yaml'), stringify(map()));
    const urls = { JIRA_BASE_URL: door.url, OPENPROJECT_URL: door.url };
    const { files, look, logger } = await open({ ...settings, ...urls, [`${name}_FILE`]: secretFile });
    const tracker = await composeTracker(files.tracker, { timeZone: 'Europe/Kyiv', clock, logger });
    const isLetIn = async () => (await tracker.check()).kind === 'checked';
    const before = audit.entries.length;

    door.wants(proof('the-first-secret'));
    expect(await isLetIn()).toBe(true);
    door.wants(proof('the-second-secret'));
    await look();
    expect(await isLetIn()).toBe(false);
    await writeFile(secretFile, 'the-second-secret\n');
    await look();
    expect(await isLetIn()).toBe(true);
    for (const spoiled of ['', '  \n']) {
      await writeFile(secretFile, spoiled);
      await look();
      expect(await isLetIn()).toBe(true);
    }
    expect(audit.entries.slice(before)).toEqual([
      {
        ...{ act: 'configuration-changed', actor: { kind: 'service' }, on: { kind: 'configuration', id: name } },
        ...{ outcome: 'done', reason: 'file', at: clock.now() },
      },
    ]);
    const said = lines.join('');
    expect(said).toContain(`"what":"${name}_FILE"`);
    expect(said).not.toMatch(/the-(first|second)-secret/);
  });

  it('DIRECTORY_TOKEN counts from the next reading on', async () => {
    await writeFile(join(home, 'map.yaml'), stringify(aTrackerMap()));
    const people = {
      people: [{ employeeId: 'e-1', displayName: 'Employee', phones: ['+380500000001'], active: true }],
    };
    const door = await openDoor((_, response) =>
      response
        .writeHead(200, { 'content-type': 'application/json' })
        .end(JSON.stringify({ ...people, nextCursor: null })),
    );
    closing.push(() => door.close());
    const { files, look, logger, config } = await open({
      ...{ DIRECTORY: 'http', DIRECTORY_URL: `${door.url}/people`, DIRECTORY_TOKEN_FILE: secretFile },
      JIRA_PERSONAL_ACCESS_TOKEN: 'fixture-token',
    });
    await writeFile(secretFile, 'the-second-secret');
    door.wants('Bearer the-second-secret');
    await look();
    const composed = await composeDirectory(config, files.people, clock, logger);
    closing.push(composed.stop);
    await composed.start();
    await expect
      .poll(() => composed.directory.findById('e-1'), { timeout: 10_000 })
      .toMatchObject({ entry: { displayName: 'Employee' } });
  });

  it('OPENPROJECT_CLIENT_SECRET counts from the next token on', async () => {
    await writeFile(join(home, 'map.yaml'), stringify(anOpenProjectMap()));
    const oauth = { clientId: 'desk', clientSecret: 'the-second-secret', tokenLivesSeconds: 600 };
    const { simulator } = await startSimulatedOpenProject({ simulator: { oauth } });
    closing.push(() => simulator.close());
    const { files, look, logger } = await open({
      ...{ TRACKER: 'openproject', OPENPROJECT_URL: simulator.baseUrl },
      ...{ OPENPROJECT_CLIENT_ID: 'desk', OPENPROJECT_CLIENT_SECRET_FILE: secretFile },
    });
    const tracker = await composeTracker(files.tracker, { timeZone: 'Europe/Kyiv', clock, logger });
    const isLetIn = async () => (await tracker.check()).kind === 'checked';
    expect(await isLetIn()).toBe(false);
    await writeFile(secretFile, 'the-second-secret');
    await look();
    expect(await isLetIn()).toBe(true);
  });

  it('SMTP_URL counts with its password from the next letter on', async () => {
    await writeFile(join(home, 'map.yaml'), stringify(aTrackerMap()));
    const port = await serveMail('the-second-secret');
    const urlWith = (password: string) => `smtp://desk:${password}@127.0.0.1:${port}`;
    await writeFile(secretFile, urlWith('the-first-secret'));
    const { files, look, config } = await open({
      ...{ BINDING_CONFIRMATION: 'email', MAIL_FROM: 'desk@example.test', SMTP_URL_FILE: secretFile },
      JIRA_PERSONAL_ACCESS_TOKEN: 'fixture-token',
    });
    if (config.confirmation.kind !== 'email') throw new Error('Nothing is confirmed by mail.');
    const mailer = createSmtpMailer(followMail(config.confirmation.smtp, files.followed.secrets));
    const send = () => mailer.send({ to: 'employee@example.test', subject: 'Code', text: '1234 5678' });
    expect(await send()).toBe('failed');
    await writeFile(secretFile, urlWith('the-second-secret'));
    await look();
    expect(await send()).toBe('sent');
  });

  it('TRACKER_WEBHOOK_SECRET counts beside the former one for a day, and in its place once that is over', async () => {
    await writeFile(join(home, 'map.yaml'), stringify(aTrackerMap()));
    const { files, look } = await open({
      ...{ TRACKER_WEBHOOK_SECRET_FILE: secretFile, JIRA_PERSONAL_ACCESS_TOKEN: 'fixture-token' },
    });
    const { webhookSecrets } = files.tracker;
    expect(webhookSecrets).toEqual(['the-first-secret']);
    await writeFile(secretFile, 'the-second-secret');
    await look();
    expect(webhookSecrets).toEqual(['the-second-secret', 'the-first-secret']);
    await writeFile(secretFile, 'too short');
    clock.advance(25 * hourMs);
    await look();
    expect(webhookSecrets).toEqual(['the-second-secret']);
  });

  it('TRACKER_WEBHOOK_SECRET that a command renewed counts beside the former one, over restarts, until that is retired', async () => {
    await writeFile(join(home, 'map.yaml'), stringify(aTrackerMap()));
    const settings = { TRACKER_WEBHOOK_SECRET_FILE: secretFile, JIRA_PERSONAL_ACCESS_TOKEN: 'fixture-token' };
    const running = await open(settings);
    await renewWebhookSecret({ dir: join(home, 'internal'), file: secretFile });
    const renewed = (await readFile(secretFile, 'utf8')).trim();
    await running.look();
    const started = await open(settings);
    const counting = () => [running, started].map(({ files }) => files.tracker.webhookSecrets);
    clock.advance(25 * hourMs);
    await running.look();
    expect(counting()).toEqual([
      [renewed, 'the-first-secret'],
      [renewed, 'the-first-secret'],
    ]);
    await removeFormerWebhookSecret(join(home, 'internal'));
    for (const { look } of [running, started]) await look();
    expect(counting()).toEqual([[renewed], [renewed]]);
  });

  it('TRACKER_WEBHOOK_SECRET that was retired within the day counts no longer', async () => {
    await writeFile(join(home, 'map.yaml'), stringify(aTrackerMap()));
    const settings = { TRACKER_WEBHOOK_SECRET_FILE: secretFile, JIRA_PERSONAL_ACCESS_TOKEN: 'fixture-token' };
    const { files, look } = await open(settings);
    await renewWebhookSecret({ dir: join(home, 'internal'), file: secretFile });
    await look();
    expect(files.tracker.webhookSecrets).toHaveLength(2);
    await removeFormerWebhookSecret(join(home, 'internal'));
    await look();
    expect(files.tracker.webhookSecrets).toEqual([(await readFile(secretFile, 'utf8')).trim()]);
  });
});
