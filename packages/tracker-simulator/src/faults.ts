import { type Disturbance, planDisturbance, type WebhookCopy } from './webhooks/disturbance.ts';

/** What goes wrong with webhooks on their way. */
export const webhookFaultKinds = ['drop-webhook', 'duplicate-webhook', 'delay-webhook', 'disturb-webhook'] as const;
export type WebhookFaultKind = (typeof webhookFaultKinds)[number];

/** `Kind`: what goes wrong with requests of this tracker. Those match on the path, webhook faults on the event's name. */
export interface Fault<Kind extends string> {
  readonly kind: Kind | WebhookFaultKind;
  /** Any when absent. */
  readonly method?: string | undefined;
  /** A prefix, or an expression to match; any when absent. */
  readonly path?: string | RegExp | undefined;
  /** How many requests or webhooks it hits before it is spent. */
  readonly times: number | 'always';
  /** For `429`. Default 1. */
  readonly retryAfterSeconds?: number | undefined;
  /** For the timeouts: how long the caller hangs before the connection breaks. Default 0. */
  readonly hangMs?: number | undefined;
  /** For `delay-webhook`. Absent: until `webhooks.deliverNow()`. */
  readonly delayMs?: number | undefined;
  /** For `disturb-webhook`, which does by chance what the other three do for certain. */
  readonly disturbance?: Disturbance | undefined;
}

export interface Faults<Kind extends string> {
  add(fault: Fault<Kind>): void;
  clear(): void;
  list(): readonly Fault<Kind>[];
}

export interface FaultBox<Kind extends string> extends Faults<Kind>, WebhookFaults {
  /** The first fault that hits this request, counted as used. */
  takeForRequest(method: string, path: string): Fault<Kind> | undefined;
}

export interface WebhookFaults {
  /** What becomes of a webhook: a list of its copies, none when it is dropped. */
  takeForWebhook(event: string): readonly WebhookCopy[];
}

const faultsMax = 1_000;

export function openFaultBox<Kind extends string>(): FaultBox<Kind> {
  let faults: SetFault<Kind>[] = [];

  function take(matches: (fault: Fault<Kind>) => boolean): SetFault<Kind> | undefined {
    const found = faults.find(({ fault, left }) => left > 0 && matches(fault));
    if (!found) return undefined;
    found.left -= 1;
    if (found.left <= 0) faults = faults.filter((fault) => fault !== found);
    return found;
  }

  return {
    add(fault) {
      if (faults.length >= faultsMax) throw new Error(`At most ${faultsMax} faults can be set.`);
      const left = fault.times === 'always' ? Number.POSITIVE_INFINITY : fault.times;
      faults.push({ fault, left, disturb: planDisturbance(fault.disturbance) });
    },
    clear() {
      faults = [];
    },
    list: () => faults.map(({ fault }) => fault),
    takeForRequest: (method, path) =>
      take(
        (fault) =>
          !isWebhookFault(fault) && (fault.method ?? method).toUpperCase() === method && matchesPath(fault, path),
      )?.fault,
    takeForWebhook(event) {
      const taken = take((fault) => isWebhookFault(fault) && matchesPath(fault, event));
      return taken ? copiesAfter(taken) : [atOnce];
    },
  };
}

interface SetFault<Kind extends string> {
  readonly fault: Fault<Kind>;
  left: number;
  readonly disturb: () => readonly WebhookCopy[];
}

const atOnce: WebhookCopy = { kind: 'at-once' };

function copiesAfter({ fault, disturb }: SetFault<string>): readonly WebhookCopy[] {
  switch (fault.kind) {
    case 'drop-webhook':
      return [];
    case 'duplicate-webhook':
      return [atOnce, atOnce];
    case 'delay-webhook':
      return [{ kind: 'held', delayMs: fault.delayMs }];
    default:
      return disturb();
  }
}

function isWebhookFault({ kind }: Fault<string>): boolean {
  return webhookFaultKinds.some((each) => each === kind);
}

function matchesPath({ path }: Fault<string>, actual: string): boolean {
  if (path === undefined) return true;
  return typeof path === 'string' ? actual.startsWith(path) : path.test(actual);
}
