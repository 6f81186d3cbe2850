import { chown, mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import {
  buildWithinMs,
  type ContainerStack,
  callWithinMs,
  findStackObstacle,
  openContainerStack,
  startWithinMs,
  textAt,
} from './container-stack.ts';
import { readCommands, runCommands } from './page-commands.ts';

/** The user of the services' images, whose files these are. */
const serviceUser = 1000;

const found = await findStackObstacle();
const obstacle = found ?? (process.getuid?.() === 0 ? null : 'folders are made for another user: run it as root');
if (obstacle === null) tryBorder();
else it('the zones talk over TLS, set up as the pages say', ({ skip }) => skip(obstacle));

let stack: ContainerStack;

function tryBorder(): void {
  beforeAll(
    async () => {
      stack = await openContainerStack({ project: 'desk-border', subnet: '172.27' });
      await certify();
      await stack.start();
    },
    buildWithinMs + 2 * startWithinMs,
  );
  afterAll(() => stack.close(), startWithinMs);

  it(
    'the zones talk over TLS, set up as the pages say',
    async () => {
      const specialist = await stack.phoneOf('e-2001');
      await specialist.comeOnShift();
      const employee = await stack.phoneOf('e-1001');
      await employee.signIn();
      await employee.file('Не вмикається компʼютер у 214.');
      await specialist.see('Нова заявка SD-1');
      await employee.see('Спеціаліст —');
    },
    startWithinMs,
  );

  it.each([
    ['dmz-gate', 8082],
    ['internal-gate', 8090],
  ])('%s: whoever does not speak TLS is not heard at port %i', async (gate, port) => {
    expect(await textAt(`http://${stack.published(gate, port)}/`)).toBe('no answer');
  });

  it.each(['bot', 'gateway'])(
    'the doctor of the %s finds its certificate in order',
    async (service) => {
      const report = await stack.compose.compose(
        ['run', '--rm', '-T', service, 'sh', '-c', 'desk doctor || true'],
        callWithinMs,
      );
      expect(report).toMatch(/^ok +certificates /m);
      expect(report).not.toMatch(/^(broken|warning) +certificates /m);
    },
    2 * callWithinMs,
  );
}

/** On one host nothing has to be carried: both folders lie where they are read. */
async function certify(): Promise<void> {
  const pki = join(stack.home, 'pki');
  for (const zone of ['dmz', 'internal']) {
    await mkdir(join(pki, zone), { recursive: true });
    await chown(join(pki, zone), serviceUser, serviceUser);
  }
  const [make = ''] = await readCommands('infra/zones/internal/README.md', 'TLS between the zones');
  const here = make.replaceAll('/etc/desk/pki', pki).replaceAll('/etc/desk-authority', join(stack.home, 'authority'));
  const { code, output } = await runCommands(here, { cwd: stack.home, withinMs: callWithinMs });
  if (code !== 0) throw new Error(`Certificates were not made:\n${output}`);
  const [settings = ''] = await readCommands('infra/zones/dmz/README.md', 'TLS between the zones');
  const named = [...settings.matchAll(/^(\w+)=(.*)$/gm)].map(([, name = '', value = '']) => [name, value] as const);
  await stack.set(Object.fromEntries(named));
}
