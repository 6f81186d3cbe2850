import type { Person } from '@desk/telegram-simulator';
import { type Latencies, recordLatencies } from '../../bench/latencies.ts';
import { driveLoad, planLoad } from '../../bench/main-job/drive-load.ts';
import { speaks, watchAnswers } from '../../bench/main-job/watch-answers.ts';
import { newsIn, type TrackerWork } from '../../bench/ticket-life/change-tickets.ts';
import { menuWords } from '../../stack/act-in-chat.ts';
import type { FiledTicket } from '../../stack/file-one-each.ts';
import { drawFrom } from '../../stack/seeded-draws.ts';
import type { StaffedDesk } from '../../stack/start-staffed-desk.ts';

export interface AskingLoad {
  /** They ask for what needs no tracker, in turn. */
  readonly people: readonly Person[];
  /** These change in the tracker. */
  readonly tickets: readonly FiledTicket[];
  readonly work: TrackerWork;
  readonly seed: number;
}

/** From an update to its reply, from a change in the tracker to the chat, and what neither came to. */
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
const changesPerSecond = 1;
/** Longer than it takes the poll to find what no webhook told. */
const withinMs = 45_000;

/** The same load for any part of a run: people ask, and the tracker tells. */
export async function askAndTell(
  desk: StaffedDesk,
  { people, tickets, work, seed }: AskingLoad,
  { forMs, into, part }: { readonly forMs: number; readonly into: Told; readonly part: number },
): Promise<void> {
  const draws = drawFrom(seed + part);
  const { telegram } = desk.stack;
  const asked = watchAnswers(telegram, (call) => (speaks(call) ? call.chatId : undefined), into.answers);
  const changed = watchAnswers(telegram, newsIn, into.news);
  const turnsAt = (perSecond: number) => Math.round((perSecond * forMs) / 1000);
  await Promise.all([
    driveLoad(
      planLoad({ people: people.length, ratePerSecond: asksPerSecond, turns: turnsAt(asksPerSecond) }, draws),
      ({ person: at }) => {
        const person = people[at];
        if (!person) return;
        asked.begin(person.id);
        void person.send(draws.pick([menuWords.ownTickets, menuWords.help, menuWords.settings]));
      },
    ),
    driveLoad(
      planLoad({ people: tickets.length, ratePerSecond: changesPerSecond, turns: turnsAt(changesPerSecond) }, draws),
      ({ person: at }) => {
        const ticket = tickets[at];
        if (ticket) changed.begin(work.change(ticket));
      },
    ),
  ]);
  await Promise.all([asked.settle(withinMs), changed.settle(withinMs)]);
  into.unanswered += asked.close();
  into.untold += changed.close();
}
