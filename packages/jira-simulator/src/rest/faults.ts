/** What goes wrong. The webhook kinds match on the event's name (`comment_created`), the others on the request's path. */
export type FaultKind =
  | '429'
  | '503'
  | 'timeout-before-commit'
  | 'timeout-after-commit'
  | 'drop-webhook'
  | 'duplicate-webhook'
  | 'delay-webhook';

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
}

export interface Faults {
  add(fault: Fault): void;
  clear(): void;
  list(): readonly Fault[];
}

export interface FaultBox extends Faults {
  /** The first fault that hits this request, counted as used. */
  takeForRequest(method: string, path: string): Fault | undefined;
  takeForWebhook(event: string): Fault | undefined;
}

const faultsMax = 1_000;

export function openFaultBox(): FaultBox {
  let faults: { fault: Fault; left: number }[] = [];

  function take(matches: (fault: Fault) => boolean): Fault | undefined {
    const found = faults.find(({ fault, left }) => left > 0 && matches(fault));
    if (!found) return undefined;
    found.left -= 1;
    faults = faults.filter(({ left }) => left > 0);
    return found.fault;
  }

  return {
    add(fault) {
      if (faults.length >= faultsMax) throw new Error(`At most ${faultsMax} faults can be set.`);
      faults.push({ fault, left: fault.times === 'always' ? Number.POSITIVE_INFINITY : fault.times });
    },
    clear() {
      faults = [];
    },
    list: () => faults.map(({ fault }) => fault),
    takeForRequest: (method, path) =>
      take(
        (fault) =>
          !isWebhookFault(fault) && (fault.method ?? method).toUpperCase() === method && matchesPath(fault, path),
      ),
    takeForWebhook: (event) => take((fault) => isWebhookFault(fault) && matchesPath(fault, event)),
  };
}

function isWebhookFault({ kind }: Fault): boolean {
  return kind === 'drop-webhook' || kind === 'duplicate-webhook' || kind === 'delay-webhook';
}

function matchesPath({ path }: Fault, actual: string): boolean {
  if (path === undefined) return true;
  return typeof path === 'string' ? actual.startsWith(path) : path.test(actual);
}
