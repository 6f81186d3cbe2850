import { afterAll, beforeAll, expect, it } from 'vitest';
import {
  buildWithinMs,
  type ContainerStack,
  findStackObstacle,
  openContainerStack,
  startWithinMs,
  textAt,
  until,
} from './container-stack.ts';
import type { Phone } from './phone-over-http.ts';
import { docker } from './run-compose.ts';

const project = 'desk-several';
const withinMs = 5 * 60_000;

const obstacle = await findStackObstacle();
if (obstacle === null) trySeveral();
else it('several bots and gateways stand behind their gates', ({ skip }) => skip(obstacle));

let stack: ContainerStack;
let specialist: Phone;

function trySeveral(): void {
  beforeAll(
    async () => {
      stack = await openContainerStack({
        project,
        subnet: '172.31',
        settings: {
          COMPOSE_FILE: 'docker-compose.yml:infra/docker/several.compose.yml',
          MORE_BOT_OPS_AT: '127.0.0.1:',
          MORE_GATEWAY_OPS_AT: '127.0.0.1:',
        },
      });
      await stack.start();
    },
    buildWithinMs + 2 * startWithinMs,
  );
  afterAll(() => stack.close(), startWithinMs);

  it(
    'each process has a page of its own, and there are two of each',
    async () => {
      const readyAt = async (gate: string, port: number) =>
        (await textAt(`http://${stack.published(gate, port)}/readyz`)).includes('"ready"');
      await until('The second of each is not ready', async () =>
        (await readyAt('dmz-gate', 9091)) && (await readyAt('internal-gate', 9092)) ? null : 'one is away',
      );
      expect([await readyAt('dmz-gate', 9090), await readyAt('dmz-gate', 9092)]).toEqual([true, false]);
      expect([await readyAt('internal-gate', 9091), await readyAt('internal-gate', 9093)]).toEqual([true, false]);
      expect([(await idsOf('bot')).length, (await idsOf('gateway')).length]).toEqual([2, 2]);
    },
    withinMs,
  );

  it(
    'a ticket is filed, and another after one of each was killed',
    async () => {
      specialist = await stack.phoneOf('e-2001');
      await specialist.comeOnShift();
      await file('e-1001', 'Не вмикається компʼютер у 214.', 'SD-1');
      for (const service of ['bot', 'gateway']) await docker(['kill', (await idsOf(service))[0] ?? '']);
      await file('e-1002', 'Мерехтить монітор.', 'SD-2');
    },
    withinMs,
  );
}

async function file(employeeId: string, words: string, number: string): Promise<void> {
  const employee = await stack.phoneOf(employeeId);
  await employee.signIn();
  await employee.file(words);
  await specialist.see(`Нова заявка ${number}`);
  expect(await stack.summaryInJira(number)).toBe(words);
}

async function idsOf(service: string): Promise<readonly string[]> {
  const labels = [`project=${project}`, `service=${service}`, 'oneoff=False'];
  const filters = labels.flatMap((label) => ['--filter', `label=com.docker.compose.${label}`]);
  return (await docker(['ps', '--quiet', ...filters])).split('\n').filter(Boolean);
}
