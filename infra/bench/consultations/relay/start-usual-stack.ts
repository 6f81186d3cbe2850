import { randomBytes } from 'node:crypto';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createJiraSimulator } from '@desk/jira-simulator';
import { createTelegramSimulator } from '@desk/telegram-simulator';
import { startRedis } from '@desk/testing';
import type { DialogueStage } from '../../../stack/dialogue-stage.ts';
import { inParallel } from '../../../stack/in-parallel.ts';
import { type Child, runChild } from '../../../stack/run-child.ts';
import type { Opened } from '../../../stack/run-to-end.ts';
import { freePorts } from '../../../stack/stack-ports.ts';

const token = '4444444444:token-of-the-usual-stack';
const credentials = { email: 'usual@example.test', apiToken: 'token-of-the-usual-stack' };
const agentAccount = 'account-agent';
const startsAtOnceMax = 50;

/** The usual stack in a process of its own, with simulators and a Redis of its own, and dialogues that have begun. */
export async function startUsualStack(
  { folder, dialogues: count }: { readonly folder: string; readonly dialogues: number },
  opened: Opened,
): Promise<DialogueStage> {
  const telegram = await createTelegramSimulator({ token });
  opened.add(() => telegram.close());
  const jira = await startJira();
  opened.add(() => jira.close());
  const redis = await startRedis({
    ...{ purpose: 'bench', exclusive: true, password: randomBytes(18).toString('base64url') },
  });
  opened.add(() => redis.stop());
  const dialogues = Array.from({ length: count }, (_, at) => {
    const person = (what: string, digit: number) =>
      telegram.addPerson({ name: `${what} ${at + 1}`, phone: `+38050${digit}${String(at).padStart(6, '0')}` });
    const number = jira.agent(agentAccount).createIssue({ summary: `Не друкує принтер ${at + 1}` }).key;
    return { employee: person('Працівник', 1), specialist: person('Спеціаліст', 2), number };
  });
  const partnersFile = join(folder, 'usual-partners.json');
  await mkdir(folder, { recursive: true });
  await writeFile(partnersFile, JSON.stringify(partnersOf(dialogues)));

  const { botPublic: port } = await freePorts();
  const start = () =>
    runUsualStack(join(folder, 'logs', 'usual-stack.log'), telegram, {
      ...{ TELEGRAM_API_ROOT: telegram.apiRoot, TELEGRAM_BOT_TOKEN: token, PORT: String(port) },
      ...{ REDIS_URL: redis.url, PARTNERS_FILE: partnersFile, JIRA_BASE_URL: jira.baseUrl },
      ...{ JIRA_EMAIL: credentials.email, JIRA_API_TOKEN: credentials.apiToken },
    });
  let child = await start();
  opened.add(() => child.stop());
  const people = dialogues.flatMap(({ employee, specialist }) => [employee, specialist]);
  await inParallel(people, startsAtOnceMax, (person) => person.start());
  return {
    ...{ telegram, jira, dialogues },
    kill: () => child.kill(),
    async restart() {
      child = await start();
    },
  };
}

function startJira() {
  return createJiraSimulator({
    ...{ flavour: 'cloud', credentials, projectKey: 'SD', serviceDeskId: '1' },
    people: [
      { accountId: 'account-usual', displayName: 'Usual', emailAddress: credentials.email, role: 'agent' },
      { accountId: agentAccount, displayName: 'Agent', emailAddress: 'agent@example.test', role: 'agent' },
    ],
    requestTypes: [
      {
        ...{ id: '1', name: 'Принтер', groupIds: [] },
        fields: [{ fieldId: 'summary', name: 'Що сталося?', required: true, schema: { type: 'string' } }],
      },
    ],
  });
}

/** Ready once it has told Telegram where it listens. */
function runUsualStack(
  logFile: string,
  telegram: DialogueStage['telegram'],
  environment: Readonly<Record<string, string>>,
): Promise<Child> {
  let isReady = false;
  const stop = telegram.onCall(({ method, outcome }) => {
    if (method === 'setWebhook' && outcome === 'ok') isReady = true;
  });
  const script = join(import.meta.dirname, 'usual-stack.ts');
  const ready = async () => isReady;
  return runChild({ name: 'usual stack', script, environment, logFile, ready }).finally(stop);
}

function partnersOf(dialogues: DialogueStage['dialogues']) {
  return Object.fromEntries(
    dialogues.flatMap(({ employee, specialist, number: issue }) => [
      [employee.id, { chatId: specialist.id, issue }],
      [specialist.id, { chatId: employee.id, issue }],
    ]),
  );
}
