import type { AuditEntry } from '@desk/domain';
import type { AccessRefused } from '../../ports/gateway-desk.ts';
import type { Plan } from '../../ports/plan.ts';
import type { Policy } from '../../ports/system.ts';
import { planOf } from '../compose-plan.ts';
import { notice } from '../show-screen.ts';
import type { Turn } from '../turn.ts';

/** The gateway lets them in no more, or never did: one polite answer, whatever the reason. */
export function refuseAccess(turn: Turn, { referenceCode: code }: AccessRefused, policy: Policy): Plan {
  const reason = code === null ? 'too-many-attempts' : 'access-refused';
  return planOf({
    effects: [notice(turn, { kind: 'access-refused', contact: policy.supportContact, code })],
    audit: [refusalOf(turn, { code, reason })],
  });
}

/** `code`: under which the gateway's log has the reason. */
export function refusalOf(
  { known, now }: Turn,
  { code, reason }: { readonly code: string | null; readonly reason: string },
): AuditEntry {
  return {
    act: 'sign-in-refused',
    actor: known === null ? { kind: 'service' } : { kind: 'person', id: known.person.id },
    on: code === null ? null : { kind: 'sign-in', id: code },
    outcome: 'refused',
    reason,
    at: now,
  };
}
