/** A webhook on its way. */
export interface Parcel {
  readonly id: string;
  readonly event: string;
  readonly body: string;
  retry: number;
}

const inFlightMax = 5;
const queuedMax = 10_000;

/** The queue of webhooks: ready ones leave in order, a few at a time; held ones wait for their time. */
export class Dispatch {
  readonly #deliver: (parcel: Parcel, signal: AbortSignal) => Promise<void>;
  readonly #ready: Parcel[] = [];
  readonly #held = new Map<Parcel, NodeJS.Timeout | undefined>();
  readonly #waiters = new Set<() => void>();
  readonly #stop = new AbortController();
  #inFlight = 0;
  #isPaused = false;

  constructor(deliver: (parcel: Parcel, signal: AbortSignal) => Promise<void>) {
    this.#deliver = deliver;
  }

  /** What exceeds the queue is lost, as with Jira. */
  enqueue(parcel: Parcel): void {
    if (this.#ready.length < queuedMax) this.#ready.push(parcel);
    this.#pump();
  }

  /** Without a delay: until `releaseAll`. */
  hold(parcel: Parcel, delayMs: number | undefined): void {
    if (this.#stop.signal.aborted) return;
    const timer = delayMs === undefined ? undefined : setTimeout(() => this.#release(parcel), delayMs);
    this.#held.set(parcel, timer);
  }

  held(): number {
    return this.#held.size;
  }

  releaseAll(): void {
    for (const parcel of [...this.#held.keys()]) this.#release(parcel);
  }

  settled(): Promise<void> {
    if (this.#isSettled()) return Promise.resolve();
    return new Promise((resolve) => void this.#waiters.add(resolve));
  }

  pause(): void {
    this.#isPaused = true;
  }

  resume(): void {
    this.#isPaused = false;
    this.#pump();
  }

  close(): void {
    this.#stop.abort();
    for (const timer of this.#held.values()) clearTimeout(timer);
    this.#held.clear();
    this.#ready.length = 0;
  }

  #release(parcel: Parcel): void {
    clearTimeout(this.#held.get(parcel));
    if (this.#held.delete(parcel)) this.enqueue(parcel);
  }

  #pump(): void {
    while (!this.#isPaused && this.#inFlight < inFlightMax) {
      const parcel = this.#ready.shift();
      if (!parcel) break;
      this.#inFlight += 1;
      void this.#deliver(parcel, this.#stop.signal).finally(() => {
        this.#inFlight -= 1;
        this.#pump();
      });
    }
    if (!this.#isSettled()) return;
    for (const wake of this.#waiters) wake();
    this.#waiters.clear();
  }

  #isSettled(): boolean {
    return this.#inFlight === 0 && (this.#isPaused || this.#ready.length === 0);
  }
}
