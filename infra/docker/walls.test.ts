import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import { networkInterfaces, tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { readOrganisation } from '../stack/sample-organisation.ts';
import { type Arrow, arrows, listeners } from './arrows.ts';
import { pickUpPhone } from './phone-over-http.ts';
import { type Compose, type Container, docker, findObstacle, openCompose } from './run-compose.ts';
import { type Reached, tryConnections } from './try-connections.ts';
import { jiraToken, writeDemoHome } from './write-demo-home.ts';

/**
 * Both zones as docker-compose.yml has them, with simulators for Telegram and Jira. Building the images alone takes
 * longer than all other tests together, so that only `pnpm walls` runs these.
 */
const buildWithinMs = 20 * 60_000;
const startWithinMs = 3 * 60_000;
const tryWithinMs = 3 * 60_000;
const callWithinMs = 60_000;
const subnet = '172.29';

const inner = ['bot', 'dmz-postgres', 'dmz-redis', 'gateway', 'internal-postgres'];
const services = Object.keys(listeners);

const obstacle = process.env.DESK_WALLS === '1' ? await findObstacle() : 'run `pnpm walls`, which builds the images';
if (obstacle === null) tryWalls();
else it('the walls hold', ({ skip }) => skip(obstacle));

let compose: Compose;
let containers: ReadonlyMap<string, Container> = new Map();

function tryWalls(): void {
  let home = '';
  beforeAll(
    async () => {
      home = await mkdtemp(join(tmpdir(), 'desk-walls-'));
      const place = { home, organisation: 'it-desk', subnet, portsAt: '127.0.0.1:' } as const;
      compose = await openCompose('desk-walls', await writeDemoHome(place));
      await compose.compose(['down', '--volumes', '--timeout', '5'], startWithinMs);
      await compose.compose(['build'], buildWithinMs);
      await compose.compose(['up', '--detach'], startWithinMs);
      await untilReady();
    },
    buildWithinMs + 3 * startWithinMs,
  );
  afterAll(async () => {
    await compose.compose(['down', '--volumes', '--timeout', '5'], startWithinMs);
    await rm(home, { recursive: true });
  }, startWithinMs);

  describe('the walls', tryConnectionsOfAll);
  describe('the containers', lookAtContainers);
  describe('the stack', useStack);
}

function tryConnectionsOfAll(): void {
  it.each(services)(
    '%s reaches what the architecture allows, and nothing else',
    async (service) => {
      const reached = await tryConnections(service, containers);
      expect(reached.map(spell).toSorted()).toEqual(
        arrows
          .filter(({ from }) => from === service)
          .map(spell)
          .toSorted(),
      );
    },
    tryWithinMs,
  );

  it.each(inner)(
    '%s reaches no address of the host and nothing beyond it',
    async (service) => {
      await using host = await listenOnHost();
      const script = `for address in "$@"; do timeout 2 bash -c "exec 3<>/dev/tcp/$address/${host.port}" 2>/dev/null && echo $address; done; true`;
      const output = await inside(service, ['bash', '-c', script, 'bash', ...host.addresses]);
      expect(output).toBe('');
    },
    tryWithinMs,
  );

  it('on the outer networks the host does answer: the test before would notice', async () => {
    await using host = await listenOnHost();
    const script = `for address in "$@"; do timeout 2 bash -c "exec 3<>/dev/tcp/$address/${host.port}" 2>/dev/null && echo $address; done; true`;
    expect(await inside('telegram-simulator', ['bash', '-c', script, 'bash', ...host.addresses])).not.toBe('');
  });

  it.each(['bot', 'gateway'])(
    '%s can look up no name of the outside',
    async (service) => {
      const lookUp = (name: string) => inside(service, ['sh', '-c', `getent hosts ${name} || echo unknown`]);
      expect(await lookUp('telegram-simulator')).toBe('unknown\n');
      expect(await lookUp('api.telegram.org')).toBe('unknown\n');
    },
    tryWithinMs,
  );

  it('the egress proxy passes on to the hosts it is told of alone', async () => {
    const ask = (request: string) =>
      inside('bot', [
        'bash',
        '-c',
        'exec 3<>/dev/tcp/egress/8888; printf "$1" >&3; head -n 1 <&3 | cut -d" " -f2',
        'bash',
        request,
      ]);
    const path = '/client/people HTTP/1.1\\r\\nConnection: close\\r\\n';
    expect(await ask(`GET http://telegram-simulator:8070${path}Host: telegram-simulator\\r\\n\\r\\n`)).toBe('200\n');
    expect(await ask(`GET http://dmz-gate:8082${path}Host: dmz-gate\\r\\n\\r\\n`)).toBe('403\n');
    expect(await ask('CONNECT example.org:443 HTTP/1.1\\r\\nHost: example.org\\r\\n\\r\\n')).toBe('403\n');
    expect(await ask('CONNECT telegram-simulator:22 HTTP/1.1\\r\\nHost: telegram-simulator\\r\\n\\r\\n')).toBe('403\n');
  });
}

function lookAtContainers(): void {
  it.each(services)('%s has no rights beyond its work, and bounds', (service) => {
    const { HostConfig, NetworkSettings } = found(service);
    expect(HostConfig).toMatchObject({ CapDrop: ['ALL'], ReadonlyRootfs: true, Privileged: false });
    expect(HostConfig.SecurityOpt).toContain('no-new-privileges:true');
    expect(HostConfig.Memory).toBeGreaterThan(0);
    expect(HostConfig.LogConfig.Config).toHaveProperty('max-size');
    const published = Object.values(NetworkSettings.Ports).flatMap((ports) => ports ?? []);
    expect(published.filter(({ HostIp }) => HostIp !== '127.0.0.1')).toEqual([]);
  });

  it.each(['bot', 'gateway', 'dmz-gate', 'internal-gate', 'egress'])('%s runs without root', (service) => {
    expect(found(service).Config.User).toMatch(/^(?!root|0)./);
    expect(found(service).HostConfig.CapAdd ?? []).toEqual([]);
  });

  it.each([
    ['bot', 'gateway', ['jira.js', 'file-type', 'csv-parse']],
    ['gateway', 'bot', ['telegraf', 'bullmq', 'ioredis', 'i18next']],
  ])('%s holds no code of the %s', async (service, other, libraries) => {
    const files = await inside(service, ['find', '/desk', '-path', '*/.pnpm/*/*', '-prune', '-o', '-print']);
    const names = files.split('\n');
    expect(names).toContain(`/desk/services/${service}/src/main.ts`);
    expect(names.filter((name) => name.startsWith(`/desk/services/${other}`))).toEqual([]);
    expect(names.filter((name) => /[.]test[.]ts$|-simulator|packages[/]testing/.test(name))).toEqual([]);
    const packages = names.map((name) => name.split('/.pnpm/')[1]).filter((name) => name !== undefined);
    for (const tool of [...libraries, 'typescript', 'vitest', 'prisma'])
      expect(packages.filter((name) => name.startsWith(`${tool}@`))).toEqual([]);
  });

  it.each([
    ['bot', 'gateway'],
    ['gateway', 'bot'],
  ])(
    '`desk` works in the container of the %s, and its doctor reaches the %s',
    async (service, other) => {
      const run = ['run', '--rm', '-T', service, 'desk'];
      expect(await compose.compose([...run, 'migrate'], callWithinMs)).toBe('up to date\n');
      expect(await compose.compose([...run, '--help'], callWithinMs)).toContain('keys');
      // Of a home that everybody may read it is not well: that is told, and what matters here works.
      const report = await compose.compose([...run.slice(0, -1), 'sh', '-c', 'desk doctor || true'], callWithinMs);
      expect(report).toMatch(new RegExp(`^ok +${other} `, 'm'));
      expect(report).toMatch(/^The zone \w+: \d+ to put right/m);
    },
    120_000,
  );
}

function useStack(): void {
  it('a ticket that is filed on a phone reaches the tracker, and a specialist is told', async () => {
    const simulator = `http://${published('telegram-simulator', 8070)}`;
    const { people } = await readOrganisation('it-desk');
    const phoneOf = (employee: string) => {
      const { name = '', phone = '' } = people.find(({ employeeId }) => employeeId === employee) ?? {};
      return pickUpPhone(simulator, { name, phone });
    };
    const [employee, specialist] = await Promise.all([phoneOf('e-1001'), phoneOf('e-2001')]);
    await specialist.signIn();
    await specialist.pick('Зміна');
    await specialist.press('Стати на зміну');
    await employee.signIn();
    await employee.write('Не вмикається компʼютер у 214.');
    await employee.press('Компʼютер не працює');
    await employee.press('Надіслати');

    await specialist.see('Нова заявка SD-1');
    await employee.see('Спеціаліст —');
    expect(await summaryInJira('SD-1')).toBe('Не вмикається компʼютер у 214.');
  }, 180_000);

  it.each(['bot', 'gateway'])(
    '%s ends by itself when it is told to',
    async (service) => {
      await compose.compose(['stop', '--timeout', '25', service], callWithinMs);
      const stopped = await compose.containers();
      expect(stopped.get(service)?.State).toEqual({ Status: 'exited', ExitCode: 0 });
      await compose.compose(['up', '--detach', service], startWithinMs);
    },
    120_000,
  );
}

function spell({ from, to, port }: Arrow | Reached): string {
  return `${from} -> ${to}:${port}`;
}

function found(service: string): Container {
  const container = containers.get(service);
  if (!container) throw new Error(`There is no container of ${service}.`);
  return container;
}

function inside(service: string, command: readonly string[]): Promise<string> {
  return docker(['exec', found(service).Id, ...command], tryWithinMs);
}

function published(service: string, port: number): string {
  const [place] = found(service).NetworkSettings.Ports[`${port}/tcp`] ?? [];
  if (!place) throw new Error(`Port ${port} of ${service} is not published.`);
  return `${place.HostIp}:${place.HostPort}`;
}

/** Through the gates, as a scraper would ask. */
async function untilReady(): Promise<void> {
  const giveUpAt = performance.now() + startWithinMs;
  for (;;) {
    containers = await compose.containers();
    const asked = [published('dmz-gate', 9090), published('internal-gate', 9091)].map((at) =>
      fetch(`http://${at}/readyz`, { signal: AbortSignal.timeout(2_000) }).then(
        (response) => response.text(),
        () => 'no answer',
      ),
    );
    const answers = await Promise.all(asked);
    if (answers.every((text) => text.includes('"ready"') && !text.includes('stuck'))) return;
    if (performance.now() > giveUpAt) throw new Error(`The services are not ready: ${answers.join('; ')}`);
    await new Promise((resolve) => setTimeout(resolve, 500));
  }
}

async function summaryInJira(key: string): Promise<string> {
  const account = Buffer.from(`desk-service@example.test:${jiraToken}`).toString('base64');
  const issue = await fetch(`http://${published('jira-simulator', 8060)}/rest/api/3/issue/${key}`, {
    headers: { authorization: `Basic ${account}` },
    signal: AbortSignal.timeout(callWithinMs),
  });
  return z.object({ fields: z.object({ summary: z.string() }) }).parse(await issue.json()).fields.summary;
}

/** Any host that is not of the stack: a server on every address of this one. */
async function listenOnHost() {
  const server: Server = createServer((_request, response) => response.end('outside'));
  server.listen(0, '0.0.0.0');
  await once(server, 'listening');
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('The server has no port.');
  const addresses = Object.values(networkInterfaces())
    .flatMap((each) => each ?? [])
    .filter(({ family, internal }) => family === 'IPv4' && !internal)
    .map((each) => each.address);
  return {
    port: address.port,
    // The last is nobody's: on a network where a proxy answers for everyone, it answers there.
    addresses: [...addresses, `${subnet}.1.1`, `${subnet}.2.1`, '198.51.100.1'],
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}
