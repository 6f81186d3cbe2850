/** One request of the bot, with what it was answered. Uploaded files appear by name and size. */
export interface RecordedCall {
  method: string;
  chatId: number | undefined;
  /** Epoch milliseconds. */
  at: number;
  payload: Readonly<Record<string, unknown>>;
  /** "no-answer" stands for a scripted timeout. */
  outcome: 'ok' | 'refused' | 'no-answer';
  /** Set when refused. */
  errorCode?: number;
  description?: string;
  /** Of the first message this call made or changed. */
  messageId?: number;
}

export const CALLS_KEPT_MAX = 10_000;

/** The latest calls, oldest first. */
export class CallLog {
  readonly #ring: RecordedCall[] = [];
  readonly #listeners = new Set<(call: RecordedCall) => void>();
  #next = 0;

  add(call: RecordedCall): void {
    this.#ring[this.#next % CALLS_KEPT_MAX] = call;
    this.#next += 1;
    for (const listener of this.#listeners) listener(call);
  }

  list(): RecordedCall[] {
    if (this.#next <= CALLS_KEPT_MAX) return [...this.#ring];
    const start = this.#next % CALLS_KEPT_MAX;
    return [...this.#ring.slice(start), ...this.#ring.slice(0, start)];
  }

  onCall(listener: (call: RecordedCall) => void): () => void {
    this.#listeners.add(listener);
    return () => void this.#listeners.delete(listener);
  }
}
