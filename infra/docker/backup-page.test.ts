import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import {
  buildWithinMs,
  type ContainerStack,
  findStackObstacle,
  openContainerStack,
  startWithinMs,
  until,
} from './container-stack.ts';
import { readCommands, runCommands } from './page-commands.ts';
import type { Phone } from './phone-over-http.ts';

const page = 'docs/backup.md';
const withinMs = 20 * 60_000;

const obstacle = await findStackObstacle();
if (obstacle === null) tryPage();
else it('databases come back by the commands of docs/backup.md', ({ skip }) => skip(obstacle));

let stack: ContainerStack;
let folder = '';

function tryPage(): void {
  beforeAll(
    async () => {
      stack = await openContainerStack({ project: 'desk-backup', subnet: '172.30' });
      await stack.start();
      folder = await mkdtemp(join(tmpdir(), 'desk-dumps-'));
      // Read from within containers, whose users are others.
      await chmod(folder, 0o755);
    },
    buildWithinMs + 2 * startWithinMs,
  );
  afterAll(async () => {
    await stack.close();
    await rm(folder, { recursive: true });
  }, startWithinMs);

  it(
    'databases come back by the commands of docs/backup.md, and the desk goes on',
    async ({ skip }) => {
      const foreign = await findForeignTools();
      if (foreign !== null) skip(foreign);
      const [dumpBot, dumpGateway] = await readCommands(page, 'What to back up');
      const [restoreBot, , restoreAudit] = await readCommands(page, "When the bot's database was lost");
      const [restoreGateway] = await readCommands(page, "When the gateway's database was lost");

      const specialist = await stack.phoneOf('e-2001');
      await specialist.comeOnShift();
      const [olena, taras] = [await stack.phoneOf('e-1001'), await stack.phoneOf('e-1002')];
      await olena.signIn();
      await taras.signIn();
      await file(olena, 'Не вмикається компʼютер у 214.', 'SD-1');
      await specialist.see('Нова заявка SD-1');
      await run(dumpBot);
      await run(dumpGateway);
      await file(taras, 'Мерехтить монітор.', 'SD-2');
      await specialist.see('Нова заявка SD-2');
      await until('The audit log has not come inside', isShipped);

      await run(restoreBot);
      await putBackBot(restoreAudit);
      await stack.start();
      expect(await askBot('select number from tickets_cache order by number')).toBe('SD-1\nSD-2\n');
      expect(await askBot("select count(*) from user_sessions where state = 'live'")).toBe('0\n');

      await run(restoreGateway);
      await run('$compose run --rm -T gateway desk restore gateway');
      await stack.start();
      await olena.signIn();
      await file(olena, 'Знову не вмикається.', 'SD-3');
      expect(await stack.summaryInJira('SD-3')).toBe('Знову не вмикається.');
    },
    withinMs,
  );
}

/** Without the audit entries that the gateway holds it does not go; with them it does. */
async function putBackBot(restoreAudit = ''): Promise<void> {
  const { output } = await attempt('$compose run --rm -T bot desk restore bot');
  const [, after] = /after number (\d+)/.exec(output) ?? [];
  if (after === undefined) throw new Error(`The bot came back without entries that the gateway holds:\n${output}`);
  await run(restoreAudit.replace('pnpm desk', '$compose run --rm -T gateway desk').replace(/(?<=--after )\d+/, after));
  const again = `$compose run --rm -T --volume "$PWD:/restore" bot desk restore bot --audit /restore/audit.jsonl`;
  expect(await run(again)).toContain('The bot can start.');
}

async function file(employee: Phone, words: string, number: string): Promise<void> {
  await employee.file(words);
  await employee.see(`Заявку ${number} створено`);
}

/** As they stand on the page, with this stack's compose, and for today's dumps. */
function attempt(commands = '') {
  const words = stack.compose.words.join(' ');
  const here = commands.replace(/^compose=.*$/m, '').replaceAll('2026-11-22', '$(date +%F)');
  return runCommands(`compose="${words}"\n${here}`, { cwd: folder, withinMs: startWithinMs });
}

async function run(commands: string | undefined): Promise<string> {
  if (commands === undefined) throw new Error(`${page} lacks commands that it had.`);
  const { code, output } = await attempt(commands);
  if (code !== 0) throw new Error(`${commands}\nended with ${code}:\n${output}`);
  return output;
}

function askBot(statement: string): Promise<string> {
  return stack.inside('dmz-postgres', ['psql', '-U', 'desk_bot', '-d', 'desk_bot', '-Atc', statement]);
}

function askGateway(statement: string): Promise<string> {
  return stack.inside('internal-postgres', ['psql', '-U', 'desk_gateway', '-d', 'desk_gateway', '-Atc', statement]);
}

/** Which is done every minute. */
async function isShipped(): Promise<string | null> {
  const pending = await askBot('select count(*) from audit_pending');
  const written = await askBot('select coalesce(max(number), 0) from system_log');
  const shipped = await askGateway('select coalesce(max(number), 0) from shipped_audit_log');
  return pending === '0\n' && written === shipped ? null : `${shipped.trim()} of ${written.trim()}`;
}

/** The tools of an image belong to its server; those of a stand-in may be older. Null: they do here. */
async function findForeignTools(): Promise<string | null> {
  const server = await stack.inside('dmz-postgres', ['postgres', '--version']);
  const tools = await stack.inside('dmz-postgres', ['pg_dump', '--version']);
  const [ofServer] = /\d+/.exec(server) ?? [];
  const [ofTools] = /\d+/.exec(tools) ?? [];
  return ofServer === ofTools ? null : `the image has pg_dump ${ofTools} and PostgreSQL ${ofServer}`;
}
