import type { Clock } from '../clock.ts';

interface FaultScope {
  /** Exact method name, e.g. "sendMessage"; every method when left out. */
  method?: string;
  chatId?: number;
  /** How often the fault happens; each happening uses one up. */
  times: number;
}

/** A scripted misfortune. */
export type FaultRule =
  | (FaultScope & { kind: '429'; retryAfterSeconds: number; perChat?: boolean })
  | (FaultScope & { kind: '403-blocked' | 'server-error' })
  | (FaultScope & {
      kind: 'timeout-before-send' | 'timeout-after-send';
      /** The connection is reset after this time; without it, it hangs until the caller gives up. */
      resetAfterMs?: number;
    })
  | (FaultScope & { kind: 'duplicate-update' });

export type CallFault = Exclude<FaultRule, { kind: 'duplicate-update' }>;

export const FAULT_RULES_MAX = 1000;

export class FaultBook {
  readonly #clock: Clock;
  #rules: FaultRule[] = [];
  /** Until when nothing may be sent, epoch ms; the key "all" stands for the whole bot. */
  readonly #holds = new Map<number | 'all', number>();

  constructor({ clock }: { clock: Clock }) {
    this.#clock = clock;
  }

  add(rule: FaultRule): void {
    if (this.#rules.length >= FAULT_RULES_MAX) throw new Error(`At most ${FAULT_RULES_MAX} fault rules at a time.`);
    this.#rules.push({ ...rule });
  }

  clear(): void {
    this.#rules = [];
    this.#holds.clear();
  }

  /** The first rule that fits this call, used up by one. */
  strike(method: string, chatId: number | undefined): CallFault | undefined {
    if (this.#rules.length === 0) return undefined;
    const rule = this.#use(
      (candidate) =>
        candidate.kind !== 'duplicate-update' &&
        (candidate.method === undefined || candidate.method === method) &&
        (candidate.chatId === undefined || candidate.chatId === chatId),
    );
    if (!rule || rule.kind === 'duplicate-update') return undefined;
    if (rule.kind === '429') this.#hold(rule.perChat ? chatId : 'all', rule.retryAfterSeconds);
    return rule;
  }

  /** Whole seconds a scripted 429 still forbids calls that concern this chat; zero when it does not. */
  heldForSeconds(chatId: number | undefined): number {
    if (this.#holds.size === 0) return 0;
    const until = Math.max(this.#holds.get('all') ?? 0, (chatId !== undefined && this.#holds.get(chatId)) || 0);
    return Math.max(0, Math.ceil((until - this.#clock.now()) / 1000));
  }

  duplicates(chatId: number): boolean {
    if (this.#rules.length === 0) return false;
    const rule = this.#use(
      (candidate) =>
        candidate.kind === 'duplicate-update' && (candidate.chatId === undefined || candidate.chatId === chatId),
    );
    return rule !== undefined;
  }

  #use(fits: (rule: FaultRule) => boolean): FaultRule | undefined {
    const rule = this.#rules.find((candidate) => candidate.times > 0 && fits(candidate));
    if (!rule) return undefined;
    rule.times -= 1;
    if (rule.times === 0) this.#rules = this.#rules.filter((other) => other !== rule);
    return rule;
  }

  #hold(key: number | 'all' | undefined, seconds: number): void {
    const now = this.#clock.now();
    for (const [held, until] of this.#holds) if (until <= now) this.#holds.delete(held);
    if (key !== undefined) this.#holds.set(key, now + seconds * 1000);
  }
}
