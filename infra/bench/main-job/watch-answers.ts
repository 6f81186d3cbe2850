import type { RecordedCall, TelegramSimulator } from '@desk/telegram-simulator';
import type { Latencies } from '../latencies.ts';

/** Measures from what a person does to the arrival, at Telegram, of what the bot sends for it. */
export interface AnswerWatch<Key> {
  /** To be called right before the update leaves. One that is begun again before its answer has lost the answer. */
  begin(key: Key): void;
  /** Resolves when everything has its answer, or after the time given. */
  settle(withinMs: number): Promise<void>;
  /** How much has no answer. */
  close(): number;
}

/** `answered` tells which question a call of the bot answers; undefined: none. Refused calls answer nothing. */
export function watchAnswers<Key>(
  telegram: Pick<TelegramSimulator, 'onCall'>,
  answered: (call: RecordedCall) => Key | undefined,
  into: Pick<Latencies, 'record'>,
): AnswerWatch<Key> {
  const begunAt = new Map<Key, number>();
  let unanswered = 0;
  let settled = () => {};

  const stop = telegram.onCall((call) => {
    const key = call.outcome === 'ok' ? answered(call) : undefined;
    const at = key === undefined ? undefined : begunAt.get(key);
    if (key === undefined || at === undefined) return;
    begunAt.delete(key);
    into.record(performance.now() - at);
    if (begunAt.size === 0) settled();
  });

  return {
    begin(key) {
      if (begunAt.has(key)) unanswered += 1;
      begunAt.set(key, performance.now());
    },
    async settle(withinMs) {
      if (begunAt.size === 0) return;
      const { promise, resolve } = Promise.withResolvers<void>();
      settled = resolve;
      const timer = setTimeout(resolve, withinMs);
      await promise;
      clearTimeout(timer);
    },
    close() {
      stop();
      return unanswered + begunAt.size;
    },
  };
}

const speaking: ReadonlySet<string> = new Set(['sendMessage', 'sendDocument', 'editMessageText']);

/** Whether a call puts words before a person, rather than taking buttons away or stopping a spinner. */
export function speaks({ method }: RecordedCall): boolean {
  return speaking.has(method);
}
