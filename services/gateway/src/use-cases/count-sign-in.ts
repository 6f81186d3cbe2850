import type { AuditLog } from '../ports/audit-log.ts';
import type { SignInDesk, SignInLimit, SignInScope } from '../ports/sign-in-desk.ts';
import type { Clock } from '../ports/system.ts';
import { type Refusal, refuse } from './refusal.ts';

export interface CountSignInPorts {
  readonly signIns: SignInDesk;
  readonly audit: AuditLog;
  readonly clock: Clock;
  readonly limits: Readonly<Record<SignInScope, SignInLimit>>;
}

/**
 * Holds attempts to sign in to their limits. Each limit that is reached is audited once per window, not once per
 * attempt: a flood must not become a flood of records.
 */
export function countSignIn({ signIns, audit, clock, limits }: CountSignInPorts) {
  return async (scope: SignInScope, key: string): Promise<Refusal<'too-many-attempts'> | null> => {
    const now = clock.now();
    const verdict = await signIns.count(scope, key, limits[scope], now);
    if (verdict.kind === 'within') return null;
    if (verdict.first) {
      const actor = scope === 'person' ? ({ kind: 'person', id: key } as const) : ({ kind: 'service' } as const);
      const reason = `sign-ins-${scope}`;
      await audit.append([{ act: 'rate-limited', actor, on: null, outcome: 'refused', reason, at: now }]);
    }
    return refuse('too-many-attempts', { retryAfterSeconds: Math.ceil(verdict.retryAfterMs / 1000) });
  };
}

export type CountSignIn = ReturnType<typeof countSignIn>;
