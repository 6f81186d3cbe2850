import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import { networkInterfaces } from 'node:os';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Arrow, arrows, listeners } from './arrows.ts';
import {
  buildWithinMs,
  type ContainerStack,
  callWithinMs,
  findStackObstacle,
  openContainerStack,
  startWithinMs,
} from './container-stack.ts';
import { type Reached, tryConnections } from './try-connections.ts';

const tryWithinMs = 3 * 60_000;
const subnet = '172.29';

const inner = ['bot', 'dmz-postgres', 'dmz-redis', 'gateway', 'internal-postgres'];
const services = Object.keys(listeners);

const obstacle = await findStackObstacle();
if (obstacle === null) tryWalls();
else it('the walls hold', ({ skip }) => skip(obstacle));

let stack: ContainerStack;

function tryWalls(): void {
  beforeAll(
    async () => {
      stack = await openContainerStack({ project: 'desk-walls', subnet });
      await stack.start();
    },
    buildWithinMs + 3 * startWithinMs,
  );
  afterAll(() => stack.close(), startWithinMs);

  describe('the walls', tryConnectionsOfAll);
  describe('the containers', lookAtContainers);
  describe('the stack', useStack);
}

function tryConnectionsOfAll(): void {
  it.each(services)(
    '%s reaches what the architecture allows, and nothing else',
    async (service) => {
      const reached = await tryConnections(service, stack.containers());
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
      const output = await stack.inside(service, ['bash', '-c', script, 'bash', ...host.addresses]);
      expect(output).toBe('');
    },
    tryWithinMs,
  );

  it('on the outer networks the host does answer: the test before would notice', async () => {
    await using host = await listenOnHost();
    const script = `for address in "$@"; do timeout 2 bash -c "exec 3<>/dev/tcp/$address/${host.port}" 2>/dev/null && echo $address; done; true`;
    expect(await stack.inside('telegram-simulator', ['bash', '-c', script, 'bash', ...host.addresses])).not.toBe('');
  });

  it.each(['bot', 'gateway'])(
    '%s can look up no name of the outside',
    async (service) => {
      const lookUp = (name: string) => stack.inside(service, ['sh', '-c', `getent hosts ${name} || echo unknown`]);
      expect(await lookUp('telegram-simulator')).toBe('unknown\n');
      expect(await lookUp('api.telegram.org')).toBe('unknown\n');
    },
    tryWithinMs,
  );

  it('the egress proxy passes on to the hosts it is told of alone', async () => {
    const ask = (request: string) =>
      stack.inside('bot', [
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
    const { HostConfig, NetworkSettings } = stack.found(service);
    expect(HostConfig).toMatchObject({ CapDrop: ['ALL'], ReadonlyRootfs: true, Privileged: false });
    expect(HostConfig.SecurityOpt).toContain('no-new-privileges:true');
    expect(HostConfig.Memory).toBeGreaterThan(0);
    expect(HostConfig.LogConfig.Config).toHaveProperty('max-size');
    const published = Object.values(NetworkSettings.Ports).flatMap((ports) => ports ?? []);
    expect(published.filter(({ HostIp }) => HostIp !== '127.0.0.1')).toEqual([]);
  });

  it.each(['bot', 'gateway', 'dmz-gate', 'internal-gate', 'egress'])('%s runs without root', (service) => {
    expect(stack.found(service).Config.User).toMatch(/^(?!root|0)./);
    expect(stack.found(service).HostConfig.CapAdd ?? []).toEqual([]);
  });

  it.each([
    ['bot', 'gateway', ['jira.js', 'file-type', 'csv-parse']],
    ['gateway', 'bot', ['telegraf', 'bullmq', 'ioredis', 'i18next']],
  ])('%s holds no code of the %s', async (service, other, libraries) => {
    const files = await stack.inside(service, ['find', '/desk', '-path', '*/.pnpm/*/*', '-prune', '-o', '-print']);
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
      expect(await stack.compose.compose([...run, 'migrate'], callWithinMs)).toBe('up to date\n');
      expect(await stack.compose.compose([...run, '--help'], callWithinMs)).toContain('keys');
      // Of a home that everybody may read it is not well: that is told, and what matters here works.
      const report = await stack.compose.compose(
        [...run.slice(0, -1), 'sh', '-c', 'desk doctor || true'],
        callWithinMs,
      );
      expect(report).toMatch(new RegExp(`^ok +${other} `, 'm'));
      expect(report).toMatch(/^The zone \w+: \d+ to put right/m);
    },
    3 * callWithinMs,
  );
}

function useStack(): void {
  it('a ticket that is filed on a phone reaches the tracker, and a specialist is told', async () => {
    const [employee, specialist] = await Promise.all([stack.phoneOf('e-1001'), stack.phoneOf('e-2001')]);
    await specialist.comeOnShift();
    await employee.signIn();
    await employee.file('Не вмикається компʼютер у 214.');

    await specialist.see('Нова заявка SD-1');
    await employee.see('Спеціаліст —');
    expect(await stack.summaryInJira('SD-1')).toBe('Не вмикається компʼютер у 214.');
  }, 180_000);

  it.each(['bot', 'gateway'])(
    '%s ends by itself when it is told to',
    async (service) => {
      await stack.compose.compose(['stop', '--timeout', '25', service], callWithinMs);
      const stopped = await stack.compose.containers();
      expect(stopped.get(service)?.State).toEqual({ Status: 'exited', ExitCode: 0 });
      await stack.compose.compose(['up', '--detach', service], startWithinMs);
    },
    120_000,
  );
}

function spell({ from, to, port }: Arrow | Reached): string {
  return `${from} -> ${to}:${port}`;
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
