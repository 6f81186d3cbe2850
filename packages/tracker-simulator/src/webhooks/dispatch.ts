/** A webhook on its way. */
export interface Parcel {
  readonly id: string;
  readonly event: string;
  readonly body: string;
  retry: number;
}

const queuedMax = 20_000;
const heldMax = 20_000;
/** Bodies queued and held together; those of some trackers carry every comment of their ticket. */
const bodyCharsMax = 256 * 1024 * 1024;

export interface DispatchOptions {
  /** One attempt; it handles its own failures. */
  readonly deliver: (parcel: Parcel, signal: AbortSignal) => Promise<void>;
  /** Told of what exceeds the queue. */
  readonly lose: (parcel: Parcel) => void;
  /** On their way at the same time; one keeps the order whatever a delivery takes. */
  readonly inFlightMax: number;
}

/** The queue of webhooks: ready ones leave in order, a few at a time; held ones wait for their time. */
export class Dispatch {
  readonly #options: DispatchOptions;
  readonly #ready: Parcel[] = [];
  readonly #held = new Map<Parcel, NodeJS.Timeout | undefined>();
  readonly #waiters = new Set<() => void>();
  readonly #stop = new AbortController();
  #inFlight = 0;
  #bodyChars = 0;
  #isPaused = false;

  constructor(options: DispatchOptions) {
    this.#options = options;
  }

  /** What exceeds the queue is lost. */
  enqueue(parcel: Parcel): void {
    if (this.#stop.signal.aborted) return;
    if (this.#ready.length < queuedMax && this.#hasRoomFor(parcel)) {
      this.#ready.push(parcel);
      this.#bodyChars += parcel.body.length;
    } else {
      this.#options.lose(parcel);
    }
    this.#pump();
  }

  /** Without a delay: until `release` or `releaseAll`. Bounded like the queue. */
  hold(parcel: Parcel, delayMs?: number): void {
    if (this.#stop.signal.aborted) return;
    if (this.#held.size >= heldMax || !this.#hasRoomFor(parcel)) {
      this.#options.lose(parcel);
      return;
    }
    const timer = delayMs === undefined ? undefined : setTimeout(() => this.release(parcel), delayMs);
    this.#held.set(parcel, timer);
    this.#bodyChars += parcel.body.length;
  }

  /** Nothing happens to one that is not held any more. */
  release(parcel: Parcel): void {
    clearTimeout(this.#held.get(parcel));
    if (!this.#held.delete(parcel)) return;
    this.#bodyChars -= parcel.body.length;
    this.enqueue(parcel);
  }

  held(): number {
    return this.#held.size;
  }

  releaseAll(): void {
    for (const parcel of [...this.#held.keys()]) this.release(parcel);
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
    this.#bodyChars = 0;
  }

  #hasRoomFor(parcel: Parcel): boolean {
    return this.#bodyChars + parcel.body.length <= bodyCharsMax;
  }

  #pump(): void {
    while (!this.#isPaused && this.#inFlight < this.#options.inFlightMax) {
      const parcel = this.#ready.shift();
      if (!parcel) break;
      this.#bodyChars -= parcel.body.length;
      this.#inFlight += 1;
      void this.#options.deliver(parcel, this.#stop.signal).finally(() => {
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
