/** What goes wrong with requests, or with webhooks on their way. */
export type FaultKind = '409' | '429' | '503' | 'timeout-before-commit' | 'timeout-after-commit' | 'drop-webhook';

export interface Fault {
  readonly kind: FaultKind;
  /** Any when absent. */
  readonly method?: string | undefined;
  /** A prefix, or an expression to match; of a webhook its action. Any when absent. */
  readonly path?: string | RegExp | undefined;
  /** How many requests or webhooks it hits before it is spent. */
  readonly times: number | 'always';
  /** For `429`. Default 1. */
  readonly retryAfterSeconds?: number | undefined;
}

export interface Faults {
  add(fault: Fault): void;
  clear(): void;
  list(): readonly Fault[];
}

export interface FaultBox extends Faults {
  /** The first fault that hits this request, counted as used. */
  takeForRequest(method: string, path: string): Fault | undefined;
  /** True for a webhook that is lost. */
  takeForWebhook(action: string): boolean;
}

const faultsMax = 1_000;

export function openFaultBox(): FaultBox {
  let faults: { readonly fault: Fault; left: number }[] = [];

  function take(matches: (fault: Fault) => boolean): Fault | undefined {
    const found = faults.find(({ fault }) => matches(fault));
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
          fault.kind !== 'drop-webhook' &&
          (fault.method ?? method).toUpperCase() === method &&
          matchesPath(fault, path),
      ),
    takeForWebhook: (action) =>
      take((fault) => fault.kind === 'drop-webhook' && matchesPath(fault, action)) !== undefined,
  };
}

function matchesPath({ path }: Fault, actual: string): boolean {
  if (path === undefined) return true;
  return typeof path === 'string' ? actual.startsWith(path) : path.test(actual);
}
