import type { Person, TelegramSimulator } from '@desk/telegram-simulator';
import { type Latencies, recordLatencies } from '../../bench/latencies.ts';
import { driveLoad, planLoad } from '../../bench/main-job/drive-load.ts';
import { watchAnswers } from '../../bench/main-job/watch-answers.ts';
import { menuWords } from '../../stack/act-in-chat.ts';
import type { FiledTicket } from '../../stack/file-one-each.ts';
import { drawFrom } from '../../stack/seeded-draws.ts';
import type { StaffedDesk } from '../../stack/start-staffed-desk.ts';

export interface AskingLoad {
  /** They ask for what needs no tracker, in turn. */
  readonly people: readonly Person[];
  /** Their agents comment in the tracker, which tells of it by webhook. */
  readonly tickets: readonly FiledTicket[];
  readonly seed: number;
}

/** From an update to its reply, from a comment in the tracker to the chat, and what neither came to. */
export interface Told {
  readonly answers: Latencies;
  readonly news: Latencies;
  unanswered: number;
  untold: number;
}

export function unmeasured(): Told {
  return { answers: recordLatencies(), news: recordLatencies(), unanswered: 0, untold: 0 };
}

const asksPerSecond = 10;
/**
 * Of what is told of a hundred comments, the slowest is the 99th percentile: one odd moment of the machine decides. With
 * twice as many it takes two. Four a second and more keep two cores busy in bunches without any restart: then it is the
 * load that is measured.
 */
const commentsPerSecond = 2;
/** Longer than it takes the poll to find what no webhook told. */
const withinMs = 90_000;

interface Part {
  readonly forMs: number;
  readonly into: Told;
  /** Of the run, counted from 0: what is written in it is told from what was written before. */
  readonly part: number;
}

/** The same load for any part of a run: people ask, and the tracker tells. */
export async function askAndTell(desk: StaffedDesk, load: AskingLoad, part: Part): Promise<void> {
  await Promise.all([ask(desk, load, part), tell(desk, load, part)]);
}

async function ask({ stack }: StaffedDesk, { people, seed }: AskingLoad, { forMs, into, part }: Part): Promise<void> {
  const draws = drawFrom(seed + part);
  const asked = watchReplies(stack.telegram, into.answers);
  const turns = Math.round((asksPerSecond * forMs) / 1000);
  await driveLoad(planLoad({ people: people.length, ratePerSecond: asksPerSecond, turns }, draws), ({ person: at }) => {
    const person = people[at];
    if (!person) return;
    asked.begin(person.id);
    void person.send(draws.pick([menuWords.ownTickets, menuWords.help, menuWords.settings]));
  });
  await asked.settle(withinMs);
  into.unanswered += asked.close();
}

async function tell({ stack }: StaffedDesk, { tickets, seed }: AskingLoad, { forMs, into, part }: Part): Promise<void> {
  const told = watchAnswers(stack.telegram, ({ payload }) => /\bN\d{6}\b/.exec(String(payload.text))?.[0], into.news);
  const turns = Math.round((commentsPerSecond * forMs) / 1000);
  const plan = planLoad({ people: tickets.length, ratePerSecond: commentsPerSecond, turns }, drawFrom(seed + part));
  let count = 0;
  await driveLoad(plan, ({ person: at }) => {
    const number = tickets[at]?.number ?? '';
    const agent = stack.jira.issue(number)?.assignee?.id;
    if (agent === undefined) throw new Error(`Nobody has ${number}.`);
    count += 1;
    const code = `N${part}${String(count).padStart(5, '0')}`;
    told.begin(code);
    stack.jira.agent(agent).comment(number, `${code} Перевірте, будь ласка, ще раз.`);
  });
  await told.settle(withinMs);
  into.untold += told.close();
}

/** Each of them is answered by one message, in the order of asking, however long it takes. */
function watchReplies(telegram: TelegramSimulator, into: Latencies) {
  const askedAt = new Map<number, number[]>();
  let open = 0;
  let settled = () => {};
  const stop = telegram.onCall(({ method, chatId, outcome }) => {
    const oldest = method === 'sendMessage' && outcome === 'ok' ? askedAt.get(chatId ?? 0)?.shift() : undefined;
    if (oldest === undefined) return;
    into.record(performance.now() - oldest);
    open -= 1;
    if (open === 0) settled();
  });
  return {
    begin(chatId: number) {
      const own = askedAt.get(chatId) ?? [];
      own.push(performance.now());
      askedAt.set(chatId, own);
      open += 1;
    },
    async settle(deadlineMs: number): Promise<void> {
      if (open === 0) return;
      const { promise, resolve } = Promise.withResolvers<void>();
      settled = resolve;
      const timer = setTimeout(resolve, deadlineMs);
      await promise;
      clearTimeout(timer);
    },
    /** How many had no reply. */
    close(): number {
      stop();
      return open;
    },
  };
}
