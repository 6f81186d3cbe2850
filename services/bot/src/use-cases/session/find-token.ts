import { judgeSession } from '@desk/domain';
import type { GatewayTrouble, SessionDesk } from '../../ports/gateway-desk.ts';
import type { Acquaintance } from '../../ports/people.ts';
import type { Ledger } from '../../ports/plan.ts';
import type { Policy } from '../../ports/system.ts';
import { isTokenUsable, planRenewal } from './renew-session.ts';

export interface FindToken {
  readonly sessions: SessionDesk;
  readonly ledger: Ledger;
  readonly policy: Policy;
}

export type TokenOutcome =
  | { readonly kind: 'token'; readonly token: string }
  | { readonly kind: 'session-ended' }
  | GatewayTrouble;

/** A token of the person that is good for a call now, renewed if need be. */
export async function findToken(
  { sessions, ledger, policy }: FindToken,
  { person, session }: Pick<Acquaintance, 'person' | 'session'>,
  now: number,
): Promise<TokenOutcome> {
  if (session === null || session.state === 'ended') return { kind: 'session-ended' };
  if (judgeSession(session, now, policy.sessionLimits).kind === 'ended') return { kind: 'session-ended' };
  if (isTokenUsable(session, now)) return { kind: 'token', token: session.token };

  const answer = await sessions.renew(session.token);
  switch (answer.kind) {
    case 'opened':
      // If someone was faster, their token is as good as this one: either way this one serves the call at hand.
      await ledger.commit(planRenewal(person, session, answer, now), { kind: 'job', name: 'renew-session' });
      return { kind: 'token', token: answer.token };
    case 'ended':
      return { kind: 'session-ended' };
    case 'down':
    case 'unknown':
      return answer;
  }
}
