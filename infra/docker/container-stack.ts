import { appendFile, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { z } from 'zod';
import { readOrganisation } from '../stack/sample-organisation.ts';
import { type Phone, pickUpPhone } from './phone-over-http.ts';
import { type Compose, type Container, docker, findObstacle, openCompose } from './run-compose.ts';
import { jiraToken, writeDemoHome } from './write-demo-home.ts';

export interface StackOptions {
  readonly project: string;
  /** First half of the numbered networks' addresses. */
  readonly subnet: string;
  /** What host.env says beyond the demo's. */
  readonly settings?: Readonly<Record<string, string>>;
}

/** Both zones as docker-compose.yml has them, with simulators for Telegram and Jira. */
export interface ContainerStack {
  /** DESK_HOME. */
  readonly home: string;
  /** For `--env-file`. */
  readonly envFile: string;
  readonly compose: Compose;
  /** Starts what is not as it should be, and waits until the services are ready. */
  start(): Promise<void>;
  /** More of what host.env says. */
  set(settings: Readonly<Record<string, string>>): Promise<void>;
  /** As of the last start; of several the last. */
  containers(): ReadonlyMap<string, Container>;
  found(service: string): Container;
  /** What a command prints in the container. */
  inside(service: string, command: readonly string[]): Promise<string>;
  /** Where a port is published: an address and a port. */
  published(service: string, port: number): string;
  /** The phone of an employee of the sample organisation. */
  phoneOf(employeeId: string): Promise<Phone>;
  summaryInJira(key: string): Promise<string>;
  close(): Promise<void>;
}

export const buildWithinMs = 20 * 60_000;
export const startWithinMs = 3 * 60_000;
export const callWithinMs = 120_000;
const lookEveryMs = 500;

/**
 * Why no stack is started here; null: it can be. Building the images alone takes longer than all other tests together,
 * so that only `pnpm walls` does.
 */
export async function findStackObstacle(): Promise<string | null> {
  return process.env.DESK_WALLS === '1' ? findObstacle() : 'run `pnpm walls`, which builds the images';
}

/** Builds the images; nothing runs yet. */
export async function openContainerStack({ project, subnet, settings = {} }: StackOptions): Promise<ContainerStack> {
  const home = await mkdtemp(join(tmpdir(), `${project}-`));
  const envFile = await writeDemoHome({ home, organisation: 'it-desk', subnet, portsAt: '127.0.0.1:' });
  const set = (more: Readonly<Record<string, string>>) => appendFile(envFile, linesOf(more));
  await set(settings);
  const compose = await openCompose(project, envFile);
  const down = () => compose.compose(['down', '--volumes', '--timeout', '5'], startWithinMs);
  await down();
  await compose.compose(['build'], buildWithinMs);
  let containers: ReadonlyMap<string, Container> = new Map();
  const phones = new Map<string, Promise<Phone>>();

  function found(service: string): Container {
    const container = containers.get(service);
    if (!container) throw new Error(`There is no container of ${service}.`);
    return container;
  }

  function published(service: string, port: number): string {
    const [place] = found(service).NetworkSettings.Ports[`${port}/tcp`] ?? [];
    if (!place) throw new Error(`Port ${port} of ${service} is not published.`);
    return `${place.HostIp}:${place.HostPort}`;
  }

  return {
    ...{ home, envFile, compose, set, found, published },
    async start() {
      await compose.compose(['up', '--detach'], startWithinMs);
      await until('The services are not ready', async () => {
        containers = await compose.containers();
        const answers = await Promise.all([
          textAt(`http://${published('dmz-gate', 9090)}/readyz`),
          textAt(`http://${published('internal-gate', 9091)}/readyz`),
        ]);
        return answers.every((text) => text.includes('"ready"') && !text.includes('stuck')) ? null : answers.join('; ');
      });
    },
    containers: () => containers,
    inside: (service, command) => docker(['exec', found(service).Id, ...command], startWithinMs),
    phoneOf(employeeId) {
      const known = phones.get(employeeId) ?? findPhone(`http://${published('telegram-simulator', 8070)}`, employeeId);
      phones.set(employeeId, known);
      return known;
    },
    summaryInJira: (key) => summaryInJira(published('jira-simulator', 8060), key),
    async close() {
      await down();
      await rm(home, { recursive: true });
    },
  };
}

/** Waits for a look that says null, and otherwise what is amiss. */
export async function until(what: string, look: () => Promise<string | null>): Promise<void> {
  const giveUpAt = performance.now() + startWithinMs;
  for (;;) {
    const amiss = await look();
    if (amiss === null) return;
    if (performance.now() > giveUpAt) throw new Error(`${what}: ${amiss}`);
    await new Promise((resolve) => setTimeout(resolve, lookEveryMs));
  }
}

/** What a page says, as a scraper would ask; that nobody answers where nobody does. */
export function textAt(url: string): Promise<string> {
  return fetch(url, { signal: AbortSignal.timeout(2_000), headers: { connection: 'close' } }).then(
    (response) => response.text(),
    () => 'no answer',
  );
}

function linesOf(settings: Readonly<Record<string, string>>): string {
  return Object.entries(settings)
    .map(([name, value]) => `${name}=${value}\n`)
    .join('');
}

async function findPhone(simulatorUrl: string, employeeId: string): Promise<Phone> {
  const { people } = await readOrganisation('it-desk');
  const { name = '', phone = '' } = people.find((person) => person.employeeId === employeeId) ?? {};
  return pickUpPhone(simulatorUrl, { name, phone });
}

async function summaryInJira(place: string, key: string): Promise<string> {
  const account = Buffer.from(`desk-service@example.test:${jiraToken}`).toString('base64');
  const issue = await fetch(`http://${place}/rest/api/3/issue/${key}`, {
    headers: { authorization: `Basic ${account}` },
    signal: AbortSignal.timeout(callWithinMs),
  });
  return z.object({ fields: z.object({ summary: z.string() }) }).parse(await issue.json()).fields.summary;
}
