import type { Person, RecordedCall, TelegramSimulator } from '@desk/telegram-simulator';
import { menuWords } from '../../stack/act-in-chat.ts';
import { type Draws, drawFrom } from '../../stack/seeded-draws.ts';
import type { Bench } from '../bench.ts';
import { type Latencies, recordLatencies } from '../latencies.ts';
import { driveLoad, planLoad } from './drive-load.ts';
import { speaks, watchAnswers } from './watch-answers.ts';

export interface ReplyLoad {
  readonly telegram: TelegramSimulator;
  readonly people: readonly Person[];
  readonly say: (person: Person, draws: Draws) => void;
}

export interface ReplyMeasurement {
  readonly desk: Latencies;
  readonly echo: Latencies;
  /** Updates to Desk that had no reply when the measurement was over. */
  readonly unanswered: number;
}

export const ratePerSecond = 50;
const warmUpTurns = 250;
const roundTurns = 1000;
const rounds = 2;
const settleWithinMs = 5_000;

/** The same load for both, in turns, so that a busy moment of the machine does not hit one of them alone. */
export async function measureReplies(
  { seed, say }: Bench,
  desk: ReplyLoad,
  echo: ReplyLoad,
): Promise<ReplyMeasurement> {
  const latencies = { desk: recordLatencies(), echo: recordLatencies() };
  let unanswered = 0;
  say(`Replies: ${ratePerSecond} updates/s over ${desk.people.length} chats, Desk and a bare echo bot in turns`);
  for (const load of [echo, desk]) await runRound(load, warmUpTurns, recordLatencies(), drawFrom(seed));
  for (let round = 1; round <= rounds; round += 1) {
    await runRound(echo, roundTurns, latencies.echo, drawFrom(seed + round));
    unanswered += await runRound(desk, roundTurns, latencies.desk, drawFrom(seed + round));
  }
  return { ...latencies, unanswered };
}

/** How many updates had no reply in the end. */
async function runRound(load: ReplyLoad, turns: number, into: Latencies, draws: Draws): Promise<number> {
  const { telegram, people } = load;
  const watch = watchAnswers(telegram, sameChat, into);
  const plan = planLoad({ people: people.length, ratePerSecond, turns }, draws);
  await driveLoad(plan, ({ person: at }) => {
    const person = people[at];
    if (!person) return;
    watch.begin(person.id);
    load.say(person, draws);
  });
  await watch.settle(settleWithinMs);
  return watch.close();
}

function sameChat(call: RecordedCall): number | undefined {
  return speaks(call) ? call.chatId : undefined;
}

/** What employees write when they do not file: words of the menu, and text that goes into a draft. Each has a reply. */
export function speakToDesk(person: Person, draws: Draws): void {
  const { ownTickets, help, settings } = menuWords;
  const said = draws.pick([ownTickets, ownTickets, ownTickets, help, help, settings, settings, null, null, null]);
  void person.send(said ?? problemText(draws));
}

export function speakToEcho(person: Person, draws: Draws): void {
  void person.send(problemText(draws));
}

function problemText(draws: Draws): string {
  return `Не відкривається сторінка відділу, спроба ${draws.whole(1, 1_000_000)}`;
}
