import type { AuditLog } from '../ports/audit-log.ts';
import type { Clock } from '../ports/system.ts';

export type IntegrationState = 'up' | 'down';

export interface IntegrationWatch {
  /** The same port, watched: an answer `down` is noticed, and any other as well. */
  watched<Port extends object>(port: Port): Port;
  /** The last thing noticed; null before the first. */
  last(): { readonly state: IntegrationState; readonly at: number } | null;
}

export interface WatchIntegrationPorts {
  readonly audit: AuditLog;
  readonly clock: Clock;
}

/** Notices whether something outside answers, from the answers it gives anyway. Each change is audited, not each call. */
export function watchIntegration(
  { audit, clock }: WatchIntegrationPorts,
  name: 'tracker' | 'directory',
): IntegrationWatch {
  let last: { readonly state: IntegrationState; readonly at: number } | null = null;

  async function note(answer: unknown): Promise<void> {
    const kind = typeof answer === 'object' && answer !== null && 'kind' in answer ? answer.kind : null;
    // An unknown outcome says nothing either way.
    if (kind === null || kind === 'unknown') return;
    const state = kind === 'down' ? 'down' : 'up';
    const before = last?.state ?? 'up';
    const at = clock.now();
    last = { state, at };
    if (state === before) return;
    const outcome = state === 'up' ? 'done' : 'failed';
    const [actor, on] = [{ kind: 'service' }, { kind: 'configuration', id: name }] as const;
    await audit.append([{ act: 'integration-failed', actor, on, outcome, reason: `${name}-${state}`, at }]);
  }

  return {
    last: () => last,
    watched: (port) =>
      new Proxy(port, {
        get(target, property) {
          const member: unknown = Reflect.get(target, property);
          if (typeof member !== 'function') return member;
          return (...args: unknown[]) => {
            const answer: unknown = Reflect.apply(member, target, args);
            if (!(answer instanceof Promise)) return answer;
            return answer.then(async (settled: unknown) => {
              await note(settled);
              return settled;
            });
          };
        },
      }),
  };
}
