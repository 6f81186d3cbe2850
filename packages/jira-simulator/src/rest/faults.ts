import { type Disturbance, planDisturbance, type WebhookCopy } from '../webhooks/disturbance.ts';

/** What goes wrong. The webhook kinds match on the event's name (`comment_created`), the others on the request's path. */
export type FaultKind =
  | '429'
  | '503'
  | 'timeout-before-commit'
  | 'timeout-after-commit'
  | 'drop-webhook'
  | 'duplicate-webhook'
  | 'delay-webhook'
  | 'disturb-webhook';

export interface Fault {
  readonly kind: FaultKind;
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

export interface Faults {
  add(fault: Fault): void;
  clear(): void;
  list(): readonly Fault[];
}

export interface FaultBox extends Faults {
  /** The first fault that hits this request, counted as used. */
  takeForRequest(method: string, path: string): Fault | undefined;
  /** What becomes of a webhook: a list of its copies, none when it is dropped. */
  takeForWebhook(event: string): readonly WebhookCopy[];
}

const faultsMax = 1_000;

export function openFaultBox(): FaultBox {
  let faults: SetFault[] = [];

  function take(matches: (fault: Fault) => boolean): SetFault | undefined {
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

interface SetFault {
  readonly fault: Fault;
  left: number;
  readonly disturb: () => readonly WebhookCopy[];
}

const atOnce: WebhookCopy = { kind: 'at-once' };

function copiesAfter({ fault, disturb }: SetFault): readonly WebhookCopy[] {
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

function isWebhookFault({ kind }: Fault): boolean {
  return kind.endsWith('-webhook');
}

function matchesPath({ path }: Fault, actual: string): boolean {
  if (path === undefined) return true;
  return typeof path === 'string' ? actual.startsWith(path) : path.test(actual);
}
