import type { Person, TelegramSimulator } from '@desk/telegram-simulator';
import { menuWords } from '../../stack/act-in-chat.ts';
import type { Draws } from '../../stack/seeded-draws.ts';
import { type Latencies, recordLatencies } from '../latencies.ts';
import { speaks } from '../main-job/watch-answers.ts';

export interface Saturation {
  readonly perSecond: number;
  readonly latencies: Latencies;
  readonly unanswered: number;
}

export interface SaturationPlan {
  readonly telegram: TelegramSimulator;
  readonly people: readonly Person[];
  /** So many ask at a time; each time one is answered, another asks. */
  readonly atOnce: number;
  readonly durationMs: number;
  readonly draws: Draws;
}

const answerWithinMs = 15_000;

/** As many updates as are replied to: nobody asks before somebody was answered, and the desk is never idle. */
export async function saturate(plan: SaturationPlan): Promise<Saturation> {
  const { telegram, people, atOnce, durationMs, draws } = plan;
  const answers = listenForAnswers(telegram);
  const latencies = recordLatencies();
  const free = draws.shuffle(people);
  const endsAt = performance.now() + durationMs;
  let unanswered = 0;

  async function askOn(): Promise<void> {
    while (performance.now() < endsAt) {
      const person = free.shift();
      if (!person) throw new Error('More ask at once than there are people.');
      const askedAt = performance.now();
      const answered = answers.next(person.id);
      await person.send(draws.pick([menuWords.ownTickets, menuWords.help, menuWords.settings]));
      const now = (await answered) ? performance.now() : null;
      if (now === null) unanswered += 1;
      else if (now < endsAt) latencies.record(now - askedAt);
      free.push(person);
    }
  }

  await Promise.all(Array.from({ length: atOnce }, askOn));
  answers.stop();
  return { perSecond: latencies.count() / (durationMs / 1000), latencies, unanswered };
}

function listenForAnswers(telegram: TelegramSimulator) {
  const waiting = new Map<number, (came: boolean) => void>();
  const stop = telegram.onCall((call) => {
    if (call.outcome === 'ok' && call.chatId !== undefined && speaks(call)) waiting.get(call.chatId)?.(true);
  });
  return {
    stop,
    /** `false`: none came within the time. */
    next(chatId: number): Promise<boolean> {
      return new Promise((resolve) => {
        const settle = (came: boolean) => {
          clearTimeout(timer);
          waiting.delete(chatId);
          resolve(came);
        };
        const timer = setTimeout(() => settle(false), answerWithinMs);
        waiting.set(chatId, settle);
      });
    },
  };
}
