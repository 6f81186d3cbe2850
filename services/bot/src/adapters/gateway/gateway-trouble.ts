import type { Problem } from '@desk/contract';
import type { Authority, GatewayTrouble } from '../../ports/gateway-desk.ts';

type Failed =
  | { readonly kind: 'refused'; readonly problem: Problem }
  | { readonly kind: 'unreachable'; readonly sent: 'no' | 'maybe' }
  | { readonly kind: 'misunderstood'; readonly status: number };

/**
 * What is left once a call's own refusals are dealt with. A refusal that tells nothing about this call (overload, a
 * peer that is down, a signature refused while clocks or keys are being put right) means that nothing happened.
 */
export function troubleOf(failed: Failed): GatewayTrouble {
  switch (failed.kind) {
    case 'refused':
      return { kind: 'down', retryAfterMs: (failed.problem.retryAfterSeconds ?? 0) * 1000 || null };
    case 'unreachable':
      return { kind: failed.sent === 'no' ? 'down' : 'unknown', retryAfterMs: null };
    case 'misunderstood':
      return { kind: 'unknown', retryAfterMs: null };
  }
}

export function credentials(authority: Authority): { token?: string; grant?: string } {
  switch (authority.kind) {
    case 'token':
      return { token: authority.token };
    case 'grant':
      return { grant: authority.id };
    case 'service':
      return {};
  }
}
