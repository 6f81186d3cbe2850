import type { DeskWorld } from '../desk-world.ts';
import { type AttackResult, tryAll } from './attempt.ts';
import { type Answer, aComment, type Client, type Target } from './calls.table.ts';
import { teams } from './company.ts';
import { privateWords } from './deeds.ts';
import type { LootedSession } from './loot-database.ts';
import type { Voice } from './speak-as-bot.ts';

type Case = readonly [what: string, ask: () => Promise<Answer>, may?: boolean];

const once = () => ({ idempotencyKey: `drill-${crypto.randomUUID()}` });
const pagesMax = 20;

/** Everything that the service may ask for by itself, read to its end. Given: tickets that it tells of, in ids and states. */
export async function readFeeds({ client }: Voice): Promise<AttackResult> {
  const numbers = new Set<string>();
  const breaches: string[] = [];
  let [tried, cursor] = [0, '0.0'];
  for (let more = true; more && tried < pagesMax; tried += 1) {
    const page = await client.listChanges({ query: { cursor } });
    if (page.kind !== 'answered') return { ...nothing, tried, given: 0, breaches: [`a page: ${page.kind}`] };
    for (const event of page.body.events) if (event.kind === 'ticket-changed') numbers.add(event.ticket.number);
    if (tellsMore(page.body)) breaches.push('the feed tells what people wrote or are called');
    ({ cursor, more } = page.body);
  }
  const rest = await tryAll<Case>({
    attack: '',
    cases: [
      ['a look', () => client.lookAtTickets({ body: { numbers: [...numbers].slice(0, 20) } })],
      ...Object.values(teams).map((team): Case => ['the workload', () => client.readWorkload({ query: { team } })]),
      ['the state of the service', () => client.readService({})],
    ],
    name: ([what]) => what,
    ask: ([, ask]) => ask(),
    may: () => true,
    gives: ({ body }) => tellsMore(body),
  });
  const told = rest.given > 0 ? ['a look or the workload tells what people wrote or are called'] : [];
  const all = [...breaches, ...rest.breaches, ...told];
  return { ...nothing, tried: tried + rest.tried, given: numbers.size, breaches: all };
}

const nothing = { attack: 'the feeds of the service: tickets by their ids and states, without a word' } as const;

/** What only the inside knows: words, and names of people. */
function tellsMore(body: unknown): boolean {
  const told = JSON.stringify(body);
  return [privateWords, 'Присутня особа', 'Відсутня особа', 'Працівник', '+380'].some((words) => told.includes(words));
}

/** What the service may do by itself: give a free ticket to its team, end what is solved, sign somebody out. */
export async function actAsService(
  { client }: Voice,
  world: DeskWorld,
  { foreign, live }: { readonly foreign: readonly Target[]; readonly live: readonly LootedSession[] },
): Promise<AttackResult> {
  const [free, solved, other] = foreign;
  if (!free || !solved || !other) throw new Error('The drill needs three tickets.');
  world.tracker.agent(world.accountOf('marko')).move(solved.number, 'resolved');
  const last = live.at(-2);
  const give = ({ number }: Target, assignee: string) =>
    client.assignTicket({ params: { number }, body: { assignee, expected: null, remark: null }, ...once() });
  const move = ({ number }: Target, body: Parameters<Client['moveTicket']>[0]['body']) =>
    client.moveTicket({ params: { number }, ...(body && { body }), ...once() });
  const remark = aComment('public');
  const words = { message: remark.message, text: remark.text, visibility: 'public', language: 'uk' } as const;
  const cases: readonly Case[] = [
    ['a free ticket given to its team', () => give(free, 'e-2003'), true],
    ['a ticket given to somebody of another team', () => give(other, last?.employeeId ?? '')],
    ['a ticket given to an employee', () => give(other, 'e-1001')],
    ['words put beside a change', () => move(solved, { to: 'closed', remark: words })],
    ['an open ticket closed', () => move(other, { to: 'closed', remark: null })],
    ['a ticket moved elsewhere', () => move(other, { to: 'in-progress', remark: null })],
    ['a solved ticket closed', () => move(solved, { to: 'closed', remark: null }), true],
    ['somebody signed out', () => client.endSession({ params: { sessionId: last?.gatewaySessionId ?? '' } }), true],
    ['a ticket of another project', () => lookElsewhere(client)],
    ['a forged hook', () => relay(client, { 'x-hub-signature': `sha256=${'0'.repeat(64)}` }, {})],
    ['a hook with a guessed secret', () => relay(client, {}, { secret: 'guessed' })],
    ['a hook that proves nothing', () => relay(client, {}, {})],
  ];
  return tryAll<Case>({
    ...{ attack: 'acts of the service itself', cases, oneByOne: true },
    name: ([what]) => what,
    ask: ([, ask]) => ask(),
    may: ([, , may = false]) => may,
    gives: ({ body }) => !isRefusal(body),
  });
}

/** A hook, or a look, is refused in an answer. */
function isRefusal(body: unknown): boolean {
  const told = JSON.stringify(body) ?? '';
  return told === '{"outcome":"refused"}' || told === '{"events":[]}';
}

function lookElsewhere(client: Client): Promise<Answer> {
  return client.lookAtTickets({ body: { numbers: ['HR-1', 'PAYROLL-1'] } });
}

function relay(
  client: Client,
  headers: Readonly<Record<string, string>>,
  query: Readonly<Record<string, string>>,
): Promise<Answer> {
  const said = JSON.stringify({ webhookEvent: 'jira:issue_updated', issue: { key: 'SD-1' } });
  const body = Buffer.from(said).toString('base64');
  return client.relayHook({ body: { headers: { ...headers }, query: { ...query }, body } });
}

/** A directory read out through one ticket: addresses of nobody, with the token of one employee. */
export function askForColleagues({ client }: Voice, token: string, number: string): Promise<AttackResult> {
  const questionsPerHourMax = 60;
  const known = ['olena.koval@example.test', 'taras.melnyk@example.test'];
  const unknown = Array.from({ length: questionsPerHourMax + 5 }, (_, at) => `nobody-${at}@example.test`);
  return tryAll<string>({
    attack: 'colleagues asked for by e-mail, with one live session: names of those who exist',
    cases: [...known, ...unknown],
    oneByOne: true,
    name: (who) => who,
    ask: (who) => client.addParticipant({ params: { number }, body: { who }, token, ...once() }),
    may: (who) => known.includes(who),
  });
}
